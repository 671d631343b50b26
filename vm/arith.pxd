# The operators; see arith.pyx. ``fresh`` results own a new reference and may not alias an operand.
# The *_fast functions are the common cases, inlined in the loop: they give False and change nothing when it is another.

from cpython.object cimport PyObject
from vm.value cimport *

# C's own division: Cython's checks for zero would keep the fast paths from being inlined.
cdef extern from *:
    """
    #define GB_DIVIDE(a, b) ((a) / (b))
    #define GB_REMAINDER(a, b) ((a) % (b))
    #define GB_SMALL_DIVIDE(a, b) ((unsigned int)(a) / (unsigned int)(b))
    #define GB_SMALL_REMAINDER(a, b) ((unsigned int)(a) % (unsigned int)(b))
    #define GB_BOTH_SMALL(a, b) ((((unsigned long long)(a) | (unsigned long long)(b)) >> 32) == 0)
    #define GB_ZERO_OR_MINUS_ONE(b) ((unsigned long long)(b) + 1 <= 1)
    """
    long long c_divide "GB_DIVIDE"(long long a, long long b) noexcept
    long long c_remainder "GB_REMAINDER"(long long a, long long b) noexcept
    double c_quotient "GB_DIVIDE"(double a, double b) noexcept
    long long small_divide "GB_SMALL_DIVIDE"(long long a, long long b) noexcept
    long long small_remainder "GB_SMALL_REMAINDER"(long long a, long long b) noexcept
    bint both_small "GB_BOTH_SMALL"(long long a, long long b) noexcept
    bint is_zero_or_minus_one "GB_ZERO_OR_MINUS_ONE"(long long b) noexcept

cdef int add(const Value* a, const Value* b, Value* fresh) except -1
cdef int subtract(const Value* a, const Value* b, Value* fresh) except -1
cdef int multiply(const Value* a, const Value* b, Value* fresh) except -1
cdef int divide(const Value* a, const Value* b, Value* fresh) except -1
cdef int whole_divide(const Value* a, const Value* b, Value* fresh) except -1
cdef int modulo(const Value* a, const Value* b, Value* fresh) except -1
cdef int power(const Value* a, const Value* b, Value* fresh) except -1
cdef int negate(const Value* a, Value* fresh) except -1
cdef int join(const Value* parts, Py_ssize_t count, Value* fresh) except -1
cdef bint appends_quickly(const Value* target, const Value* tail) noexcept
cdef int append_text(Value* target, const Value* tail) except -1


cdef inline bint both_int(const Value* a, const Value* b) noexcept:
    return ((a.tag ^ TAG_INT) | (b.tag ^ TAG_INT)) == 0


cdef inline bint both_float(const Value* a, const Value* b) noexcept:
    return ((a.tag ^ TAG_FLOAT) | (b.tag ^ TAG_FLOAT)) == 0


cdef inline bint both_numbers(const Value* a, const Value* b, double* x, double* y) noexcept:
    """Whether both are integers or floats, not both integers; and their values as floats."""
    if a.tag == TAG_FLOAT:
        x[0] = a.f
    elif a.tag == TAG_INT:
        x[0] = <double>a.i
    else:
        return False
    if b.tag == TAG_FLOAT:
        y[0] = b.f
    elif b.tag == TAG_INT:
        y[0] = <double>b.i
    else:
        return False
    return True


cdef inline bint add_fast(Value* target, const Value* a, const Value* b) noexcept:
    cdef long long whole
    cdef double x, y
    if both_int(a, b):
        if add_overflows(a.i, b.i, &whole):
            return False
        set_int(target, whole)
        return True
    if both_numbers(a, b, &x, &y):
        set_float(target, x + y)
        return True
    return False


cdef inline bint subtract_fast(Value* target, const Value* a, const Value* b) noexcept:
    cdef long long whole
    cdef double x, y
    if both_int(a, b):
        if sub_overflows(a.i, b.i, &whole):
            return False
        set_int(target, whole)
        return True
    if both_numbers(a, b, &x, &y):
        set_float(target, x - y)
        return True
    return False


cdef inline bint multiply_fast(Value* target, const Value* a, const Value* b) noexcept:
    cdef long long whole
    cdef double x, y
    if both_int(a, b):
        if mul_overflows(a.i, b.i, &whole):
            return False
        set_int(target, whole)
        return True
    if both_numbers(a, b, &x, &y):
        set_float(target, x * y)
        return True
    return False


cdef inline bint divide_fast(Value* target, const Value* a, const Value* b) noexcept:
    cdef double x, y
    cdef long long quotient
    if both_int(a, b):
        if is_zero_or_minus_one(b.i):
            return False
        if both_small(a.i, b.i):  # a 64-bit division costs several times as much
            quotient = small_divide(a.i, b.i)
        else:
            quotient = c_divide(a.i, b.i)
        if quotient * b.i == a.i:
            set_int(target, quotient)
        else:
            set_float(target, c_quotient(<double>a.i, <double>b.i))
        return True
    if both_numbers(a, b, &x, &y) and y != 0:
        set_float(target, c_quotient(x, y))
        return True
    return False


cdef inline bint modulo_fast(Value* target, const Value* a, const Value* b) noexcept:
    if not both_int(a, b) or is_zero_or_minus_one(b.i):
        return False
    if both_small(a.i, b.i):
        set_int(target, small_remainder(a.i, b.i))
    else:
        set_int(target, c_remainder(a.i, b.i))
    return True


cdef inline bint whole_divide_fast(Value* target, const Value* a, const Value* b) noexcept:
    if not both_int(a, b) or is_zero_or_minus_one(b.i):
        return False
    if both_small(a.i, b.i):
        set_int(target, small_divide(a.i, b.i))
    else:
        set_int(target, c_divide(a.i, b.i))
    return True
