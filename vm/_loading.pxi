# Reading a state, of which nothing is believed. Included by snapshot.pyx.

def read_state(Linked linked not None, data, Budget budget not None, env):
    """The core that ``write_state`` saved; SnapshotError for anything else."""
    cdef _Loading loading = _Loading()
    cdef Core core
    body = checked_body(data)
    loading.data.at = <const unsigned char*>(<const char*>(<bytes>body))
    loading.data.end = loading.data.at + len(body)
    loading.identity(linked.hash)
    loading.texts = loading.read_texts()
    loading.read_containers()
    core = loading.core(linked, budget, env)
    need(loading.data.at == loading.data.end)
    budget.memory = walk_core(<void*>core)
    return core


cdef bytes checked_body(object data):
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise SnapshotError("GB8005", "a saved state is bytes")
    cdef bytes whole = bytes(data), body, seal
    cdef const char* start = whole
    if len(whole) < _HEAD or memcmp(start, b"gbst", 4):
        raise SnapshotError("GB8005", "this is not a saved state")
    if start[4] != VERSION:
        raise SnapshotError("GB8005", f"this state was saved in format {whole[4]}, which this version cannot read")
    body = whole[_HEAD:]
    seal = sha256(body).digest()
    if memcmp(<const char*>seal, start + _HEAD - 8, 8):
        raise damaged()
    return body


