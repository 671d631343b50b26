cdef class Phrase:
    cdef readonly tuple words
    cdef readonly str text
    cdef readonly bint user, function, structural
    cdef object head
    cdef bint ready
    cdef readonly frozenset clauses, conditions, follows, finals, bare
    cdef readonly bint zero, only_zero, colon, tight
    cdef readonly int min_commas, max_commas

    cdef int prepare(self) except -1


cdef class Word:
    cdef readonly str text, upper
    cdef readonly tuple phrases
    cdef readonly Phrase underscored
    cdef readonly bint infix, pure_infix, takes_operand, control, starter, ordinary


cdef class Vocabulary:
    cdef readonly dict words
    cdef object catalog
    cdef readonly frozenset functions, joined_first
    cdef dict heads, joined
    cdef frozenset last_words

    cdef Word word(self, str text)
