# cython: language_level=3, cdivision=True
# distutils: extra_compile_args = -O2 -fno-jump-tables
"""The dispatch loop: runs linked bytecode over one stack of tagged values, with its own frames.

``Linked`` is a program made ready, ``Core`` one run of it; ``vm.machine`` wraps them for Python. The loop trusts that the
program was verified and checks the kinds of values itself. It never awaits and knows no keyword's meaning.
"""

cimport cython
from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc, PyMem_Realloc
from cpython.object cimport PyObject
from cpython.tuple cimport PyTuple_New
from libc.math cimport fmod, pow
from libc.stdint cimport uintptr_t
from libc.string cimport memset
from vm.arith cimport *
from vm.budget cimport Budget, swap_current
from vm.fields cimport *
from vm.suspend cimport position_in, suspended
from vm.value cimport *

from diagnostics.source import Source
from vm.bytecode.opcodes import OPCODES, Kind, digest
from vm.bytecode.verify import VerifyError
from vm.error import BasicError
from vm.value import CBuiltin as CBuiltinType, Object as ObjectType

if digest() != OPCODE_DIGEST.decode("ascii"):
    raise ImportError("the opcode table has changed since vm._loop was built; run `make build`")

cdef extern from "Python.h":
    void PyTuple_SET_ITEM(object row, Py_ssize_t at, PyObject* item) noexcept
    PyObject* PyObject_Vectorcall(PyObject* function, PyObject** arguments, size_t count, PyObject* names) except NULL
    void PyUnicode_InternInPlace(PyObject** text) noexcept

include "_linked.pxi"
include "_core.pxi"
include "_native.pxi"

# Two copies of the loop are compiled: the normal one, and one that stops after a number of instructions.
ctypedef int Plain
ctypedef long Counted
ctypedef fused Mode:
    Plain
    Counted


cdef inline Value* ra(char* window, Word word) noexcept:
    return <Value*>(window + ((word >> 16) & 0xFFFF))


cdef inline Value* rb(char* window, Word word) noexcept:
    return <Value*>(window + ((word >> 32) & 0xFFFF))


cdef inline Value* rc(char* window, Word word) noexcept:
    return <Value*>(window + (word >> 48))


cdef inline Py_ssize_t fa(Word word) noexcept:
    return (word >> 16) & 0xFFFF


cdef inline Py_ssize_t fb(Word word) noexcept:
    return (word >> 32) & 0xFFFF


cdef inline Py_ssize_t fc(Word word) noexcept:
    return word >> 48


cdef inline int same_fast(const Value* a, const Value* b) noexcept:
    """1 or 0 for the common kinds, 2 for the others."""
    if both_int(a, b):
        return a.i == b.i
    if a.tag == TAG_TEXT and b.tag == TAG_TEXT and (a.o == b.o or text_length(a.o) < 64):
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
    cdef Object thing
    cdef Entry* entries
    cdef Py_ssize_t count
    if base.tag != TAG_OBJECT:
        return NULL
    entries = (<Object>base.o).entries
    count = (<Object>base.o).count
    hint = (at[0] >> 8) & 0xFF
    if hint < count and entries[hint].key == name.o:
        return &entries[hint].value
    if count > 32:
        count = 32
    for hint in range(count):
        if entries[hint].key == name.o:
            at[0] = (at[0] & ~<Word>0xFF00) | (<Word>hint << 8)
            return &entries[hint].value
    return NULL


cdef inline bint quick_enter(Core self, Frame* caller, Code* code, Value* arguments, Py_ssize_t count) noexcept:
    """Core.enter where neither the stack nor the frames have to grow; False, and nothing done, where they do."""
    cdef Frame* frame = caller + 1
    cdef Py_ssize_t base = caller.base + caller.size
    cdef Value* target
    if self.depth >= self.depth_limit or self.depth == self.frame_room or base + code.registers > self.stack_room:
        return False
    self.depth += 1
    frame.code, frame.next = code, code.words
    frame.base, frame.size, frame.result = base, code.registers, arguments - self.stack
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


