# cython: language_level=3, boundscheck=False, wraparound=False
"""Reads raw tokens and emits classified ones: looking ahead, ends of statements, open brackets and keywords.

The lowest layer of the classifier. It decides nothing about meaning; ``keywords``, ``values``, ``blocks`` and ``classify``
build on it, each one a layer. A frame stands for the statement, for an open keyword, or for an open bracket.
"""

from compiler import ast
from compiler.headers import procedure_header
from compiler.phrases import RETURN_PHRASE
from grammar.tokens import NUMBER_OF as N

from compiler._lalr cimport Stream
from compiler.lexer cimport *
from compiler.vocabulary cimport Phrase, Vocabulary, Word

T_NAME = N["NAME"]
T_NUMBER = N["NUMBER"]
T_STRING = N["STRING"]
T_FIELD = N["FIELD"]
T_KEY = N["KEY"]
T_LEAF = N["LEAF"]
T_LPAR = N["LPAR"]
T_RPAR = N["RPAR"]
T_LCALL = N["LCALL"]
T_RCALL = N["RCALL"]
T_LIDX = N["LIDX"]
T_RIDX = N["RIDX"]
T_LLIST = N["LLIST"]
T_RLIST = N["RLIST"]
T_LOBJ = N["LOBJ"]
T_ROBJ = N["ROBJ"]
T_LBLOCK = N["LBLOCK"]
T_DOT = N["DOT"]
T_COMMA = N["COMMA"]
T_COLON = N["COLON"]
T_QUESTION = N["QUESTION"]
T_ASSIGN = N["ASSIGN"]
T_ADD = N["ADD"]
T_MUL = N["MUL"]
T_POW = N["POW"]
T_NEG = N["NEG"]
T_CMP = N["CMP"]
T_ISNULL = N["ISNULL"]
T_BETWEEN = N["BETWEEN"]
T_BAND = N["BAND"]
T_AND = N["AND"]
T_OR = N["OR"]
T_NOT = N["NOT"]
T_ELVIS = N["ELVIS"]
T_XCMD = N["XCMD"]
T_XEND = N["XEND"]
T_ARGCOMMA = N["ARGCOMMA"]
T_CLAUSE = N["CLAUSE"]
T_ALL = N["ALL"]
T_ITEMCOLON = N["ITEMCOLON"]
T_IF = N["IF"]
T_ELSEIF = N["ELSEIF"]
T_THEN = N["THEN"]
T_ELSE = N["ELSE"]
T_CLOSE = N["CLOSE"]
T_FOREACH = N["FOREACH"]
T_IN = N["IN"]
T_LAST = N["LAST"]
T_FOR = N["FOR"]
T_TO = N["TO"]
T_STEP = N["STEP"]
T_WHILE = N["WHILE"]
T_UNTIL = N["UNTIL"]
T_DO = N["DO"]
T_SELECT = N["SELECT"]
T_SWITCH = N["SWITCH"]
T_CASE = N["CASE"]
T_IS = N["IS"]
T_DEFAULT = N["DEFAULT"]
T_ARM = N["ARM"]
T_WITH = N["WITH"]
T_WITHKEY = N["WITHKEY"]
T_SUB = N["SUB"]
T_CALL = N["CALL"]
T_RETURN = N["RETURN"]
T_RETURNWITH = N["RETURNWITH"]
T_DIM = N["DIM"]
T_CONST = N["CONST"]
T_CATCH = N["CATCH"]
T_THROW = N["THROW"]
T_ASSERT = N["ASSERT"]
T_INCLUDE = N["INCLUDE"]
T_PARAM = N["PARAM"]
T_DESCRIPTION = N["DESCRIPTION"]
T_HEAR = N["HEAR"]
T_MAIL = N["MAIL"]
T_ON = N["ON"]
T_SCHEDULE = N["SCHEDULE"]
T_UNIT = N["UNIT"]
T_STEPNO = N["STEPNO"]
T_STEPKIND = N["STEPKIND"]
T_BRANCH = N["BRANCH"]
T_TIMEOUT = N["TIMEOUT"]
T_ERROR = N["ERROR"]

cdef object Name = ast.Name
cdef object new_name = ast.Name.__new__

NO_STOPS = {}


