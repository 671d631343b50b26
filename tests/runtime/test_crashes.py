"""A host killed at every boundary of its turns: the bot's own happens once, outside nothing is left in the dark."""

from __future__ import annotations

import json
import subprocess
import sys
import uuid
from collections import Counter
from pathlib import Path

import pytest

from tests.servers.postgres import postgres_dsn

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("seed", "turns", "kills"), [(1, 80, 150), (2, 80, 150)])
def test_turns_happen_once(tmp_path: Path, seed: int, turns: int, kills: int) -> None:
    check(tmp_path, turns, kills, seed, least=100)


def test_turns_happen_once_over_postgres(tmp_path: Path) -> None:
    folder = tmp_path / uuid.uuid4().hex
    folder.mkdir()
    check(folder, 15, 30, 3, postgres_dsn(), least=20)


def check(folder: Path, turns: int, kills: int, seed: int, *dsn: str, least: int) -> None:
    """Run the host and look at what it left."""
    words = [str(folder), str(turns), str(kills), str(seed), *dsn]
    command = [sys.executable, "-m", "tests.runtime.crashing_host", *words]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert ran.returncode == 0, ran.stderr
    seen = json.loads(ran.stdout)
    assert seen["deaths"] >= least

    # the bot's own: exactly once
    assert seen["counter"] == [turns]
    kinds = Counter((turn, what.split()[0]) for turn, what in seen["visits"])
    expected = [(turn, kind) for turn in range(1, turns + 1) for kind in ("chance", "first", "second")]
    assert [kinds[pair] for pair in expected] == [1] * len(expected)

    # mail: every turn's message, repeated only under the key it had, with what it had said
    sent = [line.split(" ") for line in seen["sent"]]
    assert {(int(turn), int(count)) for _, turn, count in sent} == {(n, n) for n in range(1, turns + 1)}
    assert len({key for key, _, _ in sent}) == turns

    # what cannot be repeated: never twice, and where it may be missing the program was told
    appended = Counter(map(int, seen["appended"]))
    assert set(appended.values()) == {1}
    unknown = {turn for turn, what in seen["visits"] if what == "unknown"}
    assert set(range(1, turns + 1)) - set(appended) <= unknown
