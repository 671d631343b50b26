# How the loop reads its instructions, and the common cases of what they do. Included by _loop.pyx.
# ``pc`` is the instruction behind the one that runs, whose fields are read from memory one by one: that takes one machine
# instruction each, where shifting them out of a register takes three.

cdef extern from *:
    """
    typedef unsigned short __attribute__((may_alias)) GbField;
    """
    ctypedef unsigned short Field "GbField"


cdef inline unsigned int opcode_at(const Word* at) noexcept:
    return (<const unsigned char*>at)[0]


cdef inline void become(Word* pc, unsigned int op) noexcept:
    """Another opcode for the instruction that runs, from its next time on."""
    (<unsigned char*>(pc - 1))[0] = op


cdef inline void become_typed(Word* pc, const Value* a, const Value* b, unsigned int ints, unsigned int floats) noexcept:
    if both_int(a, b):
        become(pc, ints)
    elif both_float(a, b):
        become(pc, floats)


cdef inline bint hinted(const Word* pc) noexcept:
    return ((<const unsigned char*>(pc - 1))[1] & (NATIVE_HINT >> 8)) != 0


cdef inline Value* ra(char* window, const Word* pc) noexcept:
    return <Value*>(window + (<const Field*>pc)[-3])


cdef inline Value* rb(char* window, const Word* pc) noexcept:
    return <Value*>(window + (<const Field*>pc)[-2])


cdef inline Value* rc(char* window, const Word* pc) noexcept:
    return <Value*>(window + (<const Field*>pc)[-1])


cdef inline Py_ssize_t na(const Word* pc) noexcept:
    return (<const Field*>pc)[-3]


cdef inline Py_ssize_t nb(const Word* pc) noexcept:
    return (<const Field*>pc)[-2]


cdef inline Py_ssize_t nc(const Word* pc) noexcept:
    return (<const Field*>pc)[-1]


# The same fields of a word that was read as a whole.
cdef inline Py_ssize_t fa(Word word) noexcept:
    return (word >> 16) & 0xFFFF


cdef inline Py_ssize_t fb(Word word) noexcept:
    return (word >> 32) & 0xFFFF


cdef inline Py_ssize_t fc(Word word) noexcept:
    return word >> 48


# One test for the kinds of both operands, and that what the target holds needs not be given up: tags are below 4 for that.
cdef inline bint plain_int(const Value* target, const Value* a, const Value* b) noexcept:
    return ((target.tag & ~3) | (a.tag ^ TAG_INT) | (b.tag ^ TAG_INT)) == 0


cdef inline bint all_int(const Value* a, const Value* b, const Value* c) noexcept:
    return ((a.tag ^ TAG_INT) | (b.tag ^ TAG_INT) | (c.tag ^ TAG_INT)) == 0


cdef inline bint plain_float(const Value* target, const Value* a, const Value* b) noexcept:
    return ((target.tag & ~3) | (a.tag ^ TAG_FLOAT) | (b.tag ^ TAG_FLOAT)) == 0


cdef inline void put_int(Value* target, long long value) noexcept:
    """As set_int where the target holds nothing that must be given up."""
    target.i = value
    target.tag = TAG_INT


cdef inline void put_float(Value* target, double value) noexcept:
    target.f = value
    target.tag = TAG_FLOAT


cdef inline int same_fast(const Value* a, const Value* b) noexcept:
    """1 or 0 for the common kinds, 2 for the others."""
    if both_int(a, b):
        return a.i == b.i
    if a.tag == TAG_TEXT and b.tag == TAG_TEXT and text_length(a.o) < 64:
        return same_text(a.o, b.o)
    if both_float(a, b):
        return a.f == b.f
    if a.tag == TAG_BOOL and b.tag == TAG_BOOL:
        return a.i == b.i
    return 2


cdef inline int less_fast(const Value* a, const Value* b) noexcept:
    if both_int(a, b):
        return a.i < b.i
    if both_float(a, b):
        return a.f < b.f
    return 2


cdef inline int at_most_fast(const Value* a, const Value* b) noexcept:
    if both_int(a, b):
        return a.i <= b.i
    if both_float(a, b):
        return a.f <= b.f
    return 2


cdef inline int at_most(const Value* a, const Value* b) except -1:
    cdef int found = order(a, b)
    return found == LESS or found == SAME


cdef inline bint truth(const Value* value) noexcept:
    if value.tag <= TAG_INT:
        return value.tag != TAG_NULL and value.i != 0
    return is_true(value)


