# Writing a state. Included by snapshot.pyx.

def write_state(Core core not None):
    """The state of a machine that is not running, as bytes."""
    cdef _Saving saving
    if core.running:
        raise RuntimeError("a running machine cannot be saved")
    saving = _Saving()
    saving.run(core)
    saving.contents()
    body = saving.body(core.linked.hash)
    return _START + sha256(body).digest()[:8] + body


cdef struct Slot:
    PyObject* thing
    Py_ssize_t number


@cython.final
cdef class _Saving:
    """One state on its way to bytes. Numbers the containers, and the long texts, in the order they are met."""

    cdef Buffer frames, texts, kinds, rows  # kinds: one byte for each container
    cdef Py_ssize_t text_count
    cdef PyObject** waiting                 # the containers by number
    cdef Py_ssize_t waiting_room
    cdef Slot* slots                        # a hash table from address to number
    cdef Py_ssize_t used, mask

    def __dealloc__(self):
        PyMem_Free(self.frames.data)
        PyMem_Free(self.texts.data)
        PyMem_Free(self.kinds.data)
        PyMem_Free(self.rows.data)
        PyMem_Free(self.waiting)
        PyMem_Free(self.slots)

    cdef int run(self, Core core) except -1:
        """Everything but what the containers hold."""
        cdef Py_ssize_t which
        cdef Buffer* out = &self.frames
        put_whole(out, core.state)
        put_whole(out, core.entry)
        put_byte(out, TRUE if core.resume_next else FALSE)
        put_list(out, core.depth)
        for which in range(core.depth):
            self.frame(core, &core.frames[which])
        self.value(out, &core.last_error)
        self.value(out, &core.result)
        if core.fault is None:
            return put_byte(out, NIL)
        put_list(out, 2)
        put_str(out, core.fault.code)
        return put_str(out, core.fault.message)

    cdef int frame(self, Core core, const Frame* frame) except -1:
        """Function, next instruction, handler, and the registers without the nulls at their end."""
        cdef Buffer* out = &self.frames
        cdef const Value* registers = core.stack + frame.base
        cdef Py_ssize_t at, count = frame.size
        while count and registers[count - 1].tag == TAG_NULL:
            count -= 1
        put_list(out, 5)
        put_whole(out, frame.code - core.linked.codes)
        put_whole(out, frame.next - frame.code.words)
        put_whole(out, frame.handler)
        put_byte(out, TRUE if frame.armed else FALSE)
        put_list(out, count)
        for at in range(count):
            self.value(out, &registers[at])
        return 0

    cdef int value(self, Buffer* out, const Value* value) except -1:
        """A value: itself, ``[number]`` for a container, ``[-1 - number]`` for a long text, ``[letter, ...]`` for a date,
        time or duration."""
        if value.tag == TAG_NULL:
            return put_byte(out, NIL)
        if value.tag == TAG_INT:
            return put_whole(out, value.i)
        if value.tag == TAG_TEXT:
            return self.text(out, value.o)
        if value.tag == TAG_BOOL:
            return put_byte(out, TRUE if value.i else FALSE)
        if value.tag == TAG_FLOAT:
            return put_real(out, value.f)
        if value.tag == TAG_TIME:
            return put_moment(out, <object>value.o)
        put_byte(out, 0x91)
        return put_whole(out, self.container(value))

    cdef int text(self, Buffer* out, PyObject* text) except -1:
        cdef Slot* slot
        if text_length(text) < LONG:
            return put_text(out, text)
        slot = self.slot(text)
        if slot.thing == NULL:
            slot.thing, slot.number = text, self.text_count
            self.text_count += 1
            put_text(&self.texts, text)
        put_byte(out, 0x91)
        return put_whole(out, -1 - slot.number)

    cdef Py_ssize_t container(self, const Value* value) except -1:
        cdef Slot* slot = self.slot(value.o)
        if slot.thing == NULL:
            slot.thing, slot.number = value.o, self.kinds.used
            self.later(value.o, self.kinds.used)
            if value.tag == TAG_LIST:
                put_byte(&self.kinds, ROWSET if (<Array>value.o).rowset else 0)
            else:
                put_byte(&self.kinds, PLAIN_OBJECT + (<Object>value.o).kind_number)
        return slot.number

    cdef int later(self, PyObject* thing, Py_ssize_t number) except -1:
        """Remember that the container's contents are still to be written."""
        cdef void* block
        if number == self.waiting_room:
            self.waiting_room = 2 * self.waiting_room + 16
            block = PyMem_Realloc(self.waiting, self.waiting_room * sizeof(PyObject*))
            if block == NULL:
                raise MemoryError
            self.waiting = <PyObject**>block
        self.waiting[number] = thing
        return 0

    cdef Slot* slot(self, PyObject* thing) except NULL:
        """The place of ``thing``: empty when it is met first; the caller fills it."""
        cdef Slot* slot
        if 2 * self.used >= self.mask:
            self.widen()
        slot = self.find(thing)
        if slot.thing == NULL:
            self.used += 1
        return slot

    cdef Slot* find(self, PyObject* thing) noexcept:
        cdef size_t at = (<size_t>thing >> 4) * 0x9E3779B97F4A7C15ULL >> 20
        while self.slots[at & <size_t>self.mask].thing != NULL and self.slots[at & <size_t>self.mask].thing != thing:
            at += 1
        return &self.slots[at & <size_t>self.mask]

    cdef int widen(self) except -1:
        cdef Slot* old = self.slots
        cdef Slot* fresh
        cdef Py_ssize_t at, size = self.mask + 1 if old != NULL else 0
        fresh = <Slot*>PyMem_Calloc(max(32, 4 * size), sizeof(Slot))
        if fresh == NULL:
            raise MemoryError
        self.slots, self.mask = fresh, max(32, 4 * size) - 1
        for at in range(size):
            if old[at].thing != NULL:
                self.find(old[at].thing)[0] = old[at]
        PyMem_Free(old)
        return 0

    cdef int contents(self) except -1:
        """What every container holds, also those that are only met here: elements, or names and values in turn."""
        cdef Py_ssize_t number = 0
        while number < self.kinds.used:
            if self.kinds.data[number] <= ROWSET:
                self.elements(self.waiting[number])
            else:
                self.fields(<Object>self.waiting[number])
            number += 1
        return 0

    cdef int elements(self, PyObject* items) except -1:
        cdef Py_ssize_t at
        cdef Value item
        put_list(&self.rows, (<Array>items).count)
        for at in range((<Array>items).count):
            element(items, at, &item)
            self.value(&self.rows, &item)
        return 0

    cdef int fields(self, Object thing) except -1:
        cdef Py_ssize_t at
        put_list(&self.rows, 2 * thing.count)
        for at in range(thing.count):
            self.text(&self.rows, thing.entries[at].key)
            self.value(&self.rows, &thing.entries[at].value)
        return 0

    cdef bytes body(self, str hash):
        """All parts in the order in which they are read."""
        cdef Buffer all
        memset(&all, 0, sizeof(Buffer))
        digest = bytes.fromhex(hash)
        try:
            put_list(&all, _PARTS)
            put_blob(&all, <const char*>digest, _HASH_SIZE)
            put_list(&all, self.text_count)
            put_bytes(&all, self.texts.data, self.texts.used)
            put_blob(&all, self.kinds.data, self.kinds.used)
            put_list(&all, self.kinds.used)
            put_bytes(&all, self.rows.data, self.rows.used)
            put_bytes(&all, self.frames.data, self.frames.used)
            return (<char*>all.data)[:all.used]
        finally:
            PyMem_Free(all.data)


cdef int put_str(Buffer* out, str text) except -1:
    return put_text(out, <PyObject*>text)


cdef int put_moment(Buffer* out, object moment) except -1:
    if isinstance(moment, timedelta):
        put_list(out, 4)
        put_str(out, "u")
        put_whole(out, moment.days)
        put_whole(out, moment.seconds)
        return put_whole(out, moment.microseconds)
    put_list(out, 2)
    if isinstance(moment, date) and not isinstance(moment, datetime):
        put_str(out, "d")
        return put_whole(out, moment.toordinal())
    put_str(out, "t" if isinstance(moment, datetime) else "c")
    return put_str(out, moment.isoformat())
