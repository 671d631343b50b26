"""Writes the text of one native function in LLVM's language: lines, fresh names, registers, checks and exits.

``emit`` decides what to write. A register of the bytecode is kept in stack slots by its form (see ``types.form``);
LLVM turns the slots into machine registers. A check that fails goes to the exit of its instruction, before anything
changed.
"""

from __future__ import annotations

from typing import NamedTuple

from vm.jit.infer import Unit
from vm.jit.layout import CONTEXT, LIST_COUNT, LIST_DATA, LIST_KIND, VALUE
from vm.jit.types import FLOAT, INT, LIST, NULL, PLAIN, WHOLE, State, Type, form, tag_of


class Number(NamedTuple):
    """A number in code: ``kind`` i (integer), f (float) or d (``is_whole`` tells which of the two holds; the other is
    nonsense)."""

    kind: str
    whole: str = ""
    real: str = ""
    is_whole: str = ""


class Writer:
    """The text of one unit; ``at`` is the instruction that is being written."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.lines: list[str] = []
        self.at = unit.start
        self.exits: set[int] = set()
        self.appends = any(at in unit.inside and unit.facts.code[at].name == "SETI" for at in unit.states)
        self._fresh = 0

    @property
    def state(self) -> State:
        """Types before the instruction."""
        return self.unit.states[self.at]

    # ---- text ----

    def write(self, line: str) -> None:
        self.lines.append(line)

    def name(self, prefix: str = "%v") -> str:
        self._fresh += 1
        return f"{prefix}{self._fresh}"

    def let(self, expression: str) -> str:
        """A new name for an expression."""
        name = self.name()
        self.lines.append(f"{name} = {expression}")
        return name

    def label(self) -> str:
        return self.name("b")

    def start(self, label: str) -> None:
        self.lines.append(f"{label}:")

    def go(self, label: str) -> None:
        self.lines.append(f"br label %{label}")

    def branch(self, condition: str, yes: str, no: str, likely: bool = False) -> None:
        weights = ", !prof !0" if likely else ""
        self.lines.append(f"br i1 {condition}, label %{yes}, label %{no}{weights}")

    def exit(self) -> str:
        """Label of the exit at this instruction."""
        self.exits.add(self.at)
        return f"x{self.at}"

    def check(self, condition: str) -> None:
        """Go on if the condition holds, else leave."""
        after = self.label()
        self.branch(condition, after, self.exit(), likely=True)
        self.start(after)

    def load(self, kind: str, pointer: str) -> str:
        return self.let(f"load {kind}, ptr {pointer}")

    def store(self, kind: str, value: str, pointer: str) -> None:
        self.lines.append(f"store {kind} {value}, ptr {pointer}")

    def offset(self, pointer: str, count: int | str) -> str:
        return self.let(f"getelementptr i8, ptr {pointer}, i64 {count}")

    def context(self, part: str) -> str:
        """Pointer to a part of the context."""
        return self.offset("%ctx", CONTEXT[part])

    def bits(self, real: str) -> str:
        return self.let(f"bitcast double {real} to i64")

    def from_bits(self, whole: str) -> str:
        return self.let(f"bitcast i64 {whole} to double")

    # ---- reading registers ----

    def pair(self, register: int) -> tuple[str, str]:
        """The 64 bits and the tag of a register."""
        return self.pair_of(register, self.state[register])

    def pair_of(self, register: int, t: Type) -> tuple[str, str]:
        kept = form(t)
        if kept == "n":
            return "0", "0"
        if kept == "f":
            return self.bits(self.load("double", f"%f{register}")), str(tag_of(t))
        if t.const is not None and kept == "i":
            return str(t.const), str(tag_of(t))
        whole = self.load("i64", f"%i{register}")
        return whole, self.load("i64", f"%t{register}") if kept == "d" else str(tag_of(t))

    def check_tag(self, tag: str, mask: int, allowed: int) -> None:
        """Leave unless the tag, which is one of ``mask``, is one of ``allowed``."""
        if mask & ~allowed == 0:
            return
        good = mask & allowed
        if good & (good - 1) == 0:
            self.check(self.let(f"icmp eq i64 {tag}, {good.bit_length() - 1}"))
        elif allowed & 0xF == 0xF and good == mask & PLAIN:
            self.check(self.let(f"icmp ult i64 {tag}, 4"))
        elif good == INT | FLOAT:
            self.check(self.let(f"icmp eq i64 {self.let(f'or i64 {tag}, 1')}, 3"))
        else:
            self.check(self.let(f"trunc i64 {self.let(f'lshr i64 {good}, {tag}')} to i1"))

    def number(self, register: int, allowed: int = PLAIN) -> Number:
        """The number in a register, by its type; leaves when its tag is none of ``allowed``."""
        t = self.state[register]
        if form(t) == "f":
            return Number("f", real=self.load("double", f"%f{register}"))
        whole, tag = self.pair(register)
        if form(t) != "d":
            return Number("i", whole)
        self.check_tag(tag, t.mask, allowed)
        good = t.mask & allowed
        if not good & WHOLE:
            return Number("f", real=self.from_bits(whole))
        real = self.from_bits(whole)
        if good & NULL:
            whole = self.let(f"select i1 {self.let(f'icmp eq i64 {tag}, 0')}, i64 0, i64 {whole}")
        if not good & FLOAT:
            return Number("i", whole)
        return Number("d", whole, real, self.let(f"icmp ult i64 {tag}, 3"))

    def real(self, n: Number) -> str:
        """A number as a float. One that may be either mostly is one: then it is not worth converting it beforehand."""
        if n.kind == "f":
            return n.real
        if n.kind == "i":
            return self.let(f"sitofp i64 {n.whole} to double")
        before, convert, end = self.label(), self.label(), self.label()
        self.go(before)
        self.start(before)
        self.branch(self.let(f"xor i1 {n.is_whole}, true"), end, convert, likely=True)
        self.start(convert)
        converted = self.let(f"sitofp i64 {n.whole} to double")
        self.go(end)
        self.start(end)
        return self.let(f"phi double [{n.real}, %{before}], [{converted}, %{convert}]")

    def both_whole(self, b: Number, c: Number) -> str:
        """Whether both are integers, where at least one may be."""
        conditions = [n.is_whole for n in (b, c) if n.kind == "d"]
        return conditions[0] if len(conditions) == 1 else self.let(f"and i1 {conditions[0]}, {conditions[1]}")

    # ---- writing registers ----

    def put_whole(self, register: int, t: Type, whole: str, tag: int = 2) -> None:
        self.store("i64", whole, f"%i{register}")
        if form(t) == "d":
            self.store("i64", str(tag), f"%t{register}")

    def put_real(self, register: int, t: Type, real: str) -> None:
        if form(t) == "d":
            self.store("i64", self.bits(real), f"%i{register}")
            self.store("i64", "3", f"%t{register}")
        else:
            self.store("double", real, f"%f{register}")

    def put_pair(self, register: int, t: Type, bits: str, tag: str) -> None:
        """Set a register of type ``t`` whose tag was checked."""
        kept = form(t)
        if kept == "f":
            self.store("double", self.from_bits(bits), f"%f{register}")
        elif kept in "id":
            self.store("i64", bits, f"%i{register}")
        if kept == "d":
            self.store("i64", tag, f"%t{register}")
        if t.mask == LIST:
            self.keep_list(register, bits)

    def reshape(self, register: int, before: Type, after: Type) -> None:
        """Keep a register as the type ``after`` wants it."""
        if form(after) != "d" or form(before) == "d":
            return
        if form(before) in "fn":
            self.store("i64", self.pair_of(register, before)[0], f"%i{register}")
        self.store("i64", str(tag_of(before)), f"%t{register}")

    # ---- lists ----

    def keep_list(self, register: int, bits: str, moved: bool = True) -> None:
        """Keep beside a register how many elements its list has, and where unless that is known already."""
        items = self.let(f"inttoptr i64 {bits} to ptr")
        if moved:
            self.store("ptr", self.load("ptr", self.offset(items, LIST_DATA)), f"%p{register}")
        self.store("i64", self.load("i64", self.offset(items, LIST_COUNT)), f"%c{register}")

    def list_kind(self, items: str) -> str:
        return self.load("i64", self.offset(items, LIST_KIND))

    def has_kind(self, bits: str, t: Type) -> str | None:
        """Whether a list is of the kind that its type says; None where there is nothing to check."""
        if t.mask != LIST or not t.kind:
            return None
        return self.let(f"icmp eq i64 {self.list_kind(self.let(f'inttoptr i64 {bits} to ptr'))}, {t.kind}")

    def check_kind(self, bits: str, t: Type) -> None:
        """Leave unless a list is of the kind that its type says."""
        good = self.has_kind(bits, t)
        if good is not None:
            self.check(good)

    def index(self, register: int) -> str:
        """The integer in a register; leaves when it is none."""
        whole, tag = self.pair(register)
        self.check_tag(tag, self.state[register].mask, INT)
        return whole

    def value_at(self, values: str, index: str) -> tuple[str, str]:
        """Pointers to the 64 bits and the tag of an element."""
        place = self.let(f"getelementptr [{VALUE} x i8], ptr {values}, i64 {index}")
        return place, self.offset(place, 8)

    # ---- memory ----

    def take_memory(self) -> None:
        """Keep the count of memory in a machine register from here on, where lists may grow."""
        if self.appends:
            self.store("i64", self.load("i64", self.context("memory")), "%memory")

    def tell_memory(self) -> None:
        """Write the count of memory back, for others are going to read it."""
        if self.appends:
            self.store("i64", self.load("i64", "%memory"), self.context("memory"))

    # ---- going on ----

    def edge(self, to: int, after: State, changes: tuple[tuple[int, Type, str], ...] = ()) -> None:
        """Go to another instruction with these types; backward it costs a unit. ``changes`` (register, type, value) are
        made once that is paid."""
        if to <= self.at:
            self.charge(loop_units(self.at, to))
        for register, t, value in changes:
            if form(t) == "f":
                self.put_real(register, t, value)
            else:
                self.put_whole(register, t, value)
        for register, wanted in enumerate(self.unit.states[to]):
            if wanted.mask:
                self.reshape(register, after[register], wanted)
        self.go(f"L{to}")

    def left(self, units: int) -> str:
        """The fuel that is left after so many units; leaves when the slice ends before."""
        left = self.let(f"sub i64 {self.load('i64', '%fuel')}, {units}")
        self.check(self.let(f"icmp sge i64 {left}, 0"))
        return left

    def charge(self, units: int) -> None:
        """Use units of fuel, or leave when the slice ends."""
        self.store("i64", self.left(units), "%fuel")


def loop_units(at: int, target: int) -> int:
    """What a jump backward costs."""
    return 1 + (at - target) // 8


def call_units(size: int) -> int:
    """What a call of a function with so many instructions costs."""
    return 1 + size // 8
