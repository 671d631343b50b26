# Declarations of the running machine's budget for the other extension modules; see budget.pyx.

cimport cython

# A build with -DGB_METERED=0 charges nothing; it only serves to measure what charging costs.
cdef extern from *:
    """
    #ifndef GB_METERED
    #define GB_METERED 1
    #endif
    """
    const bint METERED "GB_METERED"


@cython.final
cdef class Limits:
    cdef readonly long long fuel, memory, text, items
    cdef readonly int depth, nesting


ctypedef long long (*Walk)(void* owner) except -1


@cython.final
cdef class Budget:
    cdef public long long fuel
    cdef public long long memory
    cdef readonly Limits limits
    cdef long long pause       # fuel at which the loop looks up: for signals, other threads, or the end
    cdef long long recount     # memory at which the live values are counted again
    cdef Walk walk
    cdef void* owner
    cdef object host           # the stack that gets turns of a function that runs on another; else None
    cdef long long work        # units until the next look at the clock
    cdef long long rest        # units from then until the next turn, whatever the clock says
    cdef long long part        # units between two looks at the clock
    cdef long long turn_began  # nanoseconds

    cdef int spend(self, long long units) except -1
    cdef int refuse(self) except -1
    cdef int look_up(self) except -1
    cdef int hold(self, long long size) except -1
    cdef int hold_exactly(self, long long size) except -1
    cdef int begin_turn(self, long long units) noexcept
    cdef bint turn_is_over(self) noexcept
    cdef int give_turn(self) except -1
    cdef int check_text(self, long long chars) except -1
    cdef int check_items(self, long long count) except -1
    cdef int start(self, Walk walk, void* owner) except -1
    cdef int stop(self) except -1


cdef Budget swap_current(Budget budget)
cdef void* current() noexcept
cdef int nesting_limit() noexcept
cdef int spend_now(long long units) except -1
cdef int hold_now(long long size) except -1
cdef int grow_now(long long total, long long added) except -1
cdef int text_now(long long chars, int width) except -1
cdef int turn_now(long long units) except -1
