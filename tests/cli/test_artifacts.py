"""``gbc compile``, ``dis``, ``tools``, ``explain``, ``catalog``, ``version``, and the cache of compiled programs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from gbc.main import COMMANDS
from server.version import VERSION

ROOT = Path(__file__).parents[2]

TOOL = """
PARAM email AS EMAIL LIKE "ana@example.com" DESCRIPTION "Where to write"
PARAM day AS DATE DESCRIPTION "When"
PARAM size AS STRING ENUM ["S", "M"] OPTIONAL
PARAM qty AS INTEGER DEFAULT 1
DESCRIPTION "Books a visit"
RETURN email
"""


def test_compile_and_run_an_artifact(gbc: Any, write: Any, tmp_path: Path) -> None:
    write("a.bas", 'HEAR x WITH "?"\nTALK "Hi " + x\n')
    assert gbc("compile", "a.bas").code == 0
    assert gbc("compile", "a.bas", "-o", "out/b.gbc").code == 0
    assert (tmp_path / "a.gbc").read_bytes() == (tmp_path / "out/b.gbc").read_bytes()
    (tmp_path / "a.bas").unlink()
    assert gbc("run", "a.gbc", stdin="you\n").out == "?\nHi you\n"
    assert gbc("run", "a.gbc", "--state", "s").code == 0
    assert gbc("run", "a.gbc", "--state", "s", stdin="me\n").out == "Hi me\n"


def test_errors_write_no_artifact(gbc: Any, write: Any, tmp_path: Path) -> None:
    write("a.bas", "GOTO nowhere\n")
    assert gbc("compile", "a.bas").code == 1
    assert not (tmp_path / "a.gbc").exists()


def test_damaged_artifacts_are_refused_by_code(gbc: Any, write: Any, tmp_path: Path) -> None:
    write("a.bas", 'TALK "Hi"\n')
    gbc("compile", "a.bas")
    good = (tmp_path / "a.gbc").read_bytes()
    for data, code in ((b"TALK", "GB8001"), (good[:-4], "GB8003"), (good[:60] + b"\xff" + good[61:], "GB8003")):
        (tmp_path / "b.gbc").write_bytes(data)
        ran = gbc("run", "b.gbc")
        assert ran.code == 1
        assert f"error[{code}]" in ran.err


def test_dis_shows_source_beside_code(gbc: Any, write: Any) -> None:
    write("a.bas", 'TALK "Hi"\n')
    ran = gbc("dis", "a.bas")
    assert ran.code == 0
    assert "CALLK" in ran.out
    assert 'TALK "Hi"' in ran.out


def test_tools_schemas(gbc: Any, write: Any) -> None:
    write("visit.bas", TOOL)
    found = json.loads(gbc("tools", "visit.bas").out)
    schema = {
        "type": "object",
        "properties": {
            "email": {
                "type": "string",
                "format": "email",
                "description": "Where to write",
                "example": "ana@example.com",
            },
            "day": {"type": "string", "format": "date", "description": "When"},
            "size": {"type": "string", "enum": ["S", "M"]},
            "qty": {"type": "integer", "default": 1},
        },
        "required": ["email", "day"],
    }
    assert found["mcp"] == [{"name": "visit", "description": "Books a visit", "input_schema": schema}]
    assert found["openai"] == [
        {
            "type": "function",
            "function": {"name": "visit", "description": "Books a visit", "parameters": schema},
        }
    ]


def test_explain(gbc: Any) -> None:
    ran = gbc("explain", "gb6002")
    assert ran.code == 0
    assert ran.out.startswith("# GB6002: ")
    wrong = gbc("explain", "GB6xyz")
    assert wrong.code == 2
    assert "GB6001" in wrong.err


def test_catalog(gbc: Any) -> None:
    listing = gbc("catalog").out
    assert "\n  SET BOT MEMORY " in listing
    assert "\n  UCASE " in listing
    page = gbc("catalog", "get_bot_memory").out
    assert "GET BOT MEMORY key" in page
    facts = json.loads(gbc("catalog", "TALK", "--json").out)
    assert facts[0]["id"] == "TALK"
    wrong = gbc("catalog", "SEND EMAL")
    assert wrong.code == 2
    assert "SEND MAIL" in wrong.err


def test_version_is_the_package_version(gbc: Any) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == VERSION
    assert gbc("version").out.splitlines()[0] == f"gbc {VERSION}"
    assert gbc("--version").out == f"gbc {VERSION}\n"


def test_the_cache_is_used_and_never_trusted(gbc: Any, write: Any, tmp_path: Path, monkeypatch: Any) -> None:
    write("a.bas", 'INCLUDE "part.bas"\nTALK x\n')
    write("part.bas", "x = 1\n")
    assert gbc("run", "a.bas").out == "1\n"
    (entry,) = (tmp_path / ".cache/gbc").iterdir()
    compiled: list[str] = []
    import compiler.api

    real = compiler.api.compile_source
    monkeypatch.setattr(compiler.api, "compile_source", lambda *a, **k: compiled.append("x") or real(*a, **k))
    assert gbc("run", "a.bas").out == "1\n"
    assert compiled == []
    write("part.bas", "x = 2\n")
    assert gbc("run", "a.bas").out == "2\n"
    assert compiled == ["x"]
    entry.write_bytes(entry.read_bytes()[:-5])
    assert gbc("run", "a.bas").out == "2\n"
    assert compiled == ["x", "x"]


def test_a_cache_that_cannot_be_written_does_not_matter(gbc: Any, write: Any, monkeypatch: Any) -> None:
    write("a.bas", "TALK 1\n")
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/nope")
    assert gbc("run", "a.bas").out == "1\n"


def test_commands_import_only_what_they_need(tmp_path: Path) -> None:
    (tmp_path / "a.bas").write_text('TALK "Hi"\n')
    for command, unwanted in (
        (
            "check",
            ("aiohttp", "llvmlite", "sqlite3", "asyncio", "stdlib.adapters", "stdlib.driver", "vm.machine", "lark"),
        ),
        ("run", ("aiohttp", "llvmlite", "asyncpg", "lark")),
    ):
        code = f"import sys\nfrom gbc.main import main\nmain([{command!r}, 'a.bas'])\nprint('\\n'.join(sys.modules))"
        env = {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path / "c"), "PATH": "/usr/bin"}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, env=env, check=True
        )
        loaded = set(done.stdout.splitlines())
        for name in unwanted:
            assert not any(module == name or module.startswith(name + ".") for module in loaded), (command, name)


def test_every_command_and_option_is_documented(gbc: Any) -> None:
    guide = (ROOT / "docs/cli/README.md").read_text()
    for name in COMMANDS:
        assert f"## gbc {name}" in guide
        for option in re.findall(r"^  (?:-h, )?(-{1,2}[a-z]+)", gbc(name, "--help").out, re.MULTILINE):
            assert option == "--help" or f"`{option}" in guide, (name, option)
