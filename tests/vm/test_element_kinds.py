"""A list keeps elements of one kind without tags, and what it holds and gives never depends on that."""

from __future__ import annotations

import gc
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vm.value import Array, Object, equals, to_json

BIG = 1 << 62
plain = st.one_of(st.booleans(), st.integers(-BIG, BIG), st.floats(allow_nan=False), st.just(None), st.text(max_size=3))
alike = st.one_of(st.lists(st.booleans()), st.lists(st.integers(-BIG, BIG)), st.lists(st.floats(allow_nan=False)))
some = st.one_of(alike, st.lists(plain))
changes = st.tuples(
    st.sampled_from(["append", "insert", "set", "pop", "extend", "reverse", "copy", "slice", "clear"]),
    st.integers(0, 12), plain, some,
)  # fmt: skip


def kind_of(items: list[Any]) -> str:
    names = {bool: "boolean", int: "integer", float: "float"}
    kinds = {names.get(type(item), "mixed") for item in items}
    return kinds.pop() if len(kinds) == 1 else "mixed" if kinds else ""


def same(found: Array, items: list[Any]) -> bool:
    return [(type(item), item) for item in found] == [(type(item), item) for item in items]


@given(some)
def test_the_first_element_decides(items: list[Any]) -> None:
    assert Array(items).element_kind == kind_of(items)
    assert same(Array(items), items)


@given(some, st.lists(changes, max_size=20))
def test_a_list_does_what_a_python_list_does(items: list[Any], steps: list[tuple[str, int, Any, list[Any]]]) -> None:
    found, model = Array(items), list(items)
    for name, at, item, more in steps:
        found, model = change(found, name, at, item, more), change(model, name, at, item, more)
        assert same(found, model)
        assert found.element_kind in (kind_of(model), "mixed") or not model
    assert to_json(found) == to_json(Array(model))
    assert equals(found, Array(model))


def change(items: Any, name: str, at: int, item: Any, more: list[Any]) -> Any:
    if name == "append":
        items.append(item)
    elif name == "insert":
        items.insert(at, item)
    elif name == "set" and len(items):
        items[at % len(items)] = item
    elif name == "pop" and len(items):
        items.pop(at % len(items))
    elif name == "extend":
        items.extend(Array(more) if isinstance(items, Array) else more)
    elif name == "reverse":
        items.reverse()
    elif name == "copy":
        return items.copy()
    elif name == "slice":
        return items[at // 2 : at]
    elif name == "clear":
        items.clear()
    return items


@pytest.mark.parametrize("item", ["x", 1, 1.0, True, None, Array([1]), Object()])
@pytest.mark.parametrize("items", [[True, False], [1, 2], [1.5, 2.5]])
def test_another_kind_makes_it_mixed_for_good(items: list[Any], item: Any) -> None:
    found = Array(items)
    found[1] = item
    assert same(found, [items[0], item])
    found[1] = items[1]
    assert found.element_kind == ("mixed" if kind_of([items[0], item]) == "mixed" else kind_of(items))


def test_an_emptied_list_is_decided_anew() -> None:
    found = Array([1, 2, 3])
    while found:
        found.pop()
    found.append("x")
    found.pop()
    found.extend([1.5, 2.5])
    assert (found.element_kind, list(found)) == ("float", [1.5, 2.5])


def test_kinds_survive_copies_and_pickles() -> None:
    for items in ([True], [1], [1.5], [None]):
        found = Array(items)
        assert found.copy().element_kind == found.element_kind
        assert pickle.loads(pickle.dumps(found)).element_kind == found.element_kind


def test_a_list_that_became_mixed_is_collected_in_a_cycle() -> None:
    gc.collect()
    found = Array([1, 2])
    found.append(found)
    before = len([each for each in gc.get_objects() if type(each) is Array])
    del found
    gc.collect()
    assert len([each for each in gc.get_objects() if type(each) is Array]) == before - 1
