# Lists: an array of Value with its Python protocol. Included by value.pyx.

@cython.final
@cython.trashcan(True)
cdef class Array:
    """A list of the program: 0-based, by reference. ``rowset`` marks the result of a query."""

    def __init__(self, iterable=()):
        self.extend(iterable)

    def __dealloc__(self):
        cdef Py_ssize_t at
        for at in range(self.count):
            drop(&self.values[at])
        PyMem_Free(self.values)

    cdef int reserve(self, Py_ssize_t room) except -1:
        """Make room for at least ``room`` elements, and some more when growing one by one."""
        if room <= self.room:
            return 0
        cdef Py_ssize_t wanted = room + (room >> 3) + (4 if self.room else 0)
        cdef void* block = PyMem_Realloc(self.values, wanted * sizeof(Value))
        if block == NULL:
            raise MemoryError
        self.values = <Value*>block
        self.room = wanted
        return 0

    cdef int push(self, const Value* value) except -1:
        grow_now(self.count + 1, 1)
        self.reserve(self.count + 1)
        hold_ref(value)
        self.values[self.count] = value[0]
        self.count += 1
        return 0

    cdef int pad(self, Py_ssize_t count) except -1:
        """Lengthen with nulls to ``count`` elements."""
        if count <= self.count:
            return 0
        grow_now(count, count - self.count)
        spend_now((count - self.count) >> 3)
        self.reserve(count)
        memset(self.values + self.count, 0, (count - self.count) * sizeof(Value))
        self.count = count
        return 0

    cdef int put(self, Py_ssize_t index, const Value* value) except -1:
        """Element ``index`` (0 or more) = ``value``; the list grows as needed."""
        if index >= self.count:
            if index == self.count:
                return self.push(value)
            # The largest index has no successor; any list that long is refused by its size.
            self.pad(index + (index < PY_SSIZE_T_MAX))
        copy(&self.values[index], value)
        return 0

    cdef Py_ssize_t place(self, object index) except -1:
        cdef Py_ssize_t at = index
        if at < 0:
            at += self.count
        if not 0 <= at < self.count:
            raise IndexError("list index out of range")
        return at

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        if isinstance(index, slice):
            return Array([box(&self.values[at]) for at in range(*index.indices(self.count))])
        return box(&self.values[self.place(index)])

    def __setitem__(self, index, item):
        cdef Value value
        cdef Py_ssize_t at = self.place(index)
        unbox(item, &value)
        take(&self.values[at], &value)

    def __delitem__(self, index):
        self.pop(index)

    def __iter__(self):
        return ArrayIterator(self)

    def __contains__(self, item):
        return any(item is each or item == each for each in self)

    def __eq__(self, other):
        if not isinstance(other, (Array, list)):
            return NotImplemented
        if len(other) != self.count:
            return False
        return all(mine is theirs or mine == theirs for mine, theirs in zip(self, other))

    __hash__ = None

    def __repr__(self):
        return f"{'Rowset' if self.rowset else 'Array'}({json_of_thing(self)})"

    def append(self, item):
        """Add one element at the end."""
        cdef Value value
        unbox(item, &value)
        try:
            self.push(&value)
        finally:
            drop(&value)

    def insert(self, index, item):
        """Add one element before ``index``."""
        cdef Py_ssize_t at = index
        cdef Value value
        if at < 0:
            at = max(0, at + self.count)
        at = min(at, self.count)
        self.append(item)
        value = self.values[self.count - 1]
        memmove(&self.values[at + 1], &self.values[at], (self.count - 1 - at) * sizeof(Value))
        self.values[at] = value

    def extend(self, iterable):
        """Add all elements of ``iterable``."""
        cdef Py_ssize_t at, count
        cdef Array other
        if isinstance(iterable, Array):
            other = <Array>iterable
            count = other.count
            grow_now(self.count + count, count)
            self.reserve(self.count + count)
            for at in range(count):
                hold_ref(&other.values[at])
                self.values[self.count] = other.values[at]
                self.count += 1
            return
        for item in iterable:
            self.append(item)

    def pop(self, index=-1):
        """Take out and give element ``index``."""
        cdef Py_ssize_t at = self.place(index)
        result = box(&self.values[at])
        drop(&self.values[at])
        self.count -= 1
        memmove(&self.values[at], &self.values[at + 1], (self.count - at) * sizeof(Value))
        return result

    def clear(self):
        """Take out all elements."""
        array_clear(<PyObject*>self)

    def remove(self, item):
        """Take out the first element equal to ``item``; ValueError when there is none."""
        del self[self.index(item)]

    def index(self, item):
        """Index of the first element equal to ``item``; ValueError when there is none."""
        for at, each in enumerate(self):
            if item is each or item == each:
                return at
        raise ValueError("not in list")

    def reverse(self):
        """Turn the order around, in place."""
        cdef Py_ssize_t low = 0, high = self.count - 1
        while low < high:
            self.values[low], self.values[high] = self.values[high], self.values[low]
            low += 1
            high -= 1

    def copy(self):
        """A new list of the same elements."""
        cdef Array result = Array(self)
        result.rowset = self.rowset
        return result

    def __copy__(self):
        return self.copy()

    def __reduce__(self):
        return _new_array, (list(self), self.rowset)


def _new_array(items, rowset):
    result = Array(items)
    result.rowset = rowset
    return result


@cython.final
cdef class ArrayIterator:
    """Goes over a list by index, so the list may change meanwhile."""

    cdef Array source
    cdef Py_ssize_t at

    def __init__(self, Array source not None):
        self.source = source

    def __iter__(self):
        return self

    def __next__(self):
        if self.at >= self.source.count:
            raise StopIteration
        self.at += 1
        return box(&self.source.values[self.at - 1])
