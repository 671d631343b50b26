# Conditions over rows: a list of comparisons, each of which says where to go on when it holds and when it does not.
# Included by _rows.pyx.

cdef enum:
    ACCEPT = -1
    REJECT = -2

cdef enum:
    EQUAL = 0
    UNEQUAL = 1
    BELOW = 2
    ABOVE = 3
    AT_MOST = 4
    AT_LEAST = 5
    ANY_EQUAL = 6    # the right side or, when that is a list, one of its elements
    IS_MISSING = 7
    IS_TRUE = 8
    IS_LIKE = 9
    HAS = 10
    STARTS = 11
    ENDS = 12
    WHOLE = 13       # a condition that the plain check decides

OPERATIONS = {
    "=": EQUAL, "<>": UNEQUAL, "<": BELOW, ">": ABOVE, "<=": AT_MOST, ">=": AT_LEAST, "any": ANY_EQUAL,
    "missing": IS_MISSING, "true": IS_TRUE, "LIKE": IS_LIKE, "CONTAINS": HAS, "STARTS": STARTS, "ENDS": ENDS,
    "whole": WHOLE,
}
WORDS = {IS_LIKE: "LIKE", HAS: "CONTAINS", STARTS: "STARTS", ENDS: "ENDS"}

cdef enum:
    KNOWN = 0    # a value
    FIELD = 1    # of the row
    LATER = 2    # the same for all rows, found when first needed
    ASKED = 3    # found by the plain check for each row

SOURCES = {"known": KNOWN, "field": FIELD, "later": LATER, "asked": ASKED}

cdef struct Operand:
    int source
    PyObject* thing  # a Column, or the node for the plain check; the sieve keeps it alive
    Value value      # owned

cdef struct Test:
    int operation
    bint plain       # no side is one that is asked for
    int yes, no      # the next test, ACCEPT or REJECT
    Operand left, right


@cython.final
cdef class Sieve:
    """Tests that decide whether a row fits, from ``condition_rows.tests_of``; ``check`` is the plain check of this
    evaluation."""

    cdef object check
    cdef list kept
    cdef Test* tests
    cdef int count, first

    def __init__(self, check, list tests not None, int first):
        cdef int at
        self.check, self.first, self.kept = check, first, []
        self.tests = <Test*>PyMem_Calloc(max(1, len(tests)), sizeof(Test))
        if self.tests == NULL:
            raise MemoryError
        self.count = len(tests)
        for at, (operation, left, right, yes, no) in enumerate(tests):
            self.tests[at].operation, self.tests[at].yes, self.tests[at].no = OPERATIONS[operation], yes, no
            self.load(&self.tests[at].left, left[0], left[1])
            self.load(&self.tests[at].right, right[0], right[1])
            self.tests[at].plain = self.tests[at].left.source != ASKED and self.tests[at].right.source != ASKED

    def __dealloc__(self):
        cdef int at
        for at in range(self.count):
            drop(&self.tests[at].left.value)
            drop(&self.tests[at].right.value)
        PyMem_Free(self.tests)

    cdef int load(self, Operand* operand, source, thing) except -1:
        operand.source = SOURCES[source]
        if operand.source == KNOWN:
            return unbox(thing, &operand.value)
        if operand.source == FIELD:
            thing = Column(thing, True)
        self.kept.append(thing)
        operand.thing = <PyObject*>thing
        return 0

    cdef inline int find(self, Operand* operand, const Value* row, Value* out) except -1:
        """``out`` (fresh) = the value of an operand; borrowed, unless it is one that is asked for each row."""
        if operand.source == FIELD:
            return read(<Column>operand.thing, row, out)
        if operand.source != KNOWN:
            return self.find_slowly(operand, row, out)
        out[0] = operand.value
        return 0

    cdef int find_slowly(self, Operand* operand, const Value* row, Value* out) except -1:
        if operand.source == ASKED:
            return unbox(self.check.value(<object>operand.thing, box(row)), out)
        unbox(self.check.value(<object>operand.thing, None), &operand.value)
        operand.source = KNOWN
        out[0] = operand.value
        return 0

    cdef bint fits(self, const Value* row) except -1:
        cdef int at = self.first
        while at >= 0:
            at = self.tests[at].yes if self.holds(&self.tests[at], row) else self.tests[at].no
        return at == ACCEPT

    cdef inline bint holds(self, Test* test, const Value* row) except -1:
        cdef Value left, right
        if test.plain:
            self.find(&test.left, row, &left)
            self.find(&test.right, row, &right)
            return self.compare(test.operation, &left, &right)
        return self.check.fits(<object>test.left.thing, box(row)) if test.operation == WHOLE else self.asked(test, row)

    cdef bint asked(self, Test* test, const Value* row) except -1:
        """A comparison with a side that the plain check finds for each row, and that is ours then."""
        cdef Value left, right
        left.tag = right.tag = TAG_NULL
        try:
            self.find(&test.left, row, &left)
            self.find(&test.right, row, &right)
            return self.compare(test.operation, &left, &right)
        finally:
            if test.left.source == ASKED:
                drop(&left)
            if test.right.source == ASKED:
                drop(&right)

    cdef bint compare(self, int operation, const Value* left, const Value* right) except -1:
        """One comparison, as ``Check.compare`` has it."""
        if operation <= UNEQUAL:
            return equal(left, right) == (operation == EQUAL)
        if operation <= AT_LEAST:
            return in_order(operation, left, right)
        if operation == ANY_EQUAL:
            return any_equal(left, right)
        if operation == IS_MISSING:
            return is_nothing(left)
        if operation == IS_TRUE:
            return is_true(left)
        return left.tag != TAG_NULL and right.tag != TAG_NULL and self.by_word(operation, left, right)

    cdef bint by_word(self, int operation, const Value* left, const Value* right) except -1:
        cdef PyObject* text = left.o
        cdef PyObject* part = right.o
        if left.tag == TAG_TEXT and right.tag == TAG_TEXT:
            if operation == HAS:
                spend_now(text_length(text) >> 6)
                return PyUnicode_Find(text, part, 0, text_length(text), 1) >= 0
            if operation != IS_LIKE:
                return PyUnicode_Tailmatch(text, part, 0, text_length(text), 1 if operation == ENDS else -1)
            if text_is_ascii(text) and text_is_ascii(part) and text_length(part) <= LONGEST_LIKE:
                return like_ascii(text_bytes(text), text_length(text), text_bytes(part), text_length(part))
        return self.check.compare(WORDS[operation], box(left), box(right))

    cdef Py_ssize_t place(self) noexcept:
        """Where the first field that is looked at was in the last row."""
        cdef Operand* first = &self.tests[self.first].left if self.first >= 0 else NULL
        return (<Column>first.thing).place if first != NULL and first.source == FIELD else 0

    def picked(self, Array source not None):
        """The rows that fit, as a Python list."""
        cdef list result = []
        cdef Py_ssize_t at
        cdef Value row
        for at in range(source.count):
            if not more(source, at):
                break
            look_ahead(source, at, self.place())
            element(<PyObject*>source, at, &row)
            if self.fits(&row):
                result.append(box(&row))
        return result

    def sifted(self, Array source not None):
        """The rows that fit, as a new list."""
        cdef Array result = Array.__new__(Array)
        cdef Py_ssize_t at
        cdef Value row
        for at in range(source.count):
            if not more(source, at):
                break
            look_ahead(source, at, self.place())
            element(<PyObject*>source, at, &row)
            if self.fits(&row):
                add_row(result, &row)
        announce(result.count)
        result.rowset = source.rowset
        return result


