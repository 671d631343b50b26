"""``gbc run``: what goes where, parameters, results, faults, and going on in another process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ORDER = """
PARAM qty AS INTEGER
PARAM express AS BOOLEAN DEFAULT FALSE
ADD SUGGESTION "Yes"
TALK "Order?"
HEAR name AS NAME WITH "Name?"
PRINT "asked"
TALK "Thanks, " + name
RETURN {"name": name, "qty": qty, "express": express}
"""


def test_streams_and_result(gbc: Any, write: Any) -> None:
    write("order.bas", ORDER)
    ran = gbc("run", "order.bas", "--param", "QTY=3", "--param", "express=sim", "--result", stdin="ana\n")
    assert ran.out == 'Order?\n  * Yes\nName?\nThanks, Ana\n{"name": "Ana", "qty": 3, "express": true}\n'
    assert ran.err == "asked\n"
    assert ran.code == 0


def test_defaults_of_parameters(gbc: Any, write: Any) -> None:
    write("order.bas", ORDER)
    out = gbc("run", "order.bas", "--result", stdin="ana\n").out
    assert json.loads(out.splitlines()[-1]) == {"name": "Ana", "qty": None, "express": False}


@pytest.mark.parametrize("param", ["qty=many", "nope=1", "qty", "=1"])
def test_wrong_parameters_give_2(gbc: Any, write: Any, param: str) -> None:
    write("order.bas", ORDER)
    ran = gbc("run", "order.bas", "--param", param)
    assert ran.code == 2
    assert ran.err.startswith("gbc run: ")


def test_menus_are_listed(gbc: Any, write: Any) -> None:
    write("m.bas", 'HEAR size AS "Small", "Large"\nTALK size\n')
    assert gbc("run", "m.bas", stdin="2\n").out == "  1. Small\n  2. Large\nLarge\n"


def test_input_that_ends_gives_3(gbc: Any, write: Any) -> None:
    write("order.bas", ORDER)
    ran = gbc("run", "order.bas")
    assert ran.code == 3
    assert "--state" in ran.err


def test_a_fault_gives_1_with_line_values_and_calls(gbc: Any, write: Any) -> None:
    write("f.bas", "price = 12\nCALL Pay(0)\n\nSUB Pay(parts)\n    each = price / parts\nEND SUB\n")
    ran = gbc("run", "f.bas")
    assert ran.code == 1
    assert "error[GB6002]" in ran.err
    assert "f.bas:5:" in ran.err
    assert "5 │     each = price / parts" in ran.err
    assert "parts = 0" in ran.err
    assert "price = 12" in ran.err
    assert "called from: f.bas:2:1" in ran.err
    assert "gbc explain GB6002" in ran.err


def test_a_package_runs_start(gbc: Any, write: Any) -> None:
    write("shop.gbai/shop.gbdialog/start.bas", 'x = CALL "total.bas", 4\nTALK x\n')
    write("shop.gbai/shop.gbdialog/tools/total.bas", "PARAM n AS INTEGER\nRETURN n * 2\n")
    assert gbc("run", "shop.gbai").out == "8\n"


def test_a_package_without_start_is_wrong_use(gbc: Any, write: Any) -> None:
    write("shop.gbai/shop.gbdialog/other.bas", "TALK 1\n")
    ran = gbc("run", "shop.gbai")
    assert ran.code == 2
    assert "start.bas" in ran.err


def test_errors_of_a_script_are_shown_and_give_1(gbc: Any, write: Any) -> None:
    write("e.bas", "GOTO nowhere\n")
    ran = gbc("run", "e.bas")
    assert ran.code == 1
    assert "e.bas:1:" in ran.err
    assert ran.out == ""


def test_state_goes_on_exactly_there(gbc: Any, write: Any, tmp_path: Path) -> None:
    source = 'SET BOT MEMORY "seen", "yes"\nFOR i = 1 TO 2\nHEAR n AS INTEGER WITH "n" + i\nsum = sum + n\nNEXT\n'
    write("s.bas", source + 'TALK sum + GET BOT MEMORY "seen"\n')
    state = tmp_path / "s.state"
    first = gbc("run", "s.bas", "--state", "s.state")
    assert (first.code, first.out) == (0, "n1\n")
    assert state.exists()
    second = gbc("run", "s.bas", "--state", "s.state", stdin="x\n4\n")
    assert (second.code, second.out) == (0, "Please enter a whole number, such as 12.\nn2\n")
    third = gbc("run", "s.bas", "--state", "s.state", stdin="5\n")
    assert (third.code, third.out) == (0, "9yes\n")
    assert not state.exists()


def test_state_of_a_changed_script_is_refused(gbc: Any, write: Any) -> None:
    write("s.bas", "HEAR x\n")
    gbc("run", "s.bas", "--state", "s.state")
    write("s.bas", "HEAR x\nTALK x\n")
    ran = gbc("run", "s.bas", "--state", "s.state", stdin="a\n")
    assert ran.code == 1
    assert "error[GB8006]" in ran.err


@pytest.mark.parametrize(("change", "code"), [(lambda d: b"other", "GB8005"), (lambda d: d[:-3], "GB8007")])
def test_damaged_states_are_refused_and_kept(gbc: Any, write: Any, tmp_path: Path, change: Any, code: str) -> None:
    write("s.bas", "HEAR x\n")
    gbc("run", "s.bas", "--state", "s.state")
    state = tmp_path / "s.state"
    state.write_bytes(change(state.read_bytes()))
    ran = gbc("run", "s.bas", "--state", "s.state", stdin="a\n")
    assert ran.code == 1
    assert f"error[{code}]" in ran.err
    assert state.exists()


def test_several_processes_with_real_pipes(tmp_path: Path) -> None:
    (tmp_path / "p.bas").write_text('HEAR a WITH "1?"\nHEAR b WITH "2?"\nTALK a + b\n')
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "XDG_CACHE_HOME": str(tmp_path / "c")}
    said = []
    for text in ("", "ação\n", "z"):
        command = [sys.executable, "-m", "gbc", "run", "p.bas", "--state", "st"]
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, cwd=tmp_path, env=env, check=True, timeout=60
        )
        said.append(done.stdout.decode())
    assert said == ["1?\n", "2?\n", "açãoz\n"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c", "p.bas"]