cdef int execute(Core self, Mode mode) except -1:
    """Run from the top frame's ``next``; gives DONE, SUSPENDED or PAUSED, raises BasicError with ``next`` just past it."""
    cdef Budget budget = self.budget
    cdef Code* codes = self.linked.codes
    cdef Builtin* builtins = self.linked.builtins
    cdef Frame* frame = &self.frames[self.depth - 1]
    cdef Word* pc = frame.next
    cdef Word* start = frame.code.words
    cdef Word* target
    cdef char* window = <char*>(self.stack + frame.base)
    cdef Value* constants = frame.code.constants
    cdef Code* code
    cdef Value* a
    cdef Value* b
    cdef Value* c
    cdef Word word
    cdef unsigned int op
    cdef int found
    cdef long long whole
    cdef Value fresh
    while True:
        if Mode is Counted:
            if self.steps <= 0:
                frame.next = pc
                return PAUSED
            self.steps -= 1
        word = pc[0]
        pc += 1
        op = word & 0xFF
        if op == OP_MOVE:
            copy(ra(window, word), rb(window, word))
            continue
        elif op == OP_LOADK:
            copy(ra(window, word), &constants[fb(word)])
            continue
        elif op == OP_LOADI:
            set_int(ra(window, word), <short>fb(word))
            continue
        elif op == OP_LOADNULL:
            set_null(ra(window, word))
            continue
        elif op == OP_LOADBOOL:
            set_bool(ra(window, word), fb(word))
            continue
        elif op == OP_GETG:
            copy(ra(window, word), rb(<char*>self.stack, word))
            continue
        elif op == OP_SETG:
            copy(ra(<char*>self.stack, word), rb(window, word))
            continue

        elif op == OP_ADD:
            a, b, c = ra(window, word), rb(window, word), rc(window, word)
            if add_fast(a, b, c):
                continue
            frame.next = pc
            if a == b and a.tag == TAG_TEXT:
                append_text(a, c)
                continue
            add(b, c, &fresh)
            take(a, &fresh)
            continue
        elif op == OP_SUB:
            a, b, c = ra(window, word), rb(window, word), rc(window, word)
            if subtract_fast(a, b, c):
                continue
            frame.next = pc
            subtract(b, c, &fresh)
            take(a, &fresh)
            continue
        elif op == OP_MUL:
            a, b, c = ra(window, word), rb(window, word), rc(window, word)
            if multiply_fast(a, b, c):
                continue
            frame.next = pc
            multiply(b, c, &fresh)
            take(a, &fresh)
            continue
        elif op == OP_DIV:
            a, b, c = ra(window, word), rb(window, word), rc(window, word)
            if divide_fast(a, b, c):
                continue
            frame.next = pc
            divide(b, c, &fresh)
            take(a, &fresh)
            continue
        elif op == OP_IDIV:
            a, b, c = ra(window, word), rb(window, word), rc(window, word)
            if whole_divide_fast(a, b, c):
                continue
            frame.next = pc
            whole_divide(b, c, &fresh)
            take(a, &fresh)
            continue
        elif op == OP_MOD:
            a, b, c = ra(window, word), rb(window, word), rc(window, word)
            if modulo_fast(a, b, c):
                continue
            frame.next = pc
            modulo(b, c, &fresh)
            take(a, &fresh)
            continue
        elif op == OP_POW:
            frame.next = pc
            power(rb(window, word), rc(window, word), &fresh)
            take(ra(window, word), &fresh)
            continue
        elif op == OP_NEG:
            frame.next = pc
            negate(rb(window, word), &fresh)
            take(ra(window, word), &fresh)
            continue
        elif op == OP_NOT:
            set_bool(ra(window, word), not truth(rb(window, word)))
            continue
        elif op == OP_TEST:
            set_bool(ra(window, word), truth(rb(window, word)))
            continue
        elif op == OP_CONCAT:
            frame.next = pc
            join(rb(window, word), fc(word), &fresh)
            take(ra(window, word), &fresh)
            continue

        elif op == OP_EQ or op == OP_NE:
            b, c = rb(window, word), rc(window, word)
            found = same_fast(b, c)
            if found == 2:
                frame.next = pc
                found = same(b, c, 0)
            set_bool(ra(window, word), found == (op == OP_EQ))
            continue
        elif op == OP_LT:
            b, c = rb(window, word), rc(window, word)
            found = less_fast(b, c)
            if found == 2:
                frame.next = pc
                found = order(b, c) == LESS
            set_bool(ra(window, word), found)
            continue
        elif op == OP_LE:
            b, c = rb(window, word), rc(window, word)
            found = at_most_fast(b, c)
            if found == 2:
                frame.next = pc
                found = at_most(b, c)
            set_bool(ra(window, word), found)
            continue
        elif op == OP_ISNULL:
            set_bool(ra(window, word), is_nothing(rb(window, word)))
            continue

        elif op == OP_JMP:
            target = start + fa(word)
        elif op == OP_JT:
            if not truth(ra(window, word)):
                continue
            target = start + fb(word)
        elif op == OP_JF:
            if truth(ra(window, word)):
                continue
            target = start + fb(word)
        elif op == OP_JEQ:
            a, b = ra(window, word), rb(window, word)
            found = same_fast(a, b)
            if found == 2:
                frame.next = pc
                found = same(a, b, 0)
            if not found:
                continue
            target = start + fc(word)
        elif op == OP_JNE:
            a, b = ra(window, word), rb(window, word)
            found = same_fast(a, b)
            if found == 2:
                frame.next = pc
                found = same(a, b, 0)
            if found:
                continue
            target = start + fc(word)
        elif op == OP_JLT:
            a, b = ra(window, word), rb(window, word)
            found = less_fast(a, b)
            if found == 2:
                frame.next = pc
                found = order(a, b) == LESS
            if not found:
                continue
            target = start + fc(word)
        elif op == OP_JNLT:
            a, b = ra(window, word), rb(window, word)
            found = less_fast(a, b)
            if found == 2:
                frame.next = pc
                found = order(a, b) == LESS
            if found:
                continue
            target = start + fc(word)
        elif op == OP_JLE:
            a, b = ra(window, word), rb(window, word)
            found = at_most_fast(a, b)
            if found == 2:
                frame.next = pc
                found = at_most(a, b)
            if not found:
                continue
            target = start + fc(word)
        elif op == OP_JNLE:
            a, b = ra(window, word), rb(window, word)
            found = at_most_fast(a, b)
            if found == 2:
                frame.next = pc
                found = at_most(a, b)
            if found:
                continue
            target = start + fc(word)

        elif op == OP_FORPREP:
            frame.next = pc
            if for_first(ra(window, word)):
                continue
            target = start + fb(word)
        elif op == OP_FORLOOP:
            a = ra(window, word)
            if both_int(&a[0], &a[2]) and a[1].tag == TAG_INT:
                if add_overflows(a[0].i, a[2].i, &whole):
                    continue
                a[0].i = whole
                if not (whole <= a[1].i if a[2].i > 0 else whole >= a[1].i and a[2].i != 0):
                    continue
            else:
                frame.next = pc
                if not for_next(a):
                    continue
            target = start + fb(word)
        elif op == OP_ITERPREP:
            a = ra(window, word)
            frame.next = pc
            loop_list(rb(window, word), &fresh)
            take(a, &fresh)
            set_int(&a[1], 0)
            continue
        elif op == OP_ITERNEXT:
            a = ra(window, word)
            if a[0].tag != TAG_LIST or a[1].tag != TAG_INT:
                frame.next = pc
                raise BasicError("GB6005", "this value has no elements to go through")
            if inside(a[0].o, a[1].i):
                copy_element(&a[2], a[0].o, a[1].i)
                a[1].i += 1
                continue
            target = start + fb(word)

        elif op == OP_NEWARR:
            frame.next = pc
            new_list(rb(window, word), fc(word), &fresh)
            take(ra(window, word), &fresh)
            continue
        elif op == OP_NEWOBJ:
            frame.next = pc
            new_object(&fresh)
            take(ra(window, word), &fresh)
            continue
        elif op == OP_GETF:
            b = quick_field(rb(window, word), pc - 1, &constants[fc(word)])
            if b != NULL:
                copy(ra(window, word), b)
                continue
            frame.next = pc
            get_field(rb(window, word), constants[fc(word)].o, &fresh)
            take(ra(window, word), &fresh)
            continue
        elif op == OP_SETF:
            b = quick_field(ra(window, word), pc - 1, &constants[fb(word)])
            if b != NULL:
                copy(b, rc(window, word))
                continue
            frame.next = pc
            set_field(ra(window, word), constants[fb(word)].o, rc(window, word))
            continue
        elif op == OP_GETI:
            b, c = rb(window, word), rc(window, word)
            if b.tag == TAG_LIST and c.tag == TAG_INT:
                if inside(b.o, c.i):
                    copy_element(ra(window, word), b.o, c.i)
                else:
                    set_null(ra(window, word))
                continue
            frame.next = pc
            get_item(b, c, &fresh)
            take(ra(window, word), &fresh)
            continue
        elif op == OP_SETI:
            a, b = ra(window, word), rb(window, word)
            if a.tag == TAG_LIST and b.tag == TAG_INT and store_element(budget, a.o, b.i, rc(window, word)):
                continue
            frame.next = pc
            set_item(a, b, rc(window, word))
            continue
        elif op == OP_GETFO or op == OP_GETFA:
            frame.next = pc
            descend_field(rb(window, word), constants[fc(word)].o, op == OP_GETFA, &fresh)
            take(ra(window, word), &fresh)
            continue
        elif op == OP_GETIO or op == OP_GETIA:
            frame.next = pc
            descend_item(rb(window, word), rc(window, word), op == OP_GETIA, &fresh)
            take(ra(window, word), &fresh)
            continue

        elif op == OP_CALL:
            frame.next = pc
            code = &codes[fb(word)]
            budget.fuel -= 1 + (code.size >> 3)
            if budget.fuel < budget.pause:
                budget.look_up()
                if self.linked.tier is not None:
                    self.linked.tier.sample(self, fb(word), 0)
            if not quick_enter(self, frame, code, ra(window, word), fc(word)):
                self.enter(code, ra(window, word), fc(word))
            frame = &self.frames[self.depth - 1]
            pc = start = code.words
            window = <char*>(self.stack + frame.base)
            constants = code.constants
            if Mode is Plain and word & NATIVE_HINT:
                native_at(self, pc)
                frame = &self.frames[self.depth - 1]
                pc, start = frame.next, frame.code.words
                window = <char*>(self.stack + frame.base)
                constants = frame.code.constants
            continue
        elif op == OP_CALLB:
            frame.next = pc
            self.call_builtin(&builtins[fb(word)], ra(window, word), fc(word))
            continue
        elif op == OP_CALLK:
            frame.next = pc
            budget.fuel -= 1
            if budget.fuel < budget.pause:
                budget.look_up()
            self.state = WAITING
            return SUSPENDED
        elif op == OP_RET or op == OP_RETNULL:
            fresh.tag = TAG_NULL
            if op == OP_RET:
                if self.depth == 1:
                    copy(&self.result, ra(window, word))
                else:
                    fresh = ra(window, word)[0]
                    ra(window, word).tag = TAG_NULL
            if self.depth == 1:
                frame.next = pc
                self.state = ENDED
                return DONE
            a = self.stack + frame.result
            leave(self, frame)
            take(a, &fresh)
            frame -= 1
            pc, start = frame.next, frame.code.words
            window = <char*>(self.stack + frame.base)
            constants = frame.code.constants
            continue
        elif op == OP_HALT:
            frame.next = pc
            self.state = ENDED
            return DONE

        elif op == OP_THROW:
            frame.next = pc
            throw(ra(window, word))
            continue
        elif op == OP_ONERR:
            found = fa(word)
            self.resume_next = found == 1
            frame.armed = found == 2
            frame.handler = fb(word) if found == 2 else -1
            continue
        elif op == OP_REARM:
            frame.armed = frame.handler >= 0
            continue
        elif op == OP_ERRCLR:
            set_null(&self.last_error)
            continue
        elif op == OP_ERRGET:
            frame.next = pc
            last_error_part(&self.last_error, fb(word), &fresh)
            take(ra(window, word), &fresh)
            continue
        else:
            frame.next = pc
            raise SystemError("an instruction that the loop does not know")

        # A jump is taken; going backward costs fuel by the length of the loop, so that every endless loop ends in time.
        if target < pc:
            budget.fuel -= 1 + ((pc - 1 - target) >> 3)
            if budget.fuel < budget.pause:
                frame.next = pc
                budget.look_up()
                if self.linked.tier is not None:
                    self.linked.tier.sample(self, frame.code - codes, target - start)
            if Mode is Plain and word & NATIVE_HINT:
                native_at(self, target)
                frame = &self.frames[self.depth - 1]
                pc, start = frame.next, frame.code.words
                window = <char*>(self.stack + frame.base)
                constants = frame.code.constants
                continue
        pc = target


