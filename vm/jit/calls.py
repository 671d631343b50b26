"""Writes calls and returns of compiled functions, and registers of the script that live in memory while others run.

A call passes arguments, results and fuel in machine registers; what a callee may look at is written to its place
before and read again after. ``emit`` completes ``Calls`` to the writer of a whole unit.
"""

from __future__ import annotations

from typing import Protocol

from vm.jit import elements
from vm.jit.analyse import Book, Instruction
from vm.jit.infer import Inference, Key, Unit
from vm.jit.inline import Copy, Plan
from vm.jit.layout import VALUE
from vm.jit.types import LIST, PLAIN, T_ANY, State, Type, form, tag_of
from vm.jit.writer import Writer, call_units


class Module(Protocol):
    """What a call asks of the module: its units, and the names of their copies."""

    units: dict[Key, Unit]
    plan: Plan


def returned(result: Type | None) -> str:
    """What a function gives back in machine registers: its result by the form, and the fuel that is left."""
    return {"n": "{i64}", "i": "{i64, i64}", "f": "{double, i64}", "d": "{i64, i64, i64}"}[
        form(result) if result else "n"
    ]


class Calls:
    """One unit, or a copy of it: how it calls, how it returns, and where its registers are when others run."""

    def __init__(self, module: Module, inference: Inference, copy: Copy) -> None:
        self.module = module
        self.copy = copy
        self.book: Book = inference.book
        self.unit = unit = module.units[copy.key]
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

    # ---- calls and returns ----

    def write_call(self, i: Instruction, after: State | None) -> None:
        w = self.w
        key = self.unit.calls[w.at]
        assert key is not None
        reads, writes = self.book.globals_under(i.b)
        touched = sorted(reads | writes) if self.unit.base else []
        calls = w.let("sub i64 %calls, 1")
        w.check(w.let(f"icmp sge i64 {calls}, 0"))
        left = w.left(call_units(len(self.book.program.functions[i.b].code)))
        self._publish(touched)
        result = self.module.units[key].result
        kept, name = returned(result), self.module.plan.name(self.module.plan.callee(self.copy, key))
        arguments = ["ptr swiftself %ctx", f"i64 {left}", f"i64 {calls}", *self._passed(i, key[1])]
        w.tell_memory()
        all_of_it = w.let(f"call {kept} @{name}({', '.join(arguments)})")
        parts = [w.let(f"extractvalue {kept} {all_of_it}, {n}") for n in range(kept.count(",") + 1)]
        w.take_memory()
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

    def write_return(self, i: Instruction) -> None:
        w = self.w
        self.give(("0", "0") if i.name == "RETNULL" else w.pair(i.a), w.load("i64", "%fuel"))

    def give(self, pair: tuple[str, str], fuel: str) -> None:
        """Return a value with the fuel that is left; none is, where this is less than 0 and the frame was left."""
        w, kept = self.w, returned(self.unit.result)
        kind = form(self.unit.result) if self.unit.result else "n"
        parts = {"n": [], "i": [pair[0]], "f": [pair[0]], "d": list(pair)}[kind]
        if kind == "f":
            parts = [w.from_bits(pair[0])]
        whole = "undef"
        for index, part in enumerate([*parts, fuel]):
            word = "double" if kind == "f" and not index else "i64"
            whole = w.let(f"insertvalue {kept} {whole}, {word} {part}, {index}")
        w.tell_memory()
        w.write(f"ret {kept} {whole}")

    # ---- registers in memory ----

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

    def get_shared(self, i: Instruction, t: Type) -> None:
        if self.unit.base:
            self.move(i.a, i.b, t)
            return
        w = self.w
        self._read_slot(i.a, t, w.offset(w.load("ptr", w.context("stack")), VALUE * i.b))

    def set_shared(self, i: Instruction, after: State) -> None:
        w = self.w
        if self.unit.base:
            self.move(i.a, i.b, after[i.a])
        else:
            self._write_slot(w.offset(w.load("ptr", w.context("stack")), VALUE * i.a), i.b)
        w.edge(w.at + 1, after)

    def move(self, to: int, source: int, t: Type) -> None:
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
