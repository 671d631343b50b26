from compiler.keywords cimport Keywords
from compiler.lexer cimport *
from compiler.vocabulary cimport Phrase, Vocabulary, Word


cdef class Values(Keywords):
    cdef int run(self) except -1
    cdef int operand(self, int kind) except -1
    cdef bint is_clock(self, int i) except? 1
    cdef object text_value(self, int i)
    cdef bint key(self, int i) except? 1
    cdef int sign_operand(self, int i, int sign) except -1
    cdef bint lists(self, int i) except? 1
    cdef int base_sign(self, int i, int sign) except -1
    cdef bint joins(self, int i) except? 1
    cdef int assign(self, int i) except -1
    cdef int word_operand(self, int i) except -1
    cdef bint is_bare_value(self) noexcept
    cdef bint match_hear(self, int i) except? 1
    cdef bint special_operand(self, int i, str upper) except? 1
    cdef bint joined(self, int i, str first, str second) except? 1
    cdef int fresh(self, int i, int j, str what) except -1
    cdef bint raw_query(self, int i) except? 1
    cdef int after(self, int kind) except -1
    cdef int next_value(self, int kind) except -1
    cdef bint loosen(self, int i, int kind) except? 1
    cdef bint as_ahead(self, int i) except? 1
    cdef int sign_after(self, int i, int sign) except -1
    cdef int operator(self, int i, int sign) except -1
    cdef int field(self, int i) except -1
    cdef int open_after(self, int i) except -1
    cdef int closing(self, int i) except -1
    cdef int comma(self, int i) except -1
    cdef int comma_owner(self, int i, int floor) except -2
    cdef bint text_wanted(self, int i, int f) except? 1
    cdef bint assigns_next(self, int i) except? 1
    cdef int word_after(self, int i) except -1
    cdef int stop(self, int i) except -1
    cdef bint takes_clause(self, str upper, int i) except? 1
    cdef int clause(self, int i, int f) except -1
    cdef int infix(self, int i, str upper) except -1
    cdef int infix_is(self, int i) except -1
