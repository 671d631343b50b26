# cython: language_level=3, cdivision=True
# distutils: extra_compile_args = -O2
"""The verifier's pass over instructions and line tables: finds the first that breaks a rule, and does not say which.

``verify`` keeps the rules as tables and explains what is found here; a test holds the two against each other.
"""

from cpython.tuple cimport PyTuple_GET_ITEM, PyTuple_GET_SIZE

cdef extern from "Python.h":
    unsigned long long PyLong_AsUnsignedLongLong(object number) except? 0xFFFFFFFFFFFFFFFF
    long long PyLong_AsLongLong(object number) except? -1

cdef enum:
    KINDS = 32
    CALL = 1
    KEYWORD = 2
    WINDOW_A = 3
    WINDOW_B = 4
    TRIPLE = 5
    FLAG_A = 6
    FLAG_B = 7
    NAME_B = 8
    NAME_C = 9


cdef struct Rules:
    const unsigned char* rows  # five bytes for each opcode: kinds of a, b and c, rule, its number
    Py_ssize_t known           # opcodes
    long long limits[KINDS]    # per kind of operand
    Py_ssize_t registers


def first_bad(tuple code, bytes rows, tuple limits, Py_ssize_t registers, tuple params, tuple arguments, tuple constants):
    """Index of the first word that is no instruction allowed here, or -1.

    ``params`` and ``arguments`` are how many values each function and each keyword takes.
    """
    cdef Rules rules
    cdef Py_ssize_t at
    rules.rows, rules.known, rules.registers = rows, len(rows) // 5, registers
    for at in range(min(KINDS, len(limits))):
        rules.limits[at] = limits[at]
    for at in range(PyTuple_GET_SIZE(code)):
        if not allowed(&rules, word_of(<object>PyTuple_GET_ITEM(code, at)), params, arguments, constants):
            return at
    return -1


cdef unsigned long long word_of(object number) except? 0xFFFFFFFFFFFFFFFF:
    """The word; one that no opcode has when the number does not fit."""
    try:
        return PyLong_AsUnsignedLongLong(number)
    except (OverflowError, TypeError):
        return 0xFFFFFFFFFFFFFFFF


cdef bint allowed(Rules* rules, unsigned long long word, tuple params, tuple arguments, tuple constants) except -1:
    cdef Py_ssize_t a = (word >> 16) & 0xFFFF, b = (word >> 32) & 0xFFFF, c = word >> 48
    cdef const unsigned char* row = rules.rows + 5 * (word & 0xFF)
    if <Py_ssize_t>(word & 0xFF) >= rules.known or word & 0xFF00:
        return False
    if a >= rules.limits[row[0]] or b >= rules.limits[row[1]] or c >= rules.limits[row[2]]:
        return False
    if row[3] == 0:
        return True
    if row[3] == CALL:
        return c == params[b] and a + c <= rules.registers
    if row[3] == KEYWORD:
        return c == arguments[b] and a + c <= rules.registers
    if row[3] == WINDOW_A or row[3] == WINDOW_B:
        return (a if row[3] == WINDOW_A else b) + c <= rules.registers
    if row[3] == TRIPLE:
        return a + 3 <= rules.registers
    if row[3] == FLAG_A or row[3] == FLAG_B:
        return (a if row[3] == FLAG_A else b) < row[4]
    return type(constants[b if row[3] == NAME_B else c]) is str


def in_order(tuple positions, Py_ssize_t size, long long end):
    """Whether a line table goes forward through the ``size`` instructions and stays in a source of ``end`` characters."""
    cdef long long before = -1, at, start, finish
    cdef object row
    for row in positions:
        at, start, finish = row
        if not (before < at < size and 0 <= start <= finish <= end):
            return False
        before = at
    return True
