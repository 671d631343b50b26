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
from vm.budget cimport grow_now, spend_now
from vm.value cimport *

from stdlib.functions.arguments import MOST, NESTING
from vm.error import BasicError

cdef extern from "Python.h":
    Py_ssize_t PyUnicode_Find(PyObject* text, PyObject* part, Py_ssize_t start, Py_ssize_t end, int way) except -2
    int PyUnicode_Tailmatch(PyObject* text, PyObject* part, Py_ssize_t start, Py_ssize_t end, int side) except -1
    void PyUnicode_InternInPlace(PyObject** text) noexcept
    bint isfinite(double real) noexcept

cdef void* room_for(Py_ssize_t count, size_t size) except NULL:
    cdef void* block = PyMem_Malloc(max(1, count) * size)
    if block == NULL:
        raise MemoryError
    return block


cdef int announce(long long count) except -1:
    """Announce a list whose elements are counted and paid for when it is made."""
    grow_now(count, count)
    if count > MOST:
        raise BasicError("GB6904", f"a list of {count} elements is larger than any program may have")
    return 0


include "_rows_columns.pxi"
include "_rows_totals.pxi"
include "_rows_groups.pxi"
include "_rows_tests.pxi"
