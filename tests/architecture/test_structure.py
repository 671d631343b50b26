"""The house rules that a tool can check: sizes, names, docstrings, pages, layers."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from diagnostics.codes import CODES

ROOT = Path(__file__).parents[2]
PACKAGES = ("diagnostics", "grammar", "compiler", "vm", "stdlib", "gbc")
MODULES = sorted(p for package in PACKAGES for p in (ROOT / package).rglob("*.py"))
SOURCES = MODULES + sorted(p for package in PACKAGES for p in (ROOT / package).rglob("*.pyx"))

LONG = {
    # module: why it may be longer than 800 lines
    "vm/_loop.pyx": "the dispatch loop is one function by design",
    "vm/value.pyx": "containers and their type slots belong to one extension, or every access would cross a module",
    "compiler/lexer.pyx": "one compiled unit, so that scanning never leaves C",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_module_is_longer_than_800_lines_without_a_reason(path: Path) -> None:
    lines = path.read_text().count("\n")
    assert lines <= 800 or name_of(path) in LONG, f"{name_of(path)} has {lines} lines"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_module_names_say_what_is_inside(path: Path) -> None:
    assert path.stem not in ("utils", "helpers", "common", "misc")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_opens_with_its_purpose(path: Path) -> None:
    text = path.read_text()
    assert ast.get_docstring(ast.parse(text)), f"{name_of(path)} has no docstring"


@pytest.mark.parametrize("path", [p for p in MODULES if p.name == "__init__.py"], ids=name_of)
def test_importing_a_package_runs_nothing(path: Path) -> None:
    allowed = (ast.Expr, ast.Assign, ast.AnnAssign, ast.ImportFrom, ast.Import, ast.FunctionDef, ast.If)
    for node in ast.parse(path.read_text()).body:
        assert isinstance(node, allowed), f"{name_of(path)} line {node.lineno} runs at import"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_todo_without_a_sentence_of_why(path: Path) -> None:
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = re.search(r"\b(TODO|FIXME|XXX)\b(.*)", line)
        assert match is None or len(match[2].split()) >= 5, f"{name_of(path)}:{number}"


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_error_code_has_a_page_with_a_wrong_and_a_right_example(code: str) -> None:
    page = ROOT / "diagnostics" / "pages" / f"{code}.md"
    assert page.exists(), f"{code} has no page"
    text = page.read_text()
    assert text.startswith(f"# {code}: ")
    assert "## Wrong" in text
    assert "## Right" in text


def test_every_page_belongs_to_a_code() -> None:
    pages = {p.stem for p in (ROOT / "diagnostics" / "pages").glob("*.md")}
    assert pages - set(CODES) == set()


def test_imports_point_down_only() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
