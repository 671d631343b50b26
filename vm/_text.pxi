# How values read as truth, text and number. Included by value.pyx.

cdef bint is_true(const Value* value) noexcept:
    if value.tag <= TAG_INT:
        return value.tag != TAG_NULL and value.i != 0
    if value.tag == TAG_FLOAT:
        return value.f != 0
    if value.tag == TAG_TEXT:
        return text_length(value.o) > 0
    if value.tag == TAG_LIST:
        return (<Array>value.o).count > 0
    if value.tag == TAG_OBJECT:
        return (<Object>value.o).count > 0 or (<Object>value.o).kind_number != KIND_PLAIN
    return PyObject_IsTrue(value.o) == 1


cdef bint is_nothing(const Value* value) noexcept:
    """Null or an empty rowset."""
    if value.tag == TAG_NULL:
        return True
    return value.tag == TAG_LIST and (<Array>value.o).rowset and (<Array>value.o).count == 0


cdef PyObject* text_ref(const Value* value) except NULL:
    """A new reference to the display text."""
    cdef PyObject* result
    if value.tag == TAG_TEXT:
        ref_up(value.o)
        return value.o
    if value.tag == TAG_INT:
        return int_text(value.i)
    if value.tag == TAG_NULL:
        ref_up(EMPTY_TEXT)
        return EMPTY_TEXT
    text = other_text(value, 0)
    result = <PyObject*>text
    ref_up(result)
    return result


cdef str text_of(const Value* value):
    cdef PyObject* ref = text_ref(value)
    result = <str>ref
    ref_down(ref)
    return result


cdef PyObject* int_text(long long whole) except NULL:
    cdef char digits[24]
    cdef char* start = digits_before(&digits[24], whole)
    cdef Py_ssize_t size = &digits[24] - start
    cdef PyObject* result
    if size == 1:
        return PyUnicode_FromStringAndSize(start, 1)  # there is one of each character
    result = PyUnicode_New(size, 127)
    memcpy(text_bytes(result), start, size)
    return result


@cython.cdivision(True)
cdef char* digits_before(char* end, long long whole) noexcept:
    """Write a number so that it ends before ``end``, 24 characters at most; gives its start."""
    cdef unsigned long long rest = <unsigned long long>whole if whole >= 0 else 0 - <unsigned long long>whole
    cdef unsigned int small, ten = 10  # of this type, or the divisions would be longer
    while rest >> 32:
        end -= 1
        end[0] = <char>(48 + rest % 10)
        rest //= 10
    small = <unsigned int>rest
    while True:
        end -= 1
        end[0] = <char>(48 + small % ten)
        small //= ten
        if small == 0:
            break
    if whole < 0:
        end -= 1
        end[0] = 45
    return end


cdef str other_text(const Value* value, int depth):
    if value.tag == TAG_FLOAT:
        return float_text(value.f)
    if value.tag == TAG_BOOL:
        return "true" if value.i else "false"
    if value.tag == TAG_TIME:
        return time_text(<object>value.o)
    if value.tag == TAG_OBJECT and (<Object>value.o).kind_number != KIND_PLAIN:
        return marked_text(<Object>value.o, depth)
    if value.tag == TAG_LIST or value.tag == TAG_OBJECT:
        return json_of(value)
    return text_of(value)


cdef str marked_text(Object thing, int depth):
    """Text of a response (its data), a file (its url or name) or an error (its message)."""
    cdef Py_ssize_t at
    if depth > nesting_limit():
        raise BasicError("GB6905", "a response holds itself as its data")
    for name in FIELDS_AS_TEXT[thing.kind_number]:
        at = thing.find(<PyObject*>name)
        if at >= 0 and thing.entries[at].value.tag != TAG_NULL:
            return other_text(&thing.entries[at].value, depth + 1)
    return ""


FIELDS_AS_TEXT = ((), ("data",), ("url", "name"), ("message",))


cdef str float_text(double real):
    cdef char* digits
    cdef str text
    if real != real:
        return "NaN"
    if real - real != 0:
        return "Infinity" if real > 0 else "-Infinity"
    if -1e15 < real < 1e15 and real == <double><long long>real:
        return str(<long long>real)
    digits = PyOS_double_to_string(real, 114, 0, 0, NULL)  # 114 is "r", the shortest that reads back
    text = digits.decode("ascii")
    PyMem_Free(digits)
    return text.replace("+", "")


cdef str time_text(object moment):
    if isinstance(moment, datetime):
        return moment.replace(microsecond=0).isoformat(" ")
    if isinstance(moment, date):
        return moment.isoformat()
    if isinstance(moment, time):
        return moment.replace(microsecond=0).isoformat()
    cdef Value seconds
    duration_seconds(moment, &seconds)
    return text_of(&seconds)


