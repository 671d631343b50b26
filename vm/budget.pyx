# cython: language_level=3
"""What a running program may still use: fuel, memory, depth, and the size of texts and lists.

The loop charges through its own Budget; pure functions charge through the module functions, which act on the machine
that runs in this thread and do nothing outside a run. Every check comes before the thing is built.
"""

cimport cython

from vm.error import BasicError

cdef extern from *:
    """
    static _Thread_local void *gb_current = 0;
    """
    void* gb_current

cdef extern from *:
    """
    #include <time.h>

    static inline long long gb_nanoseconds(void) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        return now.tv_sec * 1000000000LL + now.tv_nsec;
    }
    """
    long long nanoseconds "gb_nanoseconds"() noexcept

cdef extern from "Python.h":
    int PyErr_CheckSignals() except -1

# How much fuel passes between two looks at signals and at other threads: a few milliseconds.
cdef long long SLICE = 1 << 18

# After how many nanoseconds the host has its turn, also where fewer units were used than a turn has.
cdef long long LONGEST_TURN = 1_000_000


@cython.final
cdef class Limits:
    """Upper bounds of one run: ``fuel`` units, ``memory`` bytes, call ``depth``, ``text`` characters, ``items`` of a
    list or object, ``nesting`` of values. Immutable."""

    def __init__(
        self, fuel=100_000_000, memory=64 << 20, depth=256, text=4 << 20, items=1_000_000, nesting=64
    ):
        if min(fuel, memory, depth, text, items, nesting) < 0:
            raise ValueError("a limit cannot be negative")
        if nesting > 500:
            raise ValueError("nesting cannot be above 500")
        self.fuel, self.memory, self.text, self.items = fuel, memory, text, items
        self.depth, self.nesting = depth, nesting

    def _tuple(self):
        return self.fuel, self.memory, self.depth, self.text, self.items, self.nesting

    def __eq__(self, other):
        return isinstance(other, Limits) and self._tuple() == (<Limits>other)._tuple()

    def __hash__(self):
        return hash(self._tuple())

    def __repr__(self):
        return "Limits(fuel=%d, memory=%d, depth=%d, text=%d, items=%d, nesting=%d)" % self._tuple()

    def __reduce__(self):
        return Limits, self._tuple()


