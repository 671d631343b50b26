# cython: language_level=3, freelist=0
# distutils: extra_compile_args = -O2
"""The values of a running program: the tagged struct, lists, objects, and how each kind reads as text, number or truth.

Everything here follows docs/internals/semantics.md. The loop uses the C functions declared in value.pxd; pure functions
and hosts use the Python names listed in ``__all__``. It charges the budget of the machine that runs in this thread.
"""

cimport cython

from collections.abc import Mapping, MutableMapping, MutableSequence
from datetime import date, datetime, time, timedelta, timezone
import json
import math
import re

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc, PyMem_Realloc
from libc.string cimport memcmp, memcpy, memmove, memset

from vm.budget cimport current, grow_now, hold_now, nesting_limit, spend_now, text_now, turn_now, Budget
from vm.error import BasicError

__all__ = [
    "Array", "BasicError", "CBuiltin", "Object", "equals", "from_json", "from_python", "json_start", "less", "parse_date",
    "parse_number", "tidy", "to_json", "to_number", "to_python", "to_text", "truthy",
]

cdef extern from "Python.h":
    ctypedef int (*visitproc)(PyObject* object, void* arg) noexcept
    ctypedef int (*traverseproc)(PyObject* self, visitproc visit, void* arg) noexcept
    ctypedef int (*inquiry)(PyObject* self) noexcept
    ctypedef struct PyTypeObject:
        traverseproc tp_traverse
        inquiry tp_clear
    PyObject* TRUE_REF "Py_True"
    PyObject* FALSE_REF "Py_False"
    PyObject* NONE_REF "Py_None"
    PyTypeObject* Py_TYPE(PyObject* o) noexcept
    Py_ssize_t Py_REFCNT(PyObject* o) noexcept
    long long PyLong_AsLongLongAndOverflow(object o, int* overflow) except? -1
    PyObject* PyLong_FromLongLong(long long value) except NULL
    PyObject* PyFloat_FromDouble(double value) except NULL
    PyObject* PyUnicode_New(Py_ssize_t size, int maxchar) except NULL
    PyObject* PyUnicode_FromStringAndSize(const char* data, Py_ssize_t size) except NULL
    int PyUnicode_Compare(PyObject* a, PyObject* b) except? -1
    void PyUnicode_InternInPlace(PyObject** text) noexcept
    int PyObject_IsTrue(PyObject* o) noexcept
    Py_ssize_t PY_SSIZE_T_MAX
    double PyOS_string_to_double(const char* text, char** end, PyObject* overflow) except? -1.0
    char* PyOS_double_to_string(double value, char format, int precision, int flags, int* kind) except NULL
    bint is_interned "PyUnicode_CHECK_INTERNED"(PyObject* text) noexcept

cdef PyTypeObject* INT_TYPE = <PyTypeObject*>int
cdef PyTypeObject* FLOAT_TYPE = <PyTypeObject*>float
cdef PyTypeObject* TEXT_TYPE = <PyTypeObject*>str
cdef PyTypeObject* ARRAY_TYPE = <PyTypeObject*>Array
cdef PyTypeObject* OBJECT_TYPE = <PyTypeObject*>Object
cdef PyObject* EMPTY_TEXT = <PyObject*>""

include "_giving_up.pxi"
include "_array.pxi"
include "_object.pxi"
include "_collector.pxi"
include "_builtin.pxi"
include "_crossing.pxi"
include "_text.pxi"
include "_dates.pxi"
include "_json.pxi"
include "_json_reader.pxi"
include "_compare.pxi"
include "_measure.pxi"


# ---- the Python side ----

def to_text(v):
    """Display text of any value; GB6905 when it is nested too deeply."""
    cdef Value value
    turn_now(WORK_OF_PYTHON)
    unbox(v, &value)
    try:
        return text_of(&value)
    finally:
        drop(&value)


def truthy(v):
    """Whether IF takes the branch for ``v``."""
    cdef Value value
    unbox(v, &value)
    cdef bint result = is_true(&value)
    drop(&value)
    return result


def equals(a, b):
    """Whether ``a = b`` in BASIC."""
    cdef Value left, right
    turn_now(WORK_OF_PYTHON)
    unbox(a, &left)
    try:
        unbox(b, &right)
        try:
            return bool(same(&left, &right, 0))
        finally:
            drop(&right)
    finally:
        drop(&left)


def less(a, b):
    """Whether ``a < b`` in BASIC; GB6001 when a list or object is on either side."""
    cdef Value left, right
    turn_now(WORK_OF_PYTHON)
    unbox(a, &left)
    try:
        unbox(b, &right)
        try:
            return order(&left, &right) == LESS
        finally:
            drop(&right)
    finally:
        drop(&left)


def to_number(v):
    """``v`` as int or float: null is 0, true 1, numeric text its number; anything else GB6001."""
    cdef Value value, result
    turn_now(WORK_OF_PYTHON)
    unbox(v, &value)
    try:
        number_of(&value, &result)
    finally:
        drop(&value)
    return box(&result)


def parse_number(str text not None):
    """The number that numeric text stands for, else None."""
    cdef Value result
    turn_now(WORK_OF_PYTHON)
    if scan_number(<PyObject*>text, &result):
        return box(&result)
    return None


def parse_date(str text not None):
    """The date or datetime that ``text`` writes, else None."""
    return date_of(text)


def to_json(v):
    """Compact JSON of any value; GB6905 when it is nested too deeply."""
    cdef Value value
    unbox(v, &value)
    try:
        return json_of(&value)
    finally:
        drop(&value)


def from_json(str text not None):
    """The value that JSON text writes; GB6004 when it is not JSON."""
    cdef Value value
    json_value(text, &value)
    try:
        return box(&value)
    finally:
        drop(&value)
