"""Lists and objects as Python sees them: protocols, garbage collection, memory, values that may enter."""

from __future__ import annotations

import copy
import datetime as dt
import gc
import pickle
import sys
from collections.abc import Callable, MutableMapping, MutableSequence
from typing import Any

import pytest

from vm.value import Array, BasicError, Object, from_json, from_python, to_json, to_python, to_text


def test_array_is_a_sequence() -> None:
    items = Array([1, "x", None, True, 2.5])
    items.insert(1, "second")
    items.append(Array([7]))
    assert isinstance(items, MutableSequence)
    assert items[-1] == [7]
    assert items.pop(1) == "second"
    assert list(items[1:3]) == ["x", None]
    assert items[3] is True
    del items[0]
    items.reverse()
    assert items == [[7], 2.5, True, None, "x"]
    with pytest.raises(IndexError):
        items[5]


def test_object_finds_exact_names_first_then_any_case() -> None:
    thing = Object({"Id": 1, "id": 2, "Name": "x"})
    assert isinstance(thing, MutableMapping)
    assert (thing["id"], thing["Id"], thing["ID"], thing["NAME"]) == (2, 1, 1, "x")
    thing["NAME"] = "y"
    assert list(thing) == ["Id", "id", "Name"]
    assert thing["Name"] == "y"
    assert thing.get("none", 5) == 5
    with pytest.raises(KeyError):
        thing["none"]


@pytest.mark.parametrize("size", [3, 8, 9, 40])
def test_object_of_any_size_keeps_order_and_finds_everything(size: int) -> None:
    thing = Object()
    for number in range(size):
        thing[f"Field{number}"] = number
    assert [thing[f"FIELD{number}"] for number in range(size)] == list(range(size))
    del thing["field1"]
    assert "Field1" not in thing
    assert thing[f"field{size - 1}"] == size - 1
    assert list(thing.values()) == [0, *range(2, size)]


def test_names_that_are_equal_but_not_the_same_text_are_one_field() -> None:
    thing = Object()
    for _ in range(3):
        thing["".join(["pri", "ce"])] = 1
    assert len(thing) == 1


def test_numbers_beyond_64_bits_enter_as_floats() -> None:
    assert list(Array([2**63 - 1, 2**63, -(2**63), 10**400])) == [2**63 - 1, float(2**63), -(2**63), float("inf")]


def test_python_containers_enter_converted_and_others_are_refused() -> None:
    assert isinstance(Array([{"a": (1, 2)}])[0]["a"], Array)
    with pytest.raises(TypeError, match="set"):
        Array([{1, 2}])
    with pytest.raises(TypeError):
        Object()[1] = 2  # type: ignore[index]


def test_moments_enter_without_a_zone() -> None:
    noon = dt.datetime(2026, 3, 7, 12, tzinfo=dt.timezone(dt.timedelta(hours=-3)))
    assert Array([noon])[0] == dt.datetime(2026, 3, 7, 15)


def test_conversions_keep_sharing_and_cycles() -> None:
    shared: list[Any] = [1]
    both = from_python({"a": shared, "b": shared})
    assert both["a"] is both["b"]
    shared.append(shared)
    back = to_python(from_python(shared))
    assert back[1] is back


def test_copies_and_pickles_keep_kind_and_rowset() -> None:
    rows = Array([1])
    rows.rowset = True
    error = Object({"message": "no"})
    error.kind = "error"
    for again in (copy.copy, lambda thing: pickle.loads(pickle.dumps(thing))):
        assert again(rows).rowset
        assert again(error).kind == "error"
    assert to_text(error) == "no"


def test_json_shows_a_container_inside_itself_as_null() -> None:
    thing = Object({"a": 1})
    thing["self"] = thing
    assert to_json(thing) == '{"a": 1, "self": null}'


@pytest.mark.parametrize("text", ["{", "[1,]", "NaN", '{"a": Infinity}', "", "[1] 2", "\ud800"])
def test_what_is_not_json_is_refused(text: str) -> None:
    with pytest.raises(BasicError, match="GB6004"):
        from_json(text)


def test_json_nested_beyond_the_limit_is_refused() -> None:
    with pytest.raises(BasicError, match="GB6905"):
        from_json("[" * 100_000)


def knot() -> Array:
    """A cycle through a list, an object and an indexed object."""
    top, thing = Array(), Object()
    for number in range(20):
        thing[f"f{number}"] = top
    top.append(thing)
    top.append(top)
    return top


def test_cycles_are_collected() -> None:
    gc.collect()
    before = len(gc.get_objects())
    for _ in range(200):
        knot()
    gc.collect()
    assert len(gc.get_objects()) - before < 20


def test_the_collector_leaves_living_cycles_whole() -> None:
    top = knot()
    gc.collect()
    assert top[1] is top
    assert top[0]["F19"] is top


def test_a_very_deep_chain_is_freed_without_recursion() -> None:
    chain: Any = Array()
    for number in range(300_000):
        chain = Array([chain]) if number % 2 else Object({"next": chain})
    del chain
    gc.collect()


def churn_list() -> None:
    items = Array(["text" * 3, 1.5, dt.date(2026, 3, 7), Object({"a": "b" * 5})])
    items[0] = "other" * 2
    items.pop(1)
    items.insert(0, Array(items))
    items.extend(items)
    items[1:4]
    list(items)
    items.clear()


def churn_object() -> None:
    thing = Object({f"k{number}": "v" * number for number in range(12)})
    thing["K3"] = Array(["x" * 9])
    del thing["k1"]
    thing.pop("k2")
    thing.update({"new": {"deep": [1, 2]}})
    to_json(thing)
    from_json(to_json(thing))
    thing.clear()


@pytest.mark.parametrize("churn", [churn_list, churn_object])
def test_nothing_leaks(churn: Callable[[], None]) -> None:
    grown = []
    for _ in range(3):  # names are interned and free lists filled in the first rounds
        gc.collect()
        before = sys.getallocatedblocks()
        for _ in range(500):
            churn()
        gc.collect()
        grown.append(sys.getallocatedblocks() - before)
    assert min(grown) < 100
