# cython: language_level=3, cdivision=True
# distutils: extra_compile_args = -O2
"""The operators + - * / \\ MOD ^, unary minus and text joining, over every kind of value.

The complete paths behind the loop's inlined fast ones (arith.pxd). Follows docs/internals/semantics.md; raises BasicError
GB6001 (wrong kind), GB6002 (division by zero), GB6003 (outside the calendar) and the budget's codes.
"""

from datetime import date, datetime, timedelta

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.object cimport PyObject
from libc.math cimport fmod, frexp, pow, trunc
from libc.string cimport memcpy
from vm.budget cimport Budget, current, spend_now, text_now, turn_now
from vm.error import BasicError
from vm.value cimport *

cdef extern from "Python.h":
    PyObject* PyUnicode_New(Py_ssize_t size, int maxchar) except NULL
    Py_ssize_t PyUnicode_CopyCharacters(
        PyObject* to, Py_ssize_t to_start, PyObject* source, Py_ssize_t start, Py_ssize_t count
    ) except -1
    void PyUnicode_Append(PyObject** left, PyObject* right) noexcept
    int PyUnicode_Resize(PyObject** text, Py_ssize_t size) except -1
    Py_ssize_t Py_REFCNT(PyObject* o) noexcept

cdef enum:
    PLUS = 0
    MINUS = 1
    TIMES = 2


# ---- sums and products ----

cdef int add(const Value* a, const Value* b, Value* fresh) except -1:
    """``fresh`` = a + b."""
    if a.tag == TAG_TEXT or b.tag == TAG_TEXT:
        return join_two(a, b, fresh)
    if a.tag == TAG_LIST and b.tag == TAG_LIST:
        return join_lists(<Array>a.o, <Array>b.o, fresh)
    if a.tag == TAG_TIME or b.tag == TAG_TIME:
        return unbox(time_sum(a, b), fresh)
    return arithmetic(PLUS, a, b, fresh)


cdef int subtract(const Value* a, const Value* b, Value* fresh) except -1:
    """``fresh`` = a - b."""
    if a.tag == TAG_TIME or b.tag == TAG_TIME:
        return unbox(time_difference(a, b), fresh)
    return arithmetic(MINUS, a, b, fresh)


cdef int multiply(const Value* a, const Value* b, Value* fresh) except -1:
    """``fresh`` = a * b."""
    if a.tag == TAG_TIME or b.tag == TAG_TIME:
        return unbox(time_product(a, b), fresh)
    return arithmetic(TIMES, a, b, fresh)


cdef int arithmetic(int operation, const Value* a, const Value* b, Value* fresh) except -1:
    """Integers while the result fits in 64 bits, else floats."""
    cdef Value x, y
    cdef long long whole = 0
    cdef bint over
    number_of(a, &x)
    number_of(b, &y)
    if x.tag == TAG_INT and y.tag == TAG_INT:
        if operation == PLUS:
            over = add_overflows(x.i, y.i, &whole)
        elif operation == MINUS:
            over = sub_overflows(x.i, y.i, &whole)
        else:
            over = mul_overflows(x.i, y.i, &whole)
        if not over:
            return give_int(whole, fresh)
    if operation == PLUS:
        return give_float(real(&x) + real(&y), fresh)
    return give_float(real(&x) - real(&y) if operation == MINUS else real(&x) * real(&y), fresh)


cdef inline int give_int(long long whole, Value* fresh) noexcept:
    fresh.i = whole
    fresh.tag = TAG_INT
    return 0


cdef inline int give_float(double number, Value* fresh) noexcept:
    fresh.f = number
    fresh.tag = TAG_FLOAT
    return 0


cdef inline double real(const Value* number) noexcept:
    return <double>number.i if number.tag == TAG_INT else number.f


cdef inline bint is_zero(const Value* number) noexcept:
    return number.i == 0 if number.tag == TAG_INT else number.f == 0


# ---- quotients and powers ----

cdef int divide(const Value* a, const Value* b, Value* fresh) except -1:
    """``fresh`` = a / b, never truncated."""
    cdef Value x, y
    if a.tag == TAG_TIME and isinstance(<object>a.o, timedelta):
        return unbox(time_quotient(<object>a.o, b), fresh)
    number_of(a, &x)
    number_of(b, &y)
    refuse_zero(&y)
    if x.tag == TAG_INT and y.tag == TAG_INT and not out_of_range(&x, &y) and x.i % y.i == 0:
        return give_int(x.i / y.i, fresh)
    return give_float(real(&x) / real(&y), fresh)


