# cython: language_level=3
# distutils: extra_compile_args = -O2
"""A machine's whole state as bytes, and back.

Layout: magic, format version, 8 bytes of the SHA-256 of the rest, then msgpack: program hash, frames with their registers,
error state, and a table of all lists, objects and long texts so that sharing and cycles come back exactly. ``read_state``
believes nothing: any bytes give a machine that is safe to run, or SnapshotError.
"""

from datetime import date, datetime, time, timedelta
from hashlib import sha256

import msgpack

from vm._loop cimport ENDED, READY, WAITING, Budget, Code, Core, Frame, Linked, OP_CALL, OP_CALLK, walk_core
from vm.value cimport Array, Object, TAG_NULL, TAG_OBJECT, KIND_ERROR, Value, set_exactly, take, unbox

from vm.bytecode.shape import ShapeError, check_shape
from vm.error import BasicError

MAGIC = b"gbst"
VERSION = 2
_HEAD = len(MAGIC) + 1 + 8
_HASH_SIZE = 32
MAX_VALUES = 64_000_000  # a state within the default memory has four million
LONG = 64  # characters from which a text is written once, however often it is held
_MIN, _MAX = -(1 << 63), (1 << 63) - 1

_pack = msgpack.Packer(unicode_errors="surrogatepass").pack


