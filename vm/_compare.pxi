# Equality and order. Included by value.pyx.

cdef bint same_text(PyObject* a, PyObject* b) noexcept:
    cdef Py_ssize_t size
    if a == b:
        return True
    size = text_length(a)
    if size != text_length(b) or text_width(a) != text_width(b):
        return False
    return memcmp(text_bytes(a), text_bytes(b), size * text_width(a)) == 0


cdef int order_mixed(long long whole, double real) noexcept:
    """Exact order of an integer and a float."""
    cdef long long floor
    if real != real:
        return UNORDERED
    if real >= 9223372036854775808.0:
        return LESS
    if real < -9223372036854775808.0:
        return MORE
    floor = <long long>real  # toward zero
    if whole != floor:
        return LESS if whole < floor else MORE
    if real == <double>floor:
        return SAME
    return LESS if real > <double>floor else MORE


cdef inline int order_ints(long long a, long long b) noexcept:
    return LESS if a < b else MORE if a > b else SAME


cdef int order_numbers(const Value* a, const Value* b) noexcept:
    """Order of two values tagged TAG_INT or TAG_FLOAT."""
    cdef int result
    if a.tag == TAG_INT:
        return order_ints(a.i, b.i) if b.tag == TAG_INT else order_mixed(a.i, b.f)
    if b.tag == TAG_INT:
        result = order_mixed(b.i, a.f)
        return result if result == UNORDERED else -result
    if a.f < b.f:
        return LESS
    if a.f > b.f:
        return MORE
    return SAME if a.f == b.f else UNORDERED


cdef inline bint is_number(const Value* value) noexcept:
    return value.tag == TAG_INT or value.tag == TAG_FLOAT or value.tag == TAG_BOOL


cdef inline Value as_number(const Value* value) noexcept:
    cdef Value result = value[0]
    if result.tag == TAG_BOOL:
        result.tag = TAG_INT
    return result


cdef int same(const Value* a, const Value* b, int depth) except -1:
    """1 when ``a = b``. Containers nested beyond the limit are not equal; each element compared costs fuel."""
    cdef Value left, right
    if a.tag == TAG_TEXT and b.tag == TAG_TEXT:
        if text_length(a.o) >= 64 and text_length(a.o) == text_length(b.o):
            spend_now(text_length(a.o) >> 6)
        return same_text(a.o, b.o)
    if a.tag == TAG_NULL or b.tag == TAG_NULL:
        return same_null(b if a.tag == TAG_NULL else a)
    if is_number(a) and is_number(b):
        left, right = as_number(a), as_number(b)
        return order_numbers(&left, &right) == SAME
    if a.tag > b.tag:
        a, b = b, a  # b has the higher tag from here on
    if b.tag == TAG_TEXT:
        return same_number_text(a, b)
    if b.tag == TAG_TIME and not TAG_LIST <= a.tag <= TAG_OBJECT:
        return a.tag != TAG_BOOL and order_times(a, b) == SAME
    return same_containers(a, b, depth)


cdef int same_null(const Value* other) except -1:
    if other.tag == TAG_TEXT:
        return text_length(other.o) == 0
    return is_nothing(other)


cdef int same_number_text(const Value* number, const Value* text) except -1:
    cdef Value read, left
    cdef str word
    if number.tag == TAG_BOOL and text_length(text.o) <= 5:
        word = (<str>text.o).lower()
        if word == "true" or word == "false":
            return number.i == (word == "true")
    if not scan_number(text.o, &read):
        return 0
    left = as_number(number)
    return order_numbers(&left, &read) == SAME


cdef int same_containers(const Value* a, const Value* b, int depth) except -1:
    """At least one is a list or object, none is null; ``b`` has the higher tag."""
    cdef Value first
    if a.tag == b.tag and a.o == b.o:
        return 1
    if a.tag == TAG_LIST and b.tag == TAG_LIST:
        return same_lists(<Array>a.o, <Array>b.o, depth)
    if a.tag == TAG_OBJECT and b.tag == TAG_OBJECT:
        return same_objects(<Object>a.o, <Object>b.o, depth)
    if a.tag == TAG_LIST or b.tag == TAG_TIME:
        a, b = b, a
    if b.tag == TAG_LIST:
        if not (<Array>b.o).rowset or depth >= nesting_limit():
            return 0
        first.tag = TAG_NULL
        if (<Array>b.o).count:
            element(b.o, 0, &first)
        return same(&first, a, depth + 1)
    if a.tag == TAG_TEXT and b.tag == TAG_OBJECT and (<Object>b.o).kind_number in (KIND_RESPONSE, KIND_FILE):
        return same_shown(<str>a.o, text_of(b))
    return 0


cdef int same_shown(str a, str b) except -1:
    if len(a) == len(b):
        spend_now(len(a) >> 6)
    return a == b


