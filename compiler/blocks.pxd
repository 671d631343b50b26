from compiler.values cimport Values
from compiler.lexer cimport *
from compiler.vocabulary cimport Phrase, Vocabulary, Word


cdef class Blocks(Values):
    cdef int close_inline(self) except -1
    cdef bint condition(self, dict stops, bint inline) except? 1
    cdef bint close_block(self, int i, int j, str kind) except? 1
    cdef bint match_several(self, int i) except? 1
    cdef bint value_switch(self) except? 1
    cdef bint default_arm(self) except? 1
    cdef bint leaf(self, int i, int j, object node) except? 1
    cdef str label(self, int i)
    cdef bint skip_block(self) except? 1
    cdef bint on_error(self, int i) except? 1
