# cython: language_level=3, boundscheck=False, wraparound=False
"""Cuts text into raw tokens: words, numbers, texts, signs, and the raw bodies of text blocks and tables.

It decides what needs the text itself: where lines end and go on, what is comment and what is text, where brackets close. What
a word means is decided by ``classify``. Tokens and trivia cover the text exactly. A text or bracket that is never closed
is reported at its opening, and the scan goes back there, so one slip does not hide the rest of the file.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc, PyMem_Realloc
from compiler.vocabulary cimport Vocabulary, Word

MAX_RETRIES = 8

CLAUSE_LINES = frozenset(("WHERE", "AND", "OR", "HAVING"))
"""Words that begin a line only to go on with the one before."""

WORDS_AFTER_NAMES = frozenset("AND OR IS IN LIKE CONTAINS AS TO THEN".split())
"""Words that follow a name, so that the word before is no clause."""

QUERY_LINES = CLAUSE_LINES | frozenset(
    "FROM JOIN LEFT RIGHT INNER OUTER CROSS GROUP ORDER LIMIT OFFSET UNION ON VALUES".split()
)
"""The same inside a raw SELECT."""

QUERY_HEADS = frozenset(("SELECT", "DISTINCT"))
"""Words of a raw SELECT after which the columns may begin on a new line."""

MAX_COLUMN_LINES = 60

ROW_WORDS = frozenset("UPDATE INSERT SAVE MERGE RECORD GET POST PUT PATCH GRAPHQL".split())
FIELD_LISTS = frozenset("SET WITH VALUES".split())
"""First words of statements that store fields, and the words in them after which the fields may begin on a new line."""

TRAILING = frozenset("AND OR XOR NOT WHERE".split())
TEXT_BLOCKS = {("TALK",): "TALK", ("SYSTEM", "PROMPT"): "SYSTEM PROMPT", ("MAIL",): "MAIL"}

SIGNS = {
    "+": PLUS, "-": MINUS, "*": TIMES, "/": DIVIDE, "\\": WHOLE, "^": POWER, "&": AMP, "%": PERCENT, "=": EQUAL, "==": EQUAL,
    "<>": UNEQUAL, "!=": UNEQUAL, "<": LESS, "<=": LESS_EQUAL, "=<": LESS_EQUAL, ">": MORE, ">=": MORE_EQUAL, "=>": MORE_EQUAL,
    "(": OPEN, ")": CLOSE, "[": OPEN_SQUARE, "]": CLOSE_SQUARE, "{": OPEN_BRACE, "#{": OPEN_BRACE, "}": CLOSE_BRACE,
    "${": OPEN_HOLE, ",": COMMA, ":": COLON, ";": SEMICOLON, ".": DOT, "?.": ASK_DOT, "?": ASK, "??": ASK_ASK, "!": BANG,
    "&&": BOTH, "||": EITHER, "+=": PLUS_EQUAL, "-=": MINUS_EQUAL, "*=": TIMES_EQUAL, "/=": DIVIDE_EQUAL,
}  # fmt: skip

cdef int[128] ONE
cdef int[128] STARTS_TWO
cdef dict TWO = {}


def _fill():
    for i in range(128):
        ONE[i] = 0
        STARTS_TWO[i] = 0
    for text, sign in SIGNS.items():
        if len(text) == 1:
            ONE[ord(text)] = sign
        else:
            TWO[text] = sign
            STARTS_TWO[ord(text[0])] = 1


_fill()


cdef inline bint is_newline(Py_UCS4 c) noexcept:
    return c == u"\n" or c == u"\r"


cdef inline bint is_blank(Py_UCS4 c) noexcept:
    return c == u" " or c == u"\t" or (c > 127 and c.isspace()) or c == u"\x0b" or c == u"\x0c" or c == u"\ufeff"


cdef inline bint is_digit(Py_UCS4 c) noexcept:
    return u"0" <= c <= u"9"


cdef inline bint starts_word(Py_UCS4 c) noexcept:
    return u"a" <= c <= u"z" or u"A" <= c <= u"Z" or c == u"_" or (c > 127 and c.isalpha())


cdef inline bint in_word(Py_UCS4 c) noexcept:
    return starts_word(c) or is_digit(c) or (c > 127 and c.isalnum())


cdef int hole_end(str text, int at, int limit, bint in_string, int level=0) noexcept:
    """Offset of the ``}`` that closes a ``${`` whose inside starts at ``at``, on the same line; -1 when there is none.

    ``in_string`` is true inside double quotes: a quote that cannot begin a text within the hole ends the outer text. Braces
    and texts inside are followed to a small depth, so that hostile text is not scanned again and again.
    """
    cdef int depth = 0
    cdef int i = at
    cdef Py_UCS4 c
    while i < limit:
        c = text[i]
        if is_newline(c):
            return -1
        if c == u"}":
            if depth == 0:
                return i
            depth -= 1
        elif c == u"{":
            depth += 1
            if depth > 16:
                return -1
        elif c == u"\\":
            i += 1
        elif c == u'"':
            if in_string and not opens_text(text, at, i, limit):
                return -1
            i = text_end(text, i, limit, level)
            if i < 0:
                return -1
        i += 1
    return -1


cdef bint opens_text(str text, int at, int i, int limit) noexcept:
    """True when the quote at ``i``, inside a hole that starts at ``at``, begins a text of its own."""
    cdef int back = i - 1
    while back >= at and is_blank(text[back]):
        back -= 1
    if back >= at:
        return text[back] not in u")]}"
    i += 1
    while i < limit and is_blank(text[i]):
        i += 1
    return i < limit and text[i] not in u"+&),;" and not is_newline(text[i])


cdef int text_end(str text, int i, int limit, int level) noexcept:
    """Offset of the quote that closes the one at ``i``, with holes inside; -1 when the line ends first."""
    cdef int stop
    i += 1
    while i < limit and text[i] != u'"':
        if is_newline(text[i]):
            return -1
        if text[i] == u"\\":
            i += 1
        elif text[i] == u"$" and i + 1 < limit and text[i + 1] == u"{":
            stop = hole_end(text, i + 2, limit, True, level + 1) if level < 4 else -1
            if stop < 0:
                return -1
            i = stop
        i += 1
    return i if i < limit else -1


cdef class Tokens:
    """Raw tokens in parallel arrays. ``mate`` joins the two brackets of a pair, -1 for a bracket without one."""

    def __cinit__(self, str text):
        self.text = text
        self.length = 0
        self.room = 64
        self.words = []
        self.trivia = []
        self.problems = []
        self.remarks = {}
        self.kind = <int *>PyMem_Malloc(self.room * sizeof(int))
        self.start = <int *>PyMem_Malloc(self.room * sizeof(int))
        self.end = <int *>PyMem_Malloc(self.room * sizeof(int))
        self.aux = <int *>PyMem_Malloc(self.room * sizeof(int))
        self.mate = <int *>PyMem_Malloc(self.room * sizeof(int))
        if not (self.kind and self.start and self.end and self.aux and self.mate):
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.kind)
        PyMem_Free(self.start)
        PyMem_Free(self.end)
        PyMem_Free(self.aux)
        PyMem_Free(self.mate)

    cdef int add(self, int kind, int start, int end, int aux) except -1:
        cdef int at = self.length
        if at == self.room:
            self.grow()
        self.kind[at] = kind
        self.start[at] = start
        self.end[at] = end
        self.aux[at] = aux
        self.mate[at] = -1
        self.length = at + 1
        return 0

    def grow(self):
        """Double the room of the arrays."""
        cdef size_t size = 2 * <size_t>self.room * sizeof(int)
        cdef int *block
        block = <int *>PyMem_Realloc(self.kind, size)
        if not block:
            raise MemoryError
        self.kind = block
        block = <int *>PyMem_Realloc(self.start, size)
        if not block:
            raise MemoryError
        self.start = block
        block = <int *>PyMem_Realloc(self.end, size)
        if not block:
            raise MemoryError
        self.end = block
        block = <int *>PyMem_Realloc(self.aux, size)
        if not block:
            raise MemoryError
        self.aux = block
        block = <int *>PyMem_Realloc(self.mate, size)
        if not block:
            raise MemoryError
        self.mate = block
        self.room *= 2

    def spans(self):
        """``(kind, start, end)`` of each token, for tests and tools."""
        return [(Raw(self.kind[i]), self.start[i], self.end[i]) for i in range(self.length)]


cdef class _Scanner:
    cdef str text
    cdef int at, limit
    cdef Vocabulary vocabulary
    cdef Tokens out
    cdef list open_               # indexes of open bracket tokens
    cdef int line                 # index of the first token of the logical line
    cdef int blocks               # open block braces
    cdef bint control, query, then_seen, first_line
    cdef Word first_word
    cdef set forced               # offsets of brackets and quotes that were found unclosed
    cdef bint all_forced, keep, no_table_end
    cdef int retries
    cdef object remark
    cdef int header               # 1 when the logical line before was PARAM or DESCRIPTION

    def __init__(self, str text, int start, int end, Vocabulary vocabulary, bint keep):
        self.text = text
        self.at = start
        self.limit = end
        self.vocabulary = vocabulary
        self.out = Tokens(text)
        self.keep = keep
        self.open_ = []
        self.forced = set()
        self.first_line = True
        self.begin_line()

    cdef int begin_line(self) except -1:
        self.line = self.out.length
        self.control = self.query = self.then_seen = False
        self.first_word = None
        return 0

    cdef int gap(self, int begin, int end) except -1:
        if self.keep and end > begin:
            self.out.trivia.append((begin, end))
        return 0

    cdef Py_UCS4 peek(self, int offset) noexcept:
        return self.text[self.at + offset] if self.at + offset < self.limit else 0

    # ------------------------------------------------------------ the loop

    cdef int scan(self) except -1:
        cdef Py_UCS4 c
        cdef int begin
        while True:
            while self.at < self.limit:
                c = self.text[self.at]
                if is_blank(c):
                    begin = self.at
                    while self.at < self.limit and is_blank(self.text[self.at]):
                        self.at += 1
                    self.gap(begin, self.at)
                elif is_newline(c):
                    self.newline()
                elif starts_word(c):
                    self.word()
                elif is_digit(c):
                    self.number()
                else:
                    self.sign(c)
            if not self.retry():
                break
        if self.out.length > self.line:
            self.out.add(NEWLINE, self.limit, self.limit, 0)
        for begin in range(5):  # room to look ahead without asking for the length
            self.out.add(END, self.limit, self.limit, 0)
        self.out.length -= 4
        return 0

    cdef int retry(self) except -1:
        """At the end of the text with a bracket open: go back to its line and read on without joining lines at it."""
        cdef int index, first
        if not self.open_:
            return 0
        if self.retries >= MAX_RETRIES:
            if self.all_forced:
                return 0
            self.all_forced = True
        index = self.open_[0]
        if self.out.start[index] in self.forced:
            return 0
        self.forced.add(self.out.start[index])
        self.retries += 1
        first = index
        while first > 0 and self.out.kind[first - 1] != NEWLINE:
            first -= 1
        self.rewind(first)
        return 1

    cdef int rewind(self, int first) except -1:
        """Forget all tokens from index ``first``, the first of a logical line, and stand at its start."""
        cdef int offset = self.out.start[first]
        cdef int kept = len(self.out.trivia)
        cdef int i
        while kept > 0 and self.out.trivia[kept - 1][1] > offset:
            kept -= 1
        del self.out.trivia[kept:]
        self.out.length = first
        self.out.problems = [problem for problem in self.out.problems if problem[1] < offset]
        self.at = offset
        self.blocks = 0
        for i in range(first):
            if self.out.kind[i] == SIGN:
                if self.out.aux[i] == OPEN_BLOCK:
                    self.blocks += 1
                elif self.out.aux[i] == CLOSE_BLOCK and self.blocks:
                    self.blocks -= 1
        self.open_ = []
        self.begin_line()
        return 0

    # ------------------------------------------------------------ lines

    cdef int skip_comment(self) except -1:
        cdef int begin = self.at
        while self.at < self.limit and not is_newline(self.text[self.at]):
            self.at += 1
        self.gap(begin, self.at)
        if self.out.length == self.line and not self.open_:
            text = self.text[begin:self.at].lstrip("'#/ \t")
            if text[:3].upper() == "REM":
                text = text[3:]
            text = text.strip(" \t=-*#'~_")
            if text:
                self.remark = (begin, self.at, text)
        return 0

    cdef int newline(self) except -1:
        cdef int begin = self.at
        cdef int width = 2 if self.text[begin] == u"\r" and self.peek(1) == u"\n" else 1
        self.first_line = False
        self.at += width
        if self.out.length == self.line or self.joins():
            self.gap(begin, self.at)
            return 0
        if self.open_:
            self.open_ = []
        self.out.add(NEWLINE, begin, self.at, 0)
        self.begin_line()
        return 0

    cdef int next_content(self, bint skip_blank) noexcept:
        """Offset of the first character of the next line that is not comment, or -1 at a blank line or the end."""
        cdef int i = self.at
        cdef Py_UCS4 c
        while i < self.limit:
            while i < self.limit and is_blank(self.text[i]):
                i += 1
            if i >= self.limit:
                return -1
            c = self.text[i]
            if is_newline(c):
                if not skip_blank:
                    return -1
                i += 1
                continue
            if c == u"'" or (c == u"#" and (i + 1 >= self.limit or self.text[i + 1] != u"{")):
                while i < self.limit and not is_newline(self.text[i]):
                    i += 1
                if i < self.limit and self.text[i] == u"\r" and i + 1 < self.limit and self.text[i + 1] == u"\n":
                    i += 1
                i += 1
                continue
            return i
        return -1

    cdef str word_at(self, int i):
        cdef int j = i
        while j < self.limit and in_word(self.text[j]):
            j += 1
        return self.text[i:j]

    cdef Py_UCS4 after_word(self, int i) noexcept:
        """First character after the word at ``i`` that is not blank, 0 at the end."""
        while i < self.limit and in_word(self.text[i]):
            i += 1
        while i < self.limit and is_blank(self.text[i]):
            i += 1
        return self.text[i] if i < self.limit else 0

    cdef bint opens_statement(self, int i, bint assigns) except? 1:
        """True when the text at ``i`` is plainly the start of a new statement; ``assigns`` counts ``name =`` as one."""
        cdef Word word
        if not starts_word(self.text[i]):
            return False
        word = self.vocabulary.word(self.word_at(i))
        after = self.after_word(i)
        if after == u"=":
            return assigns
        return word.starter and after not in u":,.)]}"

    cdef bint joins(self) except? 1:
        """True when the line break before ``at`` is inside a statement."""
        cdef int last = self.out.length - 1
        cdef int i, sign
        cdef Word word
        if self.open_:
            if not self.all_forced and self.out.start[self.open_[0]] not in self.forced:
                if not self.ends_value(last):
                    return True
                i = self.next_content(True)
                return i < 0 or not self.opens_statement(i, True)
            i = self.next_content(False)
            return i >= 0 and not self.opens_statement(i, True)
        if self.out.kind[last] == SIGN:
            sign = self.out.aux[last]
            if sign in (PLUS, MINUS, DIVIDE, AMP, EQUAL, COMMA, BOTH, EITHER, ASK_ASK, UNEQUAL, LESS, MORE, LESS_EQUAL, MORE_EQUAL) or (
                sign == TIMES and not (last > self.line and self.out.kind[last - 1] == SIGN and self.out.aux[last - 1] == COMMA)
            ):
                i = self.next_content(False)
                if sign == COMMA and (self.query or self.lists_fields()):
                    return i >= 0 and (self.query or not self.opens_statement(i, False))
                return i >= 0 and not self.opens_statement(i, sign != BOTH and sign != EITHER)
        elif self.out.kind[last] == WORD:
            word = self.out.words[self.out.aux[last]]
            if last > self.line and (
                (word.upper in TRAILING and (word.upper != "WHERE" or self.ends_value(last - 1))) or (word.upper in FIELD_LISTS and self.stores_fields())
                or (self.query and word.upper in QUERY_HEADS and self.finds_from())
            ):
                i = self.next_content(False)
                if i >= 0 and (word.upper == "WHERE" or word.upper in FIELD_LISTS or word.upper in QUERY_HEADS or not self.opens_statement(i, False)):
                    return True
        return self.next_continues()

    cdef bint ends_value(self, int i) except? 1:
        """True when token ``i`` can be the end of a value."""
        if self.out.kind[i] == SIGN:
            return self.out.aux[i] in (CLOSE, CLOSE_SQUARE, CLOSE_BRACE)
        return self.out.kind[i] != WORD or not (<Word>self.out.words[self.out.aux[i]]).pure_infix

    cdef bint next_continues(self) except? 1:
        """True when the next line begins with a word or sign that only goes on with this one."""
        cdef int i = self.at
        cdef Py_UCS4 c
        while i < self.limit and is_blank(self.text[i]):
            i += 1
        if i >= self.limit:
            return False
        c = self.text[i]
        if c == u"+" or c == u"&":
            return i + 1 < self.limit and self.text[i + 1] != u"="
        if not (starts_word(c) and c in u"wWaAoOhHfFjJlLrRiIcCgGuUvVsS"):
            return False
        upper = self.word_at(i).upper()
        if upper == "WITH":
            return self.goes_on_with(i)
        if upper == "SET":
            return self.lacks_set() and self.after_word(i) not in u"=.(["
        if upper == "VALUES" and not self.query:
            return self.first_word is not None and self.first_word.upper == "INSERT" and self.after_word(i) not in u"=.,"
        if upper == "LIMIT" and not self.query:
            return in_word(self.after_word(i)) and self.next_word(i) not in WORDS_AFTER_NAMES
        if upper == "ORDER" or upper in CLAUSE_LINES or (self.query and upper in QUERY_LINES):
            if upper == "ORDER" and not self.query:
                return self.next_word(i) == "BY"
            return self.after_word(i) not in u"=.,"
        return False

    cdef bint finds_from(self) except? 1:
        """True when one of the next lines, with no empty one before it, begins with FROM."""
        cdef int i = self.at
        cdef int lines
        for lines in range(MAX_COLUMN_LINES):
            while i < self.limit and is_blank(self.text[i]):
                i += 1
            if i >= self.limit or is_newline(self.text[i]):
                return False
            if self.word_at(i).upper() == "FROM":
                return True
            i = self.after_line(self.line_end(i))
        return False

    cdef bint stores_fields(self) except? 1:
        """True when the statement so far is a keyword that takes fields, or a variable that is given its result."""
        cdef int at = self.line
        if self.out.length > at + 2 and self.out.kind[at + 1] == SIGN and self.out.aux[at + 1] == EQUAL:
            at += 2
        if self.out.length <= at + 1 or self.out.kind[at] != WORD or self.out.kind[at + 1] == SIGN:
            return False
        return (<Word>self.out.words[self.out.aux[at]]).upper in ROW_WORDS

    cdef bint lists_fields(self) except? 1:
        """True when the statement so far has fields with values: ``SET a = 1,`` or ``WITH a = 1,``."""
        cdef int index
        for index in range(self.line + 1, self.out.length):
            if self.out.kind[index] == WORD and (<Word>self.out.words[self.out.aux[index]]).upper in ("SET", "WITH"):
                return True
        return False

    cdef str next_word(self, int i):
        """Upper case of the word after the word at ``i``, on the same line."""
        while i < self.limit and in_word(self.text[i]):
            i += 1
        while i < self.limit and is_blank(self.text[i]):
            i += 1
        return self.word_at(i).upper()

    cdef bint goes_on_with(self, int i) except? 1:
        """``WITH OPTIMIZE ...`` and ``WITH MAX_...`` on the line after an LLM."""
        cdef int index
        second = self.next_word(i)
        if second != "OPTIMIZE" and not second.startswith("MAX_"):
            return False
        for index in range(self.line, self.out.length):
            if self.out.kind[index] == WORD and (<Word>self.out.words[self.out.aux[index]]).upper == "LLM":
                return True
        return False

    cdef bint lacks_set(self) except? 1:
        """``UPDATE "t"`` whose SET stands on the next line."""
        return self.first_word is not None and self.first_word.upper == "UPDATE" and self.out.length == self.line + 2

    # ------------------------------------------------------------ words and numbers

    cdef int word(self) except -1:
        cdef int begin = self.at
        cdef int at = begin
        cdef Py_UCS4 c
        cdef Word word
        cdef bint at_line = self.out.length == self.line
        while at < self.limit and in_word(self.text[at]):
            at += 1
        c = self.text[at] if at < self.limit else 0
        if c == u"$" and not (at + 1 < self.limit and self.text[at + 1] == u"{"):
            at += 1
        elif c == u"%" and not (at + 1 < self.limit and (in_word(self.text[at + 1]) or self.text[at + 1] in u'("')):
            at += 1
        text = self.text[begin:at]
        if text == "_" and self.ends_line(at) and (begin == 0 or is_blank(self.text[begin - 1])) and not at_line:
            self.join_line(at)
            return 0
        word = self.vocabulary.word(text)
        if at_line or self.line_starts():
            if word.upper == "REM":
                self.skip_comment()
                return 0
            if at_line and not self.open_ and self.special(word, begin, at):
                return 0
        elif word.upper == "REM" and self.out.kind[self.out.length - 1] in (STRING, NUMBER):
            self.skip_comment()
            return 0
        self.at = at
        self.add_word(word, begin, at)
        if word.upper == "THEN":
            self.then_seen = True
        elif word.upper == "SELECT" and self.after_assignment():
            self.query = True
        return 0

    cdef int add_word(self, Word word, int begin, int at) except -1:
        self.out.words.append(word)
        self.out.add(WORD, begin, at, len(self.out.words) - 1)
        if self.out.length == self.line + 1:
            self.first_word = word
            self.control = word.control
        elif word.control and self.out.length == self.line + 2 and self.is_sign(self.line, CLOSE_BLOCK):
            self.control = True
        return 0

    cdef bint is_sign(self, int index, int sign) noexcept:
        return index >= self.line and self.out.kind[index] == SIGN and self.out.aux[index] == sign

    cdef bint line_starts(self) noexcept:
        """True at the start of a line of the text, or after a `:` that separates statements."""
        cdef int i = self.at - 1
        while i >= 0 and is_blank(self.text[i]):
            i -= 1
        return i < 0 or is_newline(self.text[i])

    cdef bint after_assignment(self) except? 1:
        """True when the last token but one is the ``=`` of an assignment, or RETURN."""
        cdef int last = self.out.length - 2
        if last < self.line or self.open_:
            return False
        if self.out.kind[last] == WORD:
            return (<Word>self.out.words[self.out.aux[last]]).upper == "RETURN"
        return self.is_sign(last, EQUAL)

    cdef bint ends_line(self, int at) noexcept:
        while at < self.limit and is_blank(self.text[at]):
            at += 1
        return at < self.limit and is_newline(self.text[at])

    cdef int join_line(self, int at) except -1:
        """``_`` at the end of a line: everything to the start of the next one is trivia."""
        while is_blank(self.text[at]):
            at += 1
        at += 2 if self.text[at] == u"\r" and at + 1 < self.limit and self.text[at + 1] == u"\n" else 1
        self.gap(self.at, at)
        self.at = at
        return 0

    cdef int number(self) except -1:
        cdef int begin = self.at
        cdef int at = begin
        cdef bint field = self.out.length > 0 and self.out.end[self.out.length - 1] == begin and (
            self.is_sign(self.out.length - 1, DOT) or self.is_sign(self.out.length - 1, ASK_DOT)
        )
        if not field and self.text[begin] == u"0" and self.peek(1) in u"xX" and at + 2 < self.limit and is_hex(self.text[at + 2]):
            at += 2
            while at < self.limit and is_hex(self.text[at]):
                at += 1
        else:
            at = self.digits(at)
            if not field:
                if at + 1 < self.limit and self.text[at] == u"." and is_digit(self.text[at + 1]):
                    at = self.digits(at + 1)
                at = self.exponent(at)
        self.at = at
        self.out.add(NUMBER, begin, at, 0)
        return 0

    cdef int digits(self, int at) noexcept:
        while at < self.limit and is_digit(self.text[at]):
            at += 1
        return at

    cdef int exponent(self, int at) noexcept:
        cdef int i = at
        if i < self.limit and self.text[i] in u"eE":
            i += 1
            if i < self.limit and self.text[i] in u"+-":
                i += 1
            if i < self.limit and is_digit(self.text[i]):
                i = self.digits(i)
                if i >= self.limit or not in_word(self.text[i]):
                    return i
        return at

    # ------------------------------------------------------------ raw modes

    cdef bint special(self, Word word, int begin, int at) except? 1:
        """Statements whose text is not cut into tokens: text blocks, tables, bare descriptions; remarks before a tool header."""
        upper = word.upper
        header = upper == "PARAM" or upper == "DESCRIPTION"
        if header and self.remark is not None and not self.header and self.after_word(begin) not in u"=.([":
            self.out.remarks[self.out.length] = self.remark
        self.header = header
        self.remark = None
        if upper == "DESCRIPTION":
            return self.bare_description(word, begin, at)
        if upper == "BEGIN":
            return self.text_block(word, begin, at)
        if upper == "TABLE":
            return self.table(begin, at)
        if upper == "ON":
            return self.on_timeout(word, begin, at)
        return False

    cdef int line_end(self, int at) noexcept:
        while at < self.limit and not is_newline(self.text[at]):
            at += 1
        return at

    cdef int after_line(self, int at) noexcept:
        """Start of the line after the line end at ``at``."""
        if at < self.limit:
            at += 2 if self.text[at] == u"\r" and at + 1 < self.limit and self.text[at + 1] == u"\n" else 1
        return at

    cdef int skip_blanks(self, int at) except -1:
        """Record the blanks at ``at`` as trivia; the offset after them."""
        cdef int begin = at
        while at < self.limit and is_blank(self.text[at]):
            at += 1
        if at > begin:
            self.gap(begin, at)
        return at

    cdef int rest(self, int at) except -1:
        """The rest of the line as one token; blanks around it are trivia."""
        cdef int end = self.line_end(at)
        cdef int stop = end
        while stop > at and is_blank(self.text[stop - 1]):
            stop -= 1
        self.out.add(REST, at, stop, 0)
        if stop < end:
            self.gap(stop, end)
        self.at = end
        return 0

    cdef bint bare_description(self, Word word, int begin, int at) except? 1:
        cdef int i = at
        while i < self.limit and is_blank(self.text[i]):
            i += 1
        if i == at or i >= self.limit or self.text[i] in u"\"=.([+,:" or is_newline(self.text[i]):
            return False
        if self.text[i] == u"'" and self.text.find("'", i + 1, self.line_end(i)) >= 0:
            return False
        self.add_word(word, begin, at)
        self.rest(self.skip_blanks(at))
        return True

    cdef bint on_timeout(self, Word word, int begin, int at) except? 1:
        """``ON TIMEOUT: action``, whose action is text."""
        cdef int i = at
        cdef int second
        while i < self.limit and is_blank(self.text[i]):
            i += 1
        second = i
        name = self.word_at(i)
        i += len(name)
        if name.upper() != "TIMEOUT" or i >= self.limit or self.text[i] != u":":
            return False
        self.add_word(word, begin, at)
        self.skip_blanks(at)
        self.add_word(self.vocabulary.word(name), second, i)
        self.out.add(SIGN, i, i + 1, COLON)
        self.rest(self.skip_blanks(i + 1))
        return True

    cdef bint text_block(self, Word word, int begin, int at) except? 1:
        cdef int i = at
        cdef int end = self.line_end(at)
        cdef int first, second, body, line, stop
        head = self.text[at:end].split(None, 2)
        if not head:
            return False
        kind = head[0].upper()
        if kind not in ("TALK", "MAIL", "SYSTEM") or (kind == "SYSTEM" and (len(head) < 2 or head[1].upper() != "PROMPT")):
            return False
        self.add_word(word, begin, at)
        for text in head[: 2 if kind == "SYSTEM" else 1]:
            i = self.skip_blanks(i)
            self.add_word(self.vocabulary.word(text), i, i + len(text))
            i += len(text)
        i = self.skip_blanks(i)
        self.at = i
        if kind == "MAIL":
            self.recipient(end)
        elif i < end:
            self.gap(i, end)
            self.at = end
        body = self.after_line(end)
        if body > end:
            self.gap(end, body)
        closing = "END SYSTEM PROMPT" if kind == "SYSTEM" else "END " + kind
        line = self.find_line(body, closing)
        if line < 0:
            self.out.problems.append(("text block", begin, end, closing))
            self.out.add(BODY, body, self.limit, self.limit)
            self.at = self.limit
        else:
            stop = self.line_end(line)
            self.out.add(BODY, body, stop, line)
            self.at = stop
        return True

    cdef int recipient(self, int end) except -1:
        """The address after BEGIN MAIL: bare when it has an ``@`` outside quotes, else an expression."""
        cdef int save = self.limit
        if self.at >= end:
            return 0
        if self.text[self.at] != u'"' and self.text.find("@", self.at + 1, end) >= 0 and self.text.find('"', self.at, end) < 0:
            return self.rest(self.at)
        self.limit = end
        while self.at < end:
            if is_blank(self.text[self.at]):
                self.at = self.skip_blanks(self.at)
            elif starts_word(self.text[self.at]):
                self.word()
            elif is_digit(self.text[self.at]):
                self.number()
            else:
                self.sign(self.text[self.at])
        self.limit = save
        self.open_ = []
        return 0

    cdef int find_line(self, int at, str closing) except? -2:
        """Offset of the first line from ``at`` that says ``closing`` and nothing else, -1 when there is none."""
        cdef int end
        while at < self.limit:
            end = self.line_end(at)
            line = self.text[at:end]
            if line.strip()[:3].upper() == "END":
                line = line.partition("'")[0]
                if " ".join(line.split()).upper() == closing:
                    return at
            at = self.after_line(end)
        return -1

    cdef bint table(self, int begin, int at) except? 1:
        cdef int i = at
        cdef int end = self.line_end(at)
        cdef int line
        while i < end and is_blank(self.text[i]):
            i += 1
        if i == at or i >= end or not (starts_word(self.text[i]) or self.text[i] == u'"'):
            return False
        if self.after_word(i) in u"=(,+":
            return False
        line = -1 if self.no_table_end else self.find_line(self.after_line(end), "END TABLE")
        self.no_table_end = line < 0
        if line >= 0:
            self.at = self.line_end(line)
            self.out.add(TABLE, begin, self.at, 0)
            return True
        line = self.after_line(end)
        while line < self.limit and self.text[line:self.line_end(line)].strip():
            line = self.after_line(self.line_end(line))
        while line > end and is_newline(self.text[line - 1]):
            line -= 1
        self.out.problems.append(("table", begin, end, ""))
        self.at = line if line > end else end
        self.out.add(TABLE, begin, self.at, 1)
        return True

    # ------------------------------------------------------------ texts and signs

    cdef bint wants_value(self) except? 1:
        """True when the last token leaves a value to be expected."""
        cdef int last = self.out.length - 1
        cdef Word word
        if last < self.line:
            return False
        if self.out.kind[last] == SIGN:
            return self.out.aux[last] not in (CLOSE, CLOSE_SQUARE, CLOSE_BRACE, CLOSE_BLOCK, OPEN_BLOCK)
        if self.out.kind[last] == WORD:
            word = self.out.words[self.out.aux[last]]
            return (word.takes_operand and not is_blank(self.peek(1))) or (self.query and word.upper in ("WHEN", "THEN", "ELSE"))
        return False

    cdef int apostrophe(self) except -1:
        """``'`` opens a text where a value is expected and another ``'`` follows on the line; else a comment."""
        cdef int at = self.at + 1
        cdef int flags = HAS_ESCAPE
        cdef int stop
        if not self.wants_value():
            return self.skip_comment()
        while at < self.limit and not is_newline(self.text[at]):
            if self.text[at] == u"'":
                self.out.add(QUOTED, self.at, at + 1, flags)
                self.at = at + 1
                return 0
            if self.text[at] == u"\\":
                at += 1
            elif self.text[at] == u"$" and at + 1 < self.limit and self.text[at + 1] == u"{":
                stop = hole_end(self.text, at + 2, self.limit, False)
                if stop >= 0:
                    flags |= HAS_HOLE
                    at = stop
            at += 1
        return self.skip_comment()

    cdef int string(self) except -1:
        cdef int begin = self.at
        cdef int at = begin + 1
        cdef int flags = 0
        cdef int stop
        cdef Py_UCS4 c
        cdef bint single = begin in self.forced
        while at < self.limit:
            c = self.text[at]
            if c == u'"':
                if at + 1 < self.limit and self.text[at + 1] == u'"':
                    flags |= HAS_ESCAPE
                    at += 2
                    continue
                self.at = at + 1
                self.out.add(STRING, begin, at + 1, flags)
                return 0
            if c == u"\\":
                flags |= HAS_ESCAPE
                at += 1
            elif c == u"$" and at + 1 < self.limit and self.text[at + 1] == u"{":
                stop = hole_end(self.text, at + 2, self.limit, True)
                if stop >= 0:
                    flags |= HAS_HOLE
                    at = stop
            elif single and is_newline(c):
                break
            at += 1
        return self.unclosed_string(begin, min(at, self.limit), flags, single)

    cdef int unclosed_string(self, int begin, int at, int flags, bint single) except -1:
        """The text ends inside a string: blame the first one that looks cut, and read on after its line."""
        cdef int culprit = begin if single or self.retries >= MAX_RETRIES else self.suspicious(begin)
        cdef int index
        if single or self.retries >= MAX_RETRIES:
            self.out.problems.append(("text", begin, begin + 1, ""))
            self.out.add(STRING, begin, at, flags | UNCLOSED)
            self.at = at
            return 0
        self.retries += 1
        self.forced.add(culprit)
        index = self.out.length
        if culprit != begin:
            while self.out.start[index - 1] != culprit:
                index -= 1
            index -= 1
            while index > 0 and self.out.kind[index - 1] != NEWLINE:
                index -= 1
            self.rewind(index)
        elif self.line < self.out.length:
            self.rewind(self.line)
        return 0

    cdef int suspicious(self, int begin) except -1:
        """Start of the first text over several lines whose end touches a word, as happens when a quote is missing."""
        cdef int i
        for i in range(self.out.length):
            if self.out.kind[i] == STRING and i + 1 < self.out.length and self.out.start[i + 1] == self.out.end[i]:
                if self.out.kind[i + 1] in (WORD, NUMBER) and self.text.find("\n", self.out.start[i], self.out.end[i]) >= 0:
                    return self.out.start[i]
        return begin

    cdef int sign(self, Py_UCS4 c) except -1:
        cdef int at = self.at
        cdef int found = 0
        cdef int width = 1
        cdef bint fresh = self.out.length == self.line
        if c == u'"':
            return self.string()
        if c == u"'":
            return self.apostrophe()
        if c == u"#" and self.peek(1) != u"{":
            if self.first_line and fresh and starts_word(self.peek(1)) and self.ends_line(at + 1 + len(self.word_at(at + 1))):
                self.rest(at)
                self.out.kind[self.out.length - 1] = PRAGMA
                return 0
            return self.skip_comment()
        if c == u"/" and self.peek(1) == u"/" and (fresh or is_blank(self.text[at - 1]) or self.line_starts()):
            return self.skip_comment()
        if (c == u"$" or c == u"@") and starts_word(self.peek(1)):
            return self.prefixed()
        if c == u"." and is_digit(self.peek(1)) and not fresh and self.wants_number():
            return self.fraction()
        if c == u"&" and self.peek(1) in u"hH" and at + 2 < self.limit and is_hex(self.text[at + 2]) and self.wants_number():
            return self.hexadecimal()
        if c < 128:
            if STARTS_TWO[c] and at + 1 < self.limit:
                found = TWO.get(self.text[at:at + 2], 0)
                width = 2
            if not found:
                found = ONE[c]
                width = 1
        if not found:
            self.out.add(STRANGE, at, at + 1, 0)
            self.at = at + 1
            return 0
        if found == ASK_DOT and at + 2 < self.limit and is_digit(self.text[at + 2]):
            found = ASK
            width = 1
        self.at = at + width
        return self.bracket(found, at, width)

    cdef bint wants_number(self) except? 1:
        """True when the last token cannot be the end of a value."""
        cdef int last = self.out.length - 1
        if last < self.line:
            return True
        if self.out.kind[last] == SIGN:
            return self.out.aux[last] not in (CLOSE, CLOSE_SQUARE, CLOSE_BRACE)
        return self.out.kind[last] == WORD and self.out.end[last] < self.at

    cdef int prefixed(self) except -1:
        """``$name`` and ``@name``."""
        cdef int begin = self.at
        text = self.word_at(begin + 1)
        self.at = begin + 1 + len(text)
        self.add_word(self.vocabulary.word(self.text[begin:self.at]), begin, self.at)
        return 0

    cdef int fraction(self) except -1:
        cdef int begin = self.at
        self.at = self.exponent(self.digits(begin + 1))
        self.out.add(NUMBER, begin, self.at, 0)
        return 0

    cdef int hexadecimal(self) except -1:
        cdef int begin = self.at
        self.at += 2
        while self.at < self.limit and is_hex(self.text[self.at]):
            self.at += 1
        self.out.add(NUMBER, begin, self.at, 0)
        return 0

    cdef int bracket(self, int sign, int at, int width) except -1:
        """Add a sign; brackets are paired, and a brace that begins or ends a block gets a kind of its own."""
        if sign == OPEN_BRACE and width == 1 and self.begins_block():
            sign = OPEN_BLOCK
            self.blocks += 1
        elif sign == CLOSE_BRACE and not self.open_ and self.blocks > 0:
            sign = CLOSE_BLOCK
            self.blocks -= 1
        self.out.add(SIGN, at, at + width, sign)
        if sign in (OPEN, OPEN_SQUARE, OPEN_BRACE, OPEN_HOLE):
            self.open_.append(self.out.length - 1)
        elif sign in (CLOSE, CLOSE_SQUARE, CLOSE_BRACE):
            self.close(sign)
        return 0

    cdef int close(self, int sign) except -1:
        cdef int depth = len(self.open_) - 1
        cdef int here = self.out.length - 1
        cdef int opener
        while depth >= 0:
            opener = self.out.aux[self.open_[depth]]
            if (
                (sign == CLOSE and opener == OPEN)
                or (sign == CLOSE_SQUARE and opener == OPEN_SQUARE)
                or (sign == CLOSE_BRACE and (opener == OPEN_BRACE or opener == OPEN_HOLE))
            ):
                self.out.mate[here] = self.open_[depth]
                self.out.mate[self.open_[depth]] = here
                del self.open_[depth:]
                return 0
            depth -= 1
            if len(self.open_) - depth > 8:
                break
        return 0

    cdef bint begins_block(self) except? 1:
        """True for the ``{`` after a condition or a loop head."""
        cdef int last = self.out.length - 1
        cdef Word word
        if not self.control or self.open_ or self.then_seen or last < self.line:
            return False
        if self.out.kind[last] == WORD:
            word = self.out.words[self.out.aux[last]]
            return not word.pure_infix and (word.upper not in ("WITH", "BY", "AS", "IF", "ELSEIF", "WHILE", "CASE"))
        if self.out.kind[last] == SIGN:
            return self.out.aux[last] in (CLOSE, CLOSE_SQUARE, CLOSE_BRACE)
        return True


cdef inline bint is_hex(Py_UCS4 c) noexcept:
    return is_digit(c) or u"a" <= c <= u"f" or u"A" <= c <= u"F"


def holes(str text, int start, int end, bint in_string):
    """``(start, end)`` of each ``${...}`` in ``text[start:end]``, with the ``${`` and the ``}``."""
    cdef int i = start
    cdef int stop
    found = []
    while i + 1 < end:
        if text[i] == u"\\" and in_string:
            i += 1
        elif text[i] == u"$" and text[i + 1] == u"{":
            stop = hole_end(text, i + 2, end, in_string)
            if stop >= 0:
                found.append((i, stop + 1))
                i = stop
        i += 1
    return found


def scan(str text, Vocabulary vocabulary, int start=0, int end=-1, bint keep=False):
    """Raw tokens of ``text[start:end]``; offsets count from the start of ``text``. ``keep`` records trivia too."""
    cdef _Scanner scanner = _Scanner(text, start, len(text) if end < 0 else end, vocabulary, keep)
    scanner.scan()
    return scanner.out
