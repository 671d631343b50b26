# Pure functions compiled to C. Included by value.pyx.

@cython.final
cdef class CBuiltin:
    """A pure function compiled to C; also callable from Python. ``fallback`` takes the unusual arguments."""

    def __init__(self):
        raise TypeError("made by compiled modules only")

    def with_fallback(self, fallback, env=False):
        """The same C function, with the Python function that takes what it does not handle."""
        cdef CBuiltin result = compiled(self.name, self.function, self.least, self.most, self.turns)
        result.fallback = fallback
        result.env = env
        return result

    def __call__(self, *args):
        """Call as BASIC would; TypeError when these arguments need the fallback and there is none."""
        cdef Array window = Array(args)
        if not self.least <= window.count <= self.most:
            raise TypeError(f"{self.name} does not take {window.count} arguments")
        cdef Value result
        result.tag = TAG_NULL
        window.mix()
        if self.function(mixed_elements(<PyObject*>window), window.count, &result) == 0:
            try:
                return box(&result)
            finally:
                drop(&result)
        if self.fallback is None:
            raise TypeError(f"{self.name} cannot take these arguments in C")
        return self.fallback(*args)

    def __repr__(self):
        return f"<compiled {self.name}>"


cdef CBuiltin compiled(str name, Compiled function, Py_ssize_t least, Py_ssize_t most, int turns=OF_LISTS):
    """Wrap a C function of ``least`` to ``most`` arguments for the loop; the way other modules make CBuiltins. ``turns``
    says with which it may take long."""
    cdef CBuiltin result = CBuiltin.__new__(CBuiltin)
    result.name = name
    result.function = function
    result.least, result.most = least, most
    result.turns = turns
    return result
