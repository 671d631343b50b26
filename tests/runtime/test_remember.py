"""Times of REMEMBER and CACHE SET, also very long and very short ones."""

from __future__ import annotations

import pytest

from stdlib.adapters.memory_sqlite import SqliteMemory
from tests.runtime.bots import Bot

KEPT = [
    "30 days",
    "1 month",
    "2h",
    "90 min",
    "7d",
    "1w",
    "45s",
    "0.5 hours",
    "forever",
    "9" * 400 + " days",
    "9999999 years",
]


@pytest.mark.parametrize("sqlite", [False, True])
@pytest.mark.parametrize("duration", KEPT)
def test_a_time_to_come_keeps_the_value(duration: str, sqlite: bool) -> None:
    memory = SqliteMemory() if sqlite else None
    assert Bot(f'REMEMBER "a", 1, "{duration}"\nTALK RECALL("a")', memory=memory).run().said == ["1"]
    if memory is not None:
        memory.close()


@pytest.mark.parametrize("duration", ["soon", "3 moons", "-1 days", "1e9 days", "5m"])
def test_what_is_no_time_is_refused(duration: str) -> None:
    assert Bot(f'REMEMBER "a", 1, "{duration}"').run().failed.code == "GB6004"


@pytest.mark.parametrize(("seconds", "kept"), [("1e300", "1"), ("0.5", "1"), ("0", ""), ("-1e300", "")])
def test_seconds_of_the_cache(seconds: str, kept: str) -> None:
    assert Bot(f'CACHE SET "a", 1, {seconds}\nTALK "[" + CACHE GET("a") + "]"').run().said == [f"[{kept}]"]
