# cython: language_level=3, cdivision=True
# distutils: extra_compile_args = -O2 -fno-jump-tables --param=max-goto-duplication-insns=40
"""The dispatch loop: runs linked bytecode over one stack of tagged values, with its own frames.

``Linked`` is a program made ready, ``Core`` one run of it; ``vm.machine`` wraps them for Python. The loop trusts that the
program was verified and checks the kinds of values itself. It never awaits and knows no keyword's meaning.
"""

cimport cython

import os

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc, PyMem_Realloc
from cpython.object cimport PyObject
from cpython.tuple cimport PyTuple_New
from libc.math cimport fmod, pow
from libc.stdint cimport uintptr_t
from libc.string cimport memmove, memset
from vm.arith cimport *
from vm.budget cimport METERED, Budget, swap_current
from vm.fields cimport *
from vm.suspend cimport position_in, suspended
from vm.value cimport *

from diagnostics.source import Source
from vm.bytecode.opcodes import BY_NAME, OPCODES, Kind, digest
from vm.bytecode.quick import QUICK
from vm.bytecode.verify import VerifyError
from vm.error import BasicError
from vm.value import CBuiltin as CBuiltinType, Object as ObjectType

if digest() != OPCODE_DIGEST.decode("ascii"):
    raise ImportError("the opcode table has changed since vm._loop was built; run `make build`")

cdef extern from "Python.h":
    void PyTuple_SET_ITEM(object row, Py_ssize_t at, PyObject* item) noexcept
    PyObject* PyObject_Vectorcall(PyObject* function, PyObject** arguments, size_t count, PyObject* names) except NULL
    void PyUnicode_InternInPlace(PyObject** text) noexcept

include "_dispatch.pxi"
include "_linked.pxi"
include "_core.pxi"
include "_turns.pxi"
include "_native.pxi"

