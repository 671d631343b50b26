"""Writes reading, storing and appending of list elements, each by the way its list keeps them.

The kind of a list in a register of type LIST was checked when the register was set and stays: compiled code leaves
where a store would change it. Where lists keep their elements and how many there are is kept beside such a register.
Every other list is asked for its kind. Used by ``emit``.
"""

from __future__ import annotations

from typing import NamedTuple

from vm.jit.analyse import Instruction
from vm.jit.layout import LIST_COUNT, LIST_DATA, LIST_ROOM, VALUE
from vm.jit.types import BOOL_TAG, FLOAT_TAG, LIST, MIXED, NULL, PLAIN, T_ANY, UNBOXED, State, Type, form
from vm.jit.writer import Writer

_CELLS = {BOOL_TAG: "i8", FLOAT_TAG: "double"}


class Items(NamedTuple):
    """A list in code; ``kind`` is 0 where it has to be asked."""

    pointer: str
    data: str
    length: str
    kind: int


def items(w: Writer, register: int) -> Items:
    """The list in a register; leaves when it is none."""
    t = w.state[register]
    whole, tag = w.pair(register)
    w.check_tag(tag, t.mask, LIST)
    pointer = w.let(f"inttoptr i64 {whole} to ptr")
    if t.mask == LIST:
        return Items(pointer, w.load("ptr", f"%p{register}"), w.load("i64", f"%c{register}"), t.kind)
    data = w.load("ptr", w.offset(pointer, LIST_DATA))
    return Items(pointer, data, w.load("i64", w.offset(pointer, LIST_COUNT)), 0)


def look_again(w: Writer, state: State, moved: bool = True) -> None:
    """Take up how many elements all lists have, and where unless none has ``moved``; several may be the same list."""
    for register, t in enumerate(state):
        if t.mask == LIST:
            w.keep_list(register, w.load("i64", f"%i{register}"), moved)


# ---- reading ----


def read(w: Writer, i: Instruction, t: Type) -> None:
    """GETI and its kin; an element past the end is null where the type allows that."""
    found, index = items(w, i.b), w.index(i.c)
    inside = w.let(f"icmp ult i64 {index}, {found.length}")
    if not t.mask & NULL:
        w.check(inside)
        _load(w, found, index, i.a, t)
        return
    yes, no, end = w.label(), w.label(), w.label()
    w.branch(inside, yes, no, likely=True)
    w.start(yes)
    _load(w, found, index, i.a, t)
    w.go(end)
    w.start(no)
    w.put_pair(i.a, t, "0", "0")
    w.go(end)
    w.start(end)


def iterate(w: Writer, i: Instruction, after: State) -> None:
    """ITERNEXT."""
    found, index = items(w, i.a), w.index(i.a + 1)
    more, end = w.label(), w.label()
    w.branch(w.let(f"icmp ult i64 {index}, {found.length}"), more, end)
    w.start(end)
    w.edge(i.b, w.state)
    w.start(more)
    _load(w, found, index, i.a + 2, after[i.a + 2])
    w.put_whole(i.a + 1, after[i.a + 1], w.let(f"add i64 {index}, 1"))
    w.edge(w.at + 1, after)


def _load(w: Writer, found: Items, index: str, register: int, t: Type) -> None:
    """Set a register from an element; leaves when that is not of the type."""
    if found.kind in UNBOXED:
        cell = _cell(w, found, index)
        if found.kind == FLOAT_TAG:
            w.put_real(register, t, cell)
        else:
            w.put_whole(register, t, cell, found.kind)
        return
    bits, tag = _value(w, found, index) if found.kind == MIXED else _any_value(w, found, index)
    w.check_tag(tag, T_ANY.mask, t.mask)
    w.check_kind(bits, t)
    w.put_pair(register, t, bits, tag)


def _place(w: Writer, found: Items, index: str) -> str:
    return w.let(f"getelementptr {_CELLS.get(found.kind, 'i64')}, ptr {found.data}, i64 {index}")


def _cell(w: Writer, found: Items, index: str) -> str:
    """An element that is kept without a tag: a float, or an integer of 64 bits."""
    cell = w.load(_CELLS.get(found.kind, "i64"), _place(w, found, index))
    return w.let(f"zext i8 {cell} to i64") if found.kind == BOOL_TAG else cell


def _value(w: Writer, found: Items, index: str) -> tuple[str, str]:
    """The 64 bits and the tag of an element of a mixed list."""
    place, tag_place = w.value_at(found.data, index)
    return w.load("i64", place), w.load("i64", tag_place)


