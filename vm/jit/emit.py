"""Turns units with their types into LLVM's language, one function each, with exact exits.

An exit writes the frame back as it was before the instruction and lets the loop go on there, so a fault, a growing
list or the end of a slice is always the loop's own. Pure text; ``engine`` compiles it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

from vm.jit import arithmetic as ar
from vm.jit import elements, jumps
from vm.jit.analyse import Instruction
from vm.jit.calls import Calls, returned
from vm.jit.cost import slice_units
from vm.jit.infer import Inference, Key
from vm.jit.inline import Copy, Plan
from vm.jit.layout import VALUE
from vm.jit.types import FLOAT, NULL, T_ANY, State, Type, form

_HEAD = """
declare {i64, i1} @llvm.sadd.with.overflow.i64(i64, i64)
declare {i64, i1} @llvm.ssub.with.overflow.i64(i64, i64)
declare {i64, i1} @llvm.smul.with.overflow.i64(i64, i64)
declare double @llvm.trunc.f64(double)
declare double @llvm.sqrt.f64(double)
declare double @llvm.fabs.f64(double)
!0 = !{!"branch_weights", i32 2000, i32 1}
"""
_LEAVES = "call void {}(ptr %ctx, i64 %calls, i64 {}, i64 {}, i64 {}, ptr {}, i64 {})"

MOST_WRITTEN = 800
"""Instructions of a module; LLVM needs one to three milliseconds for each."""


class Code:
    """The text of a module, the name of the function to enter, and where it can be entered."""

    def __init__(self, inference: Inference, name: str) -> None:
        self.name = name
        self.units = {key: unit for key, unit in inference.units.items() if key is None or key in _called(inference)}
        self.plan = Plan(self.units)
        region = self.units[None]
        headers = {target for target, at in region.facts.loops if at in region.states and at in region.inside}
        self.entries = sorted({region.start, *(at for at in headers if at in region.states)})
        self.widest = max((unit.facts.function.registers for key, unit in self.units.items() if key), default=0)
        self.tables: list[str] = []
        self.size = sum(len(self.units[copy.key].states) for copy in self.plan.copies)
        if self.size > MOST_WRITTEN:
            raise OverflowError(f"it has more than {MOST_WRITTEN} instructions with all that it calls")
        self.slice = slice_units(self.units.values())
        parts = [_Unit(self, inference, copy).text() for copy in self.plan.copies]
        self.text = "\n".join([_HEAD, *self.tables, *parts])


def _called(inference: Inference) -> set[Key]:
    """Keys of the units that the region needs."""
    found: set[Key] = set()
    waiting: list[Key] = [None]
    while waiting:
        for key in inference.units[waiting.pop()].calls.values():
            if key not in found:
                found.add(key)
                waiting.append(key)
    return found


class _Unit(Calls):
    """Writes one unit, or a copy of it."""

    def __init__(self, code: Code, inference: Inference, copy: Copy) -> None:
        super().__init__(code, inference, copy)
        self.code = code
        self.inference = inference

    # ---- the whole function ----

    def text(self) -> str:
        w, unit = self.w, self.unit
        for w.at in sorted(unit.states):
            w.start(f"L{w.at}")
            self._instruction(unit.facts.code[w.at])
        for at in sorted(w.exits):
            self._leave(f"x{at}", at, at, -1)
        for at in self.back:
            call = unit.facts.code[at]
            self._leave(f"u{at}", at, at + 1, call.a, self.book.globals_under(call.b)[1] if unit.base else frozenset())
        body, w.lines = w.lines, []
        self._prologue()
        return "\n".join([self._signature(), "start:", *w.lines, *body, "}"])

    def _signature(self) -> str:
        if self.is_region:
            return f"define i64 @{self.code.name}(ptr %ctx, ptr %window, i64 %entry) nounwind {{"
        parameters = ["ptr swiftself %ctx", "i64 %paid", "i64 %calls"]
        for register, t in enumerate(self.unit.arguments):
            parameters += {
                "n": [], "i": [f"i64 %a{register}"], "f": [f"double %a{register}"],
                "d": [f"i64 %a{register}", f"i64 %g{register}"],
            }[form(t)]  # fmt: skip
        inline = "alwaysinline " if self.copy.inside else ""
        name, kept = self.code.plan.name(self.copy), returned(self.unit.result)
        return f"define internal {kept} @{name}({', '.join(parameters)}) nounwind {inline}{{"

    def _prologue(self) -> None:
        w, unit = self.w, self.unit
        written = {register for at in unit.states for register in unit.facts.effects[at][1]}
        for register in range(unit.facts.function.registers):
            if register in written or any(state[register].mask for state in unit.states.values()):
                for kind, slot in (("i64", "i"), ("double", "f"), ("i64", "t"), ("ptr", "p"), ("i64", "c")):
                    w.write(f"%{slot}{register} = alloca {kind}")
        w.write("%fuel = alloca i64")
        if w.appends:
            w.write("%memory = alloca i64")
            w.take_memory()
        if self.is_region:
            w.store("i64", w.load("i64", w.context("fuel")), "%fuel")
            w.write(f"%calls = load i64, ptr {w.context('calls')}")
            self._entries()
        else:
            w.store("i64", "%paid", "%fuel")
            self._arguments()

    def _arguments(self) -> None:
        w, first = self.w, self.unit.states[0]
        for register, t in enumerate(self.unit.arguments):
            if form(t) == "n" or not first[register].mask:
                continue
            if form(t) == "f":
                w.store("double", f"%a{register}", f"%f{register}")
            else:
                w.put_pair(register, t, f"%a{register}", f"%g{register}")
            w.reshape(register, t, first[register])
        for register in range(len(self.unit.arguments), len(first)):
            w.reshape(register, Type(NULL), first[register])
        w.go("L0")

    def _entries(self) -> None:
        w = self.w
        cases = " ".join(f"i64 {at}, label %e{at}" for at in self.code.entries)
        w.write(f"switch i64 %entry, label %misfit [{cases}]")
        w.start("misfit")
        w.write("ret i64 1")
        for at in self.code.entries:
            w.start(f"e{at}")
            for register, t in enumerate(self.unit.states[at]):
                if t.mask:
                    self._enter_register(register, t)
            w.go(f"L{at}")

    def _enter_register(self, register: int, t: Type) -> None:
        w = self.w
        place = w.offset("%window", VALUE * register)
        bits = w.load("i64", place)
        tag = w.load("i64", w.offset(place, 8))
        if t.mask != T_ANY.mask:
            good = w.let(f"trunc i64 {w.let(f'lshr i64 {t.mask}, {tag}')} to i1")
            if t.const is not None:
                good = w.let(f"and i1 {good}, {w.let(f'icmp eq i64 {bits}, {t.const}')}")
            after = w.label()
            w.branch(good, after, "misfit", likely=True)
            w.start(after)
        good_kind = w.has_kind(bits, t)
        if good_kind is not None:
            after = w.label()
            w.branch(good_kind, after, "misfit", likely=True)
            w.start(after)
        w.put_pair(register, t, bits, tag)

    def _leave(self, label: str, at: int, to: int, result: int, without: frozenset[int] = frozenset()) -> None:
        """Write the frame back as it is before ``at``, to go on at ``to``."""
        w, state = self.w, self.unit.states[at]
        w.at = at
        w.start(label)
        kept = [r for r in sorted(self.written) if state[r].mask and r not in without]
        if not self.is_region:
            kept = [r for r in kept if state[r].mask != NULL]
        spill = w.load("ptr", w.context("spill")) if kept else ""
        for index, register in enumerate(kept):
            bits, tag = w.pair_of(register, state[register])
            place = w.offset(spill, VALUE * index)
            w.store("i64", bits, place)
            w.store("i64", tag, w.offset(place, 8))
        table = "null"
        if kept:
            table = f"@m{len(self.code.tables)}"
            listed = ", ".join(f"i16 {r}" for r in kept)
            self.code.tables.append(f"{table} = private constant [{len(kept)} x i16] [{listed}]")
        leave = w.load("ptr", w.context("leave"))
        number = -1 if self.is_region else self.unit.number
        w.write(_LEAVES.format(leave, number, to, result, table, len(kept)))
        if result < 0:
            w.store("i64", w.load("i64", "%fuel"), w.context("fuel"))
        if self.is_region:
            w.tell_memory()
            w.write("ret i64 0")
        else:
            self.give(("0", "0"), "-1")

    # ---- one instruction ----

    def _instruction(self, i: Instruction) -> None:
        w = self.w
        after = self.inference.assigned(self.unit, w.at) if w.at in self.unit.inside else None
        if i.name in ("RET", "RETNULL") and w.at in self.unit.inside and not self.is_region:
            self.write_return(i)
        elif i.name == "CALL" and w.at in self.unit.calls and w.at in self.unit.inside:
            self.write_call(i, after)
        elif after is None:
            w.go(w.exit())
        elif i.name in _SPECIAL:
            _SPECIAL[i.name](self, i, after)
        else:
            _SIMPLE[i.name](self, i, after[i.a])
            w.edge(w.at + 1, after)

    def _set_element(self, i: Instruction, after: State) -> None:
        elements.store(self.w, i)
        self.w.edge(self.w.at + 1, after)

    # ---- moves ----

    def _move(self, i: Instruction, t: Type) -> None:
        self.move(i.a, i.b, t)

    def _constant(self, i: Instruction, t: Type) -> None:
        w = self.w
        if t.mask == FLOAT:
            value = self.unit.facts.function.constants[i.b]
            assert isinstance(value, float)
            w.store("double", f"0x{struct.unpack('<Q', struct.pack('<d', value))[0]:016X}", f"%f{i.a}")
        elif t.const is not None:
            w.store("i64", str(t.const), f"%i{i.a}")

    # ---- operators ----

    def _pure(self, i: Instruction, t: Type) -> None:
        ar.pure(self.w, self.inference.guess.pure[i.b], i.a, t)

    def _truth(self, i: Instruction, t: Type) -> None:
        w = self.w
        found = ar.is_true(w, i.b)
        if i.name == "NOT":
            found = w.let(f"xor i1 {found}, true")
        w.put_whole(i.a, t, w.let(f"zext i1 {found} to i64"))

    def _relation(self, i: Instruction, t: Type) -> None:
        w = self.w
        found = ar.compare(w, {"EQ": "eq", "NE": "eq", "LT": "lt", "LE": "le"}[i.name], i.b, i.c)
        if i.name == "NE":
            found = w.let(f"xor i1 {found}, true")
        w.put_whole(i.a, t, w.let(f"zext i1 {found} to i64"))


_Simple = Callable[[_Unit, Instruction, Type], None]
_SIMPLE: dict[str, _Simple] = {
    "MOVE": _Unit._move,
    **dict.fromkeys(("LOADI", "LOADBOOL", "LOADK", "LOADNULL"), _Unit._constant),
    "GETG": _Unit.get_shared,
    **dict.fromkeys(("ADD", "SUB", "MUL"), lambda u, i, t: ar.sums(u.w, i.name, i.a, i.b, i.c, t)),
    "DIV": lambda u, i, t: ar.division(u.w, i.a, i.b, i.c, t),
    "IDIV": lambda u, i, t: ar.whole_division(u.w, i.a, i.b, i.c, t),
    "MOD": lambda u, i, t: ar.remainder(u.w, i.a, i.b, i.c, t),
    "POW": lambda u, i, t: ar.power(u.w, i.a, i.b, i.c, t),
    "NEG": lambda u, i, t: ar.negative(u.w, i.a, i.b, t),
    **dict.fromkeys(("NOT", "TEST"), _Unit._truth),
    "CALLB": _Unit._pure,
    **dict.fromkeys(("EQ", "NE", "LT", "LE"), _Unit._relation),
    **dict.fromkeys(("GETI", "GETIA", "GETIO"), lambda u, i, t: elements.read(u.w, i, t)),
}
_SPECIAL: dict[str, Callable[[_Unit, Instruction, State], None]] = {
    **dict.fromkeys(jumps.JUMPS, lambda u, i, after: jumps.jump(u.w, i, after)),
    "FORPREP": lambda u, i, after: jumps.for_first(u.w, i, after),
    "FORLOOP": lambda u, i, after: jumps.for_next(u.w, i, after),
    "SETG": _Unit.set_shared,
    "SETI": _Unit._set_element,
    "ITERNEXT": lambda u, i, after: elements.iterate(u.w, i, after),
}
WRITTEN = frozenset({"CALL", "RET", "RETNULL", *_SIMPLE, *_SPECIAL})
"""Instructions that there is code for, where types allow; compiled code always leaves at others."""
