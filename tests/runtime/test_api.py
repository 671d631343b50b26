"""The public Python API: the documented example runs, and what it promises holds."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import gbc

ROOT = Path(__file__).parents[2]


class Quick(gbc.Host):
    def __init__(self, *answers: str, **options: Any) -> None:
        super().__init__(**options)
        self.answers = list(answers)
        self.said: list[str] = []

    async def talk(self, message: Any) -> None:
        self.said.append(message.text)

    async def hear(self, question: gbc.Question) -> str | None:
        return self.answers.pop(0) if self.answers else None


def program(source: str, name: str = "t.bas") -> gbc.Program:
    compiled = gbc.compile(source, name)
    assert compiled.program is not None, compiled.diagnostics
    return compiled.program


def test_the_documented_example_prints_what_it_says(tmp_path: Path) -> None:
    text = (ROOT / "docs/api/README.md").read_text()
    code, shown = re.findall(r"```(?:python|text)\n(.*?)```", text, re.DOTALL)[:2]
    (tmp_path / "example.py").write_text(code)
    done = subprocess.run(
        [sys.executable, "example.py"], capture_output=True, text=True, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}
    )
    assert (done.stdout, done.stderr) == (shown, "")


def test_every_public_name_is_there() -> None:
    for name in gbc.__all__:
        assert getattr(gbc, name) is not None


def test_results_are_plain_data() -> None:
    outcome = asyncio.run(gbc.run(program('RETURN {"a": [1, {"b": null}]}\n'), Quick()))
    assert outcome == gbc.Finished({"a": [1, {"b": None}]})
    assert type(outcome.value) is dict  # type: ignore[union-attr]


def test_params_are_converted_and_checked() -> None:
    tool = program("PARAM n AS INTEGER\nPARAM items AS ARRAY\nRETURN n + UBOUND(items)\n")
    assert asyncio.run(gbc.run(tool, Quick(), params={"N": "4", "items": ["a", "b"]})) == gbc.Finished(6)
    with pytest.raises(gbc.KeywordFault, match="PARAM n"):
        asyncio.run(gbc.run(tool, Quick(), params={"n": "four"}))


def test_scripts_for_call() -> None:
    scripts = {"double.bas": program("PARAM x AS NUMBER\nRETURN x * 2\n", "double.bas")}
    assert asyncio.run(gbc.run(program('RETURN CALL "Double", 4\n'), Quick(), scripts=scripts)) == gbc.Finished(8)


def test_suspend_and_resume_in_a_called_script() -> None:
    main = program('RETURN CALL("ask.bas") + "!"\n')
    scripts = {"ask.bas": program('HEAR x WITH "?"\nRETURN x\n', "ask.bas")}
    waiting = asyncio.run(gbc.run(main, Quick(), scripts=scripts))
    assert isinstance(waiting, gbc.Suspended)
    assert asyncio.run(gbc.resume(main, waiting.snapshot, Quick(), "hi", scripts=scripts)) == gbc.Finished("hi!")
    with pytest.raises(gbc.StateError):
        asyncio.run(gbc.resume(program("TALK 1\n"), waiting.snapshot, Quick(), "hi"))


def test_limits() -> None:
    outcome = asyncio.run(gbc.run(program("DO\nx = 1\nLOOP\n"), Quick(), limits=gbc.Limits(fuel=1000)))
    assert isinstance(outcome, gbc.Failed)
    assert outcome.code == "GB6900"


def test_memory_stays_with_the_host() -> None:
    host = Quick()
    asyncio.run(gbc.run(program('SET BOT MEMORY "a", 1\n'), host))
    assert asyncio.run(gbc.run(program('RETURN GET BOT MEMORY "a"\n'), host)) == gbc.Finished(1)


def test_importing_gbc_is_cheap() -> None:
    code = (
        "import gbc, sys; print([m for m in sys.modules if m.split('.')[0] in ('compiler', 'vm', 'stdlib', 'asyncio')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)})
    assert done.stdout == "[]\n"


def test_a_host_grants_ports_and_is_told_of_keywords() -> None:
    class Noted:
        seen: list[str] = []

        def started(self, keyword: str) -> None:
            self.seen.append(keyword)

        def finished(self, keyword: str, seconds: float, outcome: str) -> None:
            self.seen.append(outcome)

    class Weather:
        pass

    host = Quick(ports=gbc.Ports(others={"weather": Weather()}), observers=(Noted(),))
    assert "weather" in host.ports.provided
    asyncio.run(gbc.run(program('TALK "a"\n'), host))
    assert Noted.seen == ["TALK", "done"]