@cython.final
cdef class _Loading:
    """One state on its way back. Containers are made first and filled after, so that they may hold each other."""

    cdef Cursor data
    cdef list texts, containers
    cdef long long values

    cdef int identity(self, str hash) except -1:
        cdef bytes wanted = bytes.fromhex(hash)
        need(get_list(&self.data) == _PARTS and get_head(&self.data, 0, -1, BIN8) == _HASH_SIZE)
        if len(wanted) != _HASH_SIZE or memcmp(taken(&self.data, _HASH_SIZE), <const char*>wanted, _HASH_SIZE):
            raise SnapshotError("GB8006", "this state was saved by another version of the program")
        return 0

    cdef list read_texts(self):
        cdef Py_ssize_t at
        return [get_str(&self.data) for at in range(get_list(&self.data))]

    cdef int read_containers(self) except -1:
        cdef Py_ssize_t at, count = get_head(&self.data, 0, -1, BIN8)
        cdef const unsigned char* kinds = taken(&self.data, count)
        self.containers = [empty_container(kinds[at]) for at in range(count)]
        need(get_list(&self.data) == count)
        for at in range(count):
            if kinds[at] <= ROWSET:
                self.fill_list(<Array>self.containers[at])
            else:
                self.fill_object(<Object>self.containers[at])
        return 0

    cdef int fill_list(self, Array items) except -1:
        cdef Py_ssize_t at
        cdef Value item
        for at in range(self.size()):
            self.value(&item)
            try:
                items.push(&item)
            finally:
                drop(&item)
        return 0

    cdef int fill_object(self, Object thing) except -1:
        cdef Py_ssize_t at, count = self.size()
        cdef Value item
        need(count % 2 == 0)
        for at in range(count // 2):
            name = self.name()
            self.value(&item)
            try:
                thing.put_exact(<PyObject*>name, &item)
            finally:
                drop(&item)
        return need(thing.count == count // 2)

    cdef Py_ssize_t size(self) except -1:
        cdef Py_ssize_t count = get_list(&self.data)
        self.values += 1 + count
        need(self.values <= MAX_VALUES)
        return count

    cdef str name(self):
        cdef Value name
        cdef PyObject* text
        if is_text(&self.data):
            text = get_text(&self.data)
            PyUnicode_InternInPlace(&text)
            result = <str>text
            ref_down(text)
            return result
        self.value(&name)
        found = box(&name)
        drop(&name)
        need(type(found) is str)
        return found

    cdef int value(self, Value* fresh) except -1:
        """What ``_Saving.value`` wrote; ``fresh`` owns its reference."""
        cdef int first
        fresh.tag = TAG_NULL
        if is_text(&self.data):
            fresh.o = get_text(&self.data)
            fresh.tag = TAG_TEXT
            return 0
        need(self.data.at < self.data.end)
        first = self.data.at[0]
        if first < 0x80 or UINT8 <= first <= INT8 + 3 or first >= 0xE0:
            fresh.i = get_whole(&self.data)
            fresh.tag = TAG_INT
            return 0
        if 0x90 <= first <= 0x9F:
            return self.reference(fresh)
        self.data.at += 1
        if first == FALSE or first == TRUE:
            fresh.i = first == TRUE
            fresh.tag = TAG_BOOL
        elif first == FLOAT64:
            fresh.i = <long long>get_sized(&self.data, 8)  # the same bits, as a double
            fresh.tag = TAG_FLOAT
        else:
            need(first == NIL)
        return 0

    cdef int reference(self, Value* fresh) except -1:
        cdef Py_ssize_t count = get_list(&self.data)
        cdef long long number
        if count != 1:
            return unbox(self.moment(count), fresh)
        number = get_whole(&self.data)
        if number < 0:
            need(-1 - number < len(self.texts))
            return unbox(self.texts[-1 - number], fresh)
        need(number < len(self.containers))
        return unbox(self.containers[number], fresh)

    cdef object moment(self, Py_ssize_t count):
        letter = get_str(&self.data)
        try:
            if letter == "t" and count == 2:
                return naive(datetime.fromisoformat(get_str(&self.data)))
            if letter == "d" and count == 2:
                return date.fromordinal(get_whole(&self.data))
            if letter == "c" and count == 2:
                return naive(time.fromisoformat(get_str(&self.data)))
            if letter == "u" and count == 4:
                return timedelta(get_whole(&self.data), get_whole(&self.data), get_whole(&self.data))
        except (ValueError, OverflowError):
            pass
        raise damaged()

    # ---- the run ----

    cdef Core core(self, Linked linked, Budget budget, env):
        cdef Cursor* data = &self.data
        cdef int state = get_count(data, ENDED + 1)
        cdef Py_ssize_t which, entry = get_count(data, linked.code_count), depth
        cdef Core core = Core(linked, entry, budget, env)
        core.resume_next = get_flag(data)
        depth = get_list(data)
        need(1 <= depth <= max(1, budget.limits.depth))
        for which in range(depth):
            self.frame(core, which)
        self.store(&core.last_error)
        self.store(&core.result)
        need(core.last_error.tag == TAG_NULL
             or core.last_error.tag == TAG_OBJECT and (<Object>core.last_error.o).kind_number == KIND_ERROR)
        core.fault = self.fault(state)
        core.state = state
        check_top(core)
        return core

    cdef int store(self, Value* target) except -1:
        cdef Value fresh
        self.value(&fresh)
        take(target, &fresh)
        return 0

    cdef object fault(self, int state):
        if self.data.at < self.data.end and self.data.at[0] == NIL:
            self.data.at += 1
            return None
        need(get_list(&self.data) == 2 and state == ENDED)
        return BasicError(get_str(&self.data), get_str(&self.data))

    cdef int frame(self, Core core, Py_ssize_t which) except -1:
        """Rebuild one frame; its caller must stand at a CALL of just this function."""
        cdef Cursor* data = &self.data
        cdef Frame* frame
        cdef Py_ssize_t at, base, count, number
        cdef Code* code
        need(get_list(data) == 5)
        number = get_count(data, core.linked.code_count)
        code = &core.linked.codes[number]
        if which == 0:
            need(number == core.entry)
        else:
            push_called(core, code, number)
        frame = &core.frames[which]
        frame.next = code.words + get_count(data, code.size + 1)
        frame.handler = get_whole(data)
        frame.armed = get_flag(data)
        need(frame.handler == -1 and not frame.armed or (number, frame.handler) in core.linked.handlers)
        count = get_list(data)
        need(count <= frame.size)
        base = frame.base
        for at in range(count):
            self.store(&core.stack[base + at])
        return 0


cdef object empty_container(int kind):
    cdef Array items
    cdef Object thing
    need(kind <= PLAIN_OBJECT + KIND_ERROR)
    if kind <= ROWSET:
        items = Array.__new__(Array)
        items.rowset = kind == ROWSET
        return items
    thing = Object.__new__(Object)
    thing.kind_number = kind - PLAIN_OBJECT
    return thing


cdef object naive(object moment):
    need(moment.tzinfo is None)
    return moment


cdef int push_called(Core core, Code* code, Py_ssize_t number) except -1:
    cdef Frame* caller = &core.frames[core.depth - 1]
    cdef unsigned long long word
    need(caller.next > caller.code.words)
    word = caller.next[-1]
    need((word & 0xFF) == OP_CALL and <Py_ssize_t>((word >> 32) & 0xFFFF) == number)
    core.push_frame(code, code.registers, caller.base + caller.size, caller.base + (((word >> 16) & 0xFFFF) >> 4))
    return 0


cdef int check_top(Core core) except -1:
    """The top frame stands where its state says: at an instruction to run, or just behind the one it waits for."""
    cdef Frame* frame = &core.frames[core.depth - 1]
    if core.state == READY:
        return need(frame.next < frame.code.words + frame.code.size)
    need(frame.next > frame.code.words)
    if core.state == WAITING:
        need((frame.next[-1] & 0xFF) == OP_CALLK)
    return 0
