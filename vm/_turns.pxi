# Pure functions over much data, on a stack of their own: in the middle of one its host gets a turn. Included by _loop.pyx.
# They give turns at each element that they look at (``turn_now`` in budget.pyx); a saved state knows nothing of it, there
# the call begins again. docs/adr/0032 says why.

import threading

cdef object greenlet_type = None
cdef object current_greenlet = None
cdef object greenlet_error = None

class _Workers(threading.local):
    """The stacks of this thread that wait for work."""

    def __init__(self):
        self.idle = []

cdef object workers = _Workers()


@cython.final
@cython.no_gc_clear
cdef class Call:
    """A pure function with what it works on, from its beginning to its result."""

    cdef int set_up(self, Core core, Builtin* builtin, const Value* window, Py_ssize_t count) except -1:
        self.linked, self.budget, self.env, self.builtin = core.linked, core.budget, core.env, builtin
        self.fuel = core.budget.fuel
        self.arguments = <Value*>PyMem_Calloc(max(1, count), sizeof(Value))
        if self.arguments == NULL:
            raise MemoryError
        for self.count in range(count):
            hold_ref(&window[self.count])
            self.arguments[self.count] = window[self.count]
        self.count = count
        return 0

    cdef int perform(self) except -1:
        """Call the function; GreenletExit, when the run is given up, passes."""
        try:
            if self.builtin.function == NULL or self.builtin.function(self.arguments, self.count, &self.result):
                call_python(self.linked, self.env, self.builtin, self.arguments, self.count, &self.result)
        except Exception as error:
            self.error = error
        self.finished = True
        return 0

    def __dealloc__(self):
        while self.count > 0:
            self.count -= 1
            drop(&self.arguments[self.count])
        drop(&self.result)
        PyMem_Free(self.arguments)


def _work(Call call):
    """One call after another on this stack, each handed over by a switch to it."""
    while True:
        call.perform()
        host, call = call.budget.host, None
        workers.idle.append(current_greenlet())
        call = host.switch()


cdef object idle_worker():
    global greenlet_type, current_greenlet, greenlet_error
    if greenlet_type is None:
        from greenlet import error, getcurrent, greenlet
        greenlet_type, current_greenlet, greenlet_error = greenlet, getcurrent, error
    return workers.idle.pop() if workers.idle else greenlet_type(_work)


cdef int call_in_turns(Core self, Builtin* builtin, Value* window, Py_ssize_t count, Value* fresh) except -1:
    """Go on with the call that has been begun, else begin it: PAUSED when it gave its host a turn, else DONE with its result."""
    cdef Call call = self.call
    if call is None:
        call = self.call = Call.__new__(Call)
        call.set_up(self, builtin, window, count)
        self.worker = idle_worker()
    if not switched(self, call):  # it is another thread that goes on
        self.budget.fuel = call.fuel
        self.call = self.worker = None
        return call_in_turns(self, builtin, window, count, fresh)
    if not call.finished:
        return PAUSED
    self.call = self.worker = None
    if call.error is not None:
        raise call.error
    fresh[0] = call.result
    call.result.tag = TAG_NULL
    return DONE


cdef bint switched(Core self, Call call) except -1:
    """Let the call go on until it is finished or gives a turn; False when its stack is one of another thread."""
    cdef Budget budget = self.budget
    budget.host, budget.work, budget.rest = current_greenlet(), budget.part, self.stretch - budget.part
    try:
        self.worker.switch(call)
    except greenlet_error:
        return False
    except BaseException:
        self.call = self.worker = None
        raise
    finally:
        budget.host = None
    return True


cdef Py_ssize_t size_within(const Value* value, Py_ssize_t most, int depth) noexcept:
    """How many values there are in one, counted up to about ``most``."""
    cdef Py_ssize_t at = 0, count, total
    cdef Value item
    if value.tag != TAG_LIST and value.tag != TAG_OBJECT:
        return text_length(value.o) >> 6 if value.tag == TAG_TEXT else 0
    count = total = (<Array>value.o).count if value.tag == TAG_LIST else (<Object>value.o).count
    if depth == 0 or (value.tag == TAG_LIST and (<Array>value.o).kind != ITEMS_MIXED):
        return total if depth else most + 1
    while at < count and total <= most:
        if value.tag == TAG_LIST:
            element(value.o, at, &item)
        else:
            item = (<Object>value.o).entries[at].value
        total += size_within(&item, most - total, depth - 1)
        at += 1
    return total


