"""``gbc run --jit`` says the same whatever the mode; ``gbc dis --jit`` ends with what can be compiled."""

from __future__ import annotations

from pathlib import Path

import pytest

from gbc.main import main

TEXT = "a = 0\nFOR i = 1 TO 500\na = a + i\nNEXT\nTALK a\nFOR i = 1 TO 2\nTALK i\nNEXT\n"


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "sum.bas"
    path.write_text(TEXT)
    return str(path)


@pytest.mark.parametrize("mode", ["off", "auto", "always"])
def test_every_mode_says_the_same(script: str, mode: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", f"--jit={mode}", script]) == 0
    assert capsys.readouterr().out == "125250\n1\n2\n"


def test_the_listing_tells_what_can_be_compiled(script: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dis", "--jit", script]) == 0
    shown = capsys.readouterr().out
    assert "loop in line 2: can be compiled" in shown
    assert "loop in line 6: stays interpreted" in shown
    assert "line 7 asks the host" in shown
