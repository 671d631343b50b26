from compiler._lalr cimport Stream
from compiler.lexer cimport *
from compiler.vocabulary cimport Phrase, Vocabulary, Word

cdef int T_NAME, T_NUMBER, T_STRING, T_FIELD, T_KEY, T_LEAF, T_LPAR, T_RPAR, T_LCALL, T_RCALL, T_LIDX, T_RIDX, T_LLIST
cdef int T_RLIST, T_LOBJ, T_ROBJ, T_LBLOCK, T_DOT, T_COMMA, T_COLON, T_QUESTION, T_ASSIGN, T_ADD, T_MUL, T_POW, T_NEG, T_CMP
cdef int T_ISNULL, T_BETWEEN, T_BAND, T_AND, T_OR, T_NOT, T_ELVIS, T_XCMD, T_XEND, T_ARGCOMMA, T_CLAUSE, T_ALL, T_ITEMCOLON
cdef int T_IF, T_ELSEIF, T_THEN, T_ELSE, T_CLOSE, T_FOREACH, T_IN, T_LAST, T_FOR, T_TO, T_STEP, T_WHILE, T_UNTIL, T_DO
cdef int T_SELECT, T_SWITCH, T_CASE, T_IS, T_DEFAULT, T_ARM, T_WITH, T_WITHKEY, T_SUB, T_CALL, T_RETURN, T_RETURNWITH, T_DIM
cdef int T_CONST, T_CATCH, T_THROW, T_ASSERT, T_INCLUDE, T_PARAM, T_DESCRIPTION, T_HEAR, T_MAIL, T_ON, T_SCHEDULE, T_UNIT
cdef int T_STEPNO, T_STEPKIND, T_BRANCH, T_TIMEOUT, T_ERROR

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
    MAX_TOKENS = 100000      # in one statement
    MAX_DEFINITIONS = 20000  # SUBs that are keywords
    MAX_STATEMENTS = 150000  # in one text
    MAX_NAME_WORDS = 8   # in the name of a SUB


cdef class Cursor:
    cdef Tokens raw
    cdef Vocabulary vocabulary
    cdef Stream out
    cdef object texts
    cdef readonly list problems
    cdef int at
    cdef bint want                # a value is expected next
    cdef bint failed
    cdef bint arm, list_comma
    cdef int last                 # kind emitted last
    cdef int assign_at, plain, inline, brackets, depth, begun, defined
    cdef dict stops
    cdef Frame frames[201]
    cdef list phrases, befores
    cdef list switches
    cdef dict user_phrases
    cdef set arrays

    cdef int find_definitions(self) except -1
    cdef int define(self, int i) except -1
    cdef object header(self, int i)
    cdef int note_arrays(self, int i) except -1
    cdef Word word(self, int i)
    cdef bint is_sign(self, int i, int sign) noexcept
    cdef bint is_word(self, int i, str upper) except? 1
    cdef bint adjacent(self, int i) noexcept
    cdef bint ends(self, int i) except? 1
    cdef bint ends_inline(self, int i) except? 1
    cdef bint starts_operand(self, int i) except? 1
    cdef bint negates(self, int i) except? 1
    cdef bint outer_clause(self, str upper) except? 1
    cdef bint is_command(self, int f) noexcept
    cdef int floor(self) noexcept
    cdef int lvalue_end(self, int i, bint calls) except -1
    cdef int assignment(self, int i, bint calls) except -2
    cdef int emit(self, int kind, int i, object value) except -1
    cdef int emit_span(self, int kind, int i, int j, object value) except -1
    cdef int emit_empty(self, int kind, object value) except -1
    cdef int name(self, int i) except -1
    cdef int problem(self, str what, int start, int end, object detail) except -1
    cdef int fail(self, str what, int i, object detail=*) except -1
    cdef int begin(self) except -1
    cdef int finish(self) except -1
    cdef int push(self, int kind, Phrase phrase, int opener) except -1
    cdef int close_frames(self, int keep) except -1
