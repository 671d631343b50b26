# One run of a linked program: its stack, frames and error state. Included by _loop.pyx.

# Units for going to a handler: making the error and its object is worth a hundred turns of a loop.
cdef long long HANDLING = 100

# Units for a pure function: most are Python functions, and a compiled one may always become one.
cdef long long CALLING = 10


cdef long long walk_core(void* owner) except -1:
    """Bytes of everything the run can still reach."""
    cdef Core core = <Core>owner
    cdef Value* ranges[3]
    cdef Py_ssize_t lengths[3]
    ranges[0], lengths[0] = core.stack, core.frames[core.depth - 1].base + core.frames[core.depth - 1].size
    ranges[1], lengths[1] = &core.last_error, 1
    ranges[2], lengths[2] = &core.result, 1
    return count_live(ranges, lengths, 3)


cdef long long weight(Value* value) except -1:
    """Bytes of one value with everything it holds."""
    cdef Py_ssize_t one = 1
    if value.tag == TAG_TEXT:
        return text_length(value.o) * text_width(value.o)
    return count_live(&value, &one, 1) if value.tag > TAG_TEXT else 0


@cython.final
cdef class Core:
    """The state of a run. Registers above the top frame are always null."""

    def __init__(self, Linked linked not None, int entry, Budget budget not None, env):
        cdef Py_ssize_t size
        self.linked, self.budget, self.env = linked, budget, env
        self.depth_limit = budget.limits.depth
        self.entry = entry
        if not 0 <= entry < linked.code_count:
            raise ValueError(f"the program has no function number {entry}")
        size = max(linked.codes[entry].registers, linked.codes[0].registers, linked.globals_)
        self.push_frame(&linked.codes[entry], size, 0, 0)

    def __dealloc__(self):
        cdef Py_ssize_t at
        if self.stretch:
            spare(True)
        for at in range(self.stack_room):
            drop(&self.stack[at])
        drop(&self.last_error)
        drop(&self.result)
        if self.stretch:
            spare(False)
        PyMem_Free(self.stack)
        PyMem_Free(self.frames)

    # ---- frames ----

    cdef int make_room(self, Py_ssize_t values) except -1:
        cdef Py_ssize_t room
        cdef void* block
        if values <= self.stack_room:
            return 0
        room = values if self.stack_room == 0 else max(values, 2 * self.stack_room)
        block = PyMem_Realloc(self.stack, room * sizeof(Value))
        if block == NULL:
            raise MemoryError
        self.stack = <Value*>block
        memset(self.stack + self.stack_room, 0, (room - self.stack_room) * sizeof(Value))
        self.stack_room = room
        return 0

    cdef int push_frame(self, Code* code, Py_ssize_t size, Py_ssize_t base, Py_ssize_t result) except -1:
        cdef Frame* frame
        cdef void* block
        self.make_room(base + size)
        if self.depth == self.frame_room:
            block = PyMem_Realloc(self.frames, (2 * self.frame_room + 2) * sizeof(Frame))
            if block == NULL:
                raise MemoryError
            self.frames = <Frame*>block
            self.frame_room = 2 * self.frame_room + 2
        frame = &self.frames[self.depth]
        frame.code, frame.next = code, code.words
        frame.base, frame.size, frame.result = base, size, result
        frame.handler, frame.armed = -1, False
        self.depth += 1
        return 0

    cdef int enter(self, Code* code, Value* arguments, Py_ssize_t count) except -1:
        """Call ``code`` with copies of ``count`` registers; the result will replace the first."""
        cdef Frame* caller = &self.frames[self.depth - 1]
        cdef Py_ssize_t base = caller.base + caller.size, first = arguments - self.stack, at
        if self.depth >= self.depth_limit:
            raise BasicError("GB6902", f"more than {self.depth_limit} calls are inside each other")
        self.push_frame(code, code.registers, base, first)
        for at in range(count):
            hold_ref(&self.stack[first + at])
            self.stack[base + at] = self.stack[first + at]
        return 0

    # ---- pure functions ----

    cdef int refuse_result(self, Value* fresh) except -1:
        """Raise for a text that costs more fuel than is left, or is too long."""
        cdef Py_ssize_t chars = text_length(fresh.o)
        drop(fresh)
        self.budget.spend(0)
        self.budget.check_text(chars)
        return 0

    # ---- running ----

    cdef int go(self, object steps) except -1:
        """Run until DONE, SUSPENDED, FAULTED or PAUSED."""
        cdef Budget before
        if self.running:
            raise RuntimeError("the machine is running already")
        if not self.unfinished:
            self.budget.refill()
        if self.stretch:
            give_up_some()
            spare(True)
            self.budget.begin_turn(self.stretch)
            self.turn_ends = max(0, self.budget.fuel - self.stretch)
            self.budget.pause = max(self.turn_ends, self.budget.fuel - self.budget.part)
        before = swap_current(self.budget)
        self.budget.start(walk_core, <void*>self)
        self.running = True
        try:
            return self.loop(steps)
        except BaseException:
            self.state = ENDED  # interrupted inside an instruction: it cannot go on
            raise
        finally:
            if self.stretch:
                spare(False)
            self.running = False
            self.budget.stop()
            swap_current(before)

    cdef bint is_over(self) noexcept:
        """Whether a stretch has had its units or its time; else the loop looks up again soon."""
        cdef Budget budget = self.budget
        if budget.fuel < self.turn_ends or budget.turn_is_over():
            return True
        budget.pause = max(self.turn_ends, budget.fuel - budget.part)
        return False

    cdef int loop(self, object steps) except -1:
        self.steps = 0 if steps is None else steps
        while True:
            try:
                if steps is not None:
                    return execute[Counted](self, 0)
                return execute[Threaded](self, 0) if threaded else execute[Tree](self, 0)
            except BasicError as error:
                if not self.catch(error):
                    return FAULTED
            except MemoryError:
                self.catch(BasicError("GB6901", "the machine has no memory left for the program"))
                return FAULTED

    def start(self, steps=None):
        """Run a machine that waits for nothing; gives what it asks for, or the status."""
        if self.state != READY:
            raise RuntimeError("the machine has ended" if self.state == ENDED else "the machine waits for an answer")
        return self.run(steps)

    def answer(self, value, steps=None):
        """Give the keyword's answer and go on; gives what it asks for next, or the status."""
        cdef Frame* frame
        cdef Value fresh
        if self.state != WAITING or self.running:
            raise RuntimeError("the machine waits for no answer")
        frame = &self.frames[self.depth - 1]
        unbox(value, &fresh)
        self.budget.memory += weight(&fresh)
        take(<Value*>(<char*>(self.stack + frame.base) + fa(frame.next[-1])), &fresh)
        self.state = READY
        return self.run(steps)

    def answer_error(self, error, steps=None):
        """Let the keyword fail and go on; gives what it asks for next, or the status."""
        if self.state != WAITING or self.running:
            raise RuntimeError("the machine waits for no answer")
        self.state = READY
        self.budget.refill()
        return self.run(steps) if self.catch(error) else FAULTED

    cdef object run(self, object steps):
        cdef int status = self.go(steps)
        self.unfinished = status == PAUSED and self.stretch
        return self.request() if status == SUSPENDED else status

    # ---- errors ----

    cdef Py_ssize_t at(self, Py_ssize_t which) noexcept:
        """Instruction that frame ``which`` executes."""
        return self.frames[which].next - self.frames[which].code.words - 1

    cdef object position(self, Py_ssize_t which):
        """Source range of the instruction that frame ``which`` executes."""
        return position_in(self.function(which).positions, self.at(which))

    def function(self, Py_ssize_t which):
        """The program's function that frame ``which`` runs."""
        return self.linked.program.functions[self.frames[which].code - self.linked.codes]

    cdef int catch(self, object error) except -1:
        """Go to the handler of ``error``: 1; or end the run with it: 0."""
        cdef Py_ssize_t which
        cdef long line = 0
        if not error.code.startswith("GB69"):
            which = self.depth - 1
            if self.function(which).positions:
                line = self.linked.source.line_of(self.position(which)[0])
            while which >= 0:
                if self.handle(which, error, line):
                    return self.charge_handling()
                which -= 1
        self.fault = error
        self.state = ENDED
        return 0

    def charge_handling(self):
        """What going to a handler costs, or a program could fail and go on for ever."""
        try:
            self.budget.spend(HANDLING)
        except BasicError as error:
            self.fault = error
            self.state = ENDED
            return 0
        return 1

    cdef int handle(self, Py_ssize_t which, object error, long line) except -1:
        """Let frame ``which`` take ``error`` if it has a handler; frames above it are dropped."""
        cdef Frame* frame = &self.frames[which]
        function = self.function(which)
        at = self.at(which)
        region = innermost(function.tries, at)
        statement = innermost(function.statements, at) if self.resume_next and which == self.depth - 1 else None
        if region is None and statement is None and not frame.armed:
            return 0
        self.remember(error, line)
        while self.depth - 1 > which:
            leave(self, &self.frames[self.depth - 1])
        if region is not None:
            copy(&self.stack[frame.base + <Py_ssize_t>region.register], &self.last_error)
            frame.next = frame.code.words + <Py_ssize_t>region.handler
        elif statement is not None:
            if statement.target >= 0:
                set_null(&self.stack[frame.base + <Py_ssize_t>statement.target])
            elif statement.target < -1:
                set_null(&self.stack[<Py_ssize_t>(-2 - statement.target)])
            frame.next = frame.code.words + <Py_ssize_t>statement.resume
        else:
            frame.armed = False
            frame.next = frame.code.words + frame.handler
        return 1

    def remember(self, error, line):
        """Make the error object of ``error`` the last error."""
        cdef Value fresh
        thing = error.value
        if not (isinstance(thing, ObjectType) and thing.kind == "error"):
            thing = error_object(error, line)
        unbox(thing, &fresh)
        take(&self.last_error, &fresh)

    # ---- for the machine and for saving ----

    def value_at(self, Py_ssize_t register):
        """A register of the script's own frame, as a Python value."""
        if not 0 <= register < self.frames[0].size:
            raise IndexError("no such register")
        return box(&self.stack[register])

    def set_value(self, Py_ssize_t register, value):
        """Set a register of the script's own frame."""
        cdef Value fresh
        if not 0 <= register < self.frames[0].size:
            raise IndexError("no such register")
        unbox(value, &fresh)
        take(&self.stack[register], &fresh)

    def registers(self, Py_ssize_t which):
        """All registers of frame ``which``, as Python values."""
        cdef Py_ssize_t at, base = self.frames[which].base
        return [box(&self.stack[base + at]) for at in range(self.frames[which].size)]

    cdef object request(self):
        """The keyword that waits for an answer, as when the run suspended."""
        cdef Frame* frame = &self.frames[self.depth - 1]
        cdef Word word = frame.next[-1]
        cdef Value* window = <Value*>(<char*>(self.stack + frame.base) + fa(word))
        cdef Py_ssize_t at
        cdef tuple values = PyTuple_New(fc(word)), imported = <tuple>self.linked.keywords[fb(word)]
        for at in range(fc(word)):
            PyTuple_SET_ITEM(values, at, box_ref(&window[at]))
        return suspended(
            <str>imported[0], <tuple>imported[1], values,
            self.linked.program, frame.code - self.linked.codes, self.at(self.depth - 1),
        )

    def pending(self):
        """What the run waits for, as when it suspended; None when it waits for nothing."""
        return self.request() if self.state == WAITING else None

    def ending(self):
        """``(result, None)`` of a run that is done, ``(None, BasicError)`` of one that failed."""
        return box(&self.result), self.fault

    def calls_depth(self):
        """How many calls are inside each other, with the script's own."""
        return self.depth

    def place(self):
        """The number of the function that the top frame runs, and the instruction it executes."""
        return self.frames[self.depth - 1].code - self.linked.codes, self.at(self.depth - 1)

    def last_error_value(self):
        """The last error object, or None."""
        return box(&self.last_error)

    def calls(self):
        """``(function, position)`` of every frame, innermost first."""
        return [(self.function(which), self.position(which)) for which in range(self.depth - 1, -1, -1)]


