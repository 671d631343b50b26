# cython: language_level=3, boundscheck=False, wraparound=False
"""Gives every raw token its meaning, one statement after the other, with sight of the whole logical line.

Decides assignment or statement word or keyword phrase or call; which words are clauses; to whom commas belong; where a
keyword used as a value ends. So the grammar needs no keyword and has no ambiguity. Emits a ``Stream`` for the driver and
notes what cannot be read in ``problems``; wording is left to ``explain``.
"""

from compiler import ast
from compiler.headers import ON_EVENTS, UNITS, number_value, procedure_header
from compiler.tables import read_table
from grammar.tokens import NUMBER_OF as N

from compiler._lalr cimport Stream
from compiler.lexer cimport *
from compiler.vocabulary cimport Phrase, Vocabulary, Word

cdef int T_NAME = N["NAME"], T_NUMBER = N["NUMBER"], T_STRING = N["STRING"], T_FIELD = N["FIELD"], T_KEY = N["KEY"], T_LEAF = N["LEAF"]
cdef int T_LPAR = N["LPAR"], T_RPAR = N["RPAR"], T_LCALL = N["LCALL"], T_RCALL = N["RCALL"], T_LIDX = N["LIDX"], T_RIDX = N["RIDX"]
cdef int T_LLIST = N["LLIST"], T_RLIST = N["RLIST"], T_LOBJ = N["LOBJ"], T_ROBJ = N["ROBJ"], T_LBLOCK = N["LBLOCK"]
cdef int T_DOT = N["DOT"], T_COMMA = N["COMMA"], T_COLON = N["COLON"], T_QUESTION = N["QUESTION"], T_ASSIGN = N["ASSIGN"]
cdef int T_ADD = N["ADD"], T_MUL = N["MUL"], T_POW = N["POW"], T_NEG = N["NEG"], T_CMP = N["CMP"], T_ISNULL = N["ISNULL"]
cdef int T_BETWEEN = N["BETWEEN"], T_BAND = N["BAND"], T_AND = N["AND"], T_OR = N["OR"], T_NOT = N["NOT"], T_ELVIS = N["ELVIS"]
cdef int T_XCMD = N["XCMD"], T_XEND = N["XEND"], T_ARGCOMMA = N["ARGCOMMA"], T_CLAUSE = N["CLAUSE"], T_ALL = N["ALL"]
cdef int T_ITEMCOLON = N["ITEMCOLON"], T_IF = N["IF"], T_ELSEIF = N["ELSEIF"], T_THEN = N["THEN"], T_ELSE = N["ELSE"]
cdef int T_CLOSE = N["CLOSE"], T_FOREACH = N["FOREACH"], T_IN = N["IN"], T_LAST = N["LAST"], T_FOR = N["FOR"], T_TO = N["TO"]
cdef int T_STEP = N["STEP"], T_WHILE = N["WHILE"], T_UNTIL = N["UNTIL"], T_DO = N["DO"], T_SELECT = N["SELECT"]
cdef int T_SWITCH = N["SWITCH"], T_CASE = N["CASE"], T_IS = N["IS"], T_DEFAULT = N["DEFAULT"], T_ARM = N["ARM"], T_WITH = N["WITH"]
cdef int T_WITHKEY = N["WITHKEY"], T_SUB = N["SUB"], T_CALL = N["CALL"], T_RETURN = N["RETURN"], T_RETURNWITH = N["RETURNWITH"]
cdef int T_DIM = N["DIM"], T_CONST = N["CONST"], T_CATCH = N["CATCH"], T_THROW = N["THROW"], T_ASSERT = N["ASSERT"]
cdef int T_INCLUDE = N["INCLUDE"], T_PARAM = N["PARAM"], T_DESCRIPTION = N["DESCRIPTION"], T_HEAR = N["HEAR"], T_MAIL = N["MAIL"]
cdef int T_ON = N["ON"], T_SCHEDULE = N["SCHEDULE"], T_UNIT = N["UNIT"], T_STEPNO = N["STEPNO"], T_STEPKIND = N["STEPKIND"]
cdef int T_BRANCH = N["BRANCH"], T_TIMEOUT = N["TIMEOUT"], T_ERROR = N["ERROR"]

cdef enum FrameKind:
    BASE          # the statement itself
    COMMAND       # a keyword used as a value
    STATEMENT     # a keyword that is the statement
    GROUP         # ( )
    INDEX         # x[ ]
    LISTING       # [ ]
    CALLING       # f( )
    OBJECT        # { }
    HOLE          # ${ }
    INSIDE        # the parentheses of a keyword

cdef struct Frame:
    int kind
    int commas
    int ternary
    int between
    bint condition
    bint seen_as
    int opener

cdef enum:
    MAX_FRAMES = 200
    MAX_TOKENS = 100000  # in one statement
    MAX_NAME_WORDS = 8   # in the name of a SUB

cdef object Name = ast.Name
cdef object new_name = ast.Name.__new__

HEAR_PHRASE = Phrase(
    ("HEAR",), clauses=("AS", "WITH", "DEFAULT", "TIMEOUT"), follows=(("", "AS"), ("", "WITH"), ("", "DEFAULT"), ("", "TIMEOUT"))
)
PARAM_PHRASE = Phrase(
    ("PARAM",),
    clauses=("AS", "ENUM", "LIKE", "DESCRIPTION", "OPTIONAL", "REQUIRED", "DEFAULT"),
    finals=("OPTIONAL", "REQUIRED"),
)
RETURN_PHRASE = Phrase(("RETURN", "WITH"), clauses=("AS",))
CALL_PHRASE = Phrase(("CALL",), clauses=())
ON_PHRASE = Phrase(("ON",), clauses=("CALL", "FROM", "SUBJECT", "EVENTS", "WITH"), follows=(("", "FROM"), ("", "SUBJECT")))
BOT_PHRASE = Phrase(("BOT",), clauses=("WITH",))
HUMAN_PHRASE = Phrase(("HUMAN", "APPROVAL"), clauses=("FROM", "TIMEOUT", "WITH"), follows=(("", "FROM"), ("", "WITH")))
SELECT_PHRASE = Phrase(("SELECT",), clauses=())

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