cdef int refuse_zero(const Value* number) except -1:
    if is_zero(number):
        raise BasicError("GB6002", "a number cannot be divided by zero")
    return 0


cdef inline bint out_of_range(const Value* x, const Value* y) noexcept:
    """The one quotient of integers that does not fit, and that the processor refuses."""
    return y.i == -1 and x.i < -9223372036854775807


cdef int whole_divide(const Value* a, const Value* b, Value* fresh) except -1:
    """``fresh`` = the whole part of a / b, toward zero."""
    cdef Value x, y
    cdef double quotient
    number_of(a, &x)
    number_of(b, &y)
    refuse_zero(&y)
    if x.tag == TAG_INT and y.tag == TAG_INT:
        if out_of_range(&x, &y):
            return give_float(9223372036854775808.0, fresh)
        return give_int(x.i / y.i, fresh)
    quotient = trunc(real(&x) / real(&y))
    if -9223372036854775808.0 <= quotient < 9223372036854775808.0:
        return give_int(<long long>quotient, fresh)
    return give_float(quotient, fresh)


cdef int modulo(const Value* a, const Value* b, Value* fresh) except -1:
    """``fresh`` = the remainder of a / b with the sign of a; 0 by zero."""
    cdef Value x, y
    number_of(a, &x)
    number_of(b, &y)
    if is_zero(&y):
        return give_int(0, fresh)
    if x.tag == TAG_INT and y.tag == TAG_INT:
        return give_int(0 if y.i == -1 else x.i % y.i, fresh)
    return give_float(real_remainder(real(&x), real(&y)), fresh)


cdef double real_remainder(double x, double y) except? -1:
    """``fmod``, which goes bit by bit: a quotient of more than 64 bits costs 1 for each 32 of them."""
    cdef int high = 0, low = 0
    if x - x == 0 and y - y == 0:
        frexp(x, &high)
        frexp(y, &low)
        if high - low > 64 and x != 0:
            spend_now((high - low) >> 5)
    return fmod(x, y)


cdef int power(const Value* a, const Value* b, Value* fresh) except -1:
    """``fresh`` = a ^ b: an integer when both are and it fits, else a float."""
    cdef Value x, y
    cdef long long result = 1, base, rest
    number_of(a, &x)
    number_of(b, &y)
    if x.tag == TAG_INT and y.tag == TAG_INT and y.i >= 0:
        base, rest = x.i, y.i
        while True:
            if rest & 1 and mul_overflows(result, base, &result):
                break
            rest >>= 1
            if rest == 0:
                return give_int(result, fresh)
            if mul_overflows(base, base, &base):
                break
    return give_float(pow(real(&x), real(&y)), fresh)


cdef int negate(const Value* a, Value* fresh) except -1:
    """``fresh`` = -a."""
    cdef Value x
    cdef long long whole
    if a.tag == TAG_TIME and isinstance(<object>a.o, timedelta):
        return unbox(within_calendar(timedelta.__neg__, <object>a.o), fresh)
    number_of(a, &x)
    if x.tag == TAG_INT and not sub_overflows(0, x.i, &whole):
        return give_int(whole, fresh)
    return give_float(-real(&x), fresh)


# ---- text ----

cdef Py_ssize_t PIECE = 1 << 16  # characters that are copied in one go


cdef struct Piece:
    const char* data
    Py_ssize_t size
    char digits[24]


cdef inline bint plain_piece(const Value* value, Piece* piece) noexcept:
    """The characters of an integer or of a text in ASCII, without making a text; False for all else."""
    if value.tag == TAG_INT:
        piece.data = digits_before(&piece.digits[24], value.i)
        piece.size = &piece.digits[24] - piece.data
        return True
    if value.tag != TAG_TEXT or not text_is_ascii(value.o):
        return False
    piece.data, piece.size = text_bytes(value.o), text_length(value.o)
    return True