# Three copies of the loop are compiled: threaded code, a tree of comparisons, and one that counts its instructions.
ctypedef int Threaded
ctypedef long Tree
ctypedef short Counted
ctypedef fused Mode:
    Threaded
    Tree
    Counted

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
        op = opcode_at(pc)
        pc += 1
        if Mode is Threaded:
            go_on()
        elif Mode is Counted:
            op = BASE_OF[op]
        if op == OP_MOVE:
            here_MOVE()
            copy(ra(window, pc), rb(window, pc))
            continue
        elif op == OP_LOADK:
            here_LOADK()
            copy(ra(window, pc), &constants[nb(pc)])
            continue
        elif op == OP_LOADI:
            here_LOADI()
            set_int(ra(window, pc), <short>nb(pc))
            continue
        elif op == OP_LOADI_ADD:
            here_LOADI_ADD()
            c, whole = ra(window, pc), <short>nb(pc)
            set_int(c, whole)
            a, b = ra(window, pc + 1), rb(window, pc + 1)
            if plain_int(a, b, c) and not add_overflows(b.i, whole, &whole):
                put_int(a, whole)
                pc += 1
            continue
        elif op == OP_LOADI_SUB:
            here_LOADI_SUB()
            c, whole = ra(window, pc), <short>nb(pc)
            set_int(c, whole)
            a, b = ra(window, pc + 1), rb(window, pc + 1)
            if plain_int(a, b, c) and not sub_overflows(b.i, whole, &whole):
                put_int(a, whole)
                pc += 1
            continue
        elif op == OP_LOADI_GETI:
            here_LOADI_GETI()
            whole = <short>nb(pc)
            set_int(ra(window, pc), whole)
            b = rb(window, pc + 1)
            if b.tag == TAG_LIST and inside(b.o, whole):
                copy_element(ra(window, pc + 1), b.o, whole)
                pc += 1
            continue
        elif op == OP_LOADNULL:
            here_LOADNULL()
            set_null(ra(window, pc))
            continue
        elif op == OP_LOADBOOL:
            here_LOADBOOL()
            set_bool(ra(window, pc), nb(pc))
            continue
        elif op == OP_GETG:
            here_GETG()
            copy(ra(window, pc), rb(<char*>self.stack, pc))
            continue
        elif op == OP_SETG:
            here_SETG()
            copy(ra(<char*>self.stack, pc), rb(window, pc))
            continue

        elif op == OP_ADD_INT:
            here_ADD_INT()
            a, b, c = ra(window, pc), rb(window, pc), rc(window, pc)
            if plain_int(a, b, c) and not add_overflows(b.i, c.i, &whole):
                put_int(a, whole)
                continue
            become(pc, OP_ADD)
            to_ADD()
        elif op == OP_ADD_FLOAT:
            here_ADD_FLOAT()
            a, b, c = ra(window, pc), rb(window, pc), rc(window, pc)
            if plain_float(a, b, c):
                put_float(a, b.f + c.f)
                continue
            become(pc, OP_ADD)
            to_ADD()
        elif op == OP_ADD:
            here_ADD()
            a, b, c = ra(window, pc), rb(window, pc), rc(window, pc)
            if add_fast(a, b, c):
                if Mode is not Counted:
                    become_typed(pc, b, c, OP_ADD_INT, OP_ADD_FLOAT)
                continue
            frame.next = pc
            if a == b and a.tag == TAG_TEXT and appends_quickly(a, c):
                append_text(a, c)
                continue
            if not is_long(b) and not is_long(c):
                add(b, c, &fresh)
            elif operate_on_two(self, &ADDS, b, c, &fresh):
                frame.next = pc - 1
                return PAUSED
            take(a, &fresh)
            continue
        elif op == OP_SUB_INT:
            here_SUB_INT()
            a, b, c = ra(window, pc), rb(window, pc), rc(window, pc)
            if plain_int(a, b, c) and not sub_overflows(b.i, c.i, &whole):
                put_int(a, whole)
                continue
            become(pc, OP_SUB)
            to_SUB()
        elif op == OP_SUB_FLOAT:
            here_SUB_FLOAT()
            a, b, c = ra(window, pc), rb(window, pc), rc(window, pc)
            if plain_float(a, b, c):
                put_float(a, b.f - c.f)
                continue
            become(pc, OP_SUB)
            to_SUB()
        elif op == OP_SUB:
            here_SUB()
            a, b, c = ra(window, pc), rb(window, pc), rc(window, pc)
            if subtract_fast(a, b, c):
                if Mode is not Counted:
                    become_typed(pc, b, c, OP_SUB_INT, OP_SUB_FLOAT)
                continue
            frame.next = pc
            subtract(b, c, &fresh)
            take(a, &fresh)
            continue
        elif op == OP_MUL_INT:
            here_MUL_INT()
            a, b, c = ra(window, pc), rb(window, pc), rc(window, pc)
            if plain_int(a, b, c) and not mul_overflows(b.i, c.i, &whole):
                put_int(a, whole)
                continue
            become(pc, OP_MUL)
            to_MUL()
        elif op == OP_MUL_FLOAT:
            here_MUL_FLOAT()
            a, b, c = ra(window, pc), rb(window, pc), rc(window, pc)
            if plain_float(a, b, c):
                put_float(a, b.f * c.f)
                continue
            become(pc, OP_MUL)
            to_MUL()
        elif op == OP_MUL:
            here_MUL()
            a, b, c = ra(window, pc), rb(window, pc), rc(window, pc)
            if multiply_fast(a, b, c):
                if Mode is not Counted:
                    become_typed(pc, b, c, OP_MUL_INT, OP_MUL_FLOAT)
                continue
            frame.next = pc
            multiply(b, c, &fresh)
            take(a, &fresh)
            continue
        elif op == OP_DIV_FLOAT:
            here_DIV_FLOAT()
            a, b, c = ra(window, pc), rb(window, pc), rc(window, pc)
            if plain_float(a, b, c) and c.f != 0:
                put_float(a, c_quotient(b.f, c.f))
                continue
            become(pc, OP_DIV)
            to_DIV()
        elif op == OP_DIV:
            here_DIV()
            a, b, c = ra(window, pc), rb(window, pc), rc(window, pc)
            if divide_fast(a, b, c):
                if Mode is not Counted:
                    if both_float(b, c):
                        become(pc, OP_DIV_FLOAT)
                continue
            frame.next = pc
            divide(b, c, &fresh)
            take(a, &fresh)
            continue
        elif op == OP_IDIV:
            here_IDIV()
            a, b, c = ra(window, pc), rb(window, pc), rc(window, pc)
            if whole_divide_fast(a, b, c):
                continue
            frame.next = pc
            whole_divide(b, c, &fresh)
            take(a, &fresh)
            continue
        elif op == OP_MOD_INT:
            here_MOD_INT()
            a, b, c = ra(window, pc), rb(window, pc), rc(window, pc)
            if plain_int(a, b, c) and both_small(b.i, c.i) and c.i != 0:
                put_int(a, small_remainder(b.i, c.i))
                continue
            become(pc, OP_MOD)
            to_MOD()
        elif op == OP_MOD:
            here_MOD()
            a, b, c = ra(window, pc), rb(window, pc), rc(window, pc)
            if modulo_fast(a, b, c):
                if Mode is not Counted:
                    become(pc, OP_MOD_INT)
                continue
            frame.next = pc
            modulo(b, c, &fresh)
            take(a, &fresh)
            continue
        elif op == OP_POW:
            here_POW()
            frame.next = pc
            power(rb(window, pc), rc(window, pc), &fresh)
            take(ra(window, pc), &fresh)
            continue
        elif op == OP_NEG:
            here_NEG()
            frame.next = pc
            negate(rb(window, pc), &fresh)
            take(ra(window, pc), &fresh)
            continue
        elif op == OP_NOT:
            here_NOT()
            set_bool(ra(window, pc), not truth(rb(window, pc)))
            continue
        elif op == OP_TEST:
            here_TEST()
            set_bool(ra(window, pc), truth(rb(window, pc)))
            continue
        elif op == OP_CONCAT:
            here_CONCAT()
            frame.next = pc
            if operate(self, &JOINS, rb(window, pc), nc(pc), &fresh):
                frame.next = pc - 1
                return PAUSED
            take(ra(window, pc), &fresh)
            continue

        elif op == OP_EQ:
            here_EQ()
            b, c = rb(window, pc), rc(window, pc)
            found = same_fast(b, c)
            if found == 2:
                frame.next = pc
                found = same_in_turns(self, frame, b, c)
                if found == PAUSED:
                    return PAUSED
            set_bool(ra(window, pc), found)
            continue
        elif op == OP_NE:
            here_NE()
            b, c = rb(window, pc), rc(window, pc)
            found = same_fast(b, c)
            if found == 2:
                frame.next = pc
                found = same_in_turns(self, frame, b, c)
                if found == PAUSED:
                    return PAUSED
            set_bool(ra(window, pc), not found)
            continue
        elif op == OP_LT:
            here_LT()
            b, c = rb(window, pc), rc(window, pc)
            found = less_fast(b, c)
            if found == 2:
                frame.next = pc
                found = order(b, c) == LESS
            set_bool(ra(window, pc), found)
            continue
        elif op == OP_LE:
            here_LE()
            b, c = rb(window, pc), rc(window, pc)
            found = at_most_fast(b, c)
            if found == 2:
                frame.next = pc
                found = at_most(b, c)
            set_bool(ra(window, pc), found)
            continue
        elif op == OP_ISNULL:
            here_ISNULL()
            b = rb(window, pc)
            set_bool(ra(window, pc), b.tag == TAG_NULL or (b.tag >= TAG_TEXT and is_nothing(b)))
            continue

        elif op == OP_JMP:
            here_JMP()
            target = start + na(pc)
        elif op == OP_JT:
            here_JT()
            if not truth(ra(window, pc)):
                continue
            target = start + nb(pc)
        elif op == OP_JF:
            here_JF()
            if truth(ra(window, pc)):
                continue
            target = start + nb(pc)
        elif op == OP_JEQ_INT:
            here_JEQ_INT()
            a, b = ra(window, pc), rb(window, pc)
            if not both_int(a, b):
                become(pc, OP_JEQ)
                to_JEQ()
            if not (a.i == b.i):
                continue
            target = start + nc(pc)
        elif op == OP_LOADI_JEQ:
            here_LOADI_JEQ()
            a, b, whole = ra(window, pc + 1), ra(window, pc), <short>nb(pc)
            set_int(b, whole)
            if a.tag != TAG_INT:
                continue
            pc += 1
            if not (a.i == whole):
                continue
            target = start + nc(pc)
        elif op == OP_JEQ:
            here_JEQ()
            a, b = ra(window, pc), rb(window, pc)
            found = same_fast(a, b)
            if Mode is not Counted:
                if both_int(a, b):
                    become(pc, OP_JEQ_INT)
            if found == 2:
                frame.next = pc
                found = same_in_turns(self, frame, a, b)
                if found == PAUSED:
                    return PAUSED
            if not found:
                continue
            target = start + nc(pc)
        elif op == OP_JNE_INT:
            here_JNE_INT()
            a, b = ra(window, pc), rb(window, pc)
            if not both_int(a, b):
                become(pc, OP_JNE)
                to_JNE()
            if not (a.i != b.i):
                continue
            target = start + nc(pc)
        elif op == OP_LOADI_JNE:
            here_LOADI_JNE()
            a, b, whole = ra(window, pc + 1), ra(window, pc), <short>nb(pc)
            set_int(b, whole)
            if a.tag != TAG_INT:
                continue
            pc += 1
            if not (a.i != whole):
                continue
            target = start + nc(pc)
        elif op == OP_JNE:
            here_JNE()
            a, b = ra(window, pc), rb(window, pc)
            found = same_fast(a, b)
            if Mode is not Counted:
                if both_int(a, b):
                    become(pc, OP_JNE_INT)
            if found == 2:
                frame.next = pc
                found = same_in_turns(self, frame, a, b)
                if found == PAUSED:
                    return PAUSED
            if found:
                continue
            target = start + nc(pc)
        elif op == OP_JLT_INT:
            here_JLT_INT()
            a, b = ra(window, pc), rb(window, pc)
            if not both_int(a, b):
                become(pc, OP_JLT)
                to_JLT()
            if not (a.i < b.i):
                continue
            target = start + nc(pc)
        elif op == OP_JLT_FLOAT:
            here_JLT_FLOAT()
            a, b = ra(window, pc), rb(window, pc)
            if not both_float(a, b):
                become(pc, OP_JLT)
                to_JLT()
            if not (a.f < b.f):
                continue
            target = start + nc(pc)
        elif op == OP_LOADI_JLT:
            here_LOADI_JLT()
            a, b, whole = ra(window, pc + 1), ra(window, pc), <short>nb(pc)
            set_int(b, whole)
            if a.tag != TAG_INT:
                continue
            pc += 1
            if not (a.i < whole):
                continue
            target = start + nc(pc)
        elif op == OP_JLT:
            here_JLT()
            a, b = ra(window, pc), rb(window, pc)
            found = less_fast(a, b)
            if Mode is not Counted:
                if found != 2:
                    become_typed(pc, a, b, OP_JLT_INT, OP_JLT_FLOAT)
            if found == 2:
                frame.next = pc
                found = order(a, b) == LESS
            if not found:
                continue
            target = start + nc(pc)
        elif op == OP_JNLT_INT:
            here_JNLT_INT()
            a, b = ra(window, pc), rb(window, pc)
            if not both_int(a, b):
                become(pc, OP_JNLT)
                to_JNLT()
            if (a.i < b.i):
                continue
            target = start + nc(pc)
        elif op == OP_JNLT_FLOAT:
            here_JNLT_FLOAT()
            a, b = ra(window, pc), rb(window, pc)
            if not both_float(a, b):
                become(pc, OP_JNLT)
                to_JNLT()
            if (a.f < b.f):
                continue
            target = start + nc(pc)
        elif op == OP_LOADI_JNLT:
            here_LOADI_JNLT()
            a, b, whole = ra(window, pc + 1), ra(window, pc), <short>nb(pc)
            set_int(b, whole)
            if a.tag != TAG_INT:
                continue
            pc += 1
            if (a.i < whole):
                continue
            target = start + nc(pc)
        elif op == OP_JNLT:
            here_JNLT()
            a, b = ra(window, pc), rb(window, pc)
            found = less_fast(a, b)
            if Mode is not Counted:
                if found != 2:
                    become_typed(pc, a, b, OP_JNLT_INT, OP_JNLT_FLOAT)
            if found == 2:
                frame.next = pc
                found = order(a, b) == LESS
            if found:
                continue
            target = start + nc(pc)
        elif op == OP_JLE_INT:
            here_JLE_INT()
            a, b = ra(window, pc), rb(window, pc)
            if not both_int(a, b):
                become(pc, OP_JLE)
                to_JLE()
            if not (a.i <= b.i):
                continue
            target = start + nc(pc)
        elif op == OP_JLE_FLOAT:
            here_JLE_FLOAT()
            a, b = ra(window, pc), rb(window, pc)
            if not both_float(a, b):
                become(pc, OP_JLE)
                to_JLE()
            if not (a.f <= b.f):
                continue
            target = start + nc(pc)
        elif op == OP_LOADI_JLE:
            here_LOADI_JLE()
            a, b, whole = ra(window, pc + 1), ra(window, pc), <short>nb(pc)
            set_int(b, whole)
            if a.tag != TAG_INT:
                continue
            pc += 1
            if not (a.i <= whole):
                continue
            target = start + nc(pc)
        elif op == OP_JLE:
            here_JLE()
            a, b = ra(window, pc), rb(window, pc)
            found = at_most_fast(a, b)
            if Mode is not Counted:
                if found != 2:
                    become_typed(pc, a, b, OP_JLE_INT, OP_JLE_FLOAT)
            if found == 2:
                frame.next = pc
                found = at_most(a, b)
            if not found:
                continue
            target = start + nc(pc)
        elif op == OP_JNLE_INT:
            here_JNLE_INT()
            a, b = ra(window, pc), rb(window, pc)
            if not both_int(a, b):
                become(pc, OP_JNLE)
                to_JNLE()
            if (a.i <= b.i):
                continue
            target = start + nc(pc)
        elif op == OP_JNLE_FLOAT:
            here_JNLE_FLOAT()
            a, b = ra(window, pc), rb(window, pc)
            if not both_float(a, b):
                become(pc, OP_JNLE)
                to_JNLE()
            if (a.f <= b.f):
                continue
            target = start + nc(pc)
        elif op == OP_LOADI_JNLE:
            here_LOADI_JNLE()
            a, b, whole = ra(window, pc + 1), ra(window, pc), <short>nb(pc)
            set_int(b, whole)
            if a.tag != TAG_INT:
                continue
            pc += 1
            if (a.i <= whole):
                continue
            target = start + nc(pc)
        elif op == OP_JNLE:
            here_JNLE()
            a, b = ra(window, pc), rb(window, pc)
            found = at_most_fast(a, b)
            if Mode is not Counted:
                if found != 2:
                    become_typed(pc, a, b, OP_JNLE_INT, OP_JNLE_FLOAT)
            if found == 2:
                frame.next = pc
                found = at_most(a, b)
            if found:
                continue
            target = start + nc(pc)

        elif op == OP_FORPREP:
            here_FORPREP()
            frame.next = pc
            if for_first(ra(window, pc)):
                continue
            target = start + nb(pc)
        elif op == OP_FORLOOP_INT:
            here_FORLOOP_INT()
            a = ra(window, pc)
            if not all_int(&a[0], &a[1], &a[2]) or add_overflows(a[0].i, a[2].i, &whole):
                become(pc, OP_FORLOOP)
                to_FORLOOP()
            a[0].i = whole
            if not (whole <= a[1].i if a[2].i > 0 else whole >= a[1].i and a[2].i != 0):
                continue
            target = start + nb(pc)
        elif op == OP_FORLOOP:
            here_FORLOOP()
            a = ra(window, pc)
            if Mode is not Counted:
                if all_int(&a[0], &a[1], &a[2]):
                    become(pc, OP_FORLOOP_INT)
            frame.next = pc
            if not for_next(a):
                continue
            target = start + nb(pc)
        elif op == OP_ITERPREP:
            here_ITERPREP()
            a = ra(window, pc)
            frame.next = pc
            if operate(self, &LISTS, rb(window, pc), 1, &fresh):
                frame.next = pc - 1
                return PAUSED
            take(a, &fresh)
            set_int(&a[1], 0)
            continue
        elif op == OP_ITERNEXT:
            here_ITERNEXT()
            a = ra(window, pc)
            if a[0].tag != TAG_LIST or a[1].tag != TAG_INT:
                frame.next = pc
                raise BasicError("GB6005", "this value has no elements to go through")
            if inside(a[0].o, a[1].i):
                copy_element(&a[2], a[0].o, a[1].i)
                a[1].i += 1
                continue
            target = start + nb(pc)

        elif op == OP_NEWARR:
            here_NEWARR()
            frame.next = pc
            new_list(rb(window, pc), nc(pc), &fresh)
            take(ra(window, pc), &fresh)
            continue
        elif op == OP_NEWOBJ:
            here_NEWOBJ()
            frame.next = pc
            new_object(&fresh)
            take(ra(window, pc), &fresh)
            continue
        elif op == OP_GETF:
            here_GETF()
            b = quick_field(rb(window, pc), pc - 1, &constants[nc(pc)])
            if b != NULL:
                copy(ra(window, pc), b)
                continue
            frame.next = pc
            b, c = rb(window, pc), &constants[nc(pc)]
            if ready(self, frame, b, c):
                return PAUSED
            if b.tag != TAG_TEXT:
                get_field(b, c.o, &fresh)
            elif operate_on_two(self, &READS_FIELD, b, c, &fresh):
                frame.next = pc - 1
                return PAUSED
            take(ra(window, pc), &fresh)
            continue
        elif op == OP_SETF:
            here_SETF()
            b = quick_field(ra(window, pc), pc - 1, &constants[nb(pc)])
            if b != NULL:
                copy(b, rc(window, pc))
                continue
            frame.next = pc
            if ready(self, frame, ra(window, pc), &constants[nb(pc)]):
                return PAUSED
            set_field(ra(window, pc), constants[nb(pc)].o, rc(window, pc))
            continue
        elif op == OP_GETI:
            here_GETI()
            b, c = rb(window, pc), rc(window, pc)
            if b.tag == TAG_LIST and c.tag == TAG_INT:
                if inside(b.o, c.i):
                    copy_element(ra(window, pc), b.o, c.i)
                else:
                    set_null(ra(window, pc))
                continue
            frame.next = pc
            if ready(self, frame, b, c):
                return PAUSED
            if b.tag != TAG_TEXT:
                get_item(b, c, &fresh)
            elif operate_on_two(self, &READS_ITEM, b, c, &fresh):
                frame.next = pc - 1
                return PAUSED
            take(ra(window, pc), &fresh)
            continue
        elif op == OP_SETI:
            here_SETI()
            a, b = ra(window, pc), rb(window, pc)
            if a.tag == TAG_LIST and b.tag == TAG_INT and store_element(budget, a.o, b.i, rc(window, pc)):
                continue
            frame.next = pc
            if ready(self, frame, a, b):
                return PAUSED
            set_item(a, b, rc(window, pc))
            continue
        elif op == OP_GETFO:
            here_GETFO()
            frame.next = pc
            if ready(self, frame, rb(window, pc), &constants[nc(pc)]):
                return PAUSED
            descend_field(rb(window, pc), constants[nc(pc)].o, False, &fresh)
            take(ra(window, pc), &fresh)
            continue
        elif op == OP_GETFA:
            here_GETFA()
            frame.next = pc
            if ready(self, frame, rb(window, pc), &constants[nc(pc)]):
                return PAUSED
            descend_field(rb(window, pc), constants[nc(pc)].o, True, &fresh)
            take(ra(window, pc), &fresh)
            continue
        elif op == OP_GETIO:
            here_GETIO()
            frame.next = pc
            if ready(self, frame, rb(window, pc), rc(window, pc)):
                return PAUSED
            descend_item(rb(window, pc), rc(window, pc), False, &fresh)
            take(ra(window, pc), &fresh)
            continue
        elif op == OP_GETIA:
            here_GETIA()
            frame.next = pc
            if ready(self, frame, rb(window, pc), rc(window, pc)):
                return PAUSED
            descend_item(rb(window, pc), rc(window, pc), True, &fresh)
            take(ra(window, pc), &fresh)
            continue

        elif op == OP_CALL:
            here_CALL()
            frame.next = pc
            code = &codes[nb(pc)]
            if METERED:
                budget.fuel -= code.price
            if budget.fuel < budget.pause and not (self.stretch and budget.fuel >= 0 and not self.is_over()):
                budget.look_up()
                if self.linked.tier is not None:
                    self.linked.tier.sample(self, nb(pc), 0)
                if self.stretch:
                    self.enter(code, ra(window, pc), nc(pc))
                    return PAUSED
            if quick_enter(self, frame, code, ra(window, pc), nc(pc)):
                frame += 1
            else:
                self.enter(code, ra(window, pc), nc(pc))
                frame = &self.frames[self.depth - 1]
            window = <char*>(self.stack + frame.base)
            constants = code.constants
            if Mode is not Counted and hinted(pc):
                native_at(self, code.words)
                frame = &self.frames[self.depth - 1]
                pc, start = frame.next, frame.code.words
                window = <char*>(self.stack + frame.base)
                constants = frame.code.constants
            else:
                pc = start = code.words
            continue
        elif op == OP_CALLB:
            here_CALLB()
            frame.next = pc
            if call_builtin(self, budget, &builtins[nb(pc)], ra(window, pc), nc(pc)):
                frame.next = pc - 1
                return PAUSED
            continue
        elif op == OP_CALLK:
            here_CALLK()
            frame.next = pc
            if METERED:
                budget.fuel -= 1
            if budget.fuel < budget.pause:
                budget.look_up()
            self.state = WAITING
            return SUSPENDED
        elif op == OP_RET:
            here_RET()
            if self.depth == 1:
                copy(&self.result, ra(window, pc))
                frame.next = pc
                self.state = ENDED
                return DONE
            take(self.stack + frame.result, ra(window, pc))
            leave(self, frame)
            frame -= 1
            pc, start = frame.next, frame.code.words
            window = <char*>(self.stack + frame.base)
            constants = frame.code.constants
            continue
        elif op == OP_RETNULL:
            here_RETNULL()
            if self.depth == 1:
                frame.next = pc
                self.state = ENDED
                return DONE
            set_null(self.stack + frame.result)
            leave(self, frame)
            frame -= 1
            pc, start = frame.next, frame.code.words
            window = <char*>(self.stack + frame.base)
            constants = frame.code.constants
            continue
        elif op == OP_HALT:
            here_HALT()
            frame.next = pc
            self.state = ENDED
            return DONE

        elif op == OP_THROW:
            here_THROW()
            frame.next = pc
            a = ra(window, pc)
            if is_error(a) or not is_long(a):
                throw(a)
            elif operate(self, &WRITES, a, 1, &fresh):
                frame.next = pc - 1
                return PAUSED
            throw(&fresh)
        elif op == OP_ONERR:
            here_ONERR()
            found = na(pc)
            self.resume_next = found == 1
            frame.armed = found == 2
            frame.handler = nb(pc) if found == 2 else -1
            continue
        elif op == OP_REARM:
            here_REARM()
            frame.armed = frame.handler >= 0
            continue
        elif op == OP_ERRCLR:
            here_ERRCLR()
            set_null(&self.last_error)
            continue
        elif op == OP_ERRGET:
            here_ERRGET()
            frame.next = pc
            last_error_part(&self.last_error, nb(pc), &fresh)
            take(ra(window, pc), &fresh)
            continue
        else:
            frame.next = pc
            raise SystemError("an instruction that the loop does not know")

        # A jump is taken; going backward costs fuel by the length of the loop, so that every endless loop ends in time.
        if target < pc:
            if METERED:
                budget.fuel -= 1 + ((pc - 1 - target) >> 3)
            if budget.fuel < budget.pause and not (self.stretch and budget.fuel >= 0 and not self.is_over()):
                frame.next = pc
                budget.look_up()
                if self.linked.tier is not None:
                    self.linked.tier.sample(self, frame.code - codes, target - start)
                if self.stretch:
                    frame.next = target
                    return PAUSED
            if Mode is not Counted and hinted(pc):
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

cdef inline bint is_error(const Value* value) noexcept:
    return value.tag == TAG_OBJECT and (<Object>value.o).kind_number == KIND_ERROR


cdef int throw(const Value* value) except -1:
    """Raise ``value`` as an error of the program; an error object is raised again."""
    cdef str message = text_of(value)
    if is_error(value):
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
