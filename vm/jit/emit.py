"""Turns units with their types into LLVM's language, one function each, with exact exits.

An exit writes the frame back as it was before the instruction and lets the loop go on there, so a fault, a growing
list or the end of a slice is always the loop's own. Pure text; ``engine`` compiles it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

from vm.jit import arithmetic as ar
from vm.jit import elements
from vm.jit.analyse import Book, Instruction, target_of
from vm.jit.infer import Inference, Key
from vm.jit.inline import Copy, Plan
from vm.jit.layout import VALUE
from vm.jit.types import FLOAT, INT, LIST, NULL, PLAIN, T_ANY, State, Type, form, tag_of
from vm.jit.writer import Number, Writer, call_units

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

MOST_WRITTEN = 1600
"""Instructions of a module; LLVM needs about a millisecond for each."""


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
        parts = [_Unit(self, inference, copy).text() for copy in self.plan.copies]
        self.text = "\n".join([_HEAD, *self.tables, *parts])


def _returned(result: Type | None) -> str:
    """What a function gives back in machine registers: its result by the form, and the fuel that is left."""
    return {"n": "{i64}", "i": "{i64, i64}", "f": "{double, i64}", "d": "{i64, i64, i64}"}[
        form(result) if result else "n"
    ]


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


class _Unit:
    """Writes one unit, or a copy of it."""

    def __init__(self, code: Code, inference: Inference, copy: Copy) -> None:
        unit = code.units[copy.key]
        self.code = code
        self.copy = copy
        self.inference = inference
        self.book: Book = inference.book
        self.unit = unit
        self.w = Writer(unit)
        self.back: dict[int, int] = {}
        self.is_region = unit.key is None
        self.written = self._written()

    def _written(self) -> set[int]:
        """Registers whose place in memory may be out of date."""
        unit = self.unit
        if not self.is_region:
            return set(range(unit.facts.function.registers))
        found: set[int] = set()
        for at in unit.states:
            if at in unit.inside:
                found.update(unit.facts.effects[at][1])
                if unit.base and unit.facts.code[at].name == "SETG":
                    found.add(unit.facts.code[at].a)
        return found

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
        name, returned = self.code.plan.name(self.copy), _returned(self.unit.result)
        return f"define internal {returned} @{name}({', '.join(parameters)}) nounwind {inline}{{"

    def _prologue(self) -> None:
        w, unit = self.w, self.unit
        count = unit.facts.function.registers
        for register in range(count):
            if any(state[register].mask for state in unit.states.values()):
                for kind, slot in (("i64", "i"), ("double", "f"), ("i64", "t"), ("ptr", "p"), ("i64", "c")):
                    w.write(f"%{slot}{register} = alloca {kind}")
        w.write("%fuel = alloca i64")
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
            w.write("ret i64 0")
        else:
            self._give(("0", "0"), "-1")

    # ---- one instruction ----

    def _instruction(self, i: Instruction) -> None:
        w = self.w
        after = self.inference.assigned(self.unit, w.at) if w.at in self.unit.inside else None
        if i.name in ("RET", "RETNULL") and w.at in self.unit.inside and not self.is_region:
            self._return(i)
        elif i.name == "CALL" and w.at in self.unit.calls and w.at in self.unit.inside:
            self._call(i, after)
        elif after is None:
            w.go(w.exit())
        elif i.name in _SPECIAL:
            _SPECIAL[i.name](self, i, after)
        else:
            _SIMPLE[i.name](self, i, after[i.a])
            w.edge(w.at + 1, after)

    def _return(self, i: Instruction) -> None:
        w = self.w
        self._give(("0", "0") if i.name == "RETNULL" else w.pair(i.a), w.load("i64", "%fuel"))

    def _give(self, pair: tuple[str, str], fuel: str) -> None:
        """Return a value with the fuel that is left; none is, where this is less than 0 and the frame was left."""
        w, kept = self.w, _returned(self.unit.result)
        kind = form(self.unit.result) if self.unit.result else "n"
        parts = {"n": [], "i": [pair[0]], "f": [pair[0]], "d": list(pair)}[kind]
        if kind == "f":
            parts = [w.from_bits(pair[0])]
        whole = "undef"
        for index, part in enumerate([*parts, fuel]):
            word = "double" if kind == "f" and not index else "i64"
            whole = w.let(f"insertvalue {kept} {whole}, {word} {part}, {index}")
        w.write(f"ret {kept} {whole}")

    # ---- calls ----

    def _call(self, i: Instruction, after: State | None) -> None:
        w = self.w
        key = self.unit.calls[w.at]
        assert key is not None
        reads, writes = self.book.globals_under(i.b)
        touched = sorted(reads | writes) if self.unit.base else []
        calls = w.let("sub i64 %calls, 1")
        w.check(w.let(f"icmp sge i64 {calls}, 0"))
        left = w.left(call_units(len(self.book.program.functions[i.b].code)))
        self._publish(touched)
        result = self.code.units[key].result
        returned, name = _returned(result), self.code.plan.name(self.code.plan.callee(self.copy, key))
        arguments = ["ptr swiftself %ctx", f"i64 {left}", f"i64 {calls}", *self._passed(i, key[1])]
        all_of_it = w.let(f"call {returned} @{name}({', '.join(arguments)})")
        parts = [w.let(f"extractvalue {returned} {all_of_it}, {n}") for n in range(returned.count(",") + 1)]
        back = f"u{w.at}"
        self.back[w.at] = i.b
        if after is None or result is None:
            w.go(back)
            return
        inside = w.label()
        w.branch(w.let(f"icmp sge i64 {parts[-1]}, 0"), inside, back, likely=True)
        w.start(inside)
        w.store("i64", parts[-1], "%fuel")
        if form(result) == "f":
            w.put_real(i.a, after[i.a], parts[0])
        else:
            w.put_pair(i.a, after[i.a], parts[0], parts[1] if form(result) == "d" else str(tag_of(result)))
        for register in sorted(writes) if self.unit.base else ():
            if register < len(after) and register != i.a:
                self._read_slot(register, after[register], w.offset("%window", VALUE * register))
        if self.book.grows_lists(self.book.called_from(i.b)):
            elements.look_again(w, after)
        w.edge(w.at + 1, after)

    def _passed(self, i: Instruction, types: tuple[Type, ...]) -> list[str]:
        w, found = self.w, []
        for n, t in enumerate(types):
            register = i.a + n
            if form(t) == "f":
                found.append(f"double {w.load('double', f'%f{register}')}")
            elif form(t) in "id":
                bits, tag = w.pair(register)
                found.append(f"i64 {bits}")
                if form(t) == "d":
                    found.append(f"i64 {tag}")
        return found

    def _publish(self, touched: list[int]) -> None:
        """Write registers of the script's frame that a call may look at to their place in memory."""
        w = self.w
        for register in touched:
            if register in self.written:
                self._write_slot(w.offset("%window", VALUE * register), register)

    def _write_slot(self, place: str, register: int) -> None:
        """Set a value in memory from a register; leaves when an object would come there or go from there."""
        w = self.w
        tag_place = w.offset(place, 8)
        end = w.label()
        if w.state[register].mask & ~PLAIN:
            bits, tag = w.pair(register)
            same_bits = w.let(f"icmp eq i64 {w.load('i64', place)}, {bits}")
            same_tag = w.let(f"icmp eq i64 {w.load('i64', tag_place)}, {tag}")
            other = w.label()
            w.branch(w.let(f"and i1 {same_bits}, {same_tag}"), end, other)
            w.start(other)
        bits, tag = elements.plain(w, register)
        w.check(w.let(f"icmp ult i64 {w.load('i64', tag_place)}, 4"))
        w.store("i64", bits, place)
        w.store("i64", tag, tag_place)
        w.go(end)
        w.start(end)

    def _read_slot(self, register: int, t: Type, place: str) -> None:
        """Set a register from a value in memory; leaves when its tag is not expected."""
        w = self.w
        bits = w.load("i64", place)
        tag = w.load("i64", w.offset(place, 8))
        w.check_tag(tag, T_ANY.mask, t.mask)
        w.check_kind(bits, t)
        w.put_pair(register, t, bits, tag)

    def _set_element(self, i: Instruction, after: State) -> None:
        elements.store(self.w, i)
        self.w.edge(self.w.at + 1, after)

    # ---- moves ----

    def _move(self, i: Instruction, t: Type) -> None:
        self._copy(i.a, i.b, t)

    def _copy(self, to: int, source: int, t: Type) -> None:
        w = self.w
        if form(t) == "f":
            w.store("double", w.load("double", f"%f{source}"), f"%f{to}")
        elif form(t) in "id":
            bits, tag = w.pair(source)
            w.store("i64", bits, f"%i{to}")
            if form(t) == "d":
                w.store("i64", tag, f"%t{to}")
            elif t.mask == LIST:
                w.store("ptr", w.load("ptr", f"%p{source}"), f"%p{to}")
                w.store("i64", w.load("i64", f"%c{source}"), f"%c{to}")

    def _constant(self, i: Instruction, t: Type) -> None:
        w = self.w
        if t.mask == FLOAT:
            value = self.unit.facts.function.constants[i.b]
            assert isinstance(value, float)
            w.store("double", f"0x{struct.unpack('<Q', struct.pack('<d', value))[0]:016X}", f"%f{i.a}")
        elif t.const is not None:
            w.store("i64", str(t.const), f"%i{i.a}")

    def _get_shared(self, i: Instruction, t: Type) -> None:
        if self.unit.base:
            self._copy(i.a, i.b, t)
            return
        w = self.w
        self._read_slot(i.a, t, w.offset(w.load("ptr", w.context("stack")), VALUE * i.b))

    def _set_shared(self, i: Instruction, after: State) -> None:
        w = self.w
        if self.unit.base:
            self._copy(i.a, i.b, after[i.a])
        else:
            self._write_slot(w.offset(w.load("ptr", w.context("stack")), VALUE * i.a), i.b)
        w.edge(w.at + 1, after)

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

    # ---- jumps and loops ----

    def _fork(self, condition: str, target: int, after: State) -> None:
        w = self.w
        yes, no = w.label(), w.label()
        w.branch(condition, yes, no)
        w.start(yes)
        w.edge(target, after)
        w.start(no)
        w.edge(w.at + 1, after)

    def _jump(self, i: Instruction, after: State) -> None:
        w = self.w
        target = target_of(i)
        assert target is not None
        if i.name == "JMP":
            w.edge(target, after)
            return
        if i.name in ("JT", "JF"):
            condition, positive = ar.is_true(w, i.a), i.name == "JT"
        else:
            relation, positive = _RELATIONS[i.name]
            condition = ar.compare(w, relation, i.a, i.b)
        if not positive:
            condition = w.let(f"xor i1 {condition}, true")
        self._fork(condition, target, after)

    def _for_first(self, i: Instruction, after: State) -> None:
        w = self.w
        value, limit, step = (w.number(i.a + n) for n in range(3))
        zero = "icmp ne i64 {}, 0" if step.kind == "i" else "fcmp une double {}, 0.0"
        w.check(w.let(zero.format(step.whole or step.real)))
        a_round = self._has_round(i, value, limit, step)
        self._fork(w.let(f"xor i1 {a_round}, true"), i.b, after)

    def _has_round(self, i: Instruction, value: Number, limit: Number, step: Number) -> str:
        w = self.w
        known = w.state[i.a + 2].const
        if known is not None:
            return ar.compare_numbers(w, "le" if known > 0 else "ge", value, limit)
        if value.kind == limit.kind == step.kind == "i":
            return self._has_whole_round(value, limit, step)
        up = "icmp sgt i64 {}, 0" if step.kind == "i" else "fcmp ogt double {}, 0.0"
        down = up.replace("gt", "lt")
        rising = w.let(up.format(step.whole or step.real))
        falling = w.let(down.format(step.whole or step.real))
        below = w.let(f"and i1 {rising}, {ar.compare_numbers(w, 'le', value, limit)}")
        above = w.let(f"and i1 {falling}, {ar.compare_numbers(w, 'ge', value, limit)}")
        return w.let(f"or i1 {below}, {above}")

    def _has_whole_round(self, value: Number, limit: Number, step: Number) -> str:
        """Without a jump: complements are in the opposite order. Leaves when the step is 0."""
        w = self.w
        w.check(w.let(f"icmp ne i64 {step.whole}, 0"))
        sign = w.let(f"ashr i64 {step.whole}, 63")
        ahead, last = (w.let(f"xor i64 {n.whole}, {sign}") for n in (value, limit))
        return w.let(f"icmp sle i64 {ahead}, {last}")

    def _for_next(self, i: Instruction, after: State) -> None:
        w = self.w
        value, limit, step = w.number(i.a, INT | FLOAT), w.number(i.a + 1, INT | FLOAT), w.number(i.a + 2, INT | FLOAT)
        t = after[i.a]
        if t.mask == FLOAT:
            new = w.let(f"fadd double {w.real(value)}, {w.real(step)}")
            number = Number("f", real=new)
        else:
            new = ar.checked(w, "sadd", value.whole, step.whole)
            number = Number("i", new)
        condition = self._has_round(i, number, limit, step)
        yes, no = w.label(), w.label()
        w.branch(condition, yes, no)
        w.start(yes)
        w.edge(i.b, after, ((i.a, t, new),))
        w.start(no)
        w.edge(w.at + 1, after, ((i.a, t, new),))


_RELATIONS = {
    "JEQ": ("eq", True), "JNE": ("eq", False), "JLT": ("lt", True), "JNLT": ("lt", False),
    "JLE": ("le", True), "JNLE": ("le", False),
}  # fmt: skip

_Simple = Callable[[_Unit, Instruction, Type], None]
_SIMPLE: dict[str, _Simple] = {
    "MOVE": _Unit._move,
    **dict.fromkeys(("LOADI", "LOADBOOL", "LOADK", "LOADNULL"), _Unit._constant),
    "GETG": _Unit._get_shared,
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
    **dict.fromkeys(("JMP", "JT", "JF", "JEQ", "JNE", "JLT", "JNLT", "JLE", "JNLE"), _Unit._jump),
    "FORPREP": _Unit._for_first,
    "FORLOOP": _Unit._for_next,
    "SETG": _Unit._set_shared,
    "SETI": _Unit._set_element,
    "ITERNEXT": lambda u, i, after: elements.iterate(u.w, i, after),
}
