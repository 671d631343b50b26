# cython: language_level=3
# distutils: extra_compile_args = -O2
"""Reading and setting fields and elements of every kind of value, and the list that FOR EACH goes over.

The slow, complete paths behind GETF, SETF, GETI, SETI and their kin; the loop takes the common cases itself. Follows
"Fields and elements" and "Loops" of docs/internals/semantics.md.
"""

from datetime import date, datetime, time

from cpython.object cimport PyObject
from vm.budget cimport spend_now
from vm.error import BasicError
from vm.value cimport *

cdef extern from "Python.h":
    PyObject* PyUnicode_Substring(PyObject* text, Py_ssize_t start, Py_ssize_t end) except NULL
    bint isfinite(double real) noexcept

cdef int DEPTH = 64

cdef enum:
    MISSING = 0
    FOUND = 1


# ---- reading a field ----

cdef int get_field(const Value* base, PyObject* name, Value* fresh) except -1:
    """``fresh`` = ``base.name``, null when there is none."""
    fresh.tag = TAG_NULL
    if base.tag != TAG_NULL:
        field_at(base, name, fresh, 0)
    return 0


cdef int field_at(const Value* base, PyObject* name, Value* fresh, int depth) except -1:
    """As get_field; gives FOUND, or MISSING when ``fresh`` was left null because nothing fits."""
    if depth < DEPTH and own_field(base, name, fresh, depth) == FOUND:
        return FOUND
    if TAG_TEXT <= base.tag <= TAG_OBJECT and is_count(<str>name):
        fresh.i = element_count(base)
        fresh.tag = TAG_INT
        return FOUND
    return MISSING


cdef bint is_count(str name):
    cdef str lower
    if not 4 <= len(name) <= 6:
        return False
    lower = name.lower()
    return lower == "length" or lower == "count" or lower == "size"


cdef Py_ssize_t element_count(const Value* base) noexcept:
    if base.tag == TAG_TEXT:
        return text_length(base.o)
    return (<Array>base.o).count if base.tag == TAG_LIST else (<Object>base.o).count


cdef int own_field(const Value* base, PyObject* name, Value* fresh, int depth) except -1:
    cdef Value read
    if base.tag == TAG_OBJECT:
        return object_field(<Object>base.o, name, fresh, depth)
    if base.tag == TAG_LIST:
        return list_field(<Array>base.o, name, fresh, depth)
    if base.tag == TAG_TEXT:
        if (<str>name).lower() == "length" or not json_in_text(<str>base.o, &read):
            return MISSING
        try:
            field_at(&read, name, fresh, depth + 1)
        finally:
            drop(&read)
        return FOUND
    if base.tag == TAG_TIME:
        unbox(moment_field(<object>base.o, (<str>name).lower()), fresh)
        return FOUND
    return MISSING


cdef int object_field(Object base, PyObject* name, Value* fresh, int depth) except -1:
    cdef Py_ssize_t at = base.find(name)
    cdef Value* data
    if at >= 0:
        copy(fresh, &base.entries[at].value)
        return FOUND
    if base.kind_number == KIND_RESPONSE:
        data = data_of(base)
        if data != NULL and data.tag == TAG_OBJECT and depth < DEPTH:
            return object_field(<Object>data.o, name, fresh, depth + 1)
        if data != NULL and data.tag == TAG_LIST:
            field_at(data, name, fresh, depth + 1)
            return FOUND
    return MISSING


cdef Value* data_of(Object response) except? NULL:
    cdef str name = "data"
    cdef Py_ssize_t at = response.find_exact(<PyObject*>name)
    return &response.entries[at].value if at >= 0 else NULL


cdef int list_field(Array base, PyObject* name, Value* fresh, int depth) except -1:
    cdef Value first
    if is_count(<str>name):
        return MISSING
    if base.count == 0:
        return FOUND
    element(<PyObject*>base, 0, &first)
    if base.rowset or (base.count == 1 and first.tag == TAG_OBJECT):
        field_at(&first, name, fresh, depth + 1)
    return FOUND


cdef object moment_field(object moment, str name):
    """A part of a date, time or duration; None for a name that is none."""
    if isinstance(moment, date):
        return date_field(moment, name)
    if isinstance(moment, time):
        if name == "time":
            return moment
        return getattr(moment, name) if name in ("hour", "minute", "second") else None
    return duration_field(moment, name)


