"""A pure function over much data gives its host turns, and does what it does without them."""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from programs import linked, machine

from vm.budget import Limits, turn
from vm.machine import Linked, Machine
from vm.outcome import Done, Fault, Outcome, Paused
from vm.value import Array, Object, from_python, json_start, tidy, to_json, to_python

WIDE = Limits(fuel=1 << 40, memory=1 << 30, text=1 << 24, items=1 << 24)
STRETCH = 1 << 15

ROWS = [{"id": i, "name": f"n{i % 4}", "price": (i * 7) % 11 / 2, "at": None if i % 5 else "x"} for i in range(12)]
DATA: dict[str, Any] = {
    "rows": ROWS,
    "numbers": [(i * 7919) % 101 for i in range(40)],
    "reals": [(i * 7919) % 101 / 4 for i in range(40)],
    "mixed": [3, "2", None, "b", 1.5, True, [1], "a", {"x": 1}],
    "words": [f"w{(i * 7919) % 101}" for i in range(40)],
    "dates": [date(2026, 1, 1) + timedelta((i * 7919) % 101) for i in range(20)],
    "nested": [[i, [i, {"k": [i]}]] for i in range(6)],
    "text": "one, two, three, " * 100,
    "twin": [[i, [i, {"k": [i]}]] for i in range(6)],
    "json": json.dumps([{"name": "x" * 70_000}]),
    "wide": "é" * 70_000,
    "many": list(range(3000)),
    "names": {f"Key{i}": i for i in range(5461)},
    "csv": "id;name\n" + "1;anna\n" * 20,
}
CALLS = [
    "SORT(numbers)", 'SORT(reals, "DESC")', "SORT(mixed)", "SORT(words)", "SORT_DESC(words)", "SORT(dates)",
    'SORT(rows, "price")', 'SORT(rows, "name", "DESC")', "UNIQUE(words)", "REVERSE(numbers)", "FLATTEN(nested)",
    'SPLIT(text, ",")', 'REPLACE(text, ",", "")', 'JOIN(words, "-")', "JSON(rows)", "JSON(nested)",
    "PARSE_JSON(JSON(rows))", 'FILTER(rows, "price > 2")', "FILTER(rows, \"name LIKE 'n1%' OR price < 1\")",
    'GROUP_BY(rows, "name")',
    'PIVOT(rows, "name", "price")', 'AGGREGATE("SUM", rows, "price")', "CSV(rows)", "PARSE_CSV(csv)", "TOYAML(rows)",
    "XML(rows)", "EXCEL(rows)", 'INDEX_OF(words, "w7")', 'CONTAINS(words, "w7")', "BATCH(numbers, 7)", "SUM(reals)",
    "MAX(words)", "MIN(dates)", 'AVG(rows, "price")', "CONCAT(numbers, words)", "SLICE(words, 3, 20)",
    'MAP(rows, "price * 2")', "APPEND(words, 1)", "SPLICE(words, 5, 2)", "UNSHIFT(words, 2)", "POP(words)",
    "STR(nested)", 'LIKE(text, "%two%x%")', "RANGE(1, 40)", "FIRST(words, 20)", "MAX(numbers)",
]  # fmt: skip


OPERATORS = [
    "many + words", "nested + many", '"a" + rows', '"a" + rows + "b"', '"€" + wide', '"€" + wide + "b"',
    "nested = twin", "nested <> twin", "LEN(json.name)", "json[3]", "IIF(nested = twin, 1, 2)",
]  # fmt: skip
STATEMENTS = {
    "IF": "IF nested = twin THEN\nr = 1\nELSE\nr = 2\nEND IF\n",
    "IF NOT": "IF nested <> twin THEN\nr = 1\nEND IF\n",
    "FOR EACH": "FOR EACH each IN json\nr = each\nNEXT each\n",
    "THROW": "TRY\nTHROW rows\nCATCH e\nr = e.message\nEND TRY\n",
    "append": "wide = wide + rows\nr = wide\n",
    "widen": 'wide = wide + "€"\nr = wide\n',
    "other case": "r = names.KEY7\n",
    "no such": "r = names.nothing\n",
    "set in other case": "names.KEY8 = 5\nr = names\n",
    "set by name": 'names["Key9" + ""] = 6\nnames["new"] = 7\nr = names\n',
    "read by name": 'r = [names["KEY10" + ""], names[11]]\n',
    "on the way": "names.added.x = 5\nnames.list[2] = 3\nr = names\n",
}


def data() -> dict[str, Any]:
    return {name: from_python(value) if isinstance(value, list | dict) else value for name, value in DATA.items()}


def source(call: str) -> str:
    names = "".join(f"{name} = {name}\n" for name in DATA)
    statement = STATEMENTS.get(call) or "r = " + call + "\n"
    return f"{names}{statement}RETURN [r, words]\n"


