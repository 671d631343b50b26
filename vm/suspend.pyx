# cython: language_level=3
# distutils: extra_compile_args = -O2
"""The outcome of a program that asks its host for a keyword, which is what a dialog does at every turn.

Making one must cost next to nothing: arguments by name and the place in the source are worked out when they are asked
for. The core makes them; the reference interpreter and tests use the constructor. Exported by ``vm.outcome``.
"""

cimport cython


@cython.final
@cython.freelist(8)
cdef class Suspend:
    """The program asks the host for ``keyword``; ``position`` is ``(start, end)`` in the source, in characters."""

    def __init__(self, str keyword not None, dict arguments not None, tuple position=(0, 0)):
        self.keyword, self.named, self.place = keyword, arguments, position

    @property
    def arguments(self):
        """Values by the names of the arguments; always the same dict."""
        cdef Py_ssize_t at
        if self.named is None:
            self.named = {}
            for at in range(len(self.names)):
                self.named[self.names[at]] = self.values[at]
            self.values = None
        return self.named

    @property
    def position(self):
        """``(start, end)`` in the source, in characters."""
        if self.place is None:
            self.place = position_in(self.program.functions[self.function].positions, self.at)
            self.program = None
        return self.place

    def _tuple(self):
        return self.keyword, self.arguments, self.position

    def __eq__(self, other):
        return isinstance(other, Suspend) and self._tuple() == (<Suspend>other)._tuple()

    def __repr__(self):
        return "Suspend(keyword=%r, arguments=%r, position=%r)" % self._tuple()

    def __reduce__(self):
        return Suspend, self._tuple()


cdef Suspend suspended(str keyword, tuple names, tuple values, object program, Py_ssize_t function, Py_ssize_t at):
    """A request from the instruction ``at`` of a function of ``program``."""
    cdef Suspend made = Suspend.__new__(Suspend)
    made.keyword, made.names, made.values = keyword, names, values
    made.program, made.function, made.at = program, function, at
    return made


cdef object position_in(tuple rows, Py_ssize_t at):
    """The source range of instruction ``at`` in a function's line table."""
    cdef Py_ssize_t low = 0, high = len(rows), middle
    while low < high:
        middle = (low + high) >> 1
        if rows[middle][0] <= at:
            low = middle + 1
        else:
            high = middle
    return rows[low - 1][1:] if low else (0, 0)
