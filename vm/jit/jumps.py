"""Writes jumps and FOR loops on numbers. Used by ``emit``; going backward is charged by ``Writer.edge``."""

from __future__ import annotations

from vm.jit import arithmetic as ar
from vm.jit.analyse import Instruction, target_of
from vm.jit.types import FLOAT, INT, State
from vm.jit.writer import Number, Writer

_RELATIONS = {
    "JEQ": ("eq", True), "JNE": ("eq", False), "JLT": ("lt", True), "JNLT": ("lt", False),
    "JLE": ("le", True), "JNLE": ("le", False),
}  # fmt: skip
JUMPS = ("JMP", "JT", "JF", *_RELATIONS)


def _fork(w: Writer, condition: str, target: int, after: State) -> None:
    yes, no = w.label(), w.label()
    w.branch(condition, yes, no)
    w.start(yes)
    w.edge(target, after)
    w.start(no)
    w.edge(w.at + 1, after)


def jump(w: Writer, i: Instruction, after: State) -> None:
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
    _fork(w, condition, target, after)


def for_first(w: Writer, i: Instruction, after: State) -> None:
    value, limit, step = (w.number(i.a + n) for n in range(3))
    zero = "icmp ne i64 {}, 0" if step.kind == "i" else "fcmp une double {}, 0.0"
    w.check(w.let(zero.format(step.whole or step.real)))
    a_round = _has_round(w, i, value, limit, step)
    _fork(w, w.let(f"xor i1 {a_round}, true"), i.b, after)


def _has_round(w: Writer, i: Instruction, value: Number, limit: Number, step: Number) -> str:
    known = w.state[i.a + 2].const
    if known is not None:
        return ar.compare_numbers(w, "le" if known > 0 else "ge", value, limit)
    if value.kind == limit.kind == step.kind == "i":
        return _has_whole_round(w, value, limit, step)
    up = "icmp sgt i64 {}, 0" if step.kind == "i" else "fcmp ogt double {}, 0.0"
    down = up.replace("gt", "lt")
    rising = w.let(up.format(step.whole or step.real))
    falling = w.let(down.format(step.whole or step.real))
    below = w.let(f"and i1 {rising}, {ar.compare_numbers(w, 'le', value, limit)}")
    above = w.let(f"and i1 {falling}, {ar.compare_numbers(w, 'ge', value, limit)}")
    return w.let(f"or i1 {below}, {above}")


def _has_whole_round(w: Writer, value: Number, limit: Number, step: Number) -> str:
    """Without a jump: complements are in the opposite order. Leaves when the step is 0."""
    w.check(w.let(f"icmp ne i64 {step.whole}, 0"))
    sign = w.let(f"ashr i64 {step.whole}, 63")
    ahead, last = (w.let(f"xor i64 {n.whole}, {sign}") for n in (value, limit))
    return w.let(f"icmp sle i64 {ahead}, {last}")


def for_next(w: Writer, i: Instruction, after: State) -> None:
    value, limit, step = w.number(i.a, INT | FLOAT), w.number(i.a + 1, INT | FLOAT), w.number(i.a + 2, INT | FLOAT)
    t = after[i.a]
    if t.mask == FLOAT:
        new = w.let(f"fadd double {w.real(value)}, {w.real(step)}")
        number = Number("f", real=new)
    else:
        new = ar.checked(w, "sadd", value.whole, step.whole)
        number = Number("i", new)
    condition = _has_round(w, i, number, limit, step)
    yes, no = w.label(), w.label()
    w.branch(condition, yes, no)
    w.start(yes)
    w.edge(i.b, after, ((i.a, t, new),))
    w.start(no)
    w.edge(w.at + 1, after, ((i.a, t, new),))