# ---- loops ----

cdef bint for_first(Value* a) except -1:
    """Make value, limit and step numbers; whether there is a first round."""
    cdef Value numbers[3]
    cdef int at
    for at in range(3):
        number_of(&a[at], &numbers[at])
    if (numbers[2].i if numbers[2].tag == TAG_INT else numbers[2].f) == 0:
        raise BasicError("GB6004", "the STEP of a FOR loop cannot be 0")
    for at in range(3):
        take(&a[at], &numbers[at])
    return has_round(a)


cdef bint for_next(Value* a) except -1:
    """Add the step; whether there is another round. An integer that would leave 64 bits ends the loop."""
    cdef Value numbers[3]
    cdef long long whole
    cdef double x, y
    cdef int at
    for at in range(3):
        number_of(&a[at], &numbers[at])
    if both_int(&numbers[0], &numbers[2]):
        if add_overflows(numbers[0].i, numbers[2].i, &whole):
            return False
        numbers[0].i = whole
    elif both_numbers(&numbers[0], &numbers[2], &x, &y):
        numbers[0].f = x + y
        numbers[0].tag = TAG_FLOAT
    a_round = has_round(numbers)
    take(&a[0], &numbers[0])
    return a_round


cdef bint has_round(const Value* numbers) except -1:
    cdef double step = <double>numbers[2].i if numbers[2].tag == TAG_INT else numbers[2].f
    cdef int side = order(&numbers[0], &numbers[1])
    if step > 0:
        return side == LESS or side == SAME
    return step < 0 and (side == MORE or side == SAME)


# ---- errors ----

cdef int throw(const Value* value) except -1:
    """Raise ``value`` as an error of the program; an error object is raised again."""
    cdef str message = text_of(value)
    if value.tag == TAG_OBJECT and (<Object>value.o).kind_number == KIND_ERROR:
        code = (<Object>value.o).get("code")
        known = isinstance(code, str) and len(code) == 6 and code.startswith("GB") and code[2:].isdecimal()
        raise BasicError(code if known and code.isascii() else "GB6100", message, box(value))
    raise BasicError("GB6100", message)


ERROR_PARTS = ("", "number", "message", "line")


cdef int last_error_part(const Value* error, Py_ssize_t part, Value* fresh) except -1:
    if part == 0:
        return unbox(error.tag != TAG_NULL, fresh)
    fresh.tag = TAG_NULL
    if part == 4:
        copy(fresh, error)
        return 0
    if error.tag == TAG_NULL:
        return unbox("" if part == 2 else 0, fresh)
    return unbox(dict((<Object>error.o).items()).get(ERROR_PARTS[part]), fresh)
