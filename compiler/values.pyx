# cython: language_level=3, boundscheck=False, wraparound=False
"""Classifies what stands in the place of a value: operands, operators, brackets, commas, clauses of keywords.

Knows at each token whether a value is expected or has just ended, so every sign gets a kind of its own and a keyword used as
a value gets an end. A layer of the classifier, between ``keywords`` and ``blocks``.
"""

from compiler import ast
from compiler.headers import number_value
from compiler.phrases import HEAR_PHRASE, PARAM_PHRASE, RETURN_PHRASE

from compiler.keywords cimport Keywords
from compiler.cursor cimport *
from compiler.lexer cimport *
from compiler.vocabulary cimport Phrase, Vocabulary, Word

MANY = 900  # commas that no form writes one by one
LITERALS = {"TRUE": True, "FALSE": False, "NULL": None}
WORD_OPERATORS = {
    "AND": (T_AND, "AND"), "OR": (T_OR, "OR"), "XOR": (T_OR, "XOR"), "MOD": (T_MUL, "MOD"),
    "LIKE": (T_CMP, ("LIKE", False)), "CONTAINS": (T_CMP, ("CONTAINS", False)), "IN": (T_CMP, ("IN", False)),
    "STARTS": (T_CMP, ("STARTS", False)), "ENDS": (T_CMP, ("ENDS", False)), "BETWEEN": (T_BETWEEN, False),
}  # fmt: skip
COMPARISONS = {
    EQUAL: ("=", False), UNEQUAL: ("<>", False), LESS: ("<", False), LESS_EQUAL: ("<=", False), MORE: (">", False),
    MORE_EQUAL: (">=", False),
}  # fmt: skip
ARITHMETIC = {
    PLUS: (T_ADD, "+"), MINUS: (T_ADD, "-"), AMP: (T_ADD, "&"), TIMES: (T_MUL, "*"), DIVIDE: (T_MUL, "/"), WHOLE: (T_MUL, "\\"),
    PERCENT: (T_MUL, "MOD"), POWER: (T_POW, "^"),
}  # fmt: skip
ASSIGNMENTS = {EQUAL: "=", PLUS_EQUAL: "+=", MINUS_EQUAL: "-=", TIMES_EQUAL: "*=", DIVIDE_EQUAL: "/="}


