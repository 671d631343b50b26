# Rows put into groups by the text of a field, in two passes: first the group of each row, then the lists. Included by _rows.pyx.

cdef struct Group:
    PyObject* text     # owned
    Value key          # of its first row; borrowed
    Py_ssize_t count

cdef struct Slot:
    long long bits
    int group          # number + 1; 0 where the slot is free
    int tag

cdef str KEY = interned("key")
cdef str ITEMS = interned("items")
cdef str COUNT = interned("count")


@cython.final
cdef class Grouping:
    """The group of each row of ``source``; values of the same text are the same."""

    cdef Array source
    cdef int* numbers       # of the group of each row
    cdef Group* groups
    cdef int count, room
    cdef int* texts         # by hash of the text: number of the group + 1, or 0
    cdef Slot* plain        # by the bits of a number or boolean, so that its text is made once
    cdef int plain_count
    cdef size_t mask, plain_mask

    def __init__(self, Array source not None, str name not None):
        cdef Column column = Column(name, False)
        cdef Py_ssize_t at
        cdef Value value
        self.source = source
        self.numbers = <int*>room_for(source.count, sizeof(int))
        self.resize(64)
        self.resize_plain(64)
        for at in range(source.count):
            turn_now(6)
            value_at(source, at, column, &value)
            self.numbers[at] = self.number_of(&value)
            self.groups[self.numbers[at]].count += 1

    def __dealloc__(self):
        cdef int at
        for at in range(self.count):
            ref_down(self.groups[at].text)
        PyMem_Free(self.groups)
        PyMem_Free(self.numbers)
        PyMem_Free(self.texts)
        PyMem_Free(self.plain)

    cdef int number_of(self, const Value* value) except -1:
        cdef PyObject* text
        if value.tag == TAG_TEXT:
            return self.by_text(value.o, value)
        if value.tag <= TAG_FLOAT:
            return self.by_bits(value)
        text = text_ref(value)
        try:
            return self.by_text(text, value)
        finally:
            ref_down(text)

    cdef int by_bits(self, const Value* value) except -1:
        cdef long long bits = 0 if value.tag == TAG_NULL else value.i
        cdef size_t at = self.plain_slot(bits, <int>value.tag)
        cdef PyObject* text
        cdef int number
        if self.plain[at].group:
            return self.plain[at].group - 1
        text = text_ref(value)
        try:
            number = self.by_text(text, value)
        finally:
            ref_down(text)
        self.plain[at].bits, self.plain[at].tag, self.plain[at].group = bits, <int>value.tag, number + 1
        self.plain_count += 1
        if 2 * <size_t>self.plain_count > self.plain_mask:
            self.resize_plain(4 * (self.plain_mask + 1))
        return number

    cdef size_t plain_slot(self, long long bits, int tag) noexcept:
        cdef size_t mixed = <size_t>bits * <size_t>0x9E3779B97F4A7C15 + <size_t>tag
        cdef size_t at = (mixed ^ (mixed >> 32)) & self.plain_mask
        while self.plain[at].group and (self.plain[at].bits != bits or self.plain[at].tag != tag):
            at = (at + 1) & self.plain_mask
        return at

    cdef int resize_plain(self, size_t size) except -1:
        cdef Slot* before = self.plain
        cdef size_t at, old = self.plain_mask + 1 if before != NULL else 0
        self.plain = <Slot*>PyMem_Calloc(size, sizeof(Slot))
        if self.plain == NULL:
            self.plain = before
            raise MemoryError
        self.plain_mask = size - 1
        for at in range(old):
            if before[at].group:
                self.plain[self.plain_slot(before[at].bits, before[at].tag)] = before[at]
        PyMem_Free(before)
        return 0

    cdef int by_text(self, PyObject* text, const Value* key) except -1:
        """Number of the group of a text; a new one begins with ``key``."""
        cdef size_t at = self.slot(text)
        if self.texts[at]:
            return self.texts[at] - 1
        if self.count == self.room:
            self.make_room()
        ref_up(text)
        self.groups[self.count].text, self.groups[self.count].key, self.groups[self.count].count = text, key[0], 0
        self.count += 1
        self.texts[at] = self.count
        if 2 * <size_t>self.count > self.mask:
            self.resize(4 * (self.mask + 1))
        return self.count - 1

    cdef size_t slot(self, PyObject* text) noexcept:
        cdef Py_hash_t hash = kept_hash(text)
        cdef size_t at
        cdef PyObject* there
        if hash == -1:
            hash = PyObject_Hash(text)
        at = <size_t>hash & self.mask
        while self.texts[at]:
            there = self.groups[self.texts[at] - 1].text
            if there == text or (kept_hash(there) == hash and equal_texts(there, text)):
                break
            at = (at + 1) & self.mask
        return at

    cdef int make_room(self) except -1:
        cdef int room = 2 * self.room + 32
        cdef void* block = PyMem_Realloc(self.groups, room * sizeof(Group))
        if block == NULL:
            raise MemoryError
        self.groups, self.room = <Group*>block, room
        return 0

    cdef int resize(self, size_t size) except -1:
        cdef int at
        cdef int* texts = <int*>PyMem_Calloc(size, sizeof(int))
        if texts == NULL:
            raise MemoryError
        PyMem_Free(self.texts)
        self.texts, self.mask = texts, size - 1
        for at in range(self.count):
            self.texts[self.slot(self.groups[at].text)] = at + 1
        return 0

    cdef list lists(self):
        """The rows of each group as a list."""
        cdef Py_ssize_t at
        cdef int number
        cdef Array items
        cdef Value row
        cdef list result = [Array.__new__(Array) for number in range(self.count)]
        grow_now(0, self.source.count)
        for at in range(self.source.count):
            turn_now(3)
            element(<PyObject*>self.source, at, &row)
            number = self.numbers[at]
            items = <Array>result[number]
            if items.count == 0:
                items.admit(row.tag)
                items.reserve(self.groups[number].count)
            add_row(items, &row)
        return result


cdef inline bint equal_texts(PyObject* a, PyObject* b) noexcept:
    cdef Py_ssize_t size = text_length(a)
    if a == b:
        return True
    if size != text_length(b) or text_width(a) != text_width(b):
        return False
    return memcmp(text_bytes(a), text_bytes(b), size * text_width(a)) == 0


def groups(Array source not None, str name not None):
    """Value and rows of each group, in the order in which they are first met, as a list of pairs."""
    cdef Grouping made = Grouping(source, name)
    cdef list lists = made.lists()
    cdef int at
    return [(box(&made.groups[at].key), lists[at]) for at in range(made.count)]


def group_objects(Array source not None, str name not None):
    """As ``groups``, as objects of ``key``, ``items`` and ``count``."""
    cdef Grouping made = Grouping(source, name)
    cdef list lists = made.lists(), result = []
    cdef Object group
    cdef Value value
    cdef int at
    for at in range(made.count):
        turn_now(6)
        group = Object.__new__(Object)
        group.append(<PyObject*>KEY, &made.groups[at].key)
        value.o, value.tag = <PyObject*>lists[at], TAG_LIST
        group.append(<PyObject*>ITEMS, &value)
        value.i, value.tag = made.groups[at].count, TAG_INT
        group.append(<PyObject*>COUNT, &value)
        result.append(group)
    return result
