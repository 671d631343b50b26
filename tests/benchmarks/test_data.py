"""The benchmark of data: both sides find the same rows, and no change of a crowd is lost."""

from __future__ import annotations

import asyncio

import pytest

from benchmarks.data import calls, rows
from vm.value import from_python


@pytest.mark.parametrize("name", sorted(rows.CASES))
def test_both_sides_of_a_case_find_the_same(name: str) -> None:
    source, peer, _ = rows.CASES[name]
    plain = rows.plain_rows(700)
    assert rows.basic(source, from_python(plain))() == peer(plain) > 0


def test_a_case_that_differs_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "CASES", {"wrong": ("RETURN 1", len, "")})
    with pytest.raises(ValueError, match="BASIC finds 1, Python 20"):
        rows.measure(20)


@pytest.mark.parametrize("place", [calls.sqlite, calls.postgres])
def test_finds_are_those_of_the_driver_and_a_crowd_loses_nothing(place: object) -> None:
    async def run() -> None:
        async with place() as base:  # type: ignore[operator]
            assert await calls.find_ratio(base, 3, 1) > 0
            assert await calls.crowd_rate(base, 12) > 0

    asyncio.run(run())


def test_a_lost_change_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "_TURN", calls._TURN.replace("row.n + 1", "1"))

    async def run() -> None:
        async with calls.sqlite() as base:
            await calls.crowd_rate(base, 2)

    with pytest.raises(ValueError, match="2 conversations, but these were kept"):
        asyncio.run(run())
