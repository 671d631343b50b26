"""Four short kernels need no more instructions than the baseline and a quarter, counted by valgrind."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from benchmarks.gate import ALWAYS, BASELINE, SLACK, compare, count, instructions


@pytest.mark.timeout(600)
def test_kernels_need_about_as_many_instructions_as_before(tmp_path: Path) -> None:
    if shutil.which("valgrind") is None:
        reason = "valgrind is not installed; make bench-peers installs it"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    now = {name: instructions(path) for name, path in count(ALWAYS, tmp_path).items()}
    lines, passed = compare(now, json.loads(BASELINE.read_text()), SLACK)
    assert passed, "\n".join(lines)
    assert list(now) == ALWAYS
