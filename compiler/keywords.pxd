from compiler.cursor cimport Cursor
from compiler.lexer cimport *
from compiler.vocabulary cimport Phrase, Vocabulary, Word


cdef class Keywords(Cursor):
    cdef int end_values(self, bint conditions) except -1
    cdef int command(self, Phrase phrase, int i, int count, int kind, bint parenthesised) except -1
    cdef bint has_field(self, int i) noexcept
    cdef Phrase match(self, int i, bint statement, int *count)
    cdef Phrase match_user(self, int i, bint statement, int *count)
    cdef int fits(self, Phrase phrase, int i, bint statement) except -1
    cdef int follows_phrase(self, Phrase phrase, int j, bint statement, bint several) except -1
    cdef int follows_paren(self, Phrase phrase, int j, bint statement, bint several) except -1
    cdef bint continues(self, int i) except? 1
    cdef bint takes_paren(self, Phrase phrase, int j, bint statement) except? 1
    cdef bint has_comma(self, int j) except? 1
    cdef bint try_phrase(self, int i, bint statement) except? 1
