# Where the loop and compiled code meet. Included by _loop.pyx; vm/jit makes the code and installs it here.

cdef enum:
    POOR_LIMIT = 64        # entries that gained nothing, after which the tier is asked what to do
    LEAST_GAIN = 16        # units that an entry has to run natively to be worth it
    LARGEST_CHARGE = 64    # units that compiled code pays at once, at most
    NATIVE_DEPTH = 400     # calls inside each other on the C stack
    SEEN = 64              # elements of a list that are looked at before code is made for such lists
    MOST_SHAPES = 6        # lists among them that are looked into
    MOST_REGISTERS = 200   # of a frame of compiled code, as in vm/jit/infer.py


cdef void leave_native(
    Context* context, long long calls, long long function, long long at, long long result,
    unsigned short* registers, long long count,
) noexcept:
    """Write one frame of compiled code to where the loop keeps it; ``function`` is -1 for the frame it entered with,
    which is the last. ``calls`` is how many more it could make, which tells its place among the frames; ``result``
    is the register that gets the result of the call above it, or -1."""
    cdef long long level = context.depth_limit - 1 - calls
    cdef Frame* frame = &context.frames[level]
    cdef Value* window
    cdef long long i
    if function >= 0:
        frame.code = &context.codes[function]
        frame.size = frame.code.registers
        frame.handler, frame.armed = -1, False
        context.spare -= frame.size
        frame.base = context.spare - context.stack
    window = context.stack + frame.base
    frame.next = frame.code.words + at
    if context.depth <= level:
        context.depth = level + 1
    if result >= 0:
        context.frames[level + 1].result = frame.base + result
    for i in range(count):  # all are held before any is dropped, for compiled code only borrows
        hold_ref(&context.spill[i])
    for i in range(count):
        take(&window[registers[i]], &context.spill[i])
    if function < 0 and context.depth > level + 1:
        close_up(context, level)


cdef void close_up(Context* context, long long level) noexcept:
    """Move the windows that were written downward from the end of the room to where they belong: behind that of frame
    ``level``. Until its caller is left, a frame of compiled code does not know where it begins."""
    cdef Py_ssize_t gap = context.spare - context.above
    cdef Py_ssize_t count = context.end - context.spare
    cdef long long i
    memmove(context.above, context.spare, count * sizeof(Value))
    memset(context.end - min(gap, count), 0, min(gap, count) * sizeof(Value))
    for i in range(level + 1, context.depth):
        context.frames[i].base -= gap
        if i > level + 1:
            context.frames[i].result -= gap


cdef long long grow_native(Context* context, PyObject* items, long long bits, long long tag) noexcept:
    """Put a value that holds no object behind the last element of a list that keeps such values; 1, and nothing done,
    where that is the loop's to refuse."""
    cdef Array target = <Array>items
    cdef Value value
    cdef long long memory = context.memory + sizeof(Value)
    if target.count >= context.items or memory > context.recount:
        return 1
    if target.kind == ITEMS_NONE or target.kind not in (tag, ITEMS_MIXED):  # others believe in what it is now
        return 1
    value.i, value.tag = bits, tag
    try:
        target.reserve(target.count + 1)
    except MemoryError:
        return 1
    fill_element(items, target.count, &value)
    target.count += 1
    context.memory = memory
    return 0


cdef int enter_native(Core self, Native* native) except -1:
    """Run compiled code in the top frame until it leaves; does nothing when it does not fit the values there."""
    cdef Budget budget = self.budget
    cdef Frame* frame = &self.frames[self.depth - 1]
    cdef Py_ssize_t limit = min(self.depth_limit, self.depth + NATIVE_DEPTH)
    cdef Py_ssize_t room = (limit - self.depth) * native.widest
    cdef Context context
    cdef Value spill[MOST_REGISTERS]
    cdef long long pause, spent
    cdef void* block
    if native.base != (frame.base == 0):
        native.poor += 4
        return 0
    self.make_room(frame.base + frame.size + room)
    if self.frame_room < limit:
        block = PyMem_Realloc(self.frames, limit * sizeof(Frame))
        if block == NULL:
            raise MemoryError
        self.frames = <Frame*>block
        self.frame_room = limit
        frame = &self.frames[self.depth - 1]
    pause = max(budget.pause, budget.fuel - native.slice)
    context.fuel, context.calls = budget.fuel - pause, limit - self.depth
    context.stack, context.frames = self.stack, self.frames
    context.depth, context.depth_limit = self.depth, limit
    context.spill = spill
    context.items, context.memory, context.recount = budget.limits.items, budget.memory, budget.recount
    context.codes, context.above = self.linked.codes, self.stack + frame.base + frame.size
    context.spare = context.end = context.above + room
    context.leave, context.power, context.remainder = <void*>leave_native, <void*>pow, <void*>fmod
    context.grow = <void*>grow_native
    if native.code(&context, self.stack + frame.base, native.entry):
        native.poor += 4
        return 0
    spent = budget.fuel - pause - context.fuel
    budget.fuel, budget.memory = budget.fuel - spent, context.memory
    self.depth = context.depth
    if context.fuel < LARGEST_CHARGE:  # its slice has ended: the loop looks up at its next charge
        budget.pause = max(budget.pause, budget.fuel)
    native.poor = native.poor + 1 if spent < LEAST_GAIN else 0
    return 0


cdef int native_at(Core self, Word* target) except -1:
    """Go on in compiled code at ``target`` of the top frame if there is any. Where to go on then is in the frame that
    is the top one; the stack and the frames may have moved."""
    cdef Frame* frame = &self.frames[self.depth - 1]
    cdef Py_ssize_t at = target - frame.code.words
    cdef Py_ssize_t function = frame.code - self.linked.codes
    cdef Native* native
    frame.next = target
    native = self.linked.native(function, at)
    if native == NULL:
        self.linked.tier.reached(self, function, at)
        native = self.linked.native(function, at)
        if native == NULL:
            return 0
    enter_native(self, native)
    if native.poor > POOR_LIMIT:
        native.poor = 0
        frame = &self.frames[self.depth - 1]
        self.linked.tier.poor(self, function, at, frame.code - self.linked.codes, frame.next - frame.code.words)
    return 0


cdef object shape(const Value* value, int levels):
    """Tag of a value; for a list ``(tag, kind of its elements, shapes of a few of them)``."""
    cdef Array items
    cdef Value item
    cdef Py_ssize_t at
    if value.tag != TAG_LIST or levels == 0:
        return value.tag
    items = <Array>value.o
    few = []
    for at in range(0, items.count, max(1, items.count // SEEN)):
        element(value.o, at, &item)
        if item.tag != TAG_LIST:
            if item.tag not in few:
                few.append(item.tag)
        elif len(few) < MOST_SHAPES:
            few.append(shape(&item, levels - 1))
    return TAG_LIST, items.kind, few


def shapes(Core core not None, Py_ssize_t which):
    """The shapes of the registers of frame ``which``; for vm.jit."""
    cdef Frame* frame = &core.frames[which]
    return [shape(&core.stack[frame.base + at], 3) for at in range(frame.size)]


def pure_units():
    """What calling a pure function costs at least; for vm.jit."""
    return CALLING


def offsets():
    """Where compiled code finds the parts of a list, in bytes, and the size of a value; for vm.jit."""
    cdef Array items = Array()
    cdef char* start = <char*><PyObject*>items
    return {
        "data": <char*>&items.data - start, "count": <char*>&items.count - start,
        "room": <char*>&items.room - start, "kind": <char*>&items.kind - start, "value": sizeof(Value),
        "mixed": ITEMS_MIXED,
    }