cdef inline bint equal(const Value* left, const Value* right) except -1:
    if left.tag == TAG_INT and right.tag == TAG_INT:
        return left.i == right.i
    if left.tag == TAG_TEXT and right.tag == TAG_TEXT and text_length(left.o) < 64:
        return equal_texts(left.o, right.o)
    return same(left, right, 0)


cdef bint in_order(int operation, const Value* left, const Value* right) except -1:
    if left.tag == TAG_INT and right.tag == TAG_INT:
        if operation == BELOW:
            return left.i < right.i
        if operation == ABOVE:
            return left.i > right.i
        return left.i <= right.i if operation == AT_MOST else left.i >= right.i
    if left.tag == TAG_NULL or right.tag == TAG_NULL:
        return False
    if TAG_LIST <= left.tag <= TAG_OBJECT or TAG_LIST <= right.tag <= TAG_OBJECT:
        return False
    if operation == BELOW or operation == AT_MOST:
        return order(left, right) == LESS or (operation == AT_MOST and same(left, right, 0))
    return order(right, left) == LESS or (operation == AT_LEAST and same(left, right, 0))


cdef bint any_equal(const Value* left, const Value* right) except -1:
    cdef Py_ssize_t at = 0
    cdef Value item
    if right.tag != TAG_LIST:
        return equal(left, right)
    while at < (<Array>right.o).count:
        element(right.o, at, &item)
        if equal(left, &item):
            return True
        at += 1
    return False


# ---- LIKE ----

cdef Py_ssize_t LONGEST_LIKE = 64  # longer patterns are sought by a method that never looks at a character twice


cdef inline char lowered(char letter) noexcept:
    return letter + 32 if 65 <= letter <= 90 else letter


cdef bint like_ascii(const char* text, Py_ssize_t size, const char* pattern, Py_ssize_t length) except -1:
    """Whether a text fits a pattern, as LIKE of ``search`` has it; both of ASCII."""
    if memchr(pattern, 37, length) == NULL and memchr(pattern, 95, length) == NULL:
        spend_now(size >> 6)
        return found_ascii(text, size, pattern, length)
    return fits_ascii(text, size, pattern, length)


cdef bint found_ascii(const char* text, Py_ssize_t size, const char* part, Py_ssize_t length) noexcept:
    cdef Py_ssize_t start, at
    for start in range(size - length + 1):
        at = 0
        while at < length and lowered(text[start + at]) == lowered(part[at]):
            at += 1
        if at == length:
            return True
    return False


cdef bint fits_ascii(const char* text, Py_ssize_t size, const char* pattern, Py_ssize_t length) except -1:
    """Match greedily, going back only to the last ``%``; the steps are charged as they are made."""
    cdef Py_ssize_t at = 0, place = 0, star = -1, resume = 0, steps = 0
    while at < size:
        steps += 1
        if steps % 1024 == 0:
            spend_now(4096)
        if place < length and pattern[place] == 37:
            star, resume = place, at
            place += 1
        elif place < length and (pattern[place] == 95 or lowered(pattern[place]) == lowered(text[at])):
            at += 1
            place += 1
        elif star >= 0:
            resume += 1
            at, place = resume, star + 1
        else:
            return False
    while place < length and pattern[place] == 37:
        place += 1
    return place == length
