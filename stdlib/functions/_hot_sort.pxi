# SORT: lists of one kind of number by the digits of their bits, all others by merging. Included by _hot.pyx.
# The order is that of order.py, equal elements keep their places, and both charge the same.

cdef struct NumberRow:
    unsigned long long key   # puts numbers in order as it stands
    long long bits           # of the number itself

cdef struct SortRow:
    int rank                 # numbers, NaN, texts, lists and objects, nothing
    unsigned long long key   # of a text: its first three characters
    Value number             # of a number or numeric text
    Value value              # held

cdef enum:
    RANK_NUMBER = 0
    RANK_NAN = 1
    RANK_TEXT = 4
    RANK_OTHER = 5
    RANK_NULL = 6
    BLOCK = 1024  # rows between two looks at whether it is time for a turn
    RUN = 8  # rows that are put in place one by one before merging


cdef int hot_sort(const Value* args, Py_ssize_t count, Value* result) except -1:
    cdef bint descending = False
    if args.tag != TAG_LIST or count > 2:
        return OTHER
    if count == 2:
        if not is_text(args + 1):
            return OTHER
        direction = (<str>args[1].o).upper()
        descending = direction == "DESC"
        if not descending and direction != "ASC":
            return OTHER
    return sorted_list(<Array>args.o, descending, result)


cdef int hot_sort_asc(const Value* args, Py_ssize_t count, Value* result) except -1:
    return OTHER if count != 1 or args.tag != TAG_LIST else sorted_list(<Array>args.o, False, result)


cdef int hot_sort_desc(const Value* args, Py_ssize_t count, Value* result) except -1:
    return OTHER if count != 1 or args.tag != TAG_LIST else sorted_list(<Array>args.o, True, result)


cdef int sorted_list(Array source, bint descending, Value* result) except -1:
    """A new list in order; OTHER, and nothing charged, when a date or time is among the elements."""
    cdef long long kind = common_kind(source)
    cdef Py_ssize_t at = 0, filled = 0, size = source.count
    cdef Value* values
    cdef Array made
    if kind == TAG_TIME:
        return OTHER
    values = <Value*>room_for(size, sizeof(Value))
    try:
        if kind == TAG_INT or kind == TAG_FLOAT:
            sort_numbers(source, kind, descending, values)
        else:
            sort_values(source, descending, values)
        filled = size
        item_room(size)
        hold_now(48 + size * <long long>sizeof(Value))
        spend_now(size >> 3)
        made = Array.__new__(Array)
        while at < size:
            turn_now(1)
            made.add(&values[at])
            drop(&values[at])
            at += 1
    finally:
        while at < filled:
            drop(&values[at])
            at += 1
        PyMem_Free(values)
    made.rowset = source.rowset
    ref_up(<PyObject*>made)
    result.o, result.tag = <PyObject*>made, TAG_LIST
    return TAKEN


cdef long long common_kind(Array source) noexcept:
    """TAG_INT or TAG_FLOAT when all elements are, TAG_TIME when one is a date or time, else TAG_NULL."""
    cdef Value item
    cdef Py_ssize_t at
    cdef long long kind = TAG_INT
    for at in range(source.count):
        element(<PyObject*>source, at, &item)
        if item.tag == TAG_TIME:
            return TAG_TIME
        if at == 0:
            kind = item.tag
        elif item.tag != kind:
            kind = TAG_NULL
    return kind if kind == TAG_INT or kind == TAG_FLOAT else TAG_NULL


cdef void* room_for(Py_ssize_t count, Py_ssize_t size) except NULL:
    cdef void* block = PyMem_Malloc(max(1, count) * size)
    if block == NULL:
        raise MemoryError
    return block


cdef int charge_sorting(Py_ssize_t size) except -1:
    cdef Py_ssize_t rest = size
    cdef long long bits = 2
    while rest:
        bits += 1
        rest >>= 1
    return spend_now(size * bits)


