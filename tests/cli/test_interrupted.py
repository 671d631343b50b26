"""``gbc run --state`` that was interrupted goes on: what it had done outside is not done again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
BOT = """
HEAR name WITH "Name?"
SAVE "guests", {"name": name}
SEND MAIL "ana@example.com", name, "text", []
HEAR more WITH "More?"
rows = FIND "guests"
TALK name + " " + UBOUND(rows) + " " + more
"""


def start(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "gbc", "run", "b.gbai", "--state", "s"], cwd=folder, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip


def killed_after_the_mail(folder: Path, answers: str) -> None:
    """A run that is killed where it asks its second question."""
    running = start(folder)
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(answers)
    running.stdin.flush()
    while "More?" not in (line := running.stdout.readline()):
        assert line, "the run ended"
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()


def test_a_killed_run_goes_on_without_repeating_its_effects(write: Any, tmp_path: Path) -> None:
    write("b.gbai/b.gbdialog/start.bas", BOT)
    killed_after_the_mail(tmp_path, "Ana\n")
    killed_after_the_mail(tmp_path, "")
    out, _ = start(tmp_path).communicate("yes\n", timeout=60)
    assert out.splitlines()[-1] == "Ana 1 yes"
    assert len(list((tmp_path / "b.gbai/.gbc/mail").rglob("*.eml"))) == 1
    assert not (tmp_path / "s").exists()


def test_the_next_conversation_begins_anew(write: Any, tmp_path: Path) -> None:
    write("b.gbai/b.gbdialog/start.bas", BOT)
    for count in (1, 2):
        out, _ = start(tmp_path).communicate("Ana\nno\n", timeout=60)
        assert out.splitlines()[-1] == f"Ana {count} no"
    assert len(list((tmp_path / "b.gbai/.gbc/mail").rglob("*.eml"))) == 2


def test_put_aside_and_gone_on_with(write: Any, tmp_path: Path) -> None:
    write("b.gbai/b.gbdialog/start.bas", BOT)
    start(tmp_path).communicate("Ana\n", timeout=60)
    assert (tmp_path / "s").exists()
    out, _ = start(tmp_path).communicate("later\n", timeout=60)
    assert out.splitlines()[-1] == "Ana 1 later"


def test_a_bot_that_only_talks_keeps_no_database(write: Any, tmp_path: Path) -> None:
    write("b.gbai/b.gbdialog/start.bas", 'HEAR x WITH "a"\nSET BOT MEMORY "n", x\nTALK x\n')
    out, _ = start(tmp_path).communicate("b\n", timeout=60)
    assert out == "a\nb\n"
    assert not list(tmp_path.rglob("bot.db"))
