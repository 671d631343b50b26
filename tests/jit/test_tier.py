"""When code is compiled, shared, freed and given up; and that nothing changes where llvmlite is missing or fails."""

from __future__ import annotations

import gc
import logging
import signal
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from weakref import ref

import pytest
from engines import AtOnce, linked, program

from vm._loop import offsets
from vm.budget import Limits
from vm.bytecode.codec import dumps, loads
from vm.jit import infer, layout, store, tier, types
from vm.jit.report import report
from vm.machine import Machine
from vm.outcome import Done

LOOP = "a = 0\nFOR i = 1 TO 300\na = a + i MOD 7\nNEXT\nRETURN a\n"
LONG = "a = 0\nFOR i = 1 TO 3000000\na = a + i MOD 7\nNEXT\nRETURN a\n"


@pytest.fixture
def _llvmlite() -> None:
    pytest.importorskip("llvmlite")


def result(each: tier.Linked) -> object:
    outcome = Machine(each).run()
    assert isinstance(outcome, Done), outcome
    return outcome.value


def test_the_layout_of_lists_is_that_of_this_build() -> None:
    found = offsets()
    assert (found["data"], found["count"], found["room"]) == (layout.LIST_DATA, layout.LIST_COUNT, layout.LIST_ROOM)
    assert (found["kind"], found["mixed"]) == (layout.LIST_KIND, types.MIXED)
    assert found["value"] == layout.VALUE


@pytest.mark.usefixtures("_llvmlite")
def test_always_compiles_at_the_first_use() -> None:
    each = linked(program(LOOP), "always")
    assert not each.tier.installed
    result(each)
    assert len(each.tier.installed) == 1


@pytest.mark.usefixtures("_llvmlite")
def test_auto_leaves_short_loops_alone_and_compiles_long_ones() -> None:
    short = linked(program(LOOP), "auto")
    result(short)
    assert not short.tier.installed
    long = linked(program(LONG), "auto")
    ends = time.monotonic() + 60
    while not long.tier.installed and time.monotonic() < ends:
        assert result(long) == 8999997
    assert long.tier.installed
    assert result(long) == 8999997


@pytest.mark.usefixtures("_llvmlite")
def test_code_is_shared_by_programs_with_one_hash_and_freed_with_the_last() -> None:
    made = program(LOOP)
    one, two = linked(made, "always"), linked(loads(dumps(made)), "always")
    result(one)
    result(two)
    built = next(iter(one.tier.installed.values()))
    assert built is next(iter(two.tier.installed.values()))
    kept = ref(built.native)
    del built, one
    gc.collect()
    assert kept() is not None
    assert result(two) == 903
    del two
    gc.collect()
    assert kept() is None


def test_without_llvmlite_everything_runs(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setitem(sys.modules, "llvmlite", None)
    monkeypatch.setitem(sys.modules, "llvmlite.binding", None)
    monkeypatch.delitem(sys.modules, "vm.jit.engine", raising=False)
    monkeypatch.setattr(tier, "_failures", set())
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            each = linked(program(LOOP + "' without"), "always")
            assert result(each) == 903
            assert not each.tier.installed
    assert len(caplog.records) == 1


@pytest.mark.usefixtures("_llvmlite")
@pytest.mark.parametrize("step", ["Engine.compile", "Engine.link", "engine", "platform"])
def test_a_failure_of_llvm_leaves_the_loop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, step: str) -> None:
    def fail(*arguments: object) -> None:
        raise RuntimeError("LLVM has failed")

    store._build.cache_clear()
    monkeypatch.setattr(f"vm.jit.engine.{step}", fail)
    each = linked(program(LOOP + "' failing"), "off")
    tier.attach(each, "always", tmp_path)
    assert result(each) == 903
    assert "LLVM has failed" in next(iter(each.tier.reasons.values()))


@pytest.mark.usefixtures("_llvmlite")
def test_what_is_large_with_all_that_it_calls_stays_interpreted() -> None:
    body = "".join(f"a = a + a MOD {n}\n" for n in range(2, 80))
    subs = "".join(f"FUNCTION f{n}(a)\n{body}RETURN a\nEND FUNCTION\n" for n in range(9))
    calls = "".join(f"a = f{n}(a) MOD 1000\n" for n in range(9))
    text = f"{subs}a = 1\nFOR i = 1 TO 3\n{calls}NEXT\nRETURN a\n"
    each = linked(program(text), "always")
    assert result(each) == result(linked(program(text), "off"))
    assert any("with all that it calls" in reason for reason in each.tier.reasons.values())


@pytest.mark.usefixtures("_llvmlite")
def test_large_functions_stay_interpreted() -> None:
    body = "".join(f"a = a + i * {n}\n" for n in range(400))
    each = linked(program(f"a = 0\nFOR i = 1 TO 3\n{body}NEXT\nRETURN a\n"), "always")
    assert result(each) == 6 * sum(range(400))
    assert list(each.tier.reasons.values()) == ["it is too large"]


