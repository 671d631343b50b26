# Lists: an array of elements, of one kind of number or mixed, with its Python protocol. Included by value.pyx.

# Units of work for what a function in Python does with one element or field, and more than the least of it.
cdef long long WORK_OF_PYTHON = 8

ELEMENT_KINDS = {ITEMS_NONE: "", TAG_BOOL: "boolean", TAG_INT: "integer", TAG_FLOAT: "float", ITEMS_MIXED: "mixed"}


cdef inline size_t element_size(long long kind) noexcept:
    return sizeof(Value) if kind == ITEMS_MIXED else 1 if kind == TAG_BOOL else sizeof(Number)


cdef inline long long kind_of(long long tag) noexcept:
    """The kind of a list that keeps a value with this tag best."""
    return tag if TAG_BOOL <= tag <= TAG_FLOAT else ITEMS_MIXED


cdef inline object element_thing(Array items, Py_ssize_t at):
    cdef Value read
    element(<PyObject*>items, at, &read)
    return box(&read)


@cython.final
@cython.freelist(64)
@cython.trashcan(True)
cdef class Array:
    """A list of the program: 0-based, by reference. ``rowset`` marks the result of a query.

    It keeps booleans, integers or floats without tags as long as all elements are of the first one's kind; then it keeps
    values, for good."""

    def __init__(self, iterable=()):
        self.extend(iterable)

    def __dealloc__(self):
        cdef Py_ssize_t at
        if self.kind == ITEMS_MIXED and self.count:
            if lay_aside(self.data, self.count, False):
                return
            for at in range(self.count):
                drop(&(<Value*>self.data)[at])
        PyMem_Free(self.data)

    @property
    def element_kind(self):
        """``boolean``, ``integer`` or ``float`` when kept without tags, ``mixed``, or nothing before the first element."""
        return ELEMENT_KINDS[self.kind]

    cdef int allocate(self, long long kind, Py_ssize_t count) except -1:
        """Make a new list ``count`` elements long, for the caller to fill before anything else runs. Announces nothing."""
        self.kind = kind
        self.reserve(count)
        self.count = count
        return 0

    cdef int reserve(self, Py_ssize_t room) except -1:
        """Make room for at least ``room`` elements of its kind, and half as many more when it had some already."""
        if room <= self.room:
            return 0
        cdef Py_ssize_t wanted = room + ((room >> 1) + 4 if self.room else 0)
        cdef void* block = PyMem_Realloc(self.data, wanted * element_size(self.kind))
        if block == NULL:
            raise MemoryError
        self.data = block
        self.room = wanted
        return 0

    cdef int admit(self, long long tag) except -1:
        """Become a list that can keep a value with this tag."""
        cdef long long wanted = kind_of(tag)
        if self.kind == wanted:
            return 0
        if self.count == 0:
            self.room = self.room * element_size(self.kind) // element_size(wanted)
            self.kind = wanted
            return 0
        return self.mix()

    cdef int mix(self) except -1:
        """Become a list that keeps values of all kinds."""
        cdef Py_ssize_t at
        cdef Value* values
        if self.kind == ITEMS_MIXED:
            return 0
        values = <Value*>PyMem_Malloc(max(self.room, 1) * sizeof(Value))
        if values == NULL:
            raise MemoryError
        for at in range(self.count):
            element(<PyObject*>self, at, &values[at])
        PyMem_Free(self.data)
        self.data, self.kind, self.room = values, ITEMS_MIXED, max(self.room, 1)
        return 0

    cdef int add(self, const Value* value) except -1:
        """One element more at the end, without a word to the budget."""
        self.admit(value.tag)
        self.reserve(self.count + 1)
        hold_ref(value)
        fill_element(<PyObject*>self, self.count, value)
        self.count += 1
        return 0

    cdef int push(self, const Value* value) except -1:
        grow_now(self.count + 1, 1)
        return self.add(value)

    cdef int pad(self, Py_ssize_t count) except -1:
        """Lengthen with nulls to ``count`` elements."""
        if count <= self.count:
            return 0
        grow_now(count, count - self.count)
        spend_now((count - self.count) >> 3)
        self.mix()
        self.reserve(count)
        memset(<Value*>self.data + self.count, 0, (count - self.count) * sizeof(Value))
        self.count = count
        return 0

    cdef int put(self, Py_ssize_t index, const Value* value) except -1:
        """Element ``index`` (0 or more) = ``value``; the list grows as needed."""
        if index >= self.count:
            if index == self.count:
                return self.push(value)
            # The largest index has no successor; any list that long is refused by its size.
            self.pad(index + (index < PY_SSIZE_T_MAX))
        self.admit(value.tag)
        if self.kind == ITEMS_MIXED:
            copy(&(<Value*>self.data)[index], value)
        else:
            fill_element(<PyObject*>self, index, value)
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
            return Array([element_thing(self, at) for at in range(*index.indices(self.count))])
        turn_now(WORK_OF_PYTHON)
        return element_thing(self, self.place(index))

    def __setitem__(self, index, item):
        cdef Value value
        unbox(item, &value)
        try:
            self.put(self.place(index), &value)
        finally:
            drop(&value)

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
        cdef size_t size
        cdef char* place
        if at < 0:
            at = max(0, at + self.count)
        at = min(at, self.count)
        self.append(item)
        element(<PyObject*>self, self.count - 1, &value)
        size = element_size(self.kind)
        place = <char*>self.data + at * size
        memmove(place + size, place, (self.count - 1 - at) * size)
        fill_element(<PyObject*>self, at, &value)

    def extend(self, iterable):
        """Add all elements of ``iterable``."""
        if isinstance(iterable, Array):
            self.extend_by_list(<Array>iterable, False)
            return
        for item in iterable:
            self.append(item)
            turn_now(2)

    cdef int extend_by_list(self, Array other, bint turns) except -1:
        """Add all elements of ``other``; with turns, which only a new list may give."""
        cdef Py_ssize_t at, count = other.count
        cdef Value value
        grow_now(self.count + count, count)
        if count == 0:
            return 0
        element(<PyObject*>other, 0, &value)
        self.admit(value.tag)
        self.reserve(self.count + count)
        for at in range(count):
            if turns and at & 0x3FF == 0x3FF:
                turn_now(0x200)
            element(<PyObject*>other, at, &value)
            self.add(&value)
        return 0

    def pop(self, index=-1):
        """Take out and give element ``index``."""
        cdef Py_ssize_t at = self.place(index)
        cdef size_t size = element_size(self.kind)
        cdef char* hole = <char*>self.data + at * size
        result = element_thing(self, at)
        if self.kind == ITEMS_MIXED:
            drop(<Value*>hole)
        self.count -= 1
        memmove(hole, hole + size, (self.count - at) * size)
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
        cdef Value lower, higher
        while low < high:
            element(<PyObject*>self, low, &lower)
            element(<PyObject*>self, high, &higher)
            fill_element(<PyObject*>self, low, &higher)
            fill_element(<PyObject*>self, high, &lower)
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
        turn_now(WORK_OF_PYTHON)
        if self.at >= self.source.count:
            raise StopIteration
        self.at += 1
        return element_thing(self.source, self.at - 1)
