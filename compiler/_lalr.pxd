cdef class Stream:
    cdef int length, room
    cdef int *kind
    cdef int *start
    cdef int *end
    cdef list values

    cdef int add(self, int kind, int start, int end, object value) except -1
