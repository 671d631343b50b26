# Sums, means, counts and extremes over a field or a list. Included by _rows.pyx.

cdef long long EXACT = 1LL << 53  # integers up to this are floats without loss
cdef long long LOW_BITS = (1LL << 32) - 1

cdef enum:
    PARTS = 64  # of a sum of floats that does not round; 40 are the most there can be


def added(Array source not None, str name):
    """Sum and number of the numbers in a field of rows, or in a list when the name is None.

    None where the sum is left to Python: beyond 64 bits, or with floats beside integers that no float can be.
    """
    cdef Column column = None if name is None else Column(name, False)
    cdef Py_ssize_t at, count = 0
    cdef long long total = 0
    cdef bint real = False, large = False
    cdef double[PARTS] parts
    cdef int used = 0
    cdef Value value, number
    for at in range(source.count):
        if not more(source, at):
            break
        value_at(source, at, column, &value)
        if not is_number(&value, &number):
            continue
        count += 1
        if number.tag == TAG_INT:
            large = large or not -EXACT <= number.i <= EXACT
            if add_overflows(total, number.i, &total):
                return None
        else:
            real = True
            used = add_part(parts, used, number.f)
        if used < 0 or (real and large):
            return None
    if real:  # the integers together, as two floats that are exact
        used = add_part(parts, used, <double>(total & ~LOW_BITS))
        used = add_part(parts, used, <double>(total & LOW_BITS)) if used >= 0 else used
        return None if used < 0 else (sum_of(parts, used), count)
    return total, count


cdef int add_part(double* parts, int used, double x) noexcept:
    """Add ``x`` to a sum kept as parts that do not overlap, the smallest first; gives how many there are, -1 when it is
    infinite. (Shewchuk's algorithm, as in ``math.fsum``.)"""
    cdef int at, kept = 0
    cdef double y, high, low
    for at in range(used):
        y = parts[at]
        if abs(x) < abs(y):
            x, y = y, x
        high = x + y
        low = y - (high - x)
        if low != 0:
            parts[kept] = low
            kept += 1
        x = high
    if x == 0:
        return kept
    if not isfinite(x) or kept == PARTS:
        return -1
    parts[kept] = x
    return kept + 1


cdef double sum_of(double* parts, int used) noexcept:
    """The parts as one float, half rounded to even."""
    cdef double high = 0, low = 0, x, y
    if used == 0:
        return 0
    used -= 1
    high = parts[used]
    while used > 0:
        x = high
        used -= 1
        y = parts[used]
        high = x + y
        low = y - (high - x)
        if low != 0:
            break
    if used > 0 and ((low < 0 and parts[used - 1] < 0) or (low > 0 and parts[used - 1] > 0)):
        y = low * 2
        x = high + y
        if y == x - high:
            high = x
    return high


def counted(Array source not None, str name):
    """How many rows have something in a field, or elements of a list are something when the name is None."""
    cdef Column column = None if name is None else Column(name, False)
    cdef Py_ssize_t at, count = 0
    cdef Value value
    for at in range(source.count):
        if not more(source, at):
            break
        value_at(source, at, column, &value)
        count += value.tag != TAG_NULL
    return count


def outermost(Array source not None, str name, bint greatest):
    """The greatest or smallest number in a field of rows, or in a list; None when there is no number."""
    cdef Column column = None if name is None else Column(name, False)
    cdef Py_ssize_t at
    cdef Value value, number, best
    best.tag = TAG_NULL
    for at in range(source.count):
        if not more(source, at):
            break
        value_at(source, at, column, &value)
        if not is_number(&value, &number) or (number.tag == TAG_FLOAT and number.f != number.f):
            continue
        if best.tag == TAG_NULL or (comes_first(&best, &number) if greatest else comes_first(&number, &best)):
            best = number
    return box(&best)


cdef inline bint comes_first(const Value* a, const Value* b) except -1:
    """Whether one number is less than another."""
    if a.tag == TAG_INT and b.tag == TAG_INT:
        return a.i < b.i
    return order(a, b) == LESS