IF_STOPS = {"THEN": (T_THEN, True)}
LOOP_STOPS = {"DO": (T_DO, True)}
FOR_STOPS = {"TO": (T_TO, False), "STEP": (T_STEP, False), "DO": (T_DO, True)}
EACH_STOPS = {"LAST": (T_LAST, False), "DO": (T_DO, True)}
CASE_STOPS = {"TO": (T_TO, False)}
TIMER_STOPS = {**{unit: (T_UNIT, False) for unit in UNITS}, "DO": (T_DO, True)}
NO_STOPS = {}

END_WORDS = {
    "IF": "IF", "FOR": "FOR", "EACH": "FOR", "WHILE": "WHILE", "DO": "WHILE", "LOOP": "WHILE", "SUB": "SUB", "FUNCTION": "SUB",
    "SELECT": "SELECT", "SWITCH": "SELECT", "WITH": "WITH", "ON": "ON", "EVENT": "ON", "WEBHOOK": "ON", "SCHEDULE": "SCHEDULE",
    "TRY": "TRY", "PARALLEL": "PARALLEL", "TALK": "TEXT", "SYSTEM": "TEXT", "MAIL": "TEXT", "TABLE": "TEXT",
}  # fmt: skip
SINGLE_ENDS = {
    "ENDIF": "IF", "ENDFOR": "FOR", "NEXT": "FOR", "LOOP": "WHILE", "WEND": "WHILE", "ENDWHILE": "WHILE", "ENDDO": "WHILE",
    "ENDSUB": "SUB", "ENDFUNCTION": "SUB", "ENDSELECT": "SELECT", "ENDSWITCH": "SELECT", "ENDWITH": "WITH", "ENDTRY": "TRY",
}  # fmt: skip
EXITS = {"FOR": "FOR", "DO": "DO", "WHILE": "WHILE", "LOOP": "LOOP", "SUB": "SUB", "FUNCTION": "FUNCTION"}


