# cython: language_level=3
# distutils: extra_compile_args = -O2
"""Reading and setting fields and elements of every kind of value, and the list that FOR EACH goes over.

The slow, complete paths behind GETF, SETF, GETI, SETI and their kin; the loop takes the common cases itself. Follows
"Fields and elements" and "Loops" of docs/internals/semantics.md.
"""

from datetime import date, datetime, time

from cpython.mem cimport PyMem_Free, PyMem_Malloc
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
    if TAG_TEXT <= base.tag <= TAG_OBJECT and is_count(name):
        fresh.i = element_count(base)
        fresh.tag = TAG_INT
        return FOUND
    return MISSING


cdef inline bint is_count(PyObject* name) noexcept:
    """Whether ``name`` is ``length``, ``count`` or ``size`` in any case."""
    cdef Py_ssize_t size = text_length(name)
    if not 4 <= size <= 6 or not text_is_ascii(name):
        return False
    return spells(name, "length", 6) or spells(name, "count", 5) or spells(name, "size", 4)


cdef inline bint spells(PyObject* name, const char* word, Py_ssize_t size) noexcept:
    """Whether ASCII ``name`` is ``word``, which has small letters only, in any case."""
    cdef Py_ssize_t at
    cdef char* letters = text_bytes(name)
    if text_length(name) != size:
        return False
    for at in range(size):
        if letters[at] | 32 != word[at]:
            return False
    return True


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
    if is_count(name):
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
    cdef str name
    if index.tag == TAG_TEXT:
        if text_length(index.o) >= 16:
            spend_now(text_length(index.o) >> 4)
        return named_item(base, index, index.o, fresh, depth)
    name = text_of(index)
    return named_item(base, index, <PyObject*>name, fresh, depth)


cdef int named_item(const Value* base, const Value* index, PyObject* name, Value* fresh, int depth) except -1:
    """As object_item; ``name`` is the text of ``index``."""
    cdef Py_ssize_t at = (<Object>base.o).find(name)
    cdef Value* data
    if at >= 0:
        copy(fresh, &(<Object>base.o).entries[at].value)
    elif (<Object>base.o).kind_number == KIND_RESPONSE:
        data = data_of(<Object>base.o)
        return item_at(data, index, fresh, depth + 1) if data != NULL else 0
    elif is_count(name):
        fresh.i = element_count(base)
        fresh.tag = TAG_INT
    return 0


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
    cdef bint whole
    cdef str name
    if base.tag == TAG_OBJECT and index.tag == TAG_TEXT:  # read as a number it would cost the same
        if text_length(index.o) >= 16:
            spend_now(text_length(index.o) >> 4)
        return (<Object>base.o).put(index.o, value)
    whole = whole_index(index, &place)
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
    cdef Py_ssize_t at, count = source.count
    cdef Value* names = <Value*>PyMem_Malloc(max(1, count) * sizeof(Value))
    if names == NULL:
        raise MemoryError
    for at in range(count):
        names[at].o, names[at].tag = source.entries[at].key, TAG_TEXT
    try:
        return new_list(names, count, fresh)
    finally:
        PyMem_Free(names)
