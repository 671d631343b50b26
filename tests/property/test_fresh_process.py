"""A state saved at any instruction goes on in a process that never saw the program: 10 programs, 200 with GBC_FUZZ."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from effort import FACTOR
from fresh import saved, write

HERE = Path(__file__).parent


def test_every_state_goes_on_the_same_in_a_fresh_process(tmp_path: Path) -> None:
    count, seed = (10 if FACTOR == 1 else 200), 1000
    scenes, expected = {}, []
    while len(scenes) < count:
        found = saved(seed)
        if found is not None and len(found[0]) > 10:
            scenes[seed], lines = found
            expected += lines
        seed += 1
    write(tmp_path / "states", scenes)
    command = [sys.executable, str(HERE / "fresh.py"), str(tmp_path / "states")]
    env = {**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": str(HERE.parents[1])}
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == expected
    assert len(expected) > 20 * count