cdef class Classifier:
    """One pass over the tokens of a text. ``problems`` has tuples ``(what, start, end, detail)``."""

    cdef Tokens raw
    cdef Vocabulary vocabulary
    cdef Stream out
    cdef object texts
    cdef readonly list problems
    cdef int at
    cdef bint want                # a value is expected next
    cdef bint failed
    cdef bint arm, list_comma, in_hole
    cdef int last                 # kind emitted last
    cdef int assign_at, plain, inline, brackets, depth, begun
    cdef dict stops
    cdef Frame frames[201]
    cdef list phrases, befores
    cdef list switches
    cdef dict user_phrases
    cdef set arrays

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

    # ------------------------------------------------------------ entry points

    def statements(self):
        """Classify the whole text; the stream."""
        self.find_definitions()
        while self.raw.kind[self.at] != END:
            if self.raw.kind[self.at] == NEWLINE:
                self.close_inline()
                self.at += 1
            elif self.is_sign(self.at, COLON) or self.is_sign(self.at, SEMICOLON):
                self.at += 1
            else:
                self.statement()
        return self.out

    def expression(self, dict user_phrases, set arrays):
        """Classify the text as one expression; the stream, or None when it cannot be one."""
        self.user_phrases = user_phrases
        self.arrays = arrays
        self.in_hole = True
        self.begin()
        self.want = True
        self.run()
        if not self.failed and self.raw.kind[self.at] not in (NEWLINE, END):
            return None
        self.finish()
        return None if self.failed else self.out

    def definitions(self):
        """What the text itself defines: its phrases by first word, and its arrays."""
        return self.user_phrases, self.arrays

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
        if len(words) > MAX_NAME_WORDS:
            return 0
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

    # ------------------------------------------------------------ small readers

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

    # ------------------------------------------------------------ emitting

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

    # ------------------------------------------------------------ frames

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

    cdef int end_values(self, bint conditions) except -1:
        """End the keywords used as values; those inside a condition clause go on when ``conditions``."""
        cdef int keep = self.depth
        while self.frames[keep].kind == COMMAND and not (conditions and self.frames[keep].condition):
            keep -= 1
        return self.close_frames(keep)

    cdef int command(self, Phrase phrase, int i, int count, int kind, bint parenthesised) except -1:
        """Begin a keyword whose phrase is the ``count`` tokens at ``i``."""
        phrase.prepare()
        self.emit_span(T_XCMD, i, i + count - 1, (phrase.text, self.raw.end[i + count - 1], parenthesised))
        self.at = i + count
        if parenthesised:
            self.push(INSIDE, phrase, self.at)
            self.at += 1
        elif phrase.only_zero and not phrase.structural:
            self.emit_empty(T_XEND, None)
            self.want = False
        else:
            self.push(kind, phrase, i)
            if phrase is HEAR_PHRASE:
                self.plain = self.at
        return 0

    # ------------------------------------------------------------ phrases

    cdef Phrase match(self, int i, bint statement, int *count):
        """The longest phrase at token ``i`` that is a keyword here; ``count`` is its number of tokens."""
        cdef Word word = self.word(i)
        cdef Phrase phrase
        cdef Phrase spare = None
        cdef int fit, spare_count = 0
        if self.user_phrases and word.upper in self.user_phrases:
            phrase = self.match_user(i, statement, count)
            if phrase is not None:
                return phrase
        if word.underscored is not None and self.follows_phrase(word.underscored, i + 1, statement, True) > 0:
            count[0] = 1
            return word.underscored
        for phrase in word.phrases:
            fit = self.fits(phrase, i, statement)
            if fit > 1:
                if spare is None:
                    spare = phrase
                    spare_count = len(phrase.words)
            elif fit > 0:
                count[0] = len(phrase.words)
                return phrase
        count[0] = spare_count
        return spare

    cdef Phrase match_user(self, int i, bint statement, int *count):
        """As ``match``, among the phrases that the text itself defines."""
        cdef Phrase phrase
        cdef int n = 0
        words = []
        while n < MAX_NAME_WORDS and self.raw.kind[i + n] == WORD:
            words.append(self.word(i + n).upper)
            n += 1
        known = self.user_phrases[words[0]]
        while n > 0:
            phrase = known.get(tuple(words[:n]))
            if phrase is not None and self.follows_phrase(phrase, i + n, statement, n > 1) > 0:
                count[0] = n
                return phrase
            n -= 1
        return None

    cdef int fits(self, Phrase phrase, int i, bint statement) except -1:
        """0 when the phrase is not a keyword here, 2 when it lacks its values, else 1."""
        cdef int j = i
        cdef int length = len(phrase.words)
        while j - i < length:
            if self.raw.kind[j] != WORD or self.word(j).upper != phrase.words[j - i]:
                return 0
            j += 1
        return self.follows_phrase(phrase, j, statement, length > 1)

    cdef int follows_phrase(self, Phrase phrase, int j, bint statement, bint several) except -1:
        """As ``fits``, for a phrase that ends before token ``j``."""
        cdef int after
        phrase.prepare()
        if self.raw.kind[j] == SIGN:
            after = self.raw.aux[j]
            if after == OPEN:
                return self.follows_paren(phrase, j, statement, several)
            if after == DOT or after == ASK_DOT:
                return 1 if several and phrase.zero and not statement else 0
            if after == OPEN_SQUARE and self.adjacent(j):
                if several or not statement:
                    return 0
                after = self.lvalue_end(j - 1, True)
                return 1 if after == j - 1 or self.ends(after) else 0
            if several and after == MINUS and statement and not self.adjacent(j) and self.adjacent(j + 1):
                return 1
            if several and after not in (OPEN_SQUARE, OPEN_BRACE, OPEN_HOLE, BANG) and not self.ends(j):
                return 1 if phrase.zero and not statement else 0
        if self.ends(j):
            if phrase.zero and (statement or several):
                return 1
            return 2 if statement else 0
        if statement and not (several and self.raw.kind[j] == WORD and self.word(j).infix):
            return 1
        if self.starts_operand(j):
            return 1
        if self.raw.kind[j] == WORD and ("", self.word(j).upper) in phrase.follows:
            return 1
        return 1 if phrase.zero and several else 0

    cdef int follows_paren(self, Phrase phrase, int j, bint statement, bint several) except -1:
        """A phrase with ``(`` behind it: several words are a keyword; one word is a call unless a blank parts them."""
        if several:
            return 1
        if self.adjacent(j):
            return 1 if statement and not self.ends(self.raw.mate[j] + 1) and self.raw.mate[j] > 0 and not self.continues(
                self.raw.mate[j] + 1
            ) else 0
        return 0 if self.arrays and (<str>phrase.text) in self.arrays else 1

    cdef bint continues(self, int i) except? 1:
        """True when token ``i`` goes on with the value before it: ``.field``, ``[...]``."""
        return self.is_sign(i, DOT) or self.is_sign(i, ASK_DOT) or self.is_sign(i, OPEN_SQUARE)

    cdef bint takes_paren(self, Phrase phrase, int j, bint statement) except? 1:
        """True when the ``(`` at ``j`` holds all that the phrase is given."""
        cdef int mate = self.raw.mate[j]
        if mate < 0:
            return self.adjacent(j) and not statement
        if statement:
            return self.ends(mate + 1)
        return self.adjacent(j) or self.has_comma(j)

    cdef bint has_comma(self, int j) except? 1:
        """True when a comma stands directly inside the bracket at ``j``."""
        cdef int i = j + 1
        cdef int mate = self.raw.mate[j]
        while i < mate:
            if self.raw.kind[i] == SIGN:
                if self.raw.aux[i] == COMMA:
                    return True
                if self.raw.mate[i] > i:
                    i = self.raw.mate[i]
            i += 1
        return False

    cdef bint try_phrase(self, int i, bint statement) except? 1:
        """Begin the keyword at token ``i``, if there is one."""
        cdef int count = 0
        cdef Phrase phrase = self.match(i, statement, &count)
        cdef bint paren
        if phrase is None:
            return False
        paren = self.is_sign(i + count, OPEN) and self.takes_paren(phrase, i + count, statement)
        self.command(phrase, i, count, STATEMENT if statement else COMMAND, paren)
        return True

    # ------------------------------------------------------------ expressions

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
        if kind == NUMBER:
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

    cdef object text_value(self, int i):
        cdef int start = self.raw.start[i]
        cdef int end = self.raw.end[i]
        cdef int flags = self.raw.aux[i]
        if flags & UNCLOSED:
            self.failed = True
        if flags == 0:
            return ast.Literal(start, end, self.raw.text[start + 1:end - 1])
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
        if sign == OPEN_BLOCK:
            self.close_frames(0)
            self.emit(T_LBLOCK, i, None)
            self.at += 1
        return 1

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
        if i == self.plain:
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
        if not (self.starts_operand(j) or self.is_sign(j, TIMES)) or self.is_word(j, "CASE"):
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

    # ------------------------------------------------------------ after a value

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

    # ------------------------------------------------------------ commas

    cdef int comma(self, int i) except -1:
        cdef int owner = self.comma_owner(i, self.floor())
        self.want = True
        if owner < 0:
            self.close_frames(self.floor())
            self.emit(T_COMMA, i, None)
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
            if self.frames[f].commas < (phrase.max_commas if kind == BASE or kind == OBJECT else phrase.min_commas):
                return f
            f -= 1
        if kind == INSIDE:
            return floor
        if kind == BASE and self.depth > 0 and not self.list_comma:
            return 1
        return -1

    cdef bint assigns_next(self, int i) except? 1:
        """True for ``name AS`` and ``name =`` after a comma."""
        return self.raw.kind[i] == WORD and (self.is_word(i + 1, "AS") or self.is_sign(i + 1, EQUAL))

    # ------------------------------------------------------------ words after a value

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

    # ------------------------------------------------------------ statements

    cdef int close_inline(self) except -1:
        """The IFs on one line end with it."""
        while self.inline > 0:
            self.inline -= 1
            self.emit_empty(T_CLOSE, "INLINE")
            self.emit_empty(0, None)
        return 0

    cdef int statement(self) except -1:
        cdef int i = self.at
        cdef int kind = self.raw.kind[i]
        self.begin()
        if i in self.raw.remarks:
            start, end, text = self.raw.remarks[i]
            self.out.add(T_LEAF, start, end, ast.Remark(start, end, text))
            self.out.add(0, end, end, None)
        if kind == WORD:
            self.word_statement(i)
        elif kind == SIGN:
            self.sign_statement(i)
        elif kind == STRING or kind == QUOTED or kind == NUMBER:
            if kind != NUMBER and self.is_sign(i + 1, EQUAL):
                self.with_key(i, i)
            else:
                self.want = True
                self.run()
        elif kind == TABLE:
            self.emit(T_LEAF, i, read_table(self.raw.text, self.raw.start[i], self.raw.end[i], self.raw.aux[i], self.problems))
            self.at += 1
        elif kind == PRAGMA:
            self.emit(T_LEAF, i, ast.Pragma(self.raw.start[i], self.raw.end[i], self.raw.text[self.raw.start[i] + 1:self.raw.end[i]]))
            self.at += 1
        else:
            self.fail("strange" if kind == STRANGE else "statement", i, self.raw.text[self.raw.start[i]:self.raw.end[i]])
        if not self.failed and not self.ends(self.at) and self.last not in (T_THEN, T_ELSE, T_DO, T_DEFAULT, T_LBLOCK, T_CLOSE):
            self.leftover()
        self.finish()
        return 0

    cdef int leftover(self) except -1:
        """Tokens that no reader took: classified as values, so that the grammar finds the place."""
        while not self.failed and self.raw.kind[self.at] != NEWLINE and self.raw.kind[self.at] != END:
            self.want = True
            if self.run() == 0 and self.ends(self.at):
                break
        return 0

    cdef int sign_statement(self, int i) except -1:
        cdef int sign = self.raw.aux[i]
        if sign == CLOSE_BLOCK:
            self.at += 1
            if self.is_word(i + 1, "ELSE") or self.is_word(i + 1, "ELSEIF") or self.is_word(i + 1, "CATCH") or self.is_word(i + 1, "FINALLY"):
                self.word_statement(i + 1)
                return 0
            self.emit(T_CLOSE, i, "BRACE")
        elif sign == DOT and (self.raw.kind[i + 1] == WORD or self.raw.kind[i + 1] == NUMBER) and self.is_sign(i + 2, EQUAL):
            self.with_key(i, i + 1)
        elif sign == CLOSE or sign == CLOSE_SQUARE or sign == CLOSE_BRACE:
            self.closing(i)
        else:
            self.want = True
            self.run()
        return 0

    cdef int with_key(self, int i, int j) except -1:
        """``.field = value`` and ``"key" = value`` inside WITH."""
        if self.raw.kind[j] == STRING or self.raw.kind[j] == QUOTED:
            value = self.texts.plain(self.raw.start[j], self.raw.end[j], self.raw.kind[j] == STRING)
        else:
            value = self.raw.text[self.raw.start[j]:self.raw.end[j]]
        self.emit_span(T_WITHKEY, i, j, value)
        self.at = j + 1
        self.assign(j + 1)
        self.run()
        return 0

    cdef int word_statement(self, int i) except -1:
        cdef Word word = self.word(i)
        cdef int equals
        self.at = i
        handler = HANDLERS.get(word.upper)
        equals = self.assignment(i, handler is None)
        if equals >= 0 and (self.adjacent(i + 1) or self.is_target(i, handler is not None)):
            return self.assigning(i, equals)
        if self.is_sign(i + 1, COLON) and (handler is None or word.upper not in ("ELSE", "TRY", "FINALLY", "DEFAULT", "DO", "BEGIN")):
            if self.raw.kind[i + 2] == NEWLINE or self.raw.kind[i + 2] == END or (handler is None and not word.phrases):
                self.emit_span(T_LEAF, i, i + 1, ast.Label(self.raw.start[i], self.raw.end[i], word.text))
                self.at += 2
                return 0
        if handler is not None and not self.is_sign(i + 1, DOT) and handler(self, i):
            return 0
        return self.plain_statement(i)

    cdef bint is_target(self, int i, bint structural) except? 1:
        """False for ``TALK [1] = x``: a bracket behind a blank belongs to the keyword."""
        if not (self.is_sign(i + 1, OPEN_SQUARE) or self.is_sign(i + 1, OPEN)):
            return True
        return not structural and not self.word(i).phrases

    cdef int assigning(self, int i, int equals) except -1:
        self.plain = i
        self.assign_at = equals
        self.want = True
        return self.run()

    cdef int plain_statement(self, int i) except -1:
        """A keyword, a call, or something that cannot be understood."""
        cdef Word word = self.word(i)
        if (word.phrases or word.underscored is not None or self.user_phrases) and self.try_phrase(i, True):
            return self.run()
        if not self.called(i):
            self.fail_word(i)
            return 0
        self.plain = i
        self.want = True
        return self.run()

    cdef bint called(self, int i) except? 1:
        """True when token ``i`` begins ``name(...)``, ``name.method(...)`` or some other value; not a name among words."""
        cdef int j = i + 1
        if self.raw.kind[j] == SIGN:
            return self.raw.aux[j] not in (COLON, COMMA, SEMICOLON, BANG)
        return self.ends(j)

    cdef int fail_word(self, int i) except -1:
        """Words that are no keyword: note up to four of them."""
        cdef int j = i
        words = []
        while self.raw.kind[j] == WORD and len(words) < 4:
            words.append((self.word(j).text, self.raw.end[j]))
            j += 1
        return self.problem("keyword", self.raw.start[i], self.raw.end[i], words)

    # ---- statement words; each returns False when the word is not one here

    def on_if(self, int i):
        self.emit(T_IF, i, None)
        return self.condition(IF_STOPS, True)

    cdef bint condition(self, dict stops, bint inline) except? 1:
        """The rest of a head: a value up to its closing word."""
        self.at += 1
        self.stops = stops
        self.want = True
        self.run()
        if inline and not self.failed and self.last == T_THEN and self.out.values[self.out.length - 1] is True:
            self.inline += 1
        return True

    def on_else(self, int i):
        if self.is_word(i + 1, "IF"):
            self.emit_span(T_ELSEIF, i, i + 1, None)
            self.at += 1
            return self.condition(IF_STOPS, False)
        self.emit(T_ELSE, i, None)
        self.at += 1
        if self.is_sign(self.at, OPEN_BLOCK):
            self.emit(T_LBLOCK, self.at, None)
            self.at += 1
        elif self.is_sign(self.at, COLON):
            self.at += 1
        return True

    def on_elseif(self, int i):
        self.emit(T_ELSEIF, i, None)
        return self.condition(IF_STOPS, False)

    def on_end(self, int i):
        if self.ends(i + 1):
            self.emit(T_LEAF, i, ast.Exit(self.raw.start[i], self.raw.end[i], "SCRIPT"))
            self.at += 1
            return True
        if self.raw.kind[i + 1] != WORD:
            return False
        kind = END_WORDS.get(self.word(i + 1).upper)
        if kind is None:
            self.problem("end", self.raw.start[i], self.raw.end[i + 1], self.word(i + 1).text)
            return True
        return self.close_block(i, i + 1, kind)

    cdef bint close_block(self, int i, int j, str kind) except? 1:
        """The end of a block; what stands behind it on the line is tolerated."""
        if kind == "IF" and self.inline > 0:
            self.inline -= 1
            kind = "INLINE"
        if kind == "SELECT" and self.switches:
            self.switches.pop()
        self.emit_span(T_CLOSE, i, j, kind)
        self.at = j + 1
        if kind == "WHILE" and (self.is_word(self.at, "WHILE") or self.is_word(self.at, "UNTIL")):
            self.emit(T_WHILE if self.is_word(self.at, "WHILE") else T_UNTIL, self.at, None)
            self.condition(NO_STOPS, False)
            return True
        while not self.ends(self.at):
            self.at += 1
        return True

    def on_single_end(self, int i):
        cdef int count = 0
        if self.match_several(i):
            return False
        return self.close_block(i, i, SINGLE_ENDS[self.word(i).upper])

    cdef bint match_several(self, int i) except? 1:
        """True when a phrase of two words or more begins at ``i``."""
        cdef int count = 0
        cdef Phrase phrase = self.match(i, True, &count)
        return phrase is not None and count > 1

    def on_for(self, int i):
        cdef int j = i + 1
        if self.is_word(j, "EACH") and self.raw.kind[j + 1] == WORD:
            j += 1
        if self.raw.kind[j] != WORD:
            self.emit(T_FOR, i, None)
            self.problem("for", self.raw.start[i], self.raw.end[i], None)
            return True
        if self.is_word(j + 1, "IN"):
            self.emit_span(T_FOREACH, i, j - 1, None)
            self.name(j)
            self.emit(T_IN, j + 1, None)
            self.at = j + 1
            return self.condition(EACH_STOPS, False)
        if j == i + 1 and self.is_sign(j + 1, EQUAL):
            self.emit(T_FOR, i, None)
            self.name(j)
            self.emit(T_ASSIGN, j + 1, "=")
            self.at = j + 1
            return self.condition(FOR_STOPS, False)
        self.emit(T_FOR, i, None)
        self.problem("for", self.raw.start[i], self.raw.end[i], None)
        return True

    def on_while(self, int i):
        self.emit(T_WHILE, i, None)
        return self.condition(LOOP_STOPS, False)

    def on_do(self, int i):
        if self.is_word(i + 1, "WHILE") or self.is_word(i + 1, "UNTIL"):
            self.emit(T_DO, i, None)
            self.emit(T_WHILE if self.is_word(i + 1, "WHILE") else T_UNTIL, i + 1, None)
            self.at += 1
            return self.condition(LOOP_STOPS, False)
        if not self.ends(i + 1):
            return False
        self.emit(T_DO, i, None)
        self.at += 1
        if self.is_sign(self.at, OPEN_BLOCK):
            self.emit(T_LBLOCK, self.at, None)
            self.at += 1
        return True

    def on_select(self, int i):
        if self.is_word(i + 1, "CASE"):
            self.emit_span(T_SELECT, i, i + 1, None)
            self.at += 1
        elif self.raw_query(i):
            return True
        elif self.raw.kind[i + 1] == WORD and self.ends(self.lvalue_end(i + 1, True)):
            self.emit(T_SELECT, i, None)
            self.plain = i + 1
        else:
            return False
        self.switches.append(False)
        return self.condition(NO_STOPS, False)

    def on_switch(self, int i):
        if self.ends(i + 1):
            return False
        self.emit(T_SWITCH, i, None)
        self.switches.append(False)
        return self.condition(NO_STOPS, False)

    cdef bint value_switch(self) except? 1:
        return bool(self.switches) and self.switches[len(self.switches) - 1]

    def on_case(self, int i):
        if self.is_word(i + 1, "ELSE") or self.is_word(i + 1, "DEFAULT"):
            self.emit_span(T_DEFAULT, i, i + 1, None)
            self.at = i + 2
            return self.default_arm()
        self.emit(T_CASE, i, None)
        self.stops = CASE_STOPS
        self.list_comma = True
        self.arm = self.value_switch()
        self.want = True
        self.at += 1
        if self.is_word(i + 1, "IS") and self.raw.kind[i + 2] == SIGN and self.raw.aux[i + 2] in COMPARISONS:
            self.emit(T_IS, i + 1, None)
            self.at += 1
        self.run()
        return True

    cdef bint default_arm(self) except? 1:
        if self.is_sign(self.at, COLON):
            if self.value_switch():
                self.emit(T_ARM, self.at, None)
                self.at += 1
                self.want = True
                self.run()
        return True

    def on_default(self, int i):
        if not self.ends(i + 1):
            return False
        self.emit(T_DEFAULT, i, None)
        self.at += 1
        return self.default_arm()

    def on_with(self, int i):
        cdef int j = self.lvalue_end(i + 1, False)
        if j == i + 1 or not (self.ends(j) or self.is_sign(j, EQUAL)):
            return False
        self.emit(T_WITH, i, None)
        self.at += 1
        self.plain = i + 1
        self.assign_at = j if self.is_sign(j, EQUAL) else -1
        self.want = True
        self.run()
        return True

    def on_sub(self, int i):
        header = self.header(i)
        if header is None:
            self.emit(T_SUB, i, None)
            self.problem("sub", self.raw.start[i], self.raw.end[i], self.word(i).upper)
            return True
        self.at = i + 1
        while not self.ends(self.at):
            self.at += 1
        words, params = header
        names = [ast.Name(start, end, text) for text, start, end in params]
        self.emit_span(T_SUB, i, self.at - 1, (words, names, self.word(i).upper == "FUNCTION"))
        if self.is_sign(self.at, OPEN_BLOCK):
            self.emit(T_LBLOCK, self.at, None)
            self.at += 1
        return True

    def on_call(self, int i):
        cdef int j
        if self.raw.kind[i + 1] == WORD:
            j = self.lvalue_end(i + 1, True)
            if j > i + 1 and self.ends(j):
                self.emit(T_CALL, i, None)
                self.at += 1
                self.plain = i + 1
                self.want = True
                self.run()
                return True
            if self.user_phrases and self.word(i + 1).upper in self.user_phrases:
                self.at += 1
                self.plain_statement(i + 1)
                return True
        if self.vocabulary.phrase(("CALL",)) is not None or self.ends(i + 1):
            return False
        self.command(CALL_PHRASE, i, 1, STATEMENT, False)
        self.run()
        return True

    def on_return(self, int i):
        if self.is_word(i + 1, "WITH") and self.raw.kind[i + 2] == WORD and self.is_word(i + 3, "AS"):
            self.emit_span(T_RETURNWITH, i, i + 1, None)
            self.at = i + 2
            self.push(STATEMENT, RETURN_PHRASE, i)
            self.plain = self.at
            self.run()
            return True
        self.emit(T_RETURN, i, None)
        self.at += 1
        if not self.ends(self.at):
            self.want = True
            self.run()
        return True

    cdef bint leaf(self, int i, int j, object node) except? 1:
        """A statement of the tokens ``i`` to ``j`` that is complete."""
        self.emit_span(T_LEAF, i, j, node)
        self.at = j + 1
        return True

    def on_exit(self, int i):
        if self.ends(i + 1):
            return self.leaf(i, i, ast.Exit(self.raw.start[i], self.raw.end[i], "SCRIPT"))
        kind = EXITS.get(self.word(i + 1).upper) if self.raw.kind[i + 1] == WORD else None
        if kind is None or not self.ends(i + 2):
            return False
        return self.leaf(i, i + 1, ast.Exit(self.raw.start[i], self.raw.end[i + 1], kind))

    def on_stop(self, int i):
        return self.ends(i + 1) and self.leaf(i, i, ast.Exit(self.raw.start[i], self.raw.end[i], "SCRIPT"))

    def on_break(self, int i):
        return self.ends(i + 1) and self.leaf(i, i, ast.Exit(self.raw.start[i], self.raw.end[i], "LOOP"))

    def on_continue(self, int i):
        cdef int j = i
        if self.raw.kind[i + 1] == WORD and self.word(i + 1).upper in EXITS:
            j += 1
        return self.ends(j + 1) and self.leaf(i, j, ast.Continue(self.raw.start[i], self.raw.end[j]))

    cdef str label(self, int i):
        """The label at token ``i``, or "" when it is none."""
        if self.raw.kind[i] != WORD and self.raw.kind[i] != NUMBER:
            return ""
        return self.raw.text[self.raw.start[i]:self.raw.end[i]]

    def on_goto(self, int i):
        target = self.label(i + 1)
        if not target or not self.ends(i + 2):
            self.problem("label", self.raw.start[i], self.raw.end[i], self.word(i).upper)
            return True
        make = ast.Goto if self.word(i).upper == "GOTO" else ast.Gosub
        return self.leaf(i, i + 1, make(self.raw.start[i], self.raw.end[i + 1], target))

    def on_resume(self, int i):
        if self.ends(i + 1):
            return self.leaf(i, i, ast.Resume(self.raw.start[i], self.raw.end[i], ""))
        if not self.ends(i + 2) or self.match_several(i):
            return False
        target = self.label(i + 1)
        if not target:
            return False
        return self.leaf(i, i + 1, ast.Resume(self.raw.start[i], self.raw.end[i + 1], "" if target.upper() == "NEXT" else target))

    def on_dim(self, int i):
        cdef int j = i + 1
        if self.is_word(j, "PRESERVE"):
            j += 1
        self.emit_span(T_DIM, i, j - 1, j > i + 1)
        self.at = j
        self.list_comma = True
        while not self.failed and self.raw.kind[self.at] == WORD:
            self.name(self.at)
            if self.is_sign(self.at, OPEN):
                self.emit(T_LCALL, self.at, None)
                self.push(CALLING, None, self.at)
                self.at += 1
                while self.brackets > 0 and not self.failed and self.raw.kind[self.at] not in (NEWLINE, END):
                    if self.want:
                        self.operand(self.raw.kind[self.at])
                    else:
                        self.after(self.raw.kind[self.at])
            if self.is_word(self.at, "AS") and self.raw.kind[self.at + 1] == WORD:
                self.at += 2
            if not self.is_sign(self.at, COMMA):
                break
            self.emit(T_COMMA, self.at, None)
            self.at += 1
        return True

    def on_const(self, int i):
        cdef int equals = self.assignment(i + 1, False)
        if equals < 0:
            self.problem("const", self.raw.start[i], self.raw.end[i], None)
            return True
        self.emit(T_CONST, i, None)
        return bool(self.assigning_at(i + 1, equals))

    cdef bint assigning_at(self, int i, int equals) except? 1:
        self.at = i
        self.assigning(i, equals)
        return True

    def on_let(self, int i):
        cdef int equals = self.assignment(i + 1, True)
        if equals < 0:
            if self.word(i).upper == "LET":
                self.problem("let", self.raw.start[i], self.raw.end[i], None)
                return True
            return False
        return bool(self.assigning_at(i + 1, equals))

    def on_try(self, int i):
        cdef int j = i
        if not self.ends(i + 1):
            return False
        if self.is_sign(i + 1, COLON):
            j += 1
        self.emit(T_LEAF, i, ast.Opener(self.raw.start[i], self.raw.end[i], "TRY", (self.is_sign(i + 1, OPEN_BLOCK),)))
        self.at = i + 1
        return self.skip_block()

    cdef bint skip_block(self) except? 1:
        """Leave out the brace of a block whose head is a complete statement."""
        if self.is_sign(self.at, OPEN_BLOCK):
            self.at += 1
            self.last = T_LBLOCK
        elif self.is_sign(self.at, COLON):
            self.at += 1
            self.last = T_ELSE
        return True

    def on_catch(self, int i):
        cdef int j = i + 1
        self.emit(T_CATCH, i, None)
        if self.is_sign(j, OPEN) and self.raw.kind[j + 1] == WORD and self.is_sign(j + 2, CLOSE):
            self.name(j + 1)
            self.at += 1
        elif self.raw.kind[j] == WORD and not self.ends(j):
            self.name(j)
        else:
            self.at += 1
        if self.is_word(self.at, "AS") and self.raw.kind[self.at + 1] == WORD:
            self.at += 2
        return self.skip_block()

    def on_finally(self, int i):
        if not self.ends(i + 1):
            return False
        self.emit(T_LEAF, i, ast.Middle(self.raw.start[i], self.raw.end[i], "FINALLY", ()))
        self.at += 1
        return self.skip_block()

    def on_throw(self, int i):
        self.emit(T_THROW, i, None)
        self.at += 1
        if not self.ends(self.at):
            self.want = True
            self.run()
        return True

    def on_assert(self, int i):
        self.emit(T_ASSERT, i, None)
        self.list_comma = True
        return self.condition(NO_STOPS, False)

    def on_include(self, int i):
        if not self.starts_operand(i + 1):
            return False
        self.emit(T_INCLUDE, i, None)
        return self.condition(NO_STOPS, False)

    def on_param(self, int i):
        if self.raw.kind[i + 1] != WORD:
            self.problem("param", self.raw.start[i], self.raw.end[i], None)
            return True
        self.emit(T_PARAM, i, None)
        self.at += 1
        self.push(STATEMENT, PARAM_PHRASE, i)
        self.plain = i + 1
        self.run()
        return True

    def on_description(self, int i):
        cdef int j = i + 1
        if self.raw.kind[j] == REST:
            text = self.raw.text[self.raw.start[j]:self.raw.end[j]]
            return self.leaf(i, j, ast.Description(self.raw.start[i], self.raw.end[j], text))
        if not self.starts_operand(j):
            return False
        self.emit(T_DESCRIPTION, i, None)
        return self.condition(NO_STOPS, False)

    def on_hear(self, int i):
        if self.match_several(i):
            return False
        self.emit(T_HEAR, i, None)
        self.at += 1
        self.push(STATEMENT, HEAR_PHRASE, i)
        self.plain = i + 1
        self.run()
        return True

    def on_begin(self, int i):
        cdef int j = i + 1
        while self.raw.kind[j] != BODY:
            if self.raw.kind[j] == NEWLINE or self.raw.kind[j] == END:
                return False
            j += 1
        kind = self.word(i + 1).upper
        if kind == "SYSTEM":
            kind = "SYSTEM PROMPT"
        node = ast.TextBlock(
            self.raw.start[i], self.raw.end[j], kind, self.texts.block(self.raw.start[j], self.raw.aux[j]), None
        )
        if kind == "MAIL" and j > i + 2:
            return self.mail(i, j, node)
        return self.leaf(i, j, node)

    cdef bint mail(self, int i, int j, object node) except? 1:
        """BEGIN MAIL with its recipient before the body."""
        if self.raw.kind[i + 2] == REST:
            node.recipient = self.texts.address(self.raw.start[i + 2], self.raw.end[i + 2])
            return self.leaf(i, j, node)
        self.emit_span(T_MAIL, i, i + 1, None)
        self.at = i + 2
        self.want = True
        while not self.failed and self.at < j:
            if self.want:
                self.operand(self.raw.kind[self.at])
            else:
                self.after(self.raw.kind[self.at])
        if not self.failed:
            self.close_frames(self.floor())
            if self.depth > 0:
                self.fail("bracket", self.frames[self.depth].opener)
        self.at = j
        if not self.failed:
            self.leaf(j, j, node)
        return True

    def on_on(self, int i):
        cdef int j = i + 1
        cdef int words
        if self.is_word(j, "ERROR"):
            return self.on_error(i)
        if self.is_word(j, "TIMEOUT") and self.is_sign(j + 1, COLON):
            action = self.raw.text[self.raw.start[i + 3]:self.raw.end[i + 3]] if self.raw.kind[i + 3] == REST else ""
            node = ast.Middle(self.raw.start[i], self.raw.end[i + 3], "ON TIMEOUT", (action,))
            return self.leaf(i, i + 3, node)
        event = ""
        for phrase, name in ON_EVENTS:
            words = 0
            while words < len(phrase) and self.is_word(j + words, phrase[words]):
                words += 1
            if words == len(phrase):
                event = name
                j += words
                break
        if not event:
            if self.raw.kind[j] != STRING and self.raw.kind[j] != QUOTED:
                self.problem("event", self.raw.start[i], self.raw.end[j], None)
                return True
            event = "TABLE" if self.is_sign(j + 1, COMMA) else "EVENT"
        self.emit_span(T_ON, i, j - 1, event)
        self.at = j
        self.push(STATEMENT, ON_PHRASE, i)
        self.stops = LOOP_STOPS
        self.run()
        return True

    cdef bint on_error(self, int i) except? 1:
        cdef int j = i + 2
        cdef int start = self.raw.start[i]
        if self.is_word(j, "RESUME") and self.is_word(j + 1, "NEXT"):
            return self.leaf(i, j + 1, ast.OnError(start, self.raw.end[j + 1], "RESUME", ""))
        if self.is_word(j, "GOTO"):
            target = self.label(j + 1)
            if target == "0":
                return self.leaf(i, j + 1, ast.OnError(start, self.raw.end[j + 1], "OFF", ""))
            if target:
                return self.leaf(i, j + 1, ast.OnError(start, self.raw.end[j + 1], "GOTO", target))
        if self.is_word(j, "OFF"):
            return self.leaf(i, j, ast.OnError(start, self.raw.end[j], "OFF", ""))
        self.problem("on error", start, self.raw.end[i + 1], None)
        return True

    def on_schedule(self, int i):
        if not self.is_word(i + 1, "IN"):
            return False
        self.emit_span(T_SCHEDULE, i, i + 1, None)
        self.at += 1
        return self.condition(TIMER_STOPS, False)

    def on_step(self, int i):
        cdef int j = i + 2
        cdef Phrase phrase
        if not self.is_sign(j, COLON) or self.raw.kind[j + 1] != WORD:
            return False
        kind = self.word(j + 1).upper
        if kind not in ("BOT", "HUMAN", "PARALLEL"):
            self.problem("step", self.raw.start[i], self.raw.end[j], None)
            return True
        self.emit(T_STEPNO, i, None)
        self.at += 1
        self.want = True
        self.operand(self.raw.kind[self.at])
        self.emit(T_ARM, j, None)
        self.emit(T_STEPKIND, j + 1, kind)
        self.at = j + 2
        phrase = BOT_PHRASE
        if kind == "HUMAN":
            phrase = HUMAN_PHRASE
            if self.is_word(self.at, "APPROVAL"):
                self.at += 1
        self.push(STATEMENT, phrase, i)
        self.run()
        return True

    def on_branch(self, int i):
        if not self.is_sign(i + 2, COLON) or self.raw.kind[i + 1] not in (WORD, NUMBER):
            return False
        if not self.is_word(i + 3, "BOT"):
            self.problem("branch", self.raw.start[i], self.raw.end[i + 2], None)
            return True
        self.emit_span(T_BRANCH, i, i + 3, self.label(i + 1))
        self.at = i + 4
        self.push(STATEMENT, BOT_PHRASE, i)
        self.run()
        return True

    def on_timeout(self, int i):
        if not self.starts_operand(i + 1):
            return False
        self.emit(T_TIMEOUT, i, None)
        return self.condition(NO_STOPS, False)

    def on_clear(self, int i):
        if (self.is_word(i + 1, "ERROR") or self.is_word(i + 1, "ERRORS")) and self.ends(i + 2):
            return self.leaf(i, i + 1, ast.ClearError(self.raw.start[i], self.raw.end[i + 1]))
        return False