cdef int call_python(
    Linked linked, object env, Builtin* builtin, const Value* window, Py_ssize_t count, Value* fresh
) except -1:
    """The declared Python function of a builtin, with values for Python."""
    cdef PyObject* few[9]
    cdef PyObject** arguments = few
    cdef PyObject* result
    cdef Py_ssize_t at = 0, done = 0
    if builtin.python == NULL:
        raise BasicError("GB6004", f"{builtin_name(linked, builtin)} cannot take these values")
    if count + 1 > 9:
        arguments = <PyObject**>PyMem_Malloc((count + 1) * sizeof(PyObject*))
        if arguments == NULL:
            raise MemoryError
    try:
        if builtin.env:
            arguments[0] = <PyObject*>env
            ref_up(arguments[0])
            done = 1
        for at in range(count):
            arguments[done] = box_ref(&window[at])
            done += 1
        result = PyObject_Vectorcall(builtin.python, arguments, done, NULL)
        try:
            return unbox(<object>result, fresh)
        finally:
            ref_down(result)
    except BasicError:
        raise
    except Exception as error:
        raise outside_error(builtin_name(linked, builtin), error) from error
    finally:
        while done:
            done -= 1
            ref_down(arguments[done])
        if count + 1 > 9:
            PyMem_Free(arguments)


cdef str builtin_name(Linked linked, Builtin* builtin):
    return linked.callables[builtin - linked.builtins][0]


cdef object innermost(tuple regions, Py_ssize_t at):
    """The shortest of the regions around instruction ``at``, else None."""
    best = None
    for region in regions:
        if region.start <= at < region.end and (best is None or region.end - region.start < best.end - best.start):
            best = region
    return best


cdef object error_object(object error, long line):
    """What TRY and ERR see of an error."""
    number = error.code[2:]
    thing = ObjectType([
        ("message", error.message), ("code", error.code),
        ("number", int(number) if number.isdecimal() else 0), ("line", line),
    ])
    thing.kind = "error"
    return thing


cdef object outside_error(str name, object error):
    """What an unexpected Python exception of a pure function is to the program."""
    if isinstance(error, MemoryError):
        return BasicError("GB6901", f"{name} needs more memory than there is")
    if isinstance(error, RecursionError):
        return BasicError("GB6905", f"{name} was given a value that is nested too deeply")
    return BasicError("GB0001", f"{name} failed inside with {type(error).__name__}: {error}")
