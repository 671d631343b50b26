# cython: language_level=3
# distutils: extra_compile_args = -O2
"""The pure functions that programs call most, as C functions over values: ``HOT`` gives them by name.

Each takes only its common arguments (texts, numbers, lists) and leaves all others to the declared Python function, which stays
the specification; a test compares the two. The machine's linker looks functions up here.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.object cimport PyObject
from libc.math cimport sqrt
from libc.string cimport memchr, memcpy, memset
from vm.budget cimport Budget, current, grow_now, hold_now, spend_now, turn_now
from vm.error import BasicError
from vm.value cimport *

cdef extern from "Python.h":
    PyObject* PyUnicode_New(Py_ssize_t size, int maxchar) except NULL
    PyObject* PyUnicode_Substring(PyObject* text, Py_ssize_t start, Py_ssize_t end) except NULL
    PyObject* PyUnicode_FromOrdinal(int code) except NULL
    Py_ssize_t PyUnicode_Find(PyObject* text, PyObject* part, Py_ssize_t start, Py_ssize_t end, int way) except -2
    int PyUnicode_READ_CHAR(PyObject* text, Py_ssize_t at) noexcept
    int PyUnicode_Compare(PyObject* a, PyObject* b) noexcept
    Py_ssize_t PyUnicode_Count(PyObject* text, PyObject* part, Py_ssize_t start, Py_ssize_t end) except -1
    PyObject* PyUnicode_Replace(PyObject* text, PyObject* old, PyObject* new, Py_ssize_t most) except NULL
    int PyUnicode_Tailmatch(PyObject* text, PyObject* part, Py_ssize_t start, Py_ssize_t end, int side) except -1
    Py_ssize_t PyUnicode_CopyCharacters(
        PyObject* to, Py_ssize_t to_start, PyObject* source, Py_ssize_t start, Py_ssize_t count
    ) noexcept

cdef enum:
    TAKEN = 0
    OTHER = 1  # the Python function shall do it


cdef inline bint is_text(const Value* value) noexcept:
    return value.tag == TAG_TEXT


cdef inline int give_int(Value* result, long long whole) noexcept:
    result.i = whole
    result.tag = TAG_INT
    return TAKEN


cdef inline int give_text(Value* result, PyObject* new) noexcept:
    result.o = new
    result.tag = TAG_TEXT
    return TAKEN


cdef int give_part(Value* result, PyObject* text, long long start, long long end) except -1:
    """Characters ``start`` up to ``end`` of ``text``, both cut to its ends."""
    cdef Py_ssize_t size = text_length(text)
    start, end = max(0, min(start, size)), max(0, min(end, size))
    if start == 0 and end == size:
        ref_up(text)
        return give_text(result, text)
    return give_text(result, PyUnicode_Substring(text, start, max(start, end)))


include "_hot_lists.pxi"
include "_hot_sort.pxi"


# ---- text ----

cdef int hot_len(const Value* args, Py_ssize_t count, Value* result) except -1:
    if is_text(args):
        return give_int(result, text_length(args.o))
    if args.tag == TAG_LIST:
        return give_int(result, (<Array>args.o).count)
    return OTHER


cdef int hot_left(const Value* args, Py_ssize_t count, Value* result) except -1:
    if count != 2 or not is_text(args) or args[1].tag != TAG_INT:
        return OTHER
    return give_part(result, args.o, 0, args[1].i)


cdef int hot_right(const Value* args, Py_ssize_t count, Value* result) except -1:
    cdef long long size
    if count != 2 or not is_text(args) or args[1].tag != TAG_INT:
        return OTHER
    size = text_length(args.o)
    return give_part(result, args.o, size - max(0, min(args[1].i, size)), size)


cdef int hot_mid(const Value* args, Py_ssize_t count, Value* result) except -1:
    cdef long long size, first, length
    if count < 2 or not is_text(args) or args[1].tag != TAG_INT:
        return OTHER
    size = text_length(args.o)
    first = max(1, min(args[1].i, size + 1)) - 1
    if count == 2:
        return give_part(result, args.o, first, size)
    if args[2].tag != TAG_INT:
        return OTHER
    length = max(0, min(args[2].i, size))
    return give_part(result, args.o, first, first + length)


cdef int hot_instr(const Value* args, Py_ssize_t count, Value* result) except -1:
    cdef const Value* text = args + count - 2
    cdef long long start = 1
    if count == 3:
        if args.tag != TAG_INT:
            return OTHER
        start = max(1, args.i)
    elif count != 2:
        return OTHER
    if not is_text(text) or not is_text(text + 1):
        return OTHER
    if text_length(text.o) == 0 or text_length(text[1].o) == 0:
        return give_int(result, 0)
    spend_now(text_length(text.o) >> 6)
    if start > text_length(text.o):
        return give_int(result, 0)
    return give_int(result, PyUnicode_Find(text.o, text[1].o, start - 1, text_length(text.o), 1) + 1)


cdef int change_case(const Value* args, Value* result, char low, char high, int shift) except -1:
    """A new text with the letters from ``low`` to ``high`` moved by ``shift``; ASCII only."""
    cdef Py_ssize_t at, size
    cdef PyObject* new
    cdef char* source
    cdef char* target
    if not is_text(args) or not text_is_ascii(args.o):
        return OTHER
    size = text_length(args.o)
    if size == 0:
        ref_up(args.o)
        return give_text(result, args.o)
    hold_now(size)
    new = PyUnicode_New(size, 127)
    source, target = text_bytes(args.o), text_bytes(new)
    for at in range(size):
        target[at] = <char>(source[at] + shift) if low <= source[at] <= high else source[at]
    return give_text(result, new)


cdef int hot_ucase(const Value* args, Py_ssize_t count, Value* result) except -1:
    return change_case(args, result, 97, 122, -32)


cdef int hot_lcase(const Value* args, Py_ssize_t count, Value* result) except -1:
    return change_case(args, result, 65, 90, 32)


cdef inline bint is_blank(char letter) noexcept:
    return letter == 32 or 9 <= letter <= 13 or 28 <= letter <= 31


cdef int hot_trim(const Value* args, Py_ssize_t count, Value* result) except -1:
    cdef Py_ssize_t start = 0, end
    cdef char* source
    if not is_text(args) or not text_is_ascii(args.o):
        return OTHER
    source, end = text_bytes(args.o), text_length(args.o)
    while start < end and is_blank(source[start]):
        start += 1
    while end > start and is_blank(source[end - 1]):
        end -= 1
    return give_part(result, args.o, start, end)


cdef int hot_asc(const Value* args, Py_ssize_t count, Value* result) except -1:
    if not is_text(args):
        return OTHER
    return give_int(result, PyUnicode_READ_CHAR(args.o, 0) if text_length(args.o) else 0)


cdef int hot_chr(const Value* args, Py_ssize_t count, Value* result) except -1:
    if args.tag != TAG_INT or not 0 <= args.i < 0xD800:
        return OTHER
    return give_text(result, PyUnicode_FromOrdinal(<int>args.i))


# ---- numbers ----

cdef int hot_val(const Value* args, Py_ssize_t count, Value* result) except -1:
    if args.tag == TAG_INT or args.tag == TAG_FLOAT:
        result[0] = args[0]
        return TAKEN
    if not is_text(args):
        return OTHER
    if not scan_number(args.o, result):
        give_int(result, 0)
    return TAKEN


cdef int hot_str(const Value* args, Py_ssize_t count, Value* result) except -1:
    if args.tag > TAG_TEXT:
        return OTHER
    return give_text(result, text_ref(args))


cdef int hot_abs(const Value* args, Py_ssize_t count, Value* result) except -1:
    if args.tag == TAG_INT and args.i >= -9223372036854775807:
        return give_int(result, args.i if args.i >= 0 else -args.i)
    if args.tag != TAG_FLOAT:
        return OTHER
    result.f = abs(args.f)
    result.tag = TAG_FLOAT
    return TAKEN


cdef int hot_int(const Value* args, Py_ssize_t count, Value* result) except -1:
    if args.tag == TAG_INT:
        return give_int(result, args.i)
    if args.tag == TAG_FLOAT and -9.2e18 < args.f < 9.2e18:
        return give_int(result, <long long>args.f)
    return OTHER


cdef int hot_sgn(const Value* args, Py_ssize_t count, Value* result) except -1:
    if args.tag == TAG_INT:
        return give_int(result, (args.i > 0) - (args.i < 0))
    if args.tag == TAG_FLOAT:
        return give_int(result, (args.f > 0) - (args.f < 0))
    return OTHER


cdef int hot_sqr(const Value* args, Py_ssize_t count, Value* result) except -1:
    if args.tag != TAG_INT and args.tag != TAG_FLOAT:
        return OTHER
    result.f = sqrt(<double>args.i if args.tag == TAG_INT else args.f)
    result.tag = TAG_FLOAT
    return TAKEN


cdef int extreme(const Value* args, Py_ssize_t count, bint greatest, Value* result) except -1:
    """The greater or smaller of two integers or two floats; the first of equals."""
    cdef bint second
    if count != 2:
        return OTHER
    if args[0].tag == TAG_INT and args[1].tag == TAG_INT:
        second = args[1].i > args[0].i if greatest else args[1].i < args[0].i
    elif args[0].tag == TAG_FLOAT and args[1].tag == TAG_FLOAT and args[0].f == args[0].f and args[1].f == args[1].f:
        second = args[1].f > args[0].f if greatest else args[1].f < args[0].f
    else:
        return OTHER
    result[0] = args[1] if second else args[0]
    return TAKEN


cdef int hot_max(const Value* args, Py_ssize_t count, Value* result) except -1:
    return extreme(args, count, True, result)


cdef int hot_min(const Value* args, Py_ssize_t count, Value* result) except -1:
    return extreme(args, count, False, result)


cdef int hot_ubound(const Value* args, Py_ssize_t count, Value* result) except -1:
    if args.tag != TAG_LIST:
        return OTHER
    return give_int(result, (<Array>args.o).count)


cdef Py_ssize_t ANY_NUMBER = 4096  # as many as a program has registers

HOT = {
    "ABS": compiled("ABS", hot_abs, 1, 1),
    "ASC": compiled("ASC", hot_asc, 1, 1),
    "CHR": compiled("CHR", hot_chr, 1, 1),
    "CONTAINS": compiled("CONTAINS", hot_contains, 2, 2),
    "COUNT": compiled("COUNT", hot_len, 1, 1, OF_NONE),
    "ENDS_WITH": compiled("ENDS_WITH", hot_ends_with, 2, 2),
    "INSTR": compiled("INSTR", hot_instr, 2, 3),
    "INT": compiled("INT", hot_int, 1, 1),
    "JOIN": compiled("JOIN", hot_join, 1, 3, OF_TEXTS),
    "LCASE": compiled("LCASE", hot_lcase, 1, 1),
    "LEFT": compiled("LEFT", hot_left, 2, 2),
    "LEN": compiled("LEN", hot_len, 1, 1, OF_NONE),
    "MAX": compiled("MAX", hot_max, 1, ANY_NUMBER),
    "MID": compiled("MID", hot_mid, 2, 3),
    "MIN": compiled("MIN", hot_min, 1, ANY_NUMBER),
    "PUSH": compiled("PUSH", hot_push, 2, 2, OF_NONE),
    "REPLACE": compiled("REPLACE", hot_replace, 3, 3, OF_TEXTS),
    "RIGHT": compiled("RIGHT", hot_right, 2, 2),
    "SGN": compiled("SGN", hot_sgn, 1, 1),
    "SORT": compiled("SORT", hot_sort, 1, 3),
    "SORT_ASC": compiled("SORT_ASC", hot_sort_asc, 1, 2),
    "SORT_DESC": compiled("SORT_DESC", hot_sort_desc, 1, 2),
    "SPLIT": compiled("SPLIT", hot_split, 1, 2, OF_TEXTS),
    "SQR": compiled("SQR", hot_sqr, 1, 1),
    "STARTS_WITH": compiled("STARTS_WITH", hot_starts_with, 2, 2),
    "STR": compiled("STR", hot_str, 1, 1),
    "TRIM": compiled("TRIM", hot_trim, 1, 1),
    "UBOUND": compiled("UBOUND", hot_ubound, 1, 1, OF_NONE),
    "UCASE": compiled("UCASE", hot_ucase, 1, 1),
    "VAL": compiled("VAL", hot_val, 1, 1),
}
