"""``gbc fmt``: what it writes, shows and leaves alone, and its exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

UGLY, FINE = "if a then\ntalk 1\nend if", "IF a THEN\n  TALK 1\nEND IF\n"


def test_scripts_are_written_in_the_style_once(gbc: Any, write: Any, tmp_path: Path) -> None:
    path = write("bot.gbai/bot.gbdialog/a.bas", UGLY)
    path.chmod(0o640)
    ran = gbc("fmt", "bot.gbai")
    assert (ran.code, ran.err) == (0, "")
    assert "a.bas is formatted" in ran.out
    assert path.read_text() == FINE
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(path.parent.iterdir()) == [path]
    assert gbc("fmt", "bot.gbai").out == ""


def test_check_and_diff_write_nothing(gbc: Any, write: Any) -> None:
    path = write("a.bas", UGLY)
    ran = gbc("fmt", "--check", "a.bas")
    assert (ran.code, ran.out) == (1, "a.bas is not in the style\n")
    ran = gbc("fmt", "--diff", "a.bas")
    assert ran.code == 1
    assert "-talk 1\n" in ran.out
    assert "+  TALK 1\n" in ran.out
    assert path.read_text() == UGLY
    path.write_text(FINE)
    assert gbc("fmt", "--check", "--diff", "a.bas").code == 0


def test_a_script_with_mistakes_is_shown_and_the_others_are_written(gbc: Any, write: Any) -> None:
    bad = write("bot.gbai/bot.gbdialog/bad.bas", "x = (1\n")
    good = write("bot.gbai/bot.gbdialog/good.bas", UGLY)
    ran = gbc("fmt", "bot.gbai")
    assert ran.code == 1
    assert "error[GB1005]" in ran.err
    assert (bad.read_text(), good.read_text()) == ("x = (1\n", FINE)


def test_subs_of_other_scripts_are_known(gbc: Any, write: Any) -> None:
    write("bot.gbai/bot.gbdialog/subs.bas", "SUB greet loudly(who)\n  TALK who\nEND SUB\n")
    path = write("bot.gbai/bot.gbdialog/start.bas", 'greet  loudly "you"')
    assert gbc("fmt", "bot.gbai").code == 0
    assert path.read_text().lower() == 'greet loudly "you"\n'


def test_editors_give_and_get_the_text(tmp_path: Path) -> None:
    def run(text: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "gbc", "fmt", "--stdin"], input=text, capture_output=True, text=True, check=False
        )

    assert (run(UGLY).stdout, run(UGLY).returncode) == (FINE, 0)
    bad = run("x = (1")
    assert (bad.stdout, bad.returncode) == ("", 1)
    assert "GB1005" in bad.stderr


def test_nothing_or_both_is_wrong_use(gbc: Any, write: Any) -> None:
    write("a.bas", FINE)
    assert gbc("fmt").code == 2
    assert gbc("fmt", "--stdin", "a.bas").code == 2
    assert gbc("fmt", "none.bas").code == 2