def calls_with(stretch: int, made: Linked, **options: Any) -> tuple[Machine, list[Outcome]]:
    """The machine, and all its outcomes with turns after so many units."""
    machine = Machine(made, yields=True, **options)
    machine._core.stretch = stretch
    return machine, list(outcomes(machine))


def outcomes(machine: Machine) -> Iterator[Outcome]:
    outcome = machine.run()
    yield outcome
    while isinstance(outcome, Paused):
        outcome = machine.run()
        yield outcome


def shown(outcome: Outcome) -> str:
    assert isinstance(outcome, Done), outcome
    return repr(to_python(outcome.value))


@pytest.mark.parametrize("call", [*CALLS, *OPERATORS, *STATEMENTS])
def test_it_gives_the_same_for_the_same_fuel(call: str) -> None:
    made = linked(source(call))
    plain = Machine(made, variables=data())
    expected = plain.run()
    machine, told = calls_with(1, made, variables=data())
    assert shown(told[-1]) == shown(expected)
    assert machine.fuel == plain.fuel
    if call not in ("POP(words)", "UNSHIFT(words, 2)"):
        assert len(told) > 1, "it gave no turns"


@pytest.mark.parametrize("call", [*CALLS, *OPERATORS, *STATEMENTS])
def test_a_state_saved_in_the_middle_begins_the_call_again(call: str) -> None:
    made = linked(source(call))
    expected = shown(Machine(made, variables=data()).run())
    machine = Machine(made, yields=True, variables=data())
    machine._core.stretch = 1
    for seen, outcome in enumerate(outcomes(machine)):
        if isinstance(outcome, Paused) and (seen < 8 or seen % 31 == 0):
            again = Machine.restore(made, machine.snapshot())
            assert shown(again.run()) == expected
        elif not isinstance(outcome, Paused):
            assert shown(outcome) == expected


@pytest.mark.parametrize(
    ("call", "size", "least"),
    [
        ("SORT(big)", 1_000_000, 25),
        ("SORT(words)", 100_000, 50),
        ('FILTER(big, "item > 5")', 100_000, 15),
        ("JSON(big)", 300_000, 30),
        ("SUM(big)", 300_000, 40),
        ('REPLACE(text, ",", ";;")', 1_000_000, 50),
        ('SPLIT(text, ",")', 1_000_000, 50),
    ],
)
def test_the_turns_come_by_the_size_of_the_data(call: str, size: int, least: int) -> None:
    given: dict[str, Any] = {
        "big": lambda: Array((at * 7919) % 1_000_003 for at in range(size)),
        "words": lambda: Array(f"w{(at * 7919) % 1_000_003}" for at in range(size)),
        "text": lambda: "a," * size,
    }
    name = next(name for name in given if name in call)
    made = linked(f"{name} = {name}\nr = {call}\nRETURN TYPEOF(r)\n")
    _, told = calls_with(STRETCH, made, variables={name: given[name]()}, limits=WIDE)
    assert isinstance(told[-1], Done)
    assert len(told) > least


def test_ten_mebibytes_of_json_are_read_in_turns() -> None:
    made = linked("text = text\nRETURN UBOUND(PARSE_JSON(text))\n")
    for text, least in (("[" + "[]," * 3_495_252 + "[]]", 400), ('["' + "\\n" * 5_242_878 + '"]', 50)):
        assert len(text) >= 10 << 20
        _, told = calls_with(STRETCH, made, variables={"text": text}, limits=WIDE)
        assert isinstance(told[-1], Done)
        assert len(told) > least


def test_little_data_gives_no_turn() -> None:
    made = linked(source("SORT(numbers)"))
    assert len(calls_with(STRETCH, made, variables=data())[1]) == 1


def test_without_yields_there_are_no_turns() -> None:
    outcome = machine("big = RANGE(1, 200000)\nRETURN UBOUND(SORT(big))\n").run()
    assert outcome == Done(200_000)


def test_a_fault_inside_has_its_line_and_can_be_caught() -> None:
    words = ", ".join(f'"w{at}"' for at in range(70))
    made = linked(
        f'l = [{words}]\nTRY\nr = SORT(l, "price")\nr = SORT(l, "x", "sideways")\nCATCH e\nRETURN e.line\nEND TRY\n'
    )
    assert calls_with(1, made)[1][-1] == Done(4)
    told = calls_with(1, linked(f'l = [{words}]\n\nr = JSON(SORT(l, "x", "sideways"))\n'))[1]
    assert isinstance(told[-1], Fault)
    assert (told[-1].code, told[-1].position[0] > len(words)) == ("GB6004", True)


@pytest.mark.parametrize("fuel", [40, 90, 400, 2000])
def test_fuel_ends_inside_of_it_as_without_turns(fuel: int) -> None:
    made = linked(source("SORT(words)"))
    limits = Limits(fuel=fuel)
    plain = Machine(made, variables=data(), limits=limits)
    expected = plain.run()
    machine, told = calls_with(1, made, variables=data(), limits=limits)
    assert type(told[-1]) is type(expected)
    assert machine.fuel == plain.fuel