cdef class Values(Keywords):
    """A cursor that classifies expressions."""

    cdef int run(self) except -1:
        """Classify tokens up to the end of the statement."""
        cdef int kind
        cdef int stop = 0
        while not stop and not self.failed:
            kind = self.raw.kind[self.at]
            if kind == NEWLINE or kind == END:
                return 0
            stop = self.operand(kind) if self.want else self.after(kind)
            if self.out.length - self.begun > MAX_TOKENS:
                self.fail("long", self.at)
        return 0

    cdef int operand(self, int kind) except -1:
        """One token where a value is expected; 1 ends the statement."""
        cdef int i = self.at
        if kind == WORD:
            return self.word_operand(i)
        if kind == SIGN:
            return self.sign_operand(i, self.raw.aux[i])
        if self.frames[self.depth].kind == OBJECT and self.key(i):
            return 0
        if kind == NUMBER and self.is_clock(i):
            self.emit_span(T_STRING, i, i + 2, ast.Literal(self.raw.start[i], self.raw.end[i + 2],
                                                           self.raw.text[self.raw.start[i]:self.raw.end[i + 2]]))
            self.at += 2
        elif kind == NUMBER:
            self.emit(T_NUMBER, i, ast.Literal(self.raw.start[i], self.raw.end[i],
                                               number_value(self.raw.text[self.raw.start[i]:self.raw.end[i]])))
        elif kind == STRING or kind == QUOTED:
            self.emit(T_STRING, i, self.text_value(i))
        elif kind == STRANGE:
            self.fail("strange", i, self.raw.text[self.raw.start[i]:self.raw.end[i]])
            return 1
        else:
            self.fail("statement", i)
            return 1
        self.want = False
        self.at += 1
        return 0

    cdef bint is_clock(self, int i) except? 1:
        """True for a time of day without quotes, such as 08:30, among the words of a keyword."""
        cdef int length = self.raw.end[i] - self.raw.start[i]
        if length > 2 or not self.is_command(self.depth) or not self.is_sign(i + 1, COLON) or self.raw.kind[i + 2] != NUMBER:
            return False
        if self.frames[self.floor()].ternary > 0 or self.raw.end[i + 2] - self.raw.start[i + 2] != 2:
            return False
        return self.adjacent(i + 1) and self.adjacent(i + 2)

    cdef object text_value(self, int i):
        cdef int start = self.raw.start[i]
        cdef int end = self.raw.end[i]
        cdef int flags = self.raw.aux[i]
        if flags & UNCLOSED:
            self.failed = True
        if flags == 0:
            return ast.Literal(start, end, self.raw.text[start + 1:end - 1])
        if self.phrases[self.depth] is PARAM_PHRASE and self.befores[self.depth] == "DESCRIPTION":
            return ast.Literal(start, end, self.texts.plain(start, end, self.raw.kind[i] == STRING))
        return self.texts.string(start, end, self.raw.kind[i] == STRING, flags & HAS_HOLE)

    cdef bint key(self, int i) except? 1:
        """``key:`` of an object."""
        cdef int kind = self.raw.kind[i]
        if not self.is_sign(i + 1, COLON) or not (self.last == T_LOBJ or self.last == T_COMMA):
            return False
        if kind == WORD:
            value = self.word(i).text
        elif kind == NUMBER:
            value = self.raw.text[self.raw.start[i]:self.raw.end[i]]
        elif kind == STRING or kind == QUOTED:
            value = self.texts.plain(self.raw.start[i], self.raw.end[i], kind == STRING)
        else:
            return False
        self.emit_span(T_KEY, i, i + 1, value)
        self.at += 2
        return True

    cdef int sign_operand(self, int i, int sign) except -1:
        cdef int f
        if sign == OPEN:
            if self.raw.mate[i] > 0 and self.lists(i):
                self.emit(T_LLIST, i, None)
                self.push(LISTING, None, i)
            else:
                self.emit(T_LPAR, i, None)
                self.push(GROUP, None, i)
        elif sign == OPEN_SQUARE:
            self.emit(T_LLIST, i, None)
            self.push(LISTING, None, i)
        elif sign == OPEN_BRACE:
            self.emit(T_LOBJ, i, None)
            self.push(OBJECT, None, i)
        elif sign == OPEN_HOLE:
            self.emit(T_LPAR, i, None)
            self.push(HOLE, None, i)
        elif self.is_bare_value() and (sign == PLUS or sign == MINUS):
            self.close_frames(self.depth - 1)
            return self.operator(i, sign)
        elif sign == MINUS:
            self.emit(T_NEG, i, "-")
        elif sign == BANG:
            self.emit(T_NOT, i, "NOT")
        elif sign == PLUS:
            pass
        elif sign == CLOSE or sign == CLOSE_SQUARE or sign == CLOSE_BRACE:
            return self.closing(i)
        elif sign == COMMA:
            self.comma(i)
        elif sign == TIMES and self.is_command(self.depth):
            self.emit(T_ALL, i, "*")
            self.want = False
        elif sign == COLON or sign == SEMICOLON or sign == CLOSE_BLOCK or sign == OPEN_BLOCK:
            return self.base_sign(i, sign)
        elif self.is_command(self.depth) and self.last == T_CLAUSE:
            self.want = False
            return 0
        elif i == self.assign_at:
            return self.assign(i)
        else:
            return self.operator(i, sign)
        self.at += 1
        return 0

    cdef bint lists(self, int i) except? 1:
        """True for parentheses that hold a list: after IN, and right behind another value of a keyword."""
        if self.last == T_CMP:
            return self.out.values[self.out.length - 1][0] == "IN" and self.has_comma(i)
        return self.is_command(self.depth) and self.befores[self.depth] is None and self.has_comma(i)

    cdef int base_sign(self, int i, int sign) except -1:
        """Signs that can only end a statement, or belong to an arm of a CASE or a ternary."""
        cdef int f = self.floor()
        if sign == COLON and self.frames[f].ternary > 0:
            self.end_values(False)
            self.frames[f].ternary -= 1
            self.emit(T_COLON, i, None)
            self.want = True
            self.at += 1
            return 0
        if f > 0:
            self.emit(T_COLON if sign == COLON else T_ERROR, i, None)
            self.want = True
            self.at += 1
            return 0
        if sign == COLON:
            if self.arm:
                self.arm = False
                self.close_frames(0)
                self.emit(T_ARM, i, None)
                self.want = True
                self.at += 1
                return 0
            if self.depth > 0 and self.frames[1].kind == STATEMENT and (<Phrase>self.phrases[1]).colon:
                self.close_frames(1)
                self.emit(T_ITEMCOLON, i, None)
                self.want = True
                self.at += 1
                return 0
        if sign == SEMICOLON and self.joins(i):
            self.close_frames(1)
            self.emit(T_ARGCOMMA, i, None)
            self.frames[1].commas += 1
            self.befores[1] = ","
            self.want = True
            self.at += 1
            return 0
        if sign == OPEN_BLOCK:
            self.close_frames(0)
            self.emit(T_LBLOCK, i, None)
            self.at += 1
        return 1

    cdef bint joins(self, int i) except? 1:
        """True for the ``;`` of ``PRINT "x"; x``, where a value follows and not a statement."""
        cdef Word word
        if self.depth == 0 or self.frames[1].kind != STATEMENT or (<Phrase>self.phrases[1]).text not in ("PRINT", "TALK", "HEAR"):
            return False
        i += 1
        if self.raw.kind[i] != WORD:
            return self.raw.kind[i] == STRING or self.raw.kind[i] == NUMBER
        word = self.word(i)
        if word.starter or self.assignment(i, True) >= 0:
            return False
        return word.ordinary or word.upper.rstrip("$") in self.vocabulary.functions

    cdef int assign(self, int i) except -1:
        self.emit(T_ASSIGN, i, ASSIGNMENTS[self.raw.aux[i]])
        self.assign_at = -1
        self.want = True
        self.at += 1
        return 0

    cdef int word_operand(self, int i) except -1:
        cdef Word word = self.word(i)
        cdef str upper = word.upper
        cdef int kind = self.frames[self.depth].kind
        if word.ordinary and not self.user_phrases and kind != STATEMENT and kind != COMMAND and kind != INSIDE and kind != OBJECT:
            self.plain = -1
            return self.name(i)
        if word.infix and self.is_bare_value():
            self.close_frames(self.depth - 1)
            self.want = False
            return 0
        if i == self.plain and not (self.inline > 0 and self.is_bare_value() and self.ends_inline(i)):
            self.plain = -1
            if not (self.is_command(self.depth) and self.takes_clause(upper, i)):
                self.name(i)
                return 0
        if self.frames[self.depth].kind == OBJECT and self.key(i):
            return 0
        if self.is_sign(i + 1, DOT) or self.is_sign(i + 1, ASK_DOT):
            self.name(i)
            return 0
        if self.brackets == 0:
            if self.inline > 0 and self.ends_inline(i):
                return 1
            if self.stops and upper in self.stops and upper in ("DO", "THEN") and self.ends(i + 1):
                return self.stop(i)
        if upper in LITERALS and not self.is_sign(i + 1, OPEN):
            self.emit(T_NUMBER, i, ast.Literal(self.raw.start[i], self.raw.end[i], LITERALS[upper]))
            self.want = False
            self.at += 1
            return 0
        if upper == "NOT":
            self.emit(T_NOT, i, "NOT")
            self.at += 1
            return 0
        if self.is_command(self.depth):
            if self.takes_clause(upper, i):
                return self.clause(i, self.depth)
            if upper in (<Phrase>self.phrases[self.depth]).bare and not self.is_sign(i + 1, OPEN):
                self.name(i)
                return 0
        if self.special_operand(i, upper):
            return 0
        if upper == "HEAR":
            if not self.match_hear(i):
                self.command(HEAR_PHRASE, i, 1, COMMAND, False)
            return 0
        if (word.phrases or word.underscored is not None or self.user_phrases) and self.try_phrase(i, False):
            return 0
        self.name(i)
        return 0

    cdef bint is_bare_value(self) noexcept:
        """True right behind a keyword that is a value without anything else, such as HEAR."""
        return self.last == T_XCMD and self.frames[self.depth].kind == COMMAND and (<Phrase>self.phrases[self.depth]).zero

    cdef bint match_hear(self, int i) except? 1:
        """HEAR with another keyword word behind it, from the catalog."""
        cdef int count = 0
        cdef Phrase phrase = self.match(i, False, &count)
        if phrase is None or count < 2:
            return False
        self.command(phrase, i, count, COMMAND, False)
        return True

    cdef bint special_operand(self, int i, str upper) except? 1:
        """Values that are syntax: NEW OBJECT, raw SELECT, SWITCH as a value, functions of two words."""
        cdef int n
        if self.raw.kind[i + 1] == WORD:
            second = self.word(i + 1).upper
            if upper == "NEW" or upper == "CREATE":
                if second == "OBJECT" or (second == "ARRAY" and upper == "NEW"):
                    self.fresh(i, i + 1, second)
                    return True
            elif upper == "ERROR" and second == "MESSAGE":
                self.emit_span(T_NAME, i, i + 1, ast.Name(self.raw.start[i], self.raw.end[i + 1], "ERROR_MESSAGE"))
                self.at += 2
                self.want = False
                return True
            if upper in self.vocabulary.joined_first and self.joined(i, upper, second):
                return True
        if upper == "NEW_OBJECT" or upper == "NEW_ARRAY" or upper == "CREATE_OBJECT":
            self.fresh(i, i, upper.partition("_")[2])
            return True
        if upper == "SELECT" and (self.last == T_ASSIGN or self.last == T_RETURN) and self.raw_query(i):
            return True
        if upper == "SWITCH" and self.last == T_ASSIGN and self.starts_operand(i + 1):
            self.emit(T_SWITCH, i, None)
            self.switches.append(True)
            self.at += 1
            return True
        return False

    cdef bint joined(self, int i, str first, str second) except? 1:
        """``IS NUMERIC(x)``, ``FILE EXISTS (p)``: a function whose name is written in two words."""
        if not self.is_sign(i + 2, OPEN):
            return False
        for name in (first + "_" + second, first + second):
            if name in self.vocabulary.functions:
                self.emit_span(T_NAME, i, i + 1, ast.Name(self.raw.start[i], self.raw.end[i + 1], name))
                self.at += 2
                self.want = False
                return True
        return False

    cdef int fresh(self, int i, int j, str what) except -1:
        """NEW OBJECT and NEW ARRAY, with or without ``()``."""
        if self.is_sign(j + 1, OPEN) and self.raw.mate[j + 1] == j + 2:
            j += 2
        if what == "ARRAY":
            value = ast.ListLiteral(self.raw.start[i], self.raw.end[j], [])
        else:
            value = ast.ObjectLiteral(self.raw.start[i], self.raw.end[j], [])
        self.emit_span(T_NUMBER, i, j, value)
        self.want = False
        self.at = j + 1
        return 0

    cdef bint raw_query(self, int i) except? 1:
        """``SELECT ... FROM ...`` as text up to the end of the line."""
        cdef int j = i + 1
        cdef bint from_seen = False
        if not (self.starts_operand(j) or self.is_sign(j, TIMES)) or (
            self.is_word(j, "CASE") and not self.is_word(j + 1, "WHEN")
        ):
            return False
        while self.raw.kind[j] != NEWLINE and self.raw.kind[j] != END:
            from_seen = from_seen or self.is_word(j, "FROM")
            j += 1
        if not from_seen:
            return False
        self.emit(T_XCMD, i, ("SELECT", self.raw.end[i], False))
        self.emit_span(T_STRING, i, j - 1, self.texts.raw(self.raw.start[i], self.raw.end[j - 1]))
        self.at = j
        self.emit_empty(T_XEND, None)
        self.want = False
        return True

    cdef int after(self, int kind) except -1:
        """One token where a value has just ended; 1 ends the statement."""
        cdef int i = self.at
        cdef int f = self.depth
        if self.frames[f].kind == COMMAND and (<Phrase>self.phrases[f]).tight and self.loosen(i, kind):
            return 0
        if kind == SIGN:
            return self.sign_after(i, self.raw.aux[i])
        if kind == WORD:
            return self.word_after(i)
        if kind == STRANGE:
            self.fail("strange", i, self.raw.text[self.raw.start[i]:self.raw.end[i]])
            return 1
        return self.next_value(kind)

    cdef int next_value(self, int kind) except -1:
        """A value directly behind another: the next piece of a keyword, or a mistake the grammar finds."""
        if not self.is_command(self.depth):
            before = self.raw.text[self.raw.start[self.at - 1]:self.raw.end[self.at - 1]] if self.at > 0 else ""
            self.problem("beside", self.raw.start[self.at], self.raw.end[self.at], (before, "THEN" in self.stops, "TO" in self.stops))
            return 1
        self.want = True
        self.befores[self.depth] = None
        return self.operand(kind)

    cdef bint loosen(self, int i, int kind) except? 1:
        """End a FORMAT that has its value, unless what comes belongs to it."""
        cdef int f = self.depth
        if kind == SIGN:
            if self.raw.aux[i] in (DOT, ASK_DOT, OPEN, OPEN_SQUARE):
                return False
            if self.raw.aux[i] == COMMA and self.frames[f].commas == 0 and not self.frames[f].seen_as:
                return False
            if self.raw.aux[i] in ARITHMETIC and not self.frames[f].seen_as and self.frames[f].commas == 0 and self.as_ahead(i):
                return False
        elif kind == WORD and not self.frames[f].seen_as and self.is_word(i, "AS"):
            return False
        self.close_frames(f - 1)
        return True

    cdef bint as_ahead(self, int i) except? 1:
        """True when AS comes before anything that would end a sum."""
        cdef int j
        for j in range(i + 1, min(i + 64, self.raw.length)):
            if self.raw.kind[j] == WORD:
                if self.word(j).upper == "AS":
                    return True
                if self.word(j).infix or self.word(j).upper == "FORMAT":
                    return False
            elif self.raw.kind[j] == SIGN:
                if self.raw.aux[j] not in ARITHMETIC and self.raw.aux[j] not in (DOT, OPEN, CLOSE, OPEN_SQUARE, CLOSE_SQUARE):
                    return False
            elif self.raw.kind[j] == NEWLINE:
                return False
        return False

    cdef int sign_after(self, int i, int sign) except -1:
        if i == self.assign_at and self.brackets == 0:
            self.close_frames(0)
            return self.assign(i)
        if sign == DOT or sign == ASK_DOT:
            return self.field(i)
        if sign == OPEN:
            return self.open_after(i)
        if sign == OPEN_SQUARE:
            if self.is_command(self.depth) and not self.adjacent(i) and self.last != T_NAME:
                return self.next_value(SIGN)
            self.emit(T_LIDX, i, None)
            self.push(INDEX, None, i)
            self.at += 1
            return 0
        if sign == CLOSE or sign == CLOSE_SQUARE or sign == CLOSE_BRACE:
            return self.closing(i)
        if sign == COMMA:
            self.comma(i)
            self.at += 1
            return 0
        if sign == COLON or sign == SEMICOLON or sign == CLOSE_BLOCK or sign == OPEN_BLOCK:
            return self.base_sign(i, sign)
        if sign == OPEN_HOLE:
            self.emit_empty(T_ADD, "+")
            self.want = True
            return 0
        if sign == OPEN_BRACE:
            return self.next_value(SIGN)
        return self.operator(i, sign)

    cdef int operator(self, int i, int sign) except -1:
        cdef int f
        if sign in ARITHMETIC:
            kind, value = ARITHMETIC[sign]
            self.emit(kind, i, value)
        elif sign in COMPARISONS:
            self.end_values(True)
            self.emit(T_CMP, i, COMPARISONS[sign])
        elif sign == ASK:
            self.end_values(False)
            self.frames[self.floor()].ternary += 1
            self.emit(T_QUESTION, i, None)
        elif sign == ASK_ASK or sign == BOTH or sign == EITHER:
            self.end_values(True)
            if sign == ASK_ASK:
                self.emit(T_ELVIS, i, "??")
            else:
                self.emit(T_AND if sign == BOTH else T_OR, i, "AND" if sign == BOTH else "OR")
        else:
            self.emit(T_ERROR, i, None)
            self.fail("sign", i, self.raw.text[self.raw.start[i]:self.raw.end[i]])
            return 1
        self.want = True
        self.at += 1
        return 0

    cdef int field(self, int i) except -1:
        """``.name`` behind a value; any word or number is a field."""
        if self.raw.kind[i + 1] != WORD and self.raw.kind[i + 1] != NUMBER:
            self.fail("field", i)
            return 1
        self.emit(T_DOT, i, None)
        self.emit(T_FIELD, i + 1, self.raw.text[self.raw.start[i + 1]:self.raw.end[i + 1]])
        self.at += 2
        return 0

    cdef int open_after(self, int i) except -1:
        """``(`` behind a value: a call, or the next piece of a keyword when nothing could be called."""
        if self.is_command(self.depth) and (self.last in (T_STRING, T_NUMBER, T_ROBJ, T_RLIST, T_XEND) and not self.adjacent(i)):
            return self.next_value(SIGN)
        self.emit(T_LCALL, i, None)
        self.push(CALLING, None, i)
        self.at += 1
        return 0

    cdef int closing(self, int i) except -1:
        cdef int f = self.floor()
        cdef int kind = self.frames[f].kind
        if f == 0:
            self.fail("closing", i, self.raw.text[self.raw.start[i]])
            return 1
        if self.raw.mate[i] < 0:
            opener = self.raw.start[self.frames[f].opener]
            self.fail("mismatch", i, (opener, self.raw.text[self.raw.end[self.frames[f].opener] - 1], self.raw.text[self.raw.start[i]]))
            return 1
        if self.frames[f].opener != self.raw.mate[i]:
            self.fail("bracket", self.frames[f].opener)
            return 1
        self.close_frames(f)
        self.depth = f - 1
        self.brackets -= 1
        self.emit(CLOSERS[kind], i, None)
        self.want = False
        self.at += 1
        return 0

    cdef int comma(self, int i) except -1:
        cdef int owner = self.comma_owner(i, self.floor())
        self.want = True
        if owner < 0:
            self.close_frames(self.floor())
            self.emit(T_COMMA, i, None)
            self.frames[self.depth].commas += 1
            return 0
        self.close_frames(owner)
        self.emit(T_ARGCOMMA, i, None)
        self.frames[owner].commas += 1
        self.befores[owner] = ","
        if self.phrases[owner] is RETURN_PHRASE:
            self.plain = i + 1
        return 0

    cdef int comma_owner(self, int i, int floor) except -2:
        """Frame of the keyword that the comma at ``i`` belongs to, -1 when it belongs to none."""
        cdef int f = self.depth
        cdef int kind = self.frames[floor].kind
        cdef Phrase phrase
        if kind == OBJECT and self.is_sign(i + 2, COLON):
            return -1
        if self.assigns_next(i + 1):
            while f > floor and not self.frames[f].condition:
                f -= 1
            if self.frames[f].condition:
                return f
            f = self.depth
        while f > floor:
            phrase = self.phrases[f]
            if self.frames[f].commas < phrase.min_commas:
                return f
            if self.frames[f].commas < phrase.max_commas and self.offered(i, f, floor):
                return f
            f -= 1
        if kind == INSIDE:
            return floor
        if kind == BASE and self.depth > 0 and not self.list_comma:
            return 1
        return -1

    def offered(self, int i, int f, int floor):
        """True when keyword ``f``, which may take the comma at ``i`` but need not, should have it."""
        cdef int kind = self.frames[floor].kind
        if kind == BASE or kind == OBJECT:
            return self.spares(i, f, floor)
        if (kind == CALLING or kind == INSIDE) and self.surplus(i, floor):
            return True
        if kind == CALLING or kind == INSIDE or kind == LISTING:
            head = (<Phrase>self.phrases[f]).head
            return head is not None and not self.frames[f].seen_as and self.frames[f].commas < head.plain_commas
        return True

    def surplus(self, int i, int floor):
        """True when more commas come, up to the bracket of frame ``floor``, than what is called there can take."""
        cdef int most = self.arity(floor) - 1 - self.frames[floor].commas
        if most < -1:
            return False
        while most >= 0 and (self.raw.mate[i] < 0 or self.raw.mate[i] > i):
            if self.raw.kind[i] == NEWLINE or self.raw.kind[i] == END:
                return False
            if self.raw.mate[i] > i:
                i = self.raw.mate[i]
            elif self.is_sign(i, COMMA):
                most -= 1
            i += 1
        return most < 0

    def arity(self, int floor):
        """How many values the call of frame ``floor`` takes at most; a negative number when that is not known."""
        cdef int name = self.frames[floor].opener - 1
        if self.frames[floor].kind == INSIDE:
            return (<Phrase>self.phrases[floor]).max_commas + 1
        if name < 0 or self.raw.kind[name] != WORD or self.is_sign(name - 1, DOT):
            return -1000
        upper = self.word(name).upper
        own = self.user_phrases.get(upper, {}).get((upper,))
        if own is not None:
            return (<Phrase>own).min_commas + 1
        function = self.vocabulary.catalog.functions.get(upper.rstrip("$"))
        return -1000 if function is None or function.max_args is None else function.max_args

    def spares(self, int i, int f, int floor):
        """True when the commas after the one at ``i`` are enough for what the keywords around frame ``f`` still need.

        A keyword around it that takes any number of values has those that are not a fixed text.
        """
        cdef int need = 0
        cdef int k
        for k in range(floor + 1, f):
            if (<Phrase>self.phrases[k]).max_commas >= MANY and not self.text_wanted(i + 1, f):
                return False
            if (<Phrase>self.phrases[k]).head is not None:
                need += max(0, (<Phrase>self.phrases[k]).head.plain_commas - self.frames[k].commas)
        i += 1
        while need > 0 and not self.ends(i):
            if self.is_sign(i, COMMA):
                need -= 1
            elif self.raw.mate[i] > i:
                i = self.raw.mate[i]
            elif self.raw.mate[i] >= 0:
                break
            i += 1
        return need <= 0

    cdef bint text_wanted(self, int i, int f) except? 1:
        """True when token ``i`` is a text such as the filter of FIND; GET SESSION "key" has all it needs."""
        cdef Phrase phrase = self.phrases[f]
        if self.raw.kind[i] != STRING and self.raw.kind[i] != QUOTED:
            return False
        return phrase.text != "GET SESSION" or self.raw.kind[self.frames[f].opener + len(phrase.words)] != STRING

    cdef bint assigns_next(self, int i) except? 1:
        """True for ``name AS`` and ``name =`` after a comma."""
        return self.raw.kind[i] == WORD and (self.is_word(i + 1, "AS") or self.is_sign(i + 1, EQUAL))

    cdef int word_after(self, int i) except -1:
        cdef Word word = self.word(i)
        cdef str upper = word.upper
        cdef int f
        if self.brackets == 0:
            if self.stops and upper in self.stops:
                return self.stop(i)
            if self.inline > 0 and self.ends_inline(i):
                return 1
        f = self.depth
        while self.is_command(f):
            if upper in (<Phrase>self.phrases[f]).clauses and not (upper == "AND" or upper == "OR"):
                return self.clause(i, f)
            if self.frames[f].kind == INSIDE:
                break
            f -= 1
        if word.infix or upper == "NOT":
            return self.infix(i, upper)
        return self.next_value(WORD)

    cdef int stop(self, int i) except -1:
        """A word that the statement waits for, such as THEN."""
        kind, final = self.stops[self.word(i).upper]
        value = self.word(i).upper
        self.close_frames(0)
        if kind == T_THEN:
            value = self.raw.kind[i + 1] != NEWLINE and self.raw.kind[i + 1] != END
        self.emit(kind, i, value)
        self.want = not (final or kind == T_UNIT)
        self.at += 1
        return 1 if final else 0

    cdef bint takes_clause(self, str upper, int i) except? 1:
        """True when the word, standing where a value could, is a clause of the innermost keyword."""
        cdef Phrase phrase = self.phrases[self.depth]
        cdef str after
        if upper not in phrase.clauses or (self.befores[self.depth], upper) not in phrase.follows:
            return False
        if self.ends(i + 1):
            return upper in phrase.finals
        if self.raw.kind[i + 1] == WORD:
            after = self.word(i + 1).upper
            if after in phrase.clauses:
                return (upper, after) in phrase.follows or (self.befores[self.depth], after) not in phrase.follows
            return not self.word(i + 1).infix
        if self.is_sign(i + 1, OPEN):
            return not self.adjacent(i + 1)
        return self.starts_operand(i + 1) or self.is_sign(i + 1, MINUS)

    cdef int clause(self, int i, int f) except -1:
        cdef Phrase phrase = self.phrases[f]
        cdef str upper = self.word(i).upper
        self.close_frames(f)
        self.emit(T_CLAUSE, i, upper)
        self.befores[f] = upper
        self.frames[f].condition = upper in phrase.conditions or (upper == "AS" and self.frames[f].condition)
        self.frames[f].seen_as = True
        self.at += 1
        self.want = not (upper in phrase.finals and not self.starts_operand(i + 1))
        if upper == "AS" and (phrase is HEAR_PHRASE or phrase is PARAM_PHRASE):
            self.plain = i + 1
        return 0

    cdef int infix(self, int i, str upper) except -1:
        cdef int width = 1
        cdef bint negated = False
        cdef int f
        if upper == "IS":
            return self.infix_is(i)
        if upper == "THEN":
            self.emit(T_THEN, i, None)
            self.at += 1
            return 0
        if upper == "NOT":
            if not self.negates(i):
                return self.next_value(WORD)
            negated = True
            width = 2
            upper = self.word(i + 1).upper
        if upper == "FOUND" or upper == "NULL":
            self.end_values(True)
            self.emit_span(T_ISNULL, i, i + width - 1, not negated if upper == "FOUND" else negated)
            self.at += width
            return 0
        kind, value = WORD_OPERATORS[upper]
        if kind == T_AND:
            f = self.depth
            while f > 0 and not self.frames[f].between and self.frames[f].kind == COMMAND:
                f -= 1
            if self.frames[f].between:
                self.frames[f].between -= 1
                self.close_frames(f)
                self.emit(T_BAND, i, None)
                self.want = True
                self.at += 1
                return 0
        if kind != T_MUL:
            self.end_values(True)
        if kind == T_BETWEEN:
            self.frames[self.depth].between += 1
            value = negated
        elif negated:
            value = (value[0], True)
        if (upper == "STARTS" or upper == "ENDS") and self.is_word(i + width, "WITH"):
            width += 1
        self.emit_span(kind, i, i + width - 1, value)
        self.want = True
        self.at += width
        return 0

    cdef int infix_is(self, int i) except -1:
        """IS [NOT] NULL; IS [NOT] before another value compares."""
        cdef bint negated = self.is_word(i + 1, "NOT")
        cdef int j = i + 2 if negated else i + 1
        self.end_values(True)
        if self.is_word(j, "NULL"):
            self.emit_span(T_ISNULL, i, j, negated)
            self.at = j + 1
        else:
            self.emit_span(T_CMP, i, j - 1, ("<>" if negated else "=", False))
            self.want = True
            self.at = j
        return 0


CLOSERS = {
    GROUP: T_RPAR, INDEX: T_RIDX, LISTING: T_RLIST, CALLING: T_RCALL, OBJECT: T_ROBJ, HOLE: T_RPAR, INSIDE: T_XEND,
}  # fmt: skip
