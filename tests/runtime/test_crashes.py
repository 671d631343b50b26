"""A host killed at every boundary of its turns: the bot's own happens once, outside nothing is left in the dark."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TURNS, KILLS = 80, 150


@pytest.mark.parametrize("seed", [1, 2])
def test_turns_happen_once(tmp_path: Path, seed: int) -> None:
    command = [sys.executable, "-m", "tests.runtime.crashing_host", str(tmp_path), str(TURNS), str(KILLS), str(seed)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert ran.returncode == 0, ran.stderr
    seen = json.loads(ran.stdout)
    assert seen["deaths"] >= 100

    # the bot's own: exactly once
    assert seen["counter"] == [TURNS]
    kinds = Counter((turn, what.split()[0]) for turn, what in seen["visits"])
    expected = [(turn, kind) for turn in range(1, TURNS + 1) for kind in ("chance", "first", "second")]
    assert [kinds[pair] for pair in expected] == [1] * len(expected)

    # mail: every turn's message, repeated only under the key it had, with what it had said
    sent = [line.split(" ") for line in seen["sent"]]
    assert {(int(turn), int(count)) for _, turn, count in sent} == {(n, n) for n in range(1, TURNS + 1)}
    assert len({key for key, _, _ in sent}) == TURNS

    # what cannot be repeated: never twice, and where it may be missing the program was told
    appended = Counter(map(int, seen["appended"]))
    assert set(appended.values()) == {1}
    unknown = {turn for turn, what in seen["visits"] if what == "unknown"}
    assert set(range(1, TURNS + 1)) - set(appended) <= unknown