# ---- operators ----

cdef int adds(const Value* args, Py_ssize_t count, Value* result) except -1:
    return add(&args[0], &args[1], result)


cdef int compares(const Value* args, Py_ssize_t count, Value* result) except -1:
    result.i = same(&args[0], &args[1], 0)
    result.tag = TAG_BOOL
    return 0


cdef int reads_field(const Value* args, Py_ssize_t count, Value* result) except -1:
    return get_field(&args[0], args[1].o, result)


cdef int reads_item(const Value* args, Py_ssize_t count, Value* result) except -1:
    return get_item(&args[0], &args[1], result)


cdef int makes_ready(const Value* args, Py_ssize_t count, Value* result) except -1:
    result.tag = TAG_NULL
    return (<Object>args.o).make_ready()


cdef int lists(const Value* args, Py_ssize_t count, Value* result) except -1:
    return loop_list(args, result)


cdef int writes(const Value* args, Py_ssize_t count, Value* result) except -1:
    result.o, result.tag = text_ref(args), TAG_TEXT
    return 0


# What an instruction does with values that may be large, as pure functions.
cdef Builtin ADDS = Builtin(adds, NULL, False, 2, 2, OF_TEXTS)
cdef Builtin JOINS = Builtin(join, NULL, False, 1, 1, OF_TEXTS)
cdef Builtin COMPARES = Builtin(compares, NULL, False, 2, 2, OF_LISTS)
cdef Builtin READS_FIELD = Builtin(reads_field, NULL, False, 2, 2, OF_TEXTS)
cdef Builtin READS_ITEM = Builtin(reads_item, NULL, False, 2, 2, OF_TEXTS)
cdef Builtin MAKES_READY = Builtin(makes_ready, NULL, False, 1, 1, OF_LISTS)
cdef Builtin WRITES = Builtin(writes, NULL, False, 1, 1, OF_LISTS)
cdef Builtin LISTS = Builtin(lists, NULL, False, 1, 1, OF_TEXTS)


cdef int operate(Core self, Builtin* operator, const Value* window, Py_ssize_t count, Value* fresh) except -1:
    """What an operator makes of values of which one ``is_long``: PAUSED when it gave its host a turn, else DONE."""
    if self.stretch and (self.call is not None or is_much(self, operator, window, count)):
        return call_in_turns(self, operator, window, count, fresh)
    return operator.function(window, count, fresh)


cdef int operate_on_two(Core self, Builtin* operator, const Value* a, const Value* b, Value* fresh) except -1:
    cdef Value both[2]
    both[0], both[1] = a[0], b[0]
    return operate(self, operator, both, 2, fresh)


cdef int same_in_turns(Core self, Frame* frame, const Value* a, const Value* b) except -1:
    """1 or 0 as ``same``; PAUSED, and the instruction comes again, when it gave its host a turn."""
    cdef Value fresh
    if a.tag <= TAG_TEXT or b.tag <= TAG_TEXT:
        return same(a, b, 0)
    if operate_on_two(self, &COMPARES, a, b, &fresh):
        frame.next -= 1
        return PAUSED
    return <int>fresh.i


cdef int ready(Core self, Frame* frame, const Value* base, const Value* name) except -1:
    """Before a field ``name`` is looked up or set: PAUSED, and the instruction comes again, when it gave its host a turn."""
    cdef Value none
    if base.tag != TAG_OBJECT or (<Object>base.o).count < MANY_FIELDS:
        return DONE
    if self.call is None and name.tag == TAG_TEXT and not (<Object>base.o).unready(name.o):
        return DONE
    if operate(self, &MAKES_READY, base, 1, &none):
        frame.next -= 1
        return PAUSED
    return DONE


cdef bint is_much(Core self, const Builtin* builtin, const Value* window, Py_ssize_t count) noexcept:
    """Whether a function may hold its host for long with these values."""
    cdef Py_ssize_t at, total = 0, most = self.stretch >> 7
    for at in range(count):
        if window[at].tag == TAG_INT and window[at].i > most << 4 and builtin.turns == OF_ALL:
            return True  # it may be how long a list will be
        if window[at].tag > TAG_TEXT or (window[at].tag == TAG_TEXT and builtin.turns >= OF_TEXTS):
            total += size_within(&window[at], most - total, 8)
            if total > most:
                return True
    return False