# ---- numbers of one kind ----

cdef int sort_numbers(Array source, long long kind, bint descending, Value* values) except -1:
    cdef Py_ssize_t at, size = source.count
    cdef NumberRow* rows
    cdef NumberRow* ordered
    cdef Value item
    charge_sorting(size)
    rows = <NumberRow*>room_for(2 * size, sizeof(NumberRow))
    try:
        for at in range(size):
            if at % BLOCK == 0:
                turn_now(BLOCK >> 1)
                if size > source.count:
                    raise BasicError("GB6004", "the list was changed while it was sorted")
            element(<PyObject*>source, at, &item)
            rows[at].key = int_key(item.i) if kind == TAG_INT else float_key(&item)
            if descending:
                rows[at].key = ~rows[at].key
            rows[at].bits = item.i
        ordered = by_digits(rows, rows + size, size)
        for at in range(size):
            values[at].i = ordered[at].bits
            values[at].tag = kind
    finally:
        PyMem_Free(rows)
    return 0


cdef inline unsigned long long int_key(long long whole) noexcept:
    return <unsigned long long>whole ^ 0x8000000000000000ULL


cdef inline unsigned long long float_key(const Value* real) noexcept:
    """Orders floats as they are; 0 and -0 are equal, and NaN comes after all others."""
    if real.f != real.f:
        return 0xFFFFFFFFFFFFFFFFULL
    if real.f == 0:
        return 0x8000000000000000ULL
    return ~<unsigned long long>real.i if real.i < 0 else <unsigned long long>real.i | 0x8000000000000000ULL


cdef NumberRow* by_digits(NumberRow* rows, NumberRow* spare, Py_ssize_t size) except? NULL:
    """Sort by key, one byte after another from the lowest; bytes that all keys share are left out. Gives where the
    sorted rows are: ``rows`` or ``spare``."""
    cdef Py_ssize_t starts[256]
    cdef unsigned long long differing = 0
    cdef Py_ssize_t at, before, count
    cdef int shift, digit
    for at in range(1, size):
        differing |= rows[at].key ^ rows[0].key
    for shift in range(0, 64, 8):
        if (differing >> shift) & 0xFF == 0:
            continue
        memset(starts, 0, sizeof(starts))
        turn_now(size >> 4)
        for at in range(size):
            starts[(rows[at].key >> shift) & 0xFF] += 1
        before = 0
        for digit in range(256):
            count = starts[digit]
            starts[digit] = before
            before += count
        for at in range(size):
            if at % BLOCK == 0:
                turn_now(BLOCK >> 2)
            digit = (rows[at].key >> shift) & 0xFF
            spare[starts[digit]] = rows[at]
            starts[digit] += 1
        rows, spare = spare, rows
    return rows


# ---- values of any kind ----

cdef int sort_values(Array source, bint descending, Value* values) except -1:
    cdef Py_ssize_t at, held = 0, size = source.count
    cdef SortRow* rows = <SortRow*>room_for(size, sizeof(SortRow))
    cdef SortRow** order = NULL
    cdef SortRow** ordered
    try:
        while held < size:
            turn_now(3)
            if held >= source.count:
                raise BasicError("GB6004", "the list was changed while it was sorted")
            element(<PyObject*>source, held, &rows[held].value)
            hold_ref(&rows[held].value)
            held += 1
            rank(&rows[held - 1])
        charge_sorting(size)
        order = <SortRow**>room_for(2 * size, sizeof(SortRow*))
        for at in range(size):
            order[at] = &rows[at]
        ordered = by_merging(order, order + size, size, descending)
        for at in range(size):
            values[at] = ordered[at].value
        held = 0  # the values are the caller's now
    finally:
        for at in range(held):
            drop(&rows[at].value)
        PyMem_Free(order)
        PyMem_Free(rows)
    return 0


