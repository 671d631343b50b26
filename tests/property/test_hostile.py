"""A program that tries to use up time or memory is stopped by name, in a process that has little of either."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hostile import PROGRAMS

HERE = Path(__file__).parent
ENDS = {
    "saves a list that holds itself 2^50 times": "Suspend",
    "fails beside a list that holds itself 2^50 times": "GB6001",
    "replaces each letter by a long text": "GB6903",
    "calls itself for ever": "GB6902",
    "fills a list from far behind": "GB6904",
    "fills a text": "GB6903",
    "keeps texts": "GB6901",
    "makes a list of lists": "GB6901",
    "repeats a text": "GB6903",
    "counts far": "GB6904",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_it_ends_soon_and_by_name(name: str) -> None:
    done = subprocess.run(
        [sys.executable, str(HERE / "hostile.py"), name],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={"PYTHONPATH": f"{HERE}:{HERE.parents[1]}"},
    )
    assert done.stdout.strip() == ENDS.get(name, "GB6900"), done.stderr[-2000:]