cdef int duration_seconds(object span, Value* fresh) except -1:
    """The length of a duration as a number: an integer when whole."""
    cdef long long whole = <long long>span.days * 86400 + <long long>span.seconds
    if span.microseconds:
        fresh.f = span.total_seconds()
        fresh.tag = TAG_FLOAT
    else:
        fresh.i = whole
        fresh.tag = TAG_INT
    return 0


# ---- numbers in text ----

cdef Py_ssize_t LONGEST_NUMBER = 100_000  # characters; longer texts are no numbers, whatever they hold


cdef int scan_number(PyObject* text, Value* fresh) except -1:
    """1 and the number when ``text`` is numeric, else 0. Blanks around are allowed."""
    cdef Py_ssize_t size = text_length(text)
    cdef str stripped
    if size == 0 or size > LONGEST_NUMBER:
        return 0
    if size >= 16:
        spend_now(size >> 4)
    if not text_is_ascii(text):
        stripped = (<str>text).strip()
        if not stripped.isascii():
            return 0
        return scan_ascii(text_bytes(<PyObject*>stripped), len(stripped), fresh)
    return scan_ascii(text_bytes(text), size, fresh)


cdef inline bint is_blank(char letter) noexcept:
    return letter == 32 or 9 <= letter <= 13 or 28 <= letter <= 31


cdef int scan_ascii(const char* text, Py_ssize_t size, Value* fresh) except -1:
    cdef Py_ssize_t at, first, start = 0, digits = 0
    cdef unsigned long long whole = 0
    cdef bint real = False, negative
    while start < size and is_blank(text[start]):
        start += 1
    while size > start and is_blank(text[size - 1]):
        size -= 1
    first = start
    if first == size:
        return 0
    negative = text[first] == 45
    if negative or text[first] == 43:
        first += 1
    at = first
    while at < size and 48 <= text[at] <= 57:
        if at - first < 19:
            whole = whole * 10 + <unsigned long long>(text[at] - 48)
        at += 1
    digits = at - first
    if at < size and text[at] == 46:
        real = True
        at += 1
        if at == size or not 48 <= text[at] <= 57:
            return 0
        while at < size and 48 <= text[at] <= 57:
            at += 1
    elif digits == 0:
        return 0
    if at < size and (text[at] == 101 or text[at] == 69):
        real = True
        at += 1
        if at < size and (text[at] == 43 or text[at] == 45):
            at += 1
        if at == size or not 48 <= text[at] <= 57:
            return 0
        while at < size and 48 <= text[at] <= 57:
            at += 1
    if at != size:
        return 0
    if not real and digits <= 18:
        fresh.i = -<long long>whole if negative else <long long>whole
        fresh.tag = TAG_INT
        return 1
    return scan_long(text[start:size], real, fresh)


cdef int scan_long(bytes digits, bint real, Value* fresh) except -1:
    """Numbers with a point or exponent, and whole ones that may not fit in 64 bits."""
    if not real and len(digits.strip(b"+-").lstrip(b"0")) <= 19:
        unbox_int(whole_of(digits), fresh)
        return 1
    fresh.f = PyOS_string_to_double(digits, NULL, NULL)
    fresh.tag = TAG_FLOAT
    return 1


cdef object whole_of(bytes digits):
    """The integer; leading zeros are cut first so that long runs of them cost nothing."""
    magnitude = int(digits.lstrip(b"+-").lstrip(b"0") or b"0")
    return -magnitude if digits.startswith(b"-") else magnitude


cdef int number_of(const Value* value, Value* fresh) except -1:
    """``fresh`` = the numeric value of an operand, TAG_INT or TAG_FLOAT; GB6001 when there is none."""
    fresh.tag = TAG_INT
    if value.tag == TAG_INT or value.tag == TAG_FLOAT:
        fresh[0] = value[0]
    elif value.tag == TAG_BOOL:
        fresh.i = value.i
    elif value.tag == TAG_NULL:
        fresh.i = 0
    elif value.tag != TAG_TEXT or not scan_number(value.o, fresh):
        raise BasicError("GB6001", f"a number is needed here, but this is {describe(value)}")
    return 0


cdef str describe(const Value* value):
    """What a value is, in words for a message: ``the text "abc"``, ``a list of 3``."""
    cdef str text
    if value.tag == TAG_TEXT:
        text = <str>value.o
        return f'the text "{text[:40]}{"…" if len(text) > 40 else ""}"'
    if value.tag == TAG_NULL:
        return "empty"
    if value.tag == TAG_BOOL:
        return "true" if value.i else "false"
    if value.tag == TAG_LIST:
        return f"a list of {(<Array>value.o).count}"
    if value.tag == TAG_OBJECT:
        return ("an object", "a response", "a file", "an error")[(<Object>value.o).kind_number]
    if value.tag == TAG_TIME:
        return f"the {time_word(<object>value.o)} {time_text(<object>value.o)}"
    return f"the number {text_of(value)}"


cdef str time_word(object moment):
    if isinstance(moment, date):
        return "date"
    return "time" if isinstance(moment, time) else "duration of"