cdef int join_two(const Value* a, const Value* b, Value* fresh) except -1:
    """``fresh`` = the texts of both, one after the other."""
    cdef Piece first, second
    cdef char* data
    if not plain_piece(a, &first) or not plain_piece(b, &second):
        return join_any(a, b, fresh)
    text_now(first.size + second.size, 1)
    fresh.o = PyUnicode_New(first.size + second.size, 127)
    fresh.tag = TAG_TEXT
    data = text_bytes(fresh.o)
    memcpy(data, first.data, first.size)
    memcpy(data + first.size, second.data, second.size)
    return 0


cdef int join_any(const Value* a, const Value* b, Value* fresh) except -1:
    cdef PyObject* texts[2]
    texts[0] = text_ref(a)
    try:
        texts[1] = text_ref(b)
    except BaseException:
        ref_down(texts[0])
        raise
    return join_texts(texts, 2, fresh)


cdef int join(const Value* parts, Py_ssize_t count, Value* fresh) except -1:
    """``fresh`` = the texts of ``count`` values, one after another."""
    cdef PyObject* few[16]
    cdef PyObject** texts = few
    cdef Py_ssize_t done = 0
    if count > 16:
        texts = <PyObject**>PyMem_Malloc(count * sizeof(PyObject*))
        if texts == NULL:
            raise MemoryError
    try:
        while done < count:
            texts[done] = text_ref(&parts[done])
            done += 1
        done = 0
        return join_texts(texts, count, fresh)
    finally:
        while done:
            done -= 1
            ref_down(texts[done])
        if count > 16:
            PyMem_Free(texts)


cdef int join_texts(PyObject** texts, Py_ssize_t count, Value* fresh) except -1:
    """``fresh`` = the texts joined; their references are given up in any case."""
    cdef Py_ssize_t at, total = 0, offset = 0
    cdef int width = 1
    cdef bint ascii = True
    cdef PyObject* result = NULL
    for at in range(count):
        total += text_length(texts[at])
        width = max(width, text_width(texts[at]))
        ascii = ascii and text_is_ascii(texts[at])
    try:
        text_now(total, width)
        result = PyUnicode_New(total, 127 if ascii else 255 if width == 1 else 0xFFFF if width == 2 else 0x10FFFF)
        for at in range(count):
            copy_into(result, offset, texts[at])
            offset += text_length(texts[at])
    except BaseException:
        if result != NULL:
            ref_down(result)
        raise
    finally:
        for at in range(count):
            ref_down(texts[at])
    fresh.o = result
    fresh.tag = TAG_TEXT
    return 0


cdef int copy_into(PyObject* result, Py_ssize_t offset, PyObject* text) except -1:
    """Copy ``text`` to its place in a new text, which is as wide at least."""
    cdef Py_ssize_t at = 0, size = text_length(text), width = text_width(result), part
    while at < size:
        part = min(size - at, PIECE)
        if part == PIECE:
            turn_now(part * width >> 5)
        if text_width(text) == width:
            memcpy(text_bytes(result) + (offset + at) * width, text_bytes(text) + at * width, part * width)
        else:
            PyUnicode_CopyCharacters(result, offset + at, text, at, part)
        at += part
    return 0


cdef bint appends_quickly(const Value* target, const Value* tail) noexcept:
    """Whether ``append_text`` is done soon: a short text, or a tail that neither has to be written out nor needs wider letters."""
    if text_length(target.o) < PIECE and not is_long(tail):
        return True
    return tail.tag <= TAG_TEXT and (tail.tag != TAG_TEXT or text_width(tail.o) <= text_width(target.o))


cdef int append_text(Value* target, const Value* tail) except -1:
    """``target`` = ``target`` + ``tail`` for a text ``target``; in place when nothing else holds it."""
    cdef Value joined
    cdef Piece piece
    if Py_REFCNT(target.o) > 1:
        join_two(target, tail, &joined)
        set_owned(target, TAG_TEXT, joined.o)
        return 0
    if text_is_ascii(target.o) and tail.o != target.o and plain_piece(tail, &piece):
        return append_piece(target, &piece)
    return append_any(target, tail)


cdef int append_piece(Value* target, const Piece* piece) except -1:
    """Lengthen a text in ASCII that nothing else holds by characters that are not its own."""
    cdef Py_ssize_t size = text_length(target.o)
    announce_longer(size + piece.size, piece.size)
    if piece.size:
        PyUnicode_Resize(&target.o, size + piece.size)
        memcpy(text_bytes(target.o) + size, piece.data, piece.size)
    return 0


