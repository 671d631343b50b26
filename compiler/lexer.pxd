from compiler.vocabulary cimport Vocabulary, Word

cpdef enum Raw:
    END = 0          # end of the text
    NEWLINE
    WORD
    NUMBER
    STRING           # double quotes
    QUOTED           # single quotes
    SIGN             # `aux` is its Sign
    BODY             # body of a text block with its END line; `aux` is where the END line starts
    TABLE            # a whole TABLE ... END TABLE; `aux` is 1 when the end is missing
    REST             # text up to the end of the line
    PRAGMA
    STRANGE          # a character the language does not have

cpdef enum Sign:
    PLUS = 1
    MINUS
    TIMES
    DIVIDE
    WHOLE            # \
    POWER
    AMP
    PERCENT
    EQUAL
    UNEQUAL
    LESS
    LESS_EQUAL
    MORE
    MORE_EQUAL
    OPEN
    CLOSE
    OPEN_SQUARE
    CLOSE_SQUARE
    OPEN_BRACE       # { and #{
    CLOSE_BRACE
    OPEN_HOLE        # ${
    OPEN_BLOCK       # { that begins a block
    CLOSE_BLOCK
    COMMA
    COLON
    SEMICOLON
    DOT
    ASK_DOT          # ?.
    ASK
    ASK_ASK
    BANG
    BOTH             # &&
    EITHER           # ||
    PLUS_EQUAL
    MINUS_EQUAL
    TIMES_EQUAL
    DIVIDE_EQUAL

cdef enum:
    HAS_ESCAPE = 1
    HAS_HOLE = 2
    UNCLOSED = 4

cdef class Tokens:
    cdef readonly str text
    cdef readonly int length
    cdef int room
    cdef int *kind
    cdef int *start
    cdef int *end
    cdef int *aux
    cdef int *mate
    cdef list words          # Word of each WORD token, by aux
    cdef readonly list trivia
    cdef readonly list problems
    cdef readonly dict remarks

    cdef int add(self, int kind, int start, int end, int aux) except -1