cdef object date_field(object moment, str name):
    whole = isinstance(moment, datetime)
    if name in ("year", "month", "day"):
        return getattr(moment, name)
    if name in ("hour", "minute", "second"):
        return getattr(moment, name) if whole else 0
    if name == "weekday":
        return moment.isoweekday() % 7 + 1
    if name == "date":
        return moment.date() if whole else moment
    if name == "time":
        return moment.time() if whole else time()
    return None


cdef object duration_field(object span, str name):
    cdef Value seconds
    units = {"days": 86400, "hours": 3600, "minutes": 60, "seconds": 1}.get(name)
    if units is None:
        return None
    duration_seconds(span, &seconds)
    total = box(&seconds)
    return total // units if isinstance(total, int) and total % units == 0 else total / units


# ---- reading an element ----

cdef bint whole_index(const Value* index, long long* place) except -1:
    """Whether ``index`` is a number or numeric text, and its whole part."""
    cdef Value number = index[0]
    if index.tag == TAG_TEXT and not scan_number(index.o, &number):
        return False
    if number.tag == TAG_INT:
        place[0] = number.i
        return True
    if number.tag == TAG_FLOAT and isfinite(number.f) and -9.2e18 < number.f < 9.2e18:
        place[0] = <long long>number.f
        return True
    return False


cdef int get_item(const Value* base, const Value* index, Value* fresh) except -1:
    """``fresh`` = ``base[index]``, null when there is none."""
    fresh.tag = TAG_NULL
    if base.tag == TAG_LIST and index.tag == TAG_INT:
        if 0 <= index.i < (<Array>base.o).count:
            copy_element(fresh, base.o, index.i)
        return 0
    return item_at(base, index, fresh, 0)


cdef int item_at(const Value* base, const Value* index, Value* fresh, int depth) except -1:
    cdef long long place
    if depth >= DEPTH:
        return 0
    if base.tag == TAG_OBJECT:
        return object_item(base, index, fresh, depth)
    if base.tag == TAG_TEXT:
        return text_item(base, index, fresh, depth)
    if base.tag != TAG_LIST:
        return 0
    if not whole_index(index, &place):
        return get_field(base, index.o, fresh) if index.tag == TAG_TEXT else 0
    if 0 <= place < (<Array>base.o).count:
        copy_element(fresh, base.o, place)
    return 0


cdef int object_item(const Value* base, const Value* index, Value* fresh, int depth) except -1:
    cdef Object thing = <Object>base.o
    cdef str name = text_of(index)
    if index.tag == TAG_TEXT:
        spend_now(text_length(index.o) >> 4)
    cdef Py_ssize_t at = thing.find(<PyObject*>name)
    cdef Value* data
    if at >= 0:
        copy(fresh, &thing.entries[at].value)
        return 0
    if thing.kind_number == KIND_RESPONSE:
        data = data_of(thing)
        return item_at(data, index, fresh, depth + 1) if data != NULL else 0
    return get_field(base, <PyObject*>name, fresh)


cdef int text_item(const Value* base, const Value* index, Value* fresh, int depth) except -1:
    cdef long long place = 0
    cdef Value read
    cdef bint whole = whole_index(index, &place)
    if not whole or (<str>base.o)[:1].isspace() or (<str>base.o).startswith("["):
        if whole:
            spend_now(text_length(base.o) >> 6)
        if (not whole or (<str>base.o).lstrip().startswith("[")) and json_in_text(<str>base.o, &read):
            try:
                return item_at(&read, index, fresh, depth + 1)
            finally:
                drop(&read)
    if not whole:
        return get_field(base, index.o, fresh) if index.tag == TAG_TEXT else 0
    if 0 <= place < text_length(base.o):
        set_owned(fresh, TAG_TEXT, PyUnicode_Substring(base.o, place, place + 1))
    else:
        ref_up(EMPTY_TEXT)
        set_owned(fresh, TAG_TEXT, EMPTY_TEXT)
    return 0


# ---- setting ----

cdef int set_field(Value* base, PyObject* name, const Value* value) except -1:
    """``base.name = value``; ``base`` becomes a new object when it is null."""
    return set_field_at(base, name, value, 0)