@cython.final
cdef class Budget:
    """The mutable counters of one machine: ``fuel`` units left, ``memory`` bytes counted so far."""

    def __cinit__(self, Limits limits=None):
        self.limits = Limits() if limits is None else limits
        self.refill()

    def refill(self):
        """Set the fuel to its limit again, as at each run and resume."""
        self.fuel = self.limits.fuel
        self.pause = max(0, self.fuel - SLICE)
        self.recount = max(self.recount, self.limits.memory // 2)

    cdef int spend(self, long long units) except -1:
        if not METERED:
            return 0
        self.fuel -= units
        return self.refuse() if self.fuel < 0 else 0

    cdef int refuse(self) except -1:
        raise BasicError(
            "GB6900", f"the program used up its {self.limits.fuel} steps; look for a loop that does not end"
        )

    cdef int look_up(self) except -1:
        """Called between instructions when ``fuel`` has passed ``pause``: end the run, or let signals and other threads
        have a moment. Never from inside an operation, because they could change the values it is looking at."""
        if self.fuel < 0:
            self.refuse()
        self.pause = max(0, self.fuel - SLICE)
        PyErr_CheckSignals()
        with nogil:
            pass
        return 0

    cdef int begin_turn(self, long long units) noexcept:
        """The machine goes on, for so many units at most; it looks at the clock eight times."""
        self.part = units >> 3
        self.turn_began = nanoseconds()
        return 0

    cdef bint turn_is_over(self) noexcept:
        return nanoseconds() - self.turn_began > LONGEST_TURN

    cdef int give_turn(self) except -1:
        """When it is time, let the host go on; comes back when it calls the run again."""
        self.rest += self.work
        if self.rest > 0 and not self.turn_is_over():
            self.work = min(self.part, self.rest)
            self.rest -= self.work
            return 0
        self.host.switch()
        return 0

    cdef int hold(self, long long size) except -1:
        """Count ``size`` bytes that are about to be taken."""
        if not METERED:
            return 0
        self.memory += size
        return self.hold_exactly(size) if self.memory > self.recount else 0

    cdef int hold_exactly(self, long long size) except -1:
        """Count what is really alive; the running sum never went down for what was freed."""
        cdef long long limit = self.limits.memory, live = self.memory - size
        if self.walk != NULL:
            live = self.walk(self.owner)
        if live + size > limit:
            self.memory -= size
            raise BasicError("GB6901", f"the program's values need more than the {limit >> 10} KiB it may use")
        self.memory = live + size
        # The slack of a sixteenth keeps a program that lives near its limit from being counted at every step.
        self.recount = self.memory + max((limit - self.memory) // 2, limit // 16)
        return 0

    cdef int check_text(self, long long chars) except -1:
        if chars > self.limits.text:
            raise BasicError("GB6903", f"a text of {chars} characters is longer than the {self.limits.text} allowed")
        return 0

    cdef int check_items(self, long long count) except -1:
        if count > self.limits.items:
            raise BasicError("GB6904", f"a list or object of {count} is larger than the {self.limits.items} allowed")
        return 0

    cdef int start(self, Walk walk, void* owner) except -1:
        self.walk, self.owner = walk, owner
        return 0

    cdef int stop(self) except -1:
        self.walk, self.owner = NULL, NULL
        return 0


cdef Budget swap_current(Budget budget):
    """Make ``budget`` the one of this thread; gives the one before. The caller keeps it alive until it swaps back."""
    cdef Budget before = <Budget>gb_current if gb_current != NULL else None
    global gb_current
    gb_current = <void*>budget if budget is not None else NULL
    return before


cdef void* current() noexcept:
    return gb_current


cdef int nesting_limit() noexcept:
    return (<Budget>gb_current).limits.nesting if gb_current != NULL else 64


cdef int spend_now(long long units) except -1:
    if gb_current != NULL:
        return (<Budget>gb_current).spend(units)
    return 0


cdef int hold_now(long long size) except -1:
    if gb_current != NULL:
        return (<Budget>gb_current).hold(size)
    return 0


cdef int grow_now(long long total, long long added) except -1:
    """A list or object is about to have ``total`` elements, ``added`` of them new."""
    cdef Budget budget
    if gb_current != NULL:
        budget = <Budget>gb_current
        if total > budget.limits.items:
            budget.check_items(total)
        budget.hold(16 * added)
    return 0


cdef int text_now(long long chars, int width) except -1:
    """A text of ``chars`` characters of ``width`` bytes is about to be built."""
    cdef Budget budget
    if gb_current != NULL:
        budget = <Budget>gb_current
        if chars > budget.limits.text:
            budget.check_text(chars)
        budget.hold(chars * width)
        if chars >= 64:
            budget.spend(chars >> 6)
    return 0


cdef int turn_now(long long units) except -1:
    """So many units of work (30 ns each) are about to be done; where the function gives turns, it may be time for one. Only
    where nothing has been changed yet, and what is being read is held."""
    cdef Budget budget
    if gb_current != NULL and (<Budget>gb_current).host is not None:
        budget = <Budget>gb_current
        budget.work -= units
        if budget.work < 0:
            return budget.give_turn()
    return 0


def turn(units):
    """As ``turn_now``, for functions in Python: so many units of work are about to be done."""
    turn_now(units)


def reserve_text(chars):
    """Announce a text of ``chars`` characters: GB6903 if that is too long, GB6901 if memory ends."""
    cdef long long count = min(chars, 1 << 62)
    if gb_current != NULL:
        (<Budget>gb_current).check_text(count)
        (<Budget>gb_current).hold(count)


def reserve_items(count):
    """Announce a list or object of ``count`` elements, and pay for making it: GB6904 if that is too many, GB6901 if
    memory ends."""
    cdef long long total = min(count, 1 << 58)
    if gb_current != NULL:
        (<Budget>gb_current).check_items(total)
        (<Budget>gb_current).hold(16 * total)
        (<Budget>gb_current).spend(total >> 3)


def charge(units):
    """Use up ``units`` of fuel: about one for each 64 characters or 8 elements looked at. GB6900 when none is left."""
    if gb_current != NULL:
        (<Budget>gb_current).spend(min(max(units, 0), 1 << 62))
        turn_now(min(max(units, 0), 1 << 15))


def within(Budget budget, function, arguments):
    """Call ``function`` with ``budget`` as the one that pays for what it does; for the reference interpreter."""
    before = swap_current(budget)
    try:
        return function(*arguments)
    finally:
        swap_current(before)
