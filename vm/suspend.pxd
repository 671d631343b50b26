# What a program asks of its host; see suspend.pyx. The core makes these.

cimport cython


@cython.final
cdef class Suspend:
    cdef readonly str keyword
    cdef tuple names       # of the arguments
    cdef tuple values      # as long as ``named`` is None
    cdef dict named        # the arguments by name, made when they are asked for
    cdef object program    # where the place is looked up; None when ``place`` is known
    cdef Py_ssize_t function, at
    cdef tuple place


cdef Suspend suspended(str keyword, tuple names, tuple values, object program, Py_ssize_t function, Py_ssize_t at)
cdef object position_in(tuple rows, Py_ssize_t at)
