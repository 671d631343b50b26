# What values cost: fuel by size, and an exact count of the memory that is alive. Included by value.pyx.

@cython.final
cdef class _Seen:
    """A set of addresses, and the containers still to be looked into."""

    cdef PyObject** table
    cdef Py_ssize_t used, mask
    cdef PyObject** todo
    cdef Py_ssize_t pending, room

    def __cinit__(self):
        self.mask = 255
        self.table = <PyObject**>PyMem_Malloc(256 * sizeof(PyObject*))
        self.todo = <PyObject**>PyMem_Malloc(64 * sizeof(PyObject*))
        self.room = 64
        if self.table == NULL or self.todo == NULL:
            raise MemoryError
        memset(self.table, 0, 256 * sizeof(PyObject*))

    def __dealloc__(self):
        PyMem_Free(self.table)
        PyMem_Free(self.todo)

    cdef bint add(self, PyObject* thing) except -1:
        """True when ``thing`` was not there yet."""
        cdef Py_ssize_t at
        if 2 * self.used > self.mask:
            self.grow()
        at = self.slot(thing)
        if self.table[at] == thing:
            return False
        self.table[at] = thing
        self.used += 1
        return True

    cdef Py_ssize_t slot(self, PyObject* thing) noexcept:
        cdef size_t at = (<size_t>thing >> 4) * 0x9E3779B97F4A7C15ULL >> 20
        at &= <size_t>self.mask
        while self.table[at] != NULL and self.table[at] != thing:
            at = (at + 1) & <size_t>self.mask
        return <Py_ssize_t>at

    cdef int grow(self) except -1:
        cdef PyObject** old = self.table
        cdef Py_ssize_t at, size = self.mask + 1
        self.table = <PyObject**>PyMem_Malloc(4 * size * sizeof(PyObject*))
        if self.table == NULL:
            self.table = old
            raise MemoryError
        memset(self.table, 0, 4 * size * sizeof(PyObject*))
        self.mask = 4 * size - 1
        for at in range(size):
            if old[at] != NULL:
                self.table[self.slot(old[at])] = old[at]
        PyMem_Free(old)
        return 0

    cdef int later(self, PyObject* container) except -1:
        cdef void* block
        if self.pending == self.room:
            block = PyMem_Realloc(self.todo, 2 * self.room * sizeof(PyObject*))
            if block == NULL:
                raise MemoryError
            self.todo = <PyObject**>block
            self.room *= 2
        self.todo[self.pending] = container
        self.pending += 1
        return 0

    cdef long long weigh(self, long long tag, PyObject* thing) except -1:
        """Bytes of ``thing`` itself when it is met first; its elements are left for later."""
        if Py_REFCNT(thing) > 1 and not self.add(thing):
            return 0
        if tag == TAG_TEXT:
            return text_length(thing) * text_width(thing)
        if tag == TAG_TIME:
            return 48
        self.later(thing)
        if tag == TAG_LIST:
            return 48 + 16 * (<Array>thing).count
        return 48 + 16 * (<Object>thing).count

    cdef long long open_last(self) except -1:
        """Weigh what the last pending container holds."""
        cdef Py_ssize_t at
        cdef PyObject* thing
        cdef Value* values
        cdef long long total = 0
        self.pending -= 1
        thing = self.todo[self.pending]
        if Py_TYPE(thing) == ARRAY_TYPE:
            if element_kind(thing) != ITEMS_MIXED:
                return 0
            values = mixed_elements(thing)
            for at in range((<Array>thing).count):
                if values[at].tag >= TAG_TEXT:
                    total += self.weigh(values[at].tag, values[at].o)
            return total
        for at in range((<Object>thing).count):
            total += self.weigh(TAG_TEXT, (<Object>thing).entries[at].key)
            if (<Object>thing).entries[at].value.tag >= TAG_TEXT:
                total += self.weigh((<Object>thing).entries[at].value.tag, (<Object>thing).entries[at].value.o)
        return total


cdef long long count_live(Value** ranges, Py_ssize_t* lengths, Py_ssize_t count) except -1:
    """Bytes of everything reachable from ``count`` ranges of values, each thing once."""
    cdef _Seen seen = _Seen()
    cdef Py_ssize_t which, at
    cdef long long total = 0
    for which in range(count):
        for at in range(lengths[which]):
            if ranges[which][at].tag >= TAG_TEXT:
                total += seen.weigh(ranges[which][at].tag, ranges[which][at].o)
    while seen.pending:
        total += seen.open_last()
    return total