class SnapshotError(Exception):
    """A saved state that cannot be used; ``code`` is GB8005 (not one), GB8006 (another program) or GB8007 (damaged)."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code
        self.message = message


# ---- writing ----

def write_state(Core core not None):
    """The state of a machine that is not running, as bytes."""
    if core.running:
        raise RuntimeError("a running machine cannot be saved")
    table = _Table()
    frames = [write_frame(core, which, table) for which in range(core.depth)]
    result, fault = core.ending()
    body = _pack([
        bytes.fromhex(core.linked.hash), core.state, core.entry, core.resume_next, frames,
        table.plain(core.last_error_value()), table.plain(result),
        None if fault is None else [fault.code, fault.message], table.rows(),
    ])
    return MAGIC + bytes((VERSION,)) + sha256(body).digest()[:8] + body


cdef list write_frame(Core core, Py_ssize_t which, _Table table):
    cdef Frame* frame = &core.frames[which]
    values = core.registers(which)
    while values and values[-1] is None:
        values.pop()
    return [
        frame.code - core.linked.codes, frame.next - frame.code.words, frame.handler, frame.armed,
        [table.plain(value) for value in values],
    ]


cdef class _Table:
    """Numbers the lists, objects and long texts in the order they are met."""

    cdef dict numbers
    cdef list waiting

    def __cinit__(self):
        self.numbers = {}
        self.waiting = []

    cdef object plain(self, object value):
        """A value as plain data: itself, ``[number]`` for what is in the table, ``[letter, ...]`` for a date, time or
        duration."""
        kind = type(value)
        if kind is str and len(value) < LONG or value is None or kind is int or kind is bool or kind is float:
            return value
        if kind is Array or kind is Object or kind is str:
            number = self.numbers.get(id(value))
            if number is None:
                number = self.numbers[id(value)] = len(self.waiting)
                self.waiting.append(value)
            return [number]
        if isinstance(value, datetime):
            return ["t", value.isoformat()]
        if isinstance(value, date):
            return ["d", value.toordinal()]
        if isinstance(value, time):
            return ["c", value.isoformat()]
        return ["u", value.days, value.seconds, value.microseconds]

    cdef list rows(self):
        """Everything in the table as a row: text, ``[0 or 1 for a rowset, elements...]`` or ``[2 + kind, name, ...]``."""
        cdef list result = [], row
        while len(result) < len(self.waiting):
            thing = self.waiting[len(result)]
            if type(thing) is str:
                result.append(thing)
                continue
            if type(thing) is Array:
                row = [1 if thing.rowset else 0]
                row.extend([self.plain(item) for item in thing])
            else:
                row = [2 + (<Object>thing).kind_number]
                for name, item in thing.items():
                    row.append(self.plain(name))
                    row.append(self.plain(item))
            result.append(row)
        return result


# ---- reading ----

def read_state(Linked linked not None, data, Budget budget not None, env):
    """The core that ``write_state`` saved; SnapshotError for anything else."""
    body = checked_body(data)
    try:
        check_shape(body, MAX_VALUES)
        parts = msgpack.unpackb(body, unicode_errors="surrogatepass", strict_map_key=False)
    except Exception:
        raise damaged() from None
    need(type(parts) is list and len(parts) == 9 and type(parts[0]) is bytes and len(parts[0]) == _HASH_SIZE)
    if parts[0].hex() != linked.hash:
        raise SnapshotError("GB8006", "this state was saved by another version of the program")
    return rebuild(linked, parts[1:], budget, env)


cdef object checked_body(object data):
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise SnapshotError("GB8005", "a saved state is bytes")
    data = bytes(data)
    if len(data) < _HEAD or not data.startswith(MAGIC):
        raise SnapshotError("GB8005", "this is not a saved state")
    if data[len(MAGIC)] != VERSION:
        raise SnapshotError("GB8005", f"this state was saved in format {data[len(MAGIC)]}, which this version cannot read")
    body = data[_HEAD:]
    if sha256(body).digest()[:8] != data[_HEAD - 8 : _HEAD]:
        raise damaged()
    return body


cdef object damaged():
    return SnapshotError("GB8007", "this saved state is damaged")


cdef int need(bint good) except -1:
    if not good:
        raise damaged()
    return 0


cdef Core rebuild(Linked linked, list parts, Budget budget, env):
    cdef Core core
    state, entry, resume_next, frames, last_error, result, fault, rows = parts
    need(is_count(state) and state <= ENDED and is_count(entry) and entry < linked.code_count)
    need(type(resume_next) is bool and type(frames) is list and type(rows) is list)
    need(1 <= len(frames) <= max(1, budget.limits.depth))
    things = read_rows(rows)
    core = Core(linked, entry, budget, env)
    core.resume_next = resume_next
    for which, frame in enumerate(frames):
        read_frame(core, which, frame, things)
    store(last_error, things, &core.last_error)
    store(result, things, &core.result)
    need(core.last_error.tag == TAG_NULL
         or core.last_error.tag == TAG_OBJECT and (<Object>core.last_error.o).kind_number == KIND_ERROR)
    core.fault = read_fault(fault, state)
    core.state = state
    check_top(core)
    budget.memory = walk_core(<void*>core)
    return core


cdef bint is_count(object number):
    return type(number) is int and 0 <= number <= 1 << 40


cdef object read_fault(object fault, int state):
    if fault is None:
        return None
    need(type(fault) is list and len(fault) == 2 and type(fault[0]) is str and type(fault[1]) is str and state == ENDED)
    return BasicError(fault[0], fault[1])


cdef int read_frame(Core core, Py_ssize_t which, object row, list things) except -1:
    """Rebuild one frame; its caller must stand at a CALL of just this function."""
    cdef Frame* frame
    cdef Code* code
    cdef Py_ssize_t at, base
    need(type(row) is list and len(row) == 5)
    number, next_, handler, armed, values = row
    need(is_count(number) and number < core.linked.code_count and is_count(next_) and type(values) is list)
    need(type(handler) is int and type(armed) is bool)
    need(handler == -1 and not armed or (number, handler) in core.linked.handlers)
    code = &core.linked.codes[<Py_ssize_t>number]
    if which == 0:
        need(number == core.entry)
    else:
        push_called(core, code, number)
    frame = &core.frames[which]
    need(next_ <= code.size and len(values) <= frame.size)
    frame.next = code.words + <Py_ssize_t>next_
    frame.handler, frame.armed = handler, armed
    base = frame.base
    for at in range(len(values)):
        store(values[at], things, &core.stack[base + at])
    return 0


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


cdef list read_rows(list rows):
    """The texts and containers; these are made first and filled after, so that they may hold each other."""
    things = []
    for row in rows:
        if type(row) is str:
            things.append(row)
            continue
        need(type(row) is list and len(row) >= 1 and is_count(row[0]) and row[0] <= 2 + KIND_ERROR)
        thing = Array() if row[0] < 2 else Object()
        if row[0] < 2:
            thing.rowset = row[0] == 1
        else:
            (<Object>thing).kind_number = row[0] - 2
        things.append(thing)
    for thing, row in zip(things, rows):
        if type(thing) is Array:
            for item in row[1:]:
                thing.append(read_value(item, things))
        elif type(thing) is Object:
            fill_object(thing, row, things)
    return things


cdef int fill_object(Object thing, list row, list things) except -1:
    cdef Py_ssize_t at
    need(len(row) % 2 == 1)
    for at in range(1, len(row), 2):
        name = read_value(row[at], things)
        need(type(name) is str)
        set_exactly(thing, name, read_value(row[at + 1], things))
    need(thing.count == len(row) // 2)
    return 0


cdef int store(object item, list things, Value* target) except -1:
    cdef Value fresh
    unbox(read_value(item, things), &fresh)
    take(target, &fresh)
    return 0


cdef object read_value(object item, list things):
    kind = type(item)
    if item is None or kind is str or kind is bool or kind is float:
        return item
    if kind is int:
        need(_MIN <= item <= _MAX)
        return item
    need(kind is list and len(item) >= 1)
    if len(item) == 1:
        need(is_count(item[0]) and item[0] < len(things))
        return things[item[0]]
    return read_moment(item)


cdef object read_moment(list item):
    try:
        if item[0] == "t" and len(item) == 2:
            return naive(datetime.fromisoformat(item[1]))
        if item[0] == "d" and len(item) == 2:
            return date.fromordinal(item[1])
        if item[0] == "c" and len(item) == 2:
            return naive(time.fromisoformat(item[1]))
        if item[0] == "u" and len(item) == 4 and all(type(part) is int for part in item[1:]):
            return timedelta(item[1], item[2], item[3])
    except (ValueError, TypeError, OverflowError):
        pass
    raise damaged()


cdef object naive(object moment):
    need(moment.tzinfo is None)
    return moment
