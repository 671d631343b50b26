# cython: language_level=3
# distutils: extra_compile_args = -O2
"""Filtering, grouping and adding up rows in memory, over the machine's own values.

Says exactly what the plain functions of ``condition_check``, ``totals`` and ``order`` say, which stay the specification: what is
rare is handed to them. Changes nothing it is given. Called by the functions over rows.
"""

cimport cython
from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc, PyMem_Realloc
from cpython.object cimport PyObject
from libc.string cimport memchr, memcmp
from vm.budget cimport grow_now, spend_now, turn_now
from vm.value cimport *

from stdlib.functions.arguments import NESTING, item_room

cdef extern from "Python.h":
    Py_ssize_t PyUnicode_Find(PyObject* text, PyObject* part, Py_ssize_t start, Py_ssize_t end, int way) except -2
    int PyUnicode_Tailmatch(PyObject* text, PyObject* part, Py_ssize_t start, Py_ssize_t end, int side) except -1
    void PyUnicode_InternInPlace(PyObject** text) noexcept
    bint isfinite(double real) noexcept

cdef extern from *:
    """
    #define GB_FETCH(place) __builtin_prefetch(place)
    """
    void fetch "GB_FETCH"(const void* place) noexcept


cdef inline void look_ahead(Array source, Py_ssize_t at, Py_ssize_t place) noexcept:
    """Ask for the memory of rows that come soon, and of the texts in field ``place``: many rows do not fit a processor's
    cache, and each lies elsewhere."""
    cdef Value* rows = mixed_elements(<PyObject*>source) + at
    cdef Object soon
    if source.kind != ITEMS_MIXED or at + 24 >= source.count:
        return
    if rows[24].tag == TAG_OBJECT:
        fetch(<char*>rows[24].o + 16)
        fetch(<char*>rows[24].o + 80)
    if rows[16].tag == TAG_OBJECT:
        fetch((<Object>rows[16].o).entries + place)
    if rows[8].tag == TAG_OBJECT:
        soon = <Object>rows[8].o
        if place < soon.count and soon.entries[place].value.tag == TAG_TEXT:
            fetch(soon.entries[place].value.o)


cdef inline bint more(Array source, Py_ssize_t at) except -1:
    """Whether there is still an element ``at``; the host of a run may have a turn before it."""
    turn_now(6)
    return at < source.count


cdef void* room_for(Py_ssize_t count, size_t size) except NULL:
    cdef void* block = PyMem_Malloc(max(1, count) * size)
    if block == NULL:
        raise MemoryError
    return block


cdef int announce(Py_ssize_t count) except -1:
    """Pay for a new list, as ``arguments.new_list`` has it."""
    item_room(count)
    return grow_now(count, count)


cdef inline int add_row(Array rows, const Value* row) except -1:
    """One row more at the end, without a word to the budget."""
    if rows.kind != ITEMS_MIXED or rows.count == rows.room:
        return rows.add(row)
    hold_ref(row)
    mixed_elements(<PyObject*>rows)[rows.count] = row[0]
    rows.count += 1
    return 0


include "_rows_columns.pxi"
include "_rows_totals.pxi"
include "_rows_groups.pxi"
include "_rows_tests.pxi"