cdef int same_lists(Array a, Array b, int depth) except -1:
    cdef Py_ssize_t at = 0
    cdef Value mine, theirs
    if a.count != b.count or depth >= nesting_limit():
        return 0
    spend_now(1 + (a.count >> 3))
    while at < a.count and at < b.count:  # looked at anew each time, whatever happens meanwhile
        element(<PyObject*>a, at, &mine)
        element(<PyObject*>b, at, &theirs)
        if not same(&mine, &theirs, depth + 1):
            return 0
        at += 1
        if at & 63 == 0:
            turn_now(64)
    return 1


cdef int same_objects(Object a, Object b, int depth) except -1:
    cdef Py_ssize_t at = 0, other
    if a.count != b.count or depth >= nesting_limit():
        return 0
    spend_now(1 + (a.count >> 3))
    while at < a.count:
        other = b.find_exact(a.entries[at].key)
        if other < 0 or not same(&a.entries[at].value, &b.entries[other].value, depth + 1):
            return 0
        at += 1
        turn_now(4)
    return 1


cdef int order(const Value* a, const Value* b) except -2:
    """LESS, SAME, MORE or UNORDERED; GB6001 when a list or object stands beside anything but null."""
    cdef Value left, right
    cdef int result
    if is_number(a) and is_number(b):
        left, right = as_number(a), as_number(b)
        return order_numbers(&left, &right)
    if a.tag == TAG_TEXT and b.tag == TAG_TEXT:
        if text_length(a.o) >= 64 and text_length(b.o) >= 64:
            spend_now(min(text_length(a.o), text_length(b.o)) >> 6)
        result = PyUnicode_Compare(a.o, b.o)
        return LESS if result < 0 else MORE if result > 0 else SAME
    if a.tag == TAG_NULL or b.tag == TAG_NULL:
        return order_null(a, b)
    if TAG_LIST <= a.tag <= TAG_OBJECT or TAG_LIST <= b.tag <= TAG_OBJECT:
        raise BasicError("GB6001", f"{describe(a)} and {describe(b)} cannot be put in order")
    if a.tag == TAG_TIME or b.tag == TAG_TIME:
        return order_times(a, b)
    if a.tag == TAG_TEXT:
        right = as_number(b)
        return order_numbers(&left, &right) if scan_number(a.o, &left) else UNORDERED
    left = as_number(a)
    return order_numbers(&left, &right) if scan_number(b.o, &right) else UNORDERED


cdef int order_null(const Value* a, const Value* b) except -2:
    """Null is 0 beside a number or boolean and "" beside text; no order beside anything else."""
    cdef Value zero
    zero.i = 0
    zero.tag = TAG_INT
    if is_number(a):
        return order(a, &zero)
    if is_number(b):
        return order(&zero, b)
    if a.tag == TAG_TEXT:
        return MORE if text_length(a.o) else SAME
    if b.tag == TAG_TEXT:
        return LESS if text_length(b.o) else SAME
    return UNORDERED


cdef int order_times(const Value* a, const Value* b) except -2:
    """Order where at least one side is a date, time or duration."""
    spend_now(WORK_ON_TIME)
    left = comparable(a, b)
    right = comparable(b, a)
    if left is None or right is None or type(left) is not type(right):
        return UNORDERED
    return LESS if left < right else MORE if left > right else SAME


cdef object comparable(const Value* value, const Value* other):
    """``value`` as a datetime, time or number of seconds, as ``other`` asks; None when it has no such reading."""
    thing = box(value)
    beside = box(other)
    if isinstance(thing, str):
        if isinstance(beside, date):
            thing = date_of(thing)
        else:
            thing = clock_time(thing) if isinstance(beside, time) else None
    elif is_number(value):
        return SecondsOrder(thing) if isinstance(beside, timedelta) and thing == thing else None
    if isinstance(thing, datetime) or thing is None or isinstance(thing, time):
        return plain_moment(thing)
    if isinstance(thing, date):
        return datetime(thing.year, thing.month, thing.day)
    if isinstance(thing, timedelta):
        return SecondsOrder((thing.days * 86400 + thing.seconds) if not thing.microseconds else thing.total_seconds())
    return None


cdef object plain_moment(object moment):
    """A datetime or time without its subclass, so that types can be compared."""
    if type(moment) in (datetime, time) or moment is None:
        return moment
    if isinstance(moment, datetime):
        return datetime.combine(moment.date(), moment.time())
    return time(moment.hour, moment.minute, moment.second, moment.microsecond)


class SecondsOrder:
    """A length of time that orders by its seconds, whatever kind of number they are."""

    __slots__ = ("seconds",)

    def __init__(self, seconds):
        self.seconds = seconds

    def __lt__(self, other):
        return self.seconds < other.seconds

    def __gt__(self, other):
        return self.seconds > other.seconds