@pytest.mark.usefixtures("_llvmlite")
@pytest.mark.parametrize("mode", ["auto", "always"])
def test_a_loop_that_always_leaves_is_given_up(monkeypatch: pytest.MonkeyPatch, mode: tier.Mode) -> None:
    monkeypatch.setattr(tier, "_workers", lambda: AtOnce())
    text = 'a = {"n": 0}\nFOR i = 1 TO 3000000\na.n = a.n + 1\nNEXT\nRETURN a.n\n'
    each = linked(program(text), mode)
    assert result(each) == 3_000_000
    assert not each.tier.installed
    assert any("too often" in reason for reason in each.tier.reasons.values())


@pytest.mark.usefixtures("_llvmlite")
def test_guards_that_keep_failing_end_the_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each round finds other types in the same places, inside a loop that is left for a field in each round."""
    compiled: list[range] = []
    build = tier.build

    def counted(book: Any, guess: Any, region: range, *rest: Any) -> Any:
        compiled.append(region)
        return build(book, guess, region, *rest)

    monkeypatch.setattr(tier, "build", counted)
    text = (
        'o = {"n": 0}\nx = [1, 2.5, TRUE, "3"]\nFOR i = 1 TO 20000\ny = x[i MOD 4]\nFOR j = 1 TO 2\n'
        "y = y + x[(i + j) MOD 4]\no.n = o.n + 1\nNEXT\nNEXT\nRETURN o.n\n"
    )
    each = linked(program(text), "always")
    assert result(each) == 40000
    some = len(compiled)
    assert some <= 2 * (tier.ATTEMPTS + 1)
    assert result(each) == 40000
    assert len(compiled) == some
    assert any("too often" in reason for reason in each.tier.reasons.values())


@pytest.mark.usefixtures("_llvmlite")
def test_what_is_never_compiled_is_not_tried_again() -> None:
    """A place that is left for a list that the program makes is given up at once, and the other places stay."""
    text = "x = 0\nFOR i = 1 TO 30\nFOR j = 1 TO 40\nx = x + j\nNEXT\nrow = []\nNEXT\nRETURN x\n"
    each = linked(program(text), "always")
    assert result(each) == 30 * 820
    places = set(each.tier.installed)
    poor = max(places)
    makes = max(at for at, i in enumerate(each.tier.book[0].code) if i.name == "NEWARR")
    each.tier.poor(SimpleNamespace(linked=each), *poor, 0, makes)
    assert each.tier.reasons == {poor: f"it left for NEWARR at {makes} too often"}
    assert set(each.tier.installed) == places - {poor}
    assert result(each) == 30 * 820
    assert set(each.tier.installed) == places - {poor}


@pytest.mark.usefixtures("_llvmlite")
def test_a_good_inner_loop_stays_when_the_outer_one_is_given_up() -> None:
    text = (
        'o = {"n": 0}\na = 0\nFOR i = 1 TO 3000\nFOR j = 1 TO 99\na = a + j\nNEXT\n'
        "o.n = o.n + 1\nNEXT\nRETURN o.n + a\n"
    )
    each = linked(program(text), "always")
    assert result(each) == 3000 + 3000 * 4950
    assert each.tier.installed


def test_both_sides_take_frames_of_one_size() -> None:
    """The loop's room for a frame that is left is as large as the frames that are compiled."""
    text = (Path(infer.__file__).parents[1] / "_native.pxi").read_text()
    assert f"MOST_REGISTERS = {infer.MOST_REGISTERS} " in text


class Stop(Exception):
    """What the signal raises."""


@pytest.mark.usefixtures("_llvmlite")
def test_a_signal_stops_compiled_code_at_once() -> None:
    """The bound is a millisecond of its own time; a busy test machine is given more."""

    def stop(number: int, frame: Any) -> None:
        raise Stop

    each = linked(program("a = 0\nWHILE a >= 0\na = (a + 1) MOD 1000\nWEND\n"), "always")
    Machine(each, limits=Limits(fuel=100_000)).run()
    assert each.tier.installed
    machine = Machine(each, limits=Limits(fuel=1 << 60))
    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.05)
        started = time.process_time()
        with pytest.raises(Stop):
            machine.run()
        assert time.process_time() - started < 0.08
    finally:
        signal.signal(signal.SIGVTALRM, before)


def test_the_report_names_loops_functions_and_what_hinders_them() -> None:
    text = (
        "FUNCTION f(n)\nIF n < 2 THEN RETURN n\nRETURN f(n - 1) + f(n - 2)\nEND FUNCTION\n"
        "a = 0\nFOR i = 1 TO 9\na = a + i\nNEXT\nFOR i = 1 TO 9\nTALK i\nNEXT\n"
    )
    lines = {line.what: line for line in report(program(text))}
    assert lines["function f"].compiled
    assert not lines["function f"].notes
    assert lines["loop in line 6"].compiled
    assert not lines["loop in line 9"].compiled
    assert "line 10 asks the host" in lines["loop in line 9"].notes[0]