CLOSERS = {
    GROUP: T_RPAR, INDEX: T_RIDX, LISTING: T_RLIST, CALLING: T_RCALL, OBJECT: T_ROBJ, HOLE: T_RPAR, INSIDE: T_XEND,
}  # fmt: skip

HANDLERS = {
    "IF": Classifier.on_if, "ELSE": Classifier.on_else, "ELSEIF": Classifier.on_elseif, "END": Classifier.on_end,
    "FOR": Classifier.on_for, "WHILE": Classifier.on_while, "DO": Classifier.on_do, "SELECT": Classifier.on_select,
    "SWITCH": Classifier.on_switch, "CASE": Classifier.on_case, "DEFAULT": Classifier.on_default, "WITH": Classifier.on_with,
    "SUB": Classifier.on_sub, "FUNCTION": Classifier.on_sub, "CALL": Classifier.on_call, "RETURN": Classifier.on_return,
    "EXIT": Classifier.on_exit, "STOP": Classifier.on_stop, "BREAK": Classifier.on_break, "CONTINUE": Classifier.on_continue,
    "GOTO": Classifier.on_goto, "GOSUB": Classifier.on_goto, "RESUME": Classifier.on_resume, "DIM": Classifier.on_dim,
    "REDIM": Classifier.on_dim, "CONST": Classifier.on_const, "LET": Classifier.on_let, "SET": Classifier.on_let,
    "TRY": Classifier.on_try, "CATCH": Classifier.on_catch, "FINALLY": Classifier.on_finally, "THROW": Classifier.on_throw,
    "RAISE": Classifier.on_throw, "ASSERT": Classifier.on_assert, "INCLUDE": Classifier.on_include, "PARAM": Classifier.on_param,
    "DESCRIPTION": Classifier.on_description, "HEAR": Classifier.on_hear, "BEGIN": Classifier.on_begin, "ON": Classifier.on_on,
    "SCHEDULE": Classifier.on_schedule, "STEP": Classifier.on_step, "BRANCH": Classifier.on_branch,
    "TIMEOUT": Classifier.on_timeout, "CLEAR": Classifier.on_clear, **dict.fromkeys(SINGLE_ENDS, Classifier.on_single_end),
}  # fmt: skip