class Held:
    """Notes whether the function that held it was left."""

    def __init__(self) -> None:
        self.left = False


def endless(held: Held) -> Any:
    def function(items: Any) -> Any:
        try:
            while True:
                turn(100)
        finally:
            held.left = True

    return function


def test_a_machine_that_is_given_up_leaves_the_function() -> None:
    held = Held()
    made = linked("r = UNIQUE([1, 2, 3])\n", UNIQUE=(endless(held), False))
    machine = Machine(made, yields=True)
    machine._core.stretch = 1
    assert isinstance(machine.run(), Paused)
    assert isinstance(machine.run(), Paused)
    assert not held.left
    del machine
    gc.collect()
    assert held.left


def test_another_thread_begins_the_call_again() -> None:
    made = linked(source("SORT(words)"))
    plain = Machine(made, variables=data())
    expected = shown(plain.run())
    machine = Machine(made, yields=True, variables=data())
    machine._core.stretch = 1
    for _ in range(20):
        assert isinstance(machine.run(), Paused)
    told: list[Outcome] = []
    thread = threading.Thread(target=lambda: told.extend(outcomes(machine)))
    thread.start()
    thread.join()
    assert shown(told[-1]) == expected
    assert machine.fuel == plain.fuel


def test_two_machines_take_turns() -> None:
    made = linked(source("SORT(words)"))
    expected = shown(Machine(made, variables=data()).run())
    machines = [Machine(made, yields=True, variables=data()) for _ in range(5)]
    for each in machines:
        each._core.stretch = 1
    running: list[tuple[Iterator[Outcome], list[Outcome]]] = [(outcomes(each), []) for each in machines]
    for _ in range(100_000):
        if not running:
            break
        for told in list(running):
            outcome = next(told[0])
            if not isinstance(outcome, Paused):
                assert shown(outcome) == expected
                running.remove(told)
    assert not running


def test_other_tasks_of_the_loop_go_on_meanwhile() -> None:
    async def both() -> tuple[int, Outcome]:
        machine = Machine(linked("r = SORT(RANGE(1, 200000))\nRETURN UBOUND(r)\n"), yields=True)
        rounds = 0
        done = asyncio.Event()

        async def other() -> None:
            nonlocal rounds
            while not done.is_set():
                rounds += 1
                await asyncio.sleep(0)

        task = asyncio.create_task(other())
        outcome = machine.run()
        while isinstance(outcome, Paused):
            await asyncio.sleep(0)
            outcome = machine.run()
        done.set()
        await task
        return rounds, outcome

    rounds, outcome = asyncio.run(both())
    assert outcome == Done(200_000)
    assert rounds > 10


def test_a_fault_shows_the_beginning_of_a_value_without_looking_at_the_rest() -> None:
    rows = from_python([{"n": at, "t": "x" * 50} for at in range(100)])
    assert json_start(rows, 80) == to_json(rows)[: len(json_start(rows, 80))]
    assert 80 < len(json_start(rows, 80)) < 200
    assert json_start(Array(["y" * 1000]), 80) == '["' + "y" * 81 + '"'
    assert json_start(Object([("a", 1)]), 80) == '{"a": 1}'


def test_what_a_list_held_is_given_up_bit_by_bit() -> None:
    word = "a word that is held once more by each element".upper()
    made = linked("l = l\nl = 0\nFOR i = 1 TO 10\nn = i\nNEXT\nRETURN n\n")
    held = sys.getrefcount(word)
    machine = Machine(made, yields=True, variables={"l": Array([word] * 100_000)})
    assert machine.run() == Done(10)
    counts = [sys.getrefcount(word) - held]
    while tidy():
        counts.append(sys.getrefcount(word) - held)
    assert 50_000 < counts[0] <= 100_000
    assert len(counts) > 4
    assert all(0 < before - after < 50_000 for before, after in pairwise(counts))
    assert sys.getrefcount(word) == held


def test_a_machine_that_is_given_up_leaves_its_values_for_later() -> None:
    word = "a word that is held once more by each field".upper()
    held = sys.getrefcount(word)
    made = linked("o = o\nRETURN 1\n")
    things: dict[str, Callable[[], Any]] = {
        "fields": lambda: Object({f"k{at}": word for at in range(50_000)}),
        "lists": lambda: Array(Array([word] * 10) for _ in range(5_000)),
    }
    for make in things.values():
        machine = Machine(made, yields=True, variables={"o": make()})
        machine.run()
        del machine
        assert sys.getrefcount(word) > held
        while tidy():
            pass
        assert sys.getrefcount(word) == held
        Machine(made, variables={"o": make()}).run()
        assert sys.getrefcount(word) == held
