"""Programs written to exhaust the machine: each ends by the fault it announces, at its line, soon and in little memory.

One file per attack in ``attacks``; ``' fault: GB6900`` stands at the line that ends it, or at each line of a loop where
that may be. Each runs in a process of its own under limits of the operating system, so that none can hang the suite.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ATTACKS = sorted((HERE / "attacks").glob("*.bas"))
CPU_SECONDS = (
    6.0  # the worst takes 2.5 on a quiet machine: a price that is wrong by half shows, a busy neighbour does not
)
GROWTH = 300 << 10


def attack(path: Path) -> dict[str, Any]:
    """What the runner reports of one program."""
    done = subprocess.run(
        [sys.executable, str(HERE / "runner.py"), str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
        env={"PYTHONPATH": str(HERE.parents[1])},
    )
    assert done.returncode == 0, f"it ended with {done.returncode}: {done.stderr[-2000:]}"
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_it_ends_by_name_in_time_and_room(path: Path) -> None:
    text = path.read_text()
    announced = [
        (match[1], number)
        for number, line in enumerate(text.splitlines(), 1)
        if (match := re.search(r"' fault: (GB\d{4})", line))
    ]
    ended = attack(path)
    assert (ended["code"], ended.get("line")) in announced, ended
    assert ended["cpu"] < CPU_SECONDS * ended["slowness"], ended
    assert ended["grown"] < GROWTH, ended