def _any_value(w: Writer, found: Items, index: str) -> tuple[str, str]:
    """The 64 bits and the tag of an element, however it is kept."""
    kind = w.list_kind(found.pointer)
    labels = [w.label() for _ in range(4)]
    w.write(
        f"switch i64 {kind}, label %{labels[0]} [i64 {MIXED}, label %{labels[1]} i64 {BOOL_TAG}, label %{labels[2]}]"
    )
    both = []
    for label, as_kind in zip(labels[:3], (0, MIXED, BOOL_TAG), strict=True):
        w.start(label)
        here = found._replace(kind=as_kind)
        both.append(_value(w, here, index) if as_kind == MIXED else (_cell(w, here, index), kind))
        w.go(labels[3])
    w.start(labels[3])
    bits, tag = (
        w.let("phi i64 " + ", ".join(f"[{pair[part]}, %{label}]" for pair, label in zip(both, labels, strict=False)))
        for part in range(2)
    )
    return bits, tag


# ---- storing ----


def store(w: Writer, i: Instruction) -> None:
    """SETI within the list or just behind its end; leaves where its kind would change or an object would come or go."""
    found, index = items(w, i.a), w.index(i.b)
    bits, tag = plain(w, i.c)
    if found.kind in UNBOXED:
        w.check_tag(tag, w.state[i.c].mask & PLAIN, 1 << found.kind)
    old, new, end = w.label(), w.label(), w.label()
    w.branch(w.let(f"icmp ult i64 {index}, {found.length}"), old, new, likely=True)
    w.start(old)
    _overwrite(w, found, index, bits, tag)
    w.go(end)
    w.start(new)
    w.check(w.let(f"icmp eq i64 {index}, {found.length}"))
    _append(w, found, bits, tag, end)
    w.go(end)
    w.start(end)


def plain(w: Writer, register: int) -> tuple[str, str]:
    """The bits and tag of a register; leaves when it holds an object."""
    bits, tag = w.pair(register)
    if form(w.state[register]) == "d":
        w.check_tag(tag, w.state[register].mask, PLAIN)
    elif not w.state[register].mask & PLAIN:
        w.check("false")
    return bits, tag


def _fill(w: Writer, found: Items, index: str, bits: str, tag: str) -> None:
    """Write an element of a known kind."""
    if found.kind == MIXED:
        place, tag_place = w.value_at(found.data, index)
        w.store("i64", bits, place)
        w.store("i64", tag, tag_place)
        return
    kept = w.let(f"trunc i64 {bits} to i8") if found.kind == BOOL_TAG else bits
    w.store("i8" if found.kind == BOOL_TAG else "i64", kept, _place(w, found, index))


def _overwrite(w: Writer, found: Items, index: str, bits: str, tag: str) -> None:
    if found.kind in UNBOXED:
        _fill(w, found, index, bits, tag)
        return
    if found.kind == MIXED:
        _check_old(w, found, index)
        _fill(w, found, index, bits, tag)
        return
    kind = w.list_kind(found.pointer)
    mixed, unboxed, small, wide, end = (w.label() for _ in range(5))
    w.branch(w.let(f"icmp eq i64 {kind}, {MIXED}"), mixed, unboxed)
    w.start(mixed)
    _check_old(w, found, index)
    _fill(w, found._replace(kind=MIXED), index, bits, tag)
    w.go(end)
    w.start(unboxed)
    w.check(w.let(f"icmp eq i64 {kind}, {tag}"))
    w.branch(w.let(f"icmp eq i64 {kind}, {BOOL_TAG}"), small, wide)
    for label, as_kind in ((small, BOOL_TAG), (wide, 0)):
        w.start(label)
        _fill(w, found._replace(kind=as_kind), index, bits, tag)
        w.go(end)
    w.start(end)


def _check_old(w: Writer, found: Items, index: str) -> None:
    """Leave when the element that goes is an object."""
    w.check(w.let(f"icmp ult i64 {w.load('i64', w.value_at(found.data, index)[1])}, 4"))


def _append(w: Writer, found: Items, bits: str, tag: str, end: str) -> None:
    """One element more: here where there is room in a list of known kind, else by a function of the loop."""
    if found.kind:
        here, there = w.label(), w.label()
        memory = w.let(f"add i64 {w.load('i64', '%memory')}, {VALUE}")
        room = w.let(f"icmp slt i64 {found.length}, {w.load('i64', w.offset(found.pointer, LIST_ROOM))}")
        allowed = w.let(f"icmp slt i64 {found.length}, {w.load('i64', w.context('items'))}")
        counted = w.let(f"icmp sle i64 {memory}, {w.load('i64', w.context('recount'))}")
        w.branch(w.let(f"and i1 {room}, {w.let(f'and i1 {allowed}, {counted}')}"), here, there, likely=True)
        w.start(here)
        _fill(w, found, found.length, bits, tag)
        w.store("i64", memory, "%memory")
        w.store("i64", w.let(f"add i64 {found.length}, 1"), w.offset(found.pointer, LIST_COUNT))
        look_again(w, w.state, moved=False)
        w.go(end)
        w.start(there)
    w.tell_memory()
    grow = w.load("ptr", w.context("grow"))
    refused = w.let(f"call i64 {grow}(ptr %ctx, ptr {found.pointer}, i64 {bits}, i64 {tag})")
    w.take_memory()
    w.check(w.let(f"icmp eq i64 {refused}, 0"))
    look_again(w, w.state)