cdef class Cursor:
    """One pass over the tokens of a text. ``problems`` has tuples ``(what, start, end, detail)``."""

    def __init__(self, Tokens raw, Vocabulary vocabulary, texts):
        self.raw = raw
        self.vocabulary = vocabulary
        self.texts = texts
        self.out = Stream()
        self.problems = raw.problems
        self.phrases = [None] * 4
        self.befores = [None] * 4
        self.switches = []
        self.user_phrases = {}
        self.arrays = set()

    def definitions(self):
        """What the text itself defines: its phrases by first word, and its arrays."""
        return self.user_phrases, self.arrays

    def learn(self, Tokens raw):
        """Take over what another text defines."""
        cdef Tokens own = self.raw
        self.raw = raw
        try:
            self.find_definitions()
        finally:
            self.raw = own

    cdef int find_definitions(self) except -1:
        """Phrases that SUB and FUNCTION lines define, and names that DIM makes lists."""
        cdef int i
        cdef bint fresh = True
        cdef Word word
        for i in range(self.raw.length):
            if fresh and self.raw.kind[i] == WORD:
                word = self.word(i)
                if word.upper == "SUB" or word.upper == "FUNCTION":
                    self.define(i)
                elif word.upper == "DIM" or word.upper == "REDIM":
                    self.note_arrays(i)
            fresh = self.raw.kind[i] == NEWLINE
        return 0

    cdef int define(self, int i) except -1:
        header = self.header(i)
        if header is None:
            return 0
        words, params = header
        if len(words) > MAX_NAME_WORDS or self.defined >= MAX_DEFINITIONS:
            return 0
        self.defined += 1
        key = tuple([word.upper() for word in words])
        self.user_phrases.setdefault(key[0], {})[key] = Phrase(key, user_params=len(params))
        return 0

    cdef object header(self, int i):
        """Words and parameters of the SUB or FUNCTION line at ``i``, or None."""
        cdef int j = i + 1
        pieces = []
        while self.raw.kind[j] not in (NEWLINE, END) and not self.is_sign(j, OPEN_BLOCK) and not self.is_sign(j, SEMICOLON):
            if self.is_sign(j, COLON):
                break
            pieces.append((self.raw.text[self.raw.start[j]:self.raw.end[j]], self.raw.start[j], self.raw.end[j]))
            j += 1
        return procedure_header(pieces)

    cdef int note_arrays(self, int i) except -1:
        i += 1
        while self.raw.kind[i] not in (NEWLINE, END):
            if self.raw.kind[i] == WORD and self.is_sign(i + 1, OPEN):
                self.arrays.add(self.word(i).upper)
            i += 1
        return 0

    cdef inline Word word(self, int i):
        return <Word>self.raw.words[self.raw.aux[i]]

    cdef inline bint is_sign(self, int i, int sign) noexcept:
        return i < self.raw.length and self.raw.kind[i] == SIGN and self.raw.aux[i] == sign

    cdef bint is_word(self, int i, str upper) except? 1:
        return i < self.raw.length and self.raw.kind[i] == WORD and self.word(i).upper == upper

    cdef bint adjacent(self, int i) noexcept:
        """True when no blank stands before token ``i``."""
        return i > 0 and self.raw.end[i - 1] == self.raw.start[i]

    cdef bint ends(self, int i) except? 1:
        """True when a statement that could end before token ``i`` does."""
        cdef int kind
        if i >= self.raw.length:
            return True
        kind = self.raw.kind[i]
        if kind == NEWLINE or kind == END:
            return True
        if kind == SIGN:
            return self.raw.aux[i] in (SEMICOLON, CLOSE_BLOCK, OPEN_BLOCK, COLON)
        return self.inline > 0 and kind == WORD and self.ends_inline(i)

    cdef bint ends_inline(self, int i) except? 1:
        upper = self.word(i).upper
        return upper == "ELSE" or upper == "ELSEIF" or upper == "ENDIF" or (upper == "END" and self.is_word(i + 1, "IF"))

    cdef bint starts_operand(self, int i) except? 1:
        """True when a value can begin with token ``i``."""
        cdef int kind = self.raw.kind[i]
        cdef int sign
        cdef Word word
        if kind == NUMBER or kind == STRING or kind == QUOTED:
            return True
        if kind == SIGN:
            sign = self.raw.aux[i]
            return sign == OPEN or sign == OPEN_SQUARE or sign == OPEN_BRACE or sign == OPEN_HOLE
        if kind != WORD:
            return False
        word = self.word(i)
        if word.infix and not (word.upper == "FOUND" and "THEN" not in self.stops):
            return False
        if self.brackets == 0:
            if word.upper in self.stops and not self.is_sign(i + 1, DOT):
                return False
            if self.inline > 0 and self.ends_inline(i):
                return False
        if word.upper == "NOT":
            return not self.negates(i)
        return not self.outer_clause(word.upper)

    cdef bint negates(self, int i) except? 1:
        """True for the NOT of ``NOT IN`` and its like."""
        if i + 1 >= self.raw.length or self.raw.kind[i + 1] != WORD:
            return False
        return self.word(i + 1).upper in ("IN", "LIKE", "CONTAINS", "BETWEEN", "FOUND", "STARTS", "ENDS", "NULL")

    cdef bint outer_clause(self, str upper) except? 1:
        """True when an open keyword in the same brackets has this clause word."""
        cdef int f = self.depth
        while self.is_command(f):
            if upper in (<Phrase>self.phrases[f]).clauses:
                return True
            if self.frames[f].kind == INSIDE:
                return False
            f -= 1
        return False

    cdef inline bint is_command(self, int f) noexcept:
        return self.frames[f].kind == COMMAND or self.frames[f].kind == STATEMENT or self.frames[f].kind == INSIDE

    cdef int floor(self) noexcept:
        """Index of the innermost bracket, or 0 for the statement itself."""
        cdef int f = self.depth
        while self.frames[f].kind == COMMAND or self.frames[f].kind == STATEMENT:
            f -= 1
        return f

    cdef int lvalue_end(self, int i, bint calls) except -1:
        """Index after ``name.field[index]`` at ``i``; ``calls`` allows ``(...)``. ``i`` itself when there is none."""
        cdef int j = i
        if self.raw.kind[j] != WORD:
            return i
        j += 1
        while self.raw.kind[j] == SIGN:
            if self.raw.aux[j] == DOT or self.raw.aux[j] == ASK_DOT:
                if self.raw.kind[j + 1] != WORD and self.raw.kind[j + 1] != NUMBER:
                    return i
                j += 2
            elif self.raw.aux[j] == OPEN_SQUARE or (self.raw.aux[j] == OPEN and calls):
                if self.raw.mate[j] < 0:
                    return i
                j = self.raw.mate[j] + 1
            else:
                break
        return j

    cdef int assignment(self, int i, bint calls) except -2:
        """Index of the assignment sign after a target at ``i``, -1 when there is none."""
        cdef int j = self.lvalue_end(i, calls)
        if j > i and self.raw.kind[j] == SIGN and self.raw.aux[j] in (EQUAL, PLUS_EQUAL, MINUS_EQUAL, TIMES_EQUAL, DIVIDE_EQUAL):
            if self.raw.end[j] - self.raw.start[j] == 2 and self.raw.aux[j] == EQUAL:
                return -1
            return j
        return -1

    cdef inline int emit(self, int kind, int i, object value) except -1:
        self.last = kind
        return self.out.add(kind, self.raw.start[i], self.raw.end[i], value)

    cdef int emit_span(self, int kind, int i, int j, object value) except -1:
        self.last = kind
        return self.out.add(kind, self.raw.start[i], self.raw.end[j], value)

    cdef int emit_empty(self, int kind, object value) except -1:
        """A token without width at the end of the text read so far."""
        cdef int at = self.raw.end[self.at - 1] if self.at > 0 else self.raw.start[0]
        self.last = kind
        return self.out.add(kind, at, at, value)

    cdef int name(self, int i) except -1:
        """Emit token ``i`` as a plain name."""
        node = new_name(Name)
        node.start = self.raw.start[i]
        node.end = self.raw.end[i]
        node.name = self.word(i).text
        self.emit(T_NAME, i, node)
        self.want = False
        self.at = i + 1
        return 0

    cdef int problem(self, str what, int start, int end, object detail) except -1:
        """Note what is wrong; the rest of the statement is skipped."""
        if not self.failed:
            self.problems.append((what, start, end, detail))
        self.failed = True
        return 0

    cdef int fail(self, str what, int i, object detail=None) except -1:
        return self.problem(what, self.raw.start[i], self.raw.end[i], detail)

    cdef int begin(self) except -1:
        self.depth = 0
        self.brackets = 0
        self.begun = self.out.length
        self.frames[0].kind = BASE
        self.frames[0].ternary = self.frames[0].between = self.frames[0].commas = 0
        self.stops = NO_STOPS
        self.failed = self.want = self.arm = self.list_comma = False
        self.assign_at = self.plain = -1
        return 0

    cdef int finish(self) except -1:
        """End the statement: close its keywords, complain about open brackets."""
        cdef int f
        if not self.failed:
            f = self.floor()
            if f > 0:
                self.fail("bracket", self.frames[f].opener)
            else:
                self.close_frames(0)
        if self.failed:
            while self.raw.kind[self.at] != NEWLINE and self.raw.kind[self.at] != END:
                self.at += 1
            self.emit_empty(T_ERROR, self.at > 0 and (self.is_word(self.at - 1, "THEN") or self.is_sign(self.at - 1, OPEN_BLOCK)))
        self.emit_empty(0, None)
        return 0

    cdef int push(self, int kind, Phrase phrase, int opener) except -1:
        if self.depth + 1 >= MAX_FRAMES:
            self.fail("deep", opener)
            return 0
        self.depth += 1
        self.frames[self.depth].kind = kind
        self.frames[self.depth].commas = 0
        self.frames[self.depth].ternary = 0
        self.frames[self.depth].between = 0
        self.frames[self.depth].condition = phrase is RETURN_PHRASE
        self.frames[self.depth].seen_as = False
        self.frames[self.depth].opener = opener
        if self.depth >= len(self.phrases):
            self.phrases.extend((None, None, None, None))
            self.befores.extend((None, None, None, None))
        self.phrases[self.depth] = phrase
        self.befores[self.depth] = ""
        if kind > STATEMENT:
            self.brackets += 1
        self.want = True
        return 0

    cdef int close_frames(self, int keep) except -1:
        """End the keywords above frame ``keep``."""
        while self.depth > keep:
            self.emit_empty(T_XEND, None)
            self.depth -= 1
        return 0
