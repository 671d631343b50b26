"""``gbc check``: what it finds, in which form, and with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest


def test_a_clean_script_is_silent(gbc: Any, write: Any) -> None:
    write("a.bas", 'TALK "Hi"\n')
    ran = gbc("check", "a.bas")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_errors_give_1_and_point_at_the_place(gbc: Any, write: Any) -> None:
    write("a.bas", "x = 1\nGOTO nowhere\n")
    ran = gbc("check", "a.bas")
    assert ran.code == 1
    assert "error[GB2" in ran.out
    assert "a.bas:2:" in ran.out
    assert "2 │ GOTO nowhere" in ran.out
    assert ran.out.rstrip().endswith("1 error")


def test_warnings_alone_give_0(gbc: Any, write: Any) -> None:
    write("bot.gbai/bot.gbdialog/start.bas", 'CALL "oder.bas"\n')
    write("bot.gbai/bot.gbdialog/sub/order.bas", 'TALK "x"\n')
    ran = gbc("check", "bot.gbai")
    assert ran.code == 0
    assert "warning[GB5002]: there is no script oder.bas in this bot" in ran.out


def test_a_package_knows_its_scripts(gbc: Any, write: Any) -> None:
    write("bot.gbai/bot.gbdialog/start.bas", 'INCLUDE "parts.bas"\nCALL "Order"\nCALL "order.bas"\nRUN "ORDER.BAS"\n')
    write("bot.gbai/bot.gbdialog/sub/order.bas", 'TALK "x"\n')
    write("bot.gbai/bot.gbdialog/parts.bas", 'greeting = "Hi"\nTALK greeting\n')
    ran = gbc("check", ".")
    assert (ran.code, ran.out) == (0, "")


def test_json_is_one_array(gbc: Any, write: Any) -> None:
    write("a.bas", "GOTO nowhere\n")
    write("b.bas", "GOTO nowhere\n")
    ran = gbc("check", "a.bas", "b.bas", "--format", "json")
    found = json.loads(ran.out)
    assert [item["path"] for item in found] == ["a.bas", "b.bas"]
    keys = {"code", "severity", "message", "path", "line", "column", "end_line", "end_column", "hint"}
    assert set(found[0]) == keys
    assert ran.code == 1
    assert json.loads(gbc("check", "b.bas", "--format", "sarif").out)["version"] == "2.1.0"
    assert gbc("check", "b.bas", "--format", "github").out.startswith("::error file=b.bas,line=1,")


def test_a_file_that_is_no_text(gbc: Any, tmp_path: Path) -> None:
    (tmp_path / "l.bas").write_bytes('TALK "Olá"\n'.encode("latin-1"))
    ran = gbc("check", "l.bas")
    assert ran.code == 1
    assert "error[GB5003]" in ran.out
    assert "l.bas:1:9" in ran.out


def test_a_byte_order_mark_and_crlf_do_no_harm(gbc: Any, tmp_path: Path) -> None:
    (tmp_path / "w.bas").write_bytes('\ufeffTALK "Olá"\r\nTALK "b"\r\n'.encode())
    assert gbc("check", "w.bas").out == ""


@pytest.mark.parametrize(
    "words", [["check"], ["check", "nope.bas"], ["check", "empty"], ["chekc"], [], ["check", "--format", "xml", "."]]
)
def test_wrong_use_gives_2(gbc: Any, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "empty").mkdir()
    ran = gbc(*words)
    assert ran.code == 2
    assert ran.err


def test_help_says_the_commands(gbc: Any) -> None:
    ran = gbc("--help")
    assert ran.code == 0
    for name in ("check", "compile", "run", "dis", "catalog", "tools", "explain", "version"):
        assert name in ran.out
        assert gbc(name, "--help").code == 0


def test_watch_checks_again_after_a_change(tmp_path: Path) -> None:
    script = tmp_path / "a.bas"
    script.write_text("GOTO nowhere\n")
    env = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "gbc", "check", "--watch", str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as process:
        assert process.stdout is not None
        try:
            lines = []
            while "1 error" not in (lines[-1] if lines else ""):
                lines.append(process.stdout.readline())
            time.sleep(0.5)
            script.write_text('TALK "ok"\n')
            assert process.stdout.readline().startswith("-- ")
        finally:
            process.terminate()