cdef int append_any(Value* target, const Value* tail) except -1:
    cdef PyObject* text = text_ref(tail)
    try:
        announce_longer(text_length(target.o) + text_length(text), text_length(text) * text_width(text))
        PyUnicode_Append(&target.o, text)
    finally:
        ref_down(text)
    if target.o == NULL:
        target.tag = TAG_NULL
        raise MemoryError
    return 0


cdef inline int announce_longer(long long total, long long added) except -1:
    """A text is about to be ``total`` characters long, by ``added`` bytes more than before."""
    cdef void* now = current()
    cdef Budget budget
    if now == NULL:
        return 0
    budget = <Budget>now
    if total > budget.limits.text:
        budget.check_text(total)
    budget.hold(added)
    return budget.spend(total >> 6) if total >= 64 else 0


# ---- dates, times and durations ----

cdef object wrong(str name, const Value* a, const Value* b):
    return BasicError("GB6001", f"{name} does not work between {describe(a)} and {describe(b)}")


cdef object within_calendar(object apply, object a, object b=None):
    """The result of ``apply``, or GB6003 when it leaves the calendar."""
    try:
        return apply(a) if b is None else apply(a, b)
    except (OverflowError, ValueError):
        raise BasicError("GB6003", "the date would be outside the calendar (years 1 to 9999)") from None


cdef object number_beside(const Value* value, str name, const Value* a, const Value* b):
    """The number of an operand beside a date or duration."""
    cdef Value number
    if value.tag >= TAG_LIST:
        raise wrong(name, a, b)
    number_of(value, &number)
    return box(&number)


cdef object time_sum(const Value* a, const Value* b):
    spend_now(WORK_ON_TIME)
    left, right = box(a), box(b)
    if isinstance(left, timedelta) and isinstance(right, timedelta):
        return within_calendar(timedelta.__add__, left, right)
    if isinstance(left, date):
        return moved(left, right, b, "+", a, b)
    if isinstance(right, date):
        return moved(right, left, a, "+", a, b)
    raise wrong("+", a, b)


cdef object time_difference(const Value* a, const Value* b):
    spend_now(WORK_ON_TIME)
    left, right = box(a), box(b)
    if isinstance(left, timedelta) and isinstance(right, timedelta):
        return within_calendar(timedelta.__sub__, left, right)
    left, right = read_beside(left, right), read_beside(right, left)
    if isinstance(left, date) and isinstance(right, date):
        return at_midnight(left) - at_midnight(right)
    if isinstance(left, date):
        return moved(left, right, b, "-", a, b)
    raise wrong("-", a, b)


cdef object read_beside(object thing, object other):
    """A text beside a date is read as a date, or it is an error."""
    if isinstance(thing, str) and isinstance(other, date):
        found = date_of(thing)
        if found is None:
            raise BasicError("GB6001", f'the text "{thing[:40]}" is not a date')
        return found
    return thing


cdef object at_midnight(object moment):
    return moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day)


cdef object moved(object start, object step, const Value* raw, str name, const Value* a, const Value* b):
    """``start`` moved by a duration, else by seconds (a date and time) or days (a date)."""
    if isinstance(step, timedelta):
        move = step
    else:
        number = number_beside(raw, name, a, b)
        move = within_calendar(_seconds if isinstance(start, datetime) else _days, number)
    if move.seconds or move.microseconds:
        start = at_midnight(start)
    return within_calendar(type(start).__sub__ if name == "-" else type(start).__add__, start, move)


def _seconds(number):
    """The duration of so many seconds."""
    return timedelta(seconds=number)


def _days(number):
    """The duration of so many days."""
    return timedelta(days=number)


cdef object time_product(const Value* a, const Value* b):
    spend_now(WORK_ON_TIME)
    left, right = box(a), box(b)
    if isinstance(left, timedelta):
        return within_calendar(timedelta.__mul__, left, number_beside(b, "*", a, b))
    if isinstance(right, timedelta):
        return within_calendar(timedelta.__mul__, right, number_beside(a, "*", a, b))
    raise wrong("*", a, b)


cdef object time_quotient(object span, const Value* by):
    cdef Value number
    spend_now(WORK_ON_TIME)
    number_of(by, &number)
    refuse_zero(&number)
    return within_calendar(timedelta.__truediv__, span, box(&number))