cdef int set_field_at(Value* base, PyObject* name, const Value* value, int depth) except -1:
    cdef Value kept = value[0]  # ``value`` may be the register of ``base``
    if base.tag == TAG_NULL:
        new_object(base)
    if base.tag == TAG_OBJECT:
        return (<Object>base.o).put(name, &kept)
    if base.tag == TAG_LIST and (<Array>base.o).rowset and (<Array>base.o).count and depth < DEPTH:
        (<Array>base.o).mix()  # so that its first row may become an object
        return set_field_at(mixed_elements(base.o), name, &kept, depth + 1)
    raise BasicError("GB6006", f"{describe(base)} has no field {<str>name} that could be set")


cdef int set_item(Value* base, const Value* index, const Value* value) except -1:
    """``base[index] = value``; ``base`` becomes a new list or object when it is null."""
    cdef long long place = 0
    cdef bint whole = whole_index(index, &place)
    cdef str name
    cdef Value kept = value[0], kept_index = index[0]  # both may be the register of ``base``
    value, index = &kept, &kept_index
    if base.tag == TAG_NULL:
        if whole and (index.tag != TAG_FLOAT or index.f == <double>place):
            new_list(NULL, 0, base)
        else:
            new_object(base)
    if base.tag == TAG_LIST and whole:
        if place < 0:
            raise BasicError("GB6006", "a list has no element below 0")
        return (<Array>base.o).put(place, value)
    if base.tag == TAG_LIST or base.tag == TAG_OBJECT:
        name = text_of(index)
        return set_field(base, <PyObject*>name, value)
    raise BasicError("GB6006", f"{describe(base)} has no elements that could be set")


cdef int descend_field(Value* base, PyObject* name, bint as_list, Value* fresh) except -1:
    """``fresh`` = ``base.name``; where that is null, a new list or object is stored there first."""
    get_field(base, name, fresh)
    if fresh.tag != TAG_NULL:
        return 0
    make(as_list, fresh)
    try:
        return set_field(base, name, fresh)
    except BaseException:
        drop(fresh)
        raise


cdef int descend_item(Value* base, const Value* index, bint as_list, Value* fresh) except -1:
    """``fresh`` = ``base[index]``; where that is null, a new list or object is stored there first."""
    get_item(base, index, fresh)
    if fresh.tag != TAG_NULL:
        return 0
    make(as_list, fresh)
    try:
        return set_item(base, index, fresh)
    except BaseException:
        drop(fresh)
        raise


cdef int make(bint as_list, Value* fresh) except -1:
    return new_list(NULL, 0, fresh) if as_list else new_object(fresh)


# ---- loops ----

cdef int loop_list(const Value* source, Value* fresh) except -1:
    """``fresh`` = the list that FOR EACH goes over; GB6005 when there is none."""
    fresh.tag = TAG_NULL
    return loop_list_at(source, fresh, 0)


cdef int loop_list_at(const Value* source, Value* fresh, int depth) except -1:
    if source.tag == TAG_NULL:
        return new_list(NULL, 0, fresh)
    if source.tag == TAG_LIST:
        copy(fresh, source)
        return 0
    if source.tag == TAG_OBJECT and depth < DEPTH:
        return loop_object(<Object>source.o, fresh, depth)
    if source.tag == TAG_TEXT and json_in_text(<str>source.o, fresh):
        if fresh.tag == TAG_LIST:
            return 0
        drop(fresh)
    raise BasicError("GB6005", f"{describe(source)} has no elements to go through")


cdef int loop_object(Object source, Value* fresh, int depth) except -1:
    cdef Value nothing
    cdef Value* data
    cdef str items = "items", success = "success"
    cdef Py_ssize_t at
    if source.kind_number == KIND_RESPONSE:
        nothing.tag = TAG_NULL
        data = data_of(source)
        return loop_list_at(data if data != NULL else &nothing, fresh, depth + 1)
    at = source.find_exact(<PyObject*>items)
    if at >= 0 and source.entries[at].value.tag == TAG_LIST and source.find_exact(<PyObject*>success) >= 0:
        copy(fresh, &source.entries[at].value)
        return 0
    return field_names(source, fresh)


cdef int field_names(Object source, Value* fresh) except -1:
    cdef Array names
    cdef Value name
    cdef Py_ssize_t at
    spend_now(source.count >> 3)
    new_list(NULL, 0, fresh)
    names = <Array>fresh.o
    name.tag = TAG_TEXT
    try:
        for at in range(source.count):
            name.o = source.entries[at].key
            names.push(&name)
    except BaseException:
        drop(fresh)
        raise
    return 0