cdef inline Value* quick_field(const Value* base, Word* at, const Value* name) noexcept:
    """The field ``name`` of an object that has it among its first ones, remembered in the instruction; else NULL."""
    cdef Py_ssize_t hint
    if base.tag != TAG_OBJECT:
        return NULL
    hint = (<unsigned char*>at)[1]
    if hint < (<Object>base.o).count and (<Object>base.o).entries[hint].key == name.o:
        return &(<Object>base.o).entries[hint].value
    return find_field(<Object>base.o, at, name.o)


cdef Value* find_field(Object base, Word* at, PyObject* name) noexcept:
    cdef Py_ssize_t place
    for place in range(min(base.count, 32)):
        if base.entries[place].key == name:
            (<unsigned char*>at)[1] = place
            return &base.entries[place].value
    return NULL


cdef inline bint quick_enter(Core self, Frame* caller, Code* code, const Value* arguments, Py_ssize_t count) noexcept:
    """Core.enter where neither the stack nor the frames have to grow; False, and nothing done, where they do."""
    cdef Frame* frame = caller + 1
    cdef Py_ssize_t base = caller.base + caller.size
    cdef Value* target
    if self.depth >= self.depth_limit or self.depth == self.frame_room or base + code.registers > self.stack_room:
        return False
    self.depth += 1
    frame.code, frame.base, frame.size = code, base, code.registers
    frame.result = arguments - self.stack
    frame.handler, frame.armed = -1, False
    target = self.stack + base
    while count > 0:
        hold_ref(arguments)
        target[0] = arguments[0]
        target += 1
        arguments += 1
        count -= 1
    return True


cdef inline void leave(Core self, Frame* frame) noexcept:
    """Drop the top ``frame``; its registers become null."""
    cdef Value* register = self.stack + frame.base
    cdef Value* end = register + frame.size
    self.depth -= 1
    while register < end:
        if register.tag >= TAG_TEXT:
            ref_down(register.o)
        register.tag = TAG_NULL
        register += 1


cdef inline int call_builtin(Core self, Budget budget, Builtin* builtin, Value* window, Py_ssize_t count) except -1:
    """Call a pure function with ``count`` registers; the result replaces the first. PAUSED when it gave its host a turn and
    has to be called again."""
    cdef Value fresh
    cdef long long units = CALLING
    cdef Py_ssize_t at
    if METERED and self.call is None:
        for at in range(count):
            if window[at].tag == TAG_TEXT:
                units += text_length(window[at].o) >> 6
        budget.fuel -= units
        if budget.fuel < 0:
            return budget.refuse()
    fresh.tag = TAG_NULL
    if self.stretch and builtin.turns and (self.call is not None or is_much(self, builtin, window, count)):
        if call_in_turns(self, builtin, window, count, &fresh):
            return PAUSED
    elif builtin.function == NULL or builtin.function(window, count, &fresh):
        call_python(self.linked, self.env, builtin, window, count, &fresh)
    if METERED and fresh.tag == TAG_TEXT:
        budget.fuel -= text_length(fresh.o) >> 6
        if budget.fuel < 0 or text_length(fresh.o) > budget.limits.text:
            return self.refuse_result(&fresh)
    take(window, &fresh)
    return 0


# ---- which copy of the loop ----

cdef extern from *:
    """
    #include <time.h>

    static int gb_step(int at) { return at + 1; }
    static int (*volatile gb_through)(int) = gb_step;

    static double gb_clock(void) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        return now.tv_sec * 1e9 + now.tv_nsec;
    }

    /* Nanoseconds of one call through a pointer that never changes, the best of some tries: about 2 where such jumps are
       predicted, 10 and more where they are not. */
    static double gb_indirect(void) {
        double best = 1e9;
        for (int round = 0; round < 5; round++) {
            double start = gb_clock();
            int at = 0;
            while (at < 2000) at = gb_through(at);
            double each = (gb_clock() - start) / 2000;
            if (each < best) best = each;
        }
        return best;
    }
    """
    double indirect_jump "gb_indirect"() noexcept


cdef bint threaded = False


def choose_dispatch(wanted=None):
    """Take threaded code where the processor predicts indirect jumps, else the tree of comparisons; or the one named.

    Gives the name of the one that runs from now on. docs/adr/0009 has the measurements.
    """
    global threaded
    if wanted not in (None, "", "threaded", "tree"):
        raise ValueError(f"GBC_DISPATCH is {wanted!r}; it can be threaded or tree")
    threaded = wanted == "threaded" if wanted else indirect_jump() < 6
    return dispatch()


def dispatch():
    """The name of the loop that runs."""
    return "threaded" if threaded else "tree"


choose_dispatch(os.environ.get("GBC_DISPATCH"))