cdef int rank(SortRow* row) except -1:
    """Fill in what ``comes_before`` looks at."""
    cdef const Value* value = &row.value
    row.number = value[0]
    row.rank = RANK_NUMBER
    if value.tag == TAG_NULL:
        row.rank = RANK_NULL
    elif value.tag == TAG_LIST or value.tag == TAG_OBJECT:
        row.rank = RANK_OTHER
    elif value.tag == TAG_TEXT and not scan_number(value.o, &row.number):
        row.rank = RANK_TEXT
        row.key = first_characters(value.o)
    elif row.number.tag == TAG_FLOAT and row.number.f != row.number.f:
        row.rank = RANK_NAN
    return 0


cdef inline unsigned long long first_characters(PyObject* text) noexcept:
    cdef Py_ssize_t at, size = text_length(text)
    cdef unsigned long long key = 0
    for at in range(3):
        key = key << 21 | <unsigned long long>(PyUnicode_READ_CHAR(text, at) if at < size else 0)
    return key


cdef bint comes_before(const SortRow* a, const SortRow* b) noexcept:
    if a.rank != b.rank:
        return a.rank < b.rank
    if a.rank == RANK_NUMBER:
        return order_numbers(&a.number, &b.number) == LESS
    if a.rank != RANK_TEXT:
        return False
    return a.key < b.key if a.key != b.key else PyUnicode_Compare(a.value.o, b.value.o) < 0


cdef inline int order_numbers(const Value* a, const Value* b) noexcept:
    """Exact order of two numbers or booleans, neither NaN."""
    cdef int found
    if a.tag == TAG_FLOAT and b.tag == TAG_FLOAT:
        return LESS if a.f < b.f else MORE if a.f > b.f else SAME
    if a.tag == TAG_FLOAT:
        found = -order_mixed(b.i, a.f)
        return found
    if b.tag == TAG_FLOAT:
        return order_mixed(a.i, b.f)
    return LESS if a.i < b.i else MORE if a.i > b.i else SAME


cdef SortRow** by_merging(SortRow** rows, SortRow** spare, Py_ssize_t size, bint descending) except? NULL:
    """Sort the pointers; gives where they are: ``rows`` or ``spare``."""
    cdef Py_ssize_t start, width = RUN
    for start in range(0, size, RUN):
        turn_now(2 * RUN)
        insert_each(rows + start, min(<Py_ssize_t>RUN, size - start), descending)
    while width < size:
        for start in range(0, size, 2 * width):
            merge(rows, spare, start, min(start + width, size), min(start + 2 * width, size), descending)
        rows, spare = spare, rows
        width *= 2
    return rows


cdef inline bint overtakes(const SortRow* later, const SortRow* earlier, bint descending) noexcept:
    """Whether a row has to go before one that stood before it."""
    return comes_before(earlier, later) if descending else comes_before(later, earlier)


cdef void insert_each(SortRow** rows, Py_ssize_t size, bint descending) noexcept:
    cdef Py_ssize_t at, place
    cdef SortRow* row
    for at in range(1, size):
        row = rows[at]
        place = at
        while place > 0 and overtakes(row, rows[place - 1], descending):
            rows[place] = rows[place - 1]
            place -= 1
        rows[place] = row


cdef int merge(
    SortRow** rows, SortRow** target, Py_ssize_t start, Py_ssize_t middle, Py_ssize_t end, bint descending
) except -1:
    """Merge the sorted parts ``start..middle`` and ``middle..end`` of ``rows`` into ``target``."""
    cdef Py_ssize_t left = start, right = middle, at
    for at in range(start, end):
        if (at - start) % BLOCK == 0:
            turn_now(BLOCK if end - start > BLOCK else end - start)
        if right == end or (left < middle and not overtakes(rows[right], rows[left], descending)):
            target[at] = rows[left]
            left += 1
        else:
            target[at] = rows[right]
            right += 1
    return 0
