"""One call of a keyword: its time limit by name, reads that are repeated, observers that are told."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from stdlib import calls
from stdlib.api import Effect
from stdlib.calls import ATTEMPTS, TIMEOUTS, repeating, timeout_of
from stdlib.catalog import load_catalog
from stdlib.ports import Answer, KeywordFault
from tests.runtime.bots import Bot


class Noted:
    """An observer that keeps what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def started(self, keyword: str) -> None:
        self.told.append((keyword, "started"))

    def finished(self, keyword: str, seconds: float, outcome: str) -> None:
        assert 0 <= seconds < 60
        self.told.append((keyword, outcome))


def declared(effect: Effect) -> Any:
    return next(decl for decl in load_catalog().keywords.values() if decl.effect is effect)


def failing(code: str, times: int) -> tuple[Any, list[int]]:
    """A handler that fails so many times and then gives 7, and the list it counts in."""
    made: list[int] = []

    async def handler(ctx: Any) -> int:
        made.append(1)
        if len(made) <= times:
            raise KeywordFault(code, "not now")
        return 7

    return handler, made


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "FIRST_PAUSE", 0.0)


def test_every_time_limit_is_of_a_keyword_there_is() -> None:
    assert set(TIMEOUTS) <= set(load_catalog().keywords)
    assert timeout_of("GET") == 31
    assert timeout_of("TALK") == calls.DEFAULT_TIMEOUT


def test_a_read_is_repeated_after_a_fault_that_may_pass() -> None:
    handler, made = failing("GB7104", ATTEMPTS - 1)
    assert asyncio.run(repeating(declared(Effect.READ), handler)(None)) == 7
    assert len(made) == ATTEMPTS


def test_it_is_not_repeated_for_ever() -> None:
    handler, made = failing("GB7104", 100)
    with pytest.raises(KeywordFault, match="not now"):
        asyncio.run(repeating(declared(Effect.READ), handler)(None))
    assert len(made) == ATTEMPTS


@pytest.mark.parametrize(
    ("effect", "code"), [(Effect.READ, "GB7101"), (Effect.WRITE, "GB7104"), (Effect.SEND, "GB7403")]
)
def test_other_faults_and_other_keywords_are_not_repeated(effect: Effect, code: str) -> None:
    handler, made = failing(code, 1)
    with pytest.raises(KeywordFault):
        asyncio.run(repeating(declared(effect), handler)(None))
    assert len(made) == 1


def test_observers_are_told_of_every_keyword() -> None:
    noted = Noted()
    bot = Bot('TALK "a"\nHEAR x\nTRY\nGET IMAGE "z"\nCATCH\nTALK x\nEND TRY\n', observers=(noted,)).run()
    bot.run(Answer("b"))
    assert bot.said == ["a", "b"]
    assert noted.told == [
        ("TALK", "started"), ("TALK", "done"), ("HEAR", "started"), ("HEAR", "waits"),
        ("IMAGE", "started"), ("IMAGE", "GB7001"), ("TALK", "started"), ("TALK", "done"),
    ]  # fmt: skip
