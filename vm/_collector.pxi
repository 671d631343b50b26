# What the garbage collector must know of lists and objects, and how the machine makes them. Included by value.pyx.
# Both hold raw references in C arrays, which Cython's own traverse and clear would not see.

cdef int array_traverse(PyObject* self, visitproc visit, void* arg) noexcept:
    cdef Value* values = mixed_elements(self)
    cdef Py_ssize_t at, count = (<Array>self).count
    cdef int stop
    if (<Array>self).kind != ITEMS_MIXED:
        return 0
    for at in range(count):
        if TAG_LIST <= values[at].tag <= TAG_OBJECT:
            stop = visit(values[at].o, arg)
            if stop:
                return stop
    return 0


cdef int array_clear(PyObject* self) noexcept:
    cdef Value* values = mixed_elements(self)
    cdef Py_ssize_t at, count = (<Array>self).count if (<Array>self).kind == ITEMS_MIXED else 0
    (<Array>self).data = NULL
    (<Array>self).count = (<Array>self).room = 0
    (<Array>self).kind = ITEMS_NONE
    for at in range(count):
        drop(&values[at])
    PyMem_Free(values)
    return 0


cdef int object_traverse(PyObject* self, visitproc visit, void* arg) noexcept:
    cdef Entry* entries = (<Object>self).entries
    cdef Py_ssize_t at, count = (<Object>self).count
    cdef int stop
    for at in range(count):
        if TAG_LIST <= entries[at].value.tag <= TAG_OBJECT:
            stop = visit(entries[at].value.o, arg)
            if stop:
                return stop
    return 0


cdef int object_clear(PyObject* self) noexcept:
    cdef Entry inside[ROOM_INSIDE]
    cdef Entry* entries = (<Object>self).entries
    cdef Py_ssize_t at, count = (<Object>self).count
    PyMem_Free((<Object>self).table)
    (<Object>self).table, (<Object>self).mask, (<Object>self).cased = NULL, 0, False
    if entries == (<Object>self).first:
        memcpy(inside, entries, count * sizeof(Entry))
        entries = inside
    (<Object>self).entries, (<Object>self).count, (<Object>self).room = (<Object>self).first, 0, ROOM_INSIDE
    for at in range(count):
        ref_down(entries[at].key)
        drop(&entries[at].value)
    if entries != inside:
        PyMem_Free(entries)
    return 0


# Only lists and objects can be part of a cycle; the index dictionaries hold texts and small numbers.
ARRAY_TYPE.tp_traverse = array_traverse
ARRAY_TYPE.tp_clear = array_clear
OBJECT_TYPE.tp_traverse = object_traverse
OBJECT_TYPE.tp_clear = object_clear


cdef long long common_kind(const Value* values, Py_ssize_t count) noexcept:
    """The kind of a list that keeps these values best; there is at least one."""
    cdef Py_ssize_t at
    for at in range(1, count):
        if values[at].tag != values[0].tag:
            return ITEMS_MIXED
    return kind_of(values[0].tag)


cdef inline int announce_list(Py_ssize_t count) except -1:
    """A list of ``count`` elements is about to be made of values that there are."""
    cdef void* now = current()
    cdef Budget budget
    if now == NULL:
        return 0
    budget = <Budget>now
    if count > budget.limits.items:
        budget.check_items(count)
    budget.hold(48 + sizeof(Value) * count)
    return budget.spend(count >> 3)


cdef int new_list(const Value* values, Py_ssize_t count, Value* fresh) except -1:
    """``fresh`` = a new list of copies of ``count`` values."""
    cdef Array result
    cdef Py_ssize_t at
    announce_list(count)
    result = Array.__new__(Array)
    if count:
        result.allocate(common_kind(values, count), count)
    for at in range(count):
        hold_ref(&values[at])
        fill_element(<PyObject*>result, at, &values[at])
    return own(<PyObject*>result, TAG_LIST, fresh)


cdef int new_object(Value* fresh) except -1:
    """``fresh`` = a new empty object."""
    hold_now(48)
    cdef Object result = Object.__new__(Object)
    return own(<PyObject*>result, TAG_OBJECT, fresh)


cdef int join_lists(Array a, Array b, Value* fresh) except -1:
    """``fresh`` = a new list of the elements of both."""
    cdef Array result
    grow_now(a.count + b.count, 0)
    hold_now(48)
    spend_now((a.count + b.count) >> 3)
    result = Array.__new__(Array)
    result.extend_by_list(a, True)
    result.extend_by_list(b, True)
    return own(<PyObject*>result, TAG_LIST, fresh)
