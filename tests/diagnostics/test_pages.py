"""The pages of the error codes: their examples give exactly the finding or fault they are about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from diagnostics.codes import CODES
from diagnostics.explain import example, nearest, normal_form, page
from gbc.commands.check import check_paths
from stdlib.adapters.files_folder import FolderFiles
from tests.runtime.bots import Bot

AT_RUN_TIME = re.compile(r"GB[67]")
OF_A_BOT = {"GB5002"}  # found only when a folder is checked as a whole
OF_SIZE = {"GB3012", "GB3013", "GB3014"}  # the page shows a small part of what is too large
OF_A_HOST = re.compile("GB6906|GB7002|GB7[124-9]|GB7304")  # the fakes provide nothing that can fail


def examples() -> list[tuple[str, str, str]]:
    """``(code, title, source)`` of every BASIC example of every page."""
    found = []
    for code in sorted(CODES):
        text = page(code) or ""
        found += [(code, title, example(text, title)) for title in ("Wrong", "Right")]
    return [row for row in found if row[2]]


def codes_of(source: str, folder: Path, *, whole: bool) -> set[str]:
    """Codes found in the script alone, or in a bot that has only this script."""
    script = folder / "example.bas"
    script.write_text(source, encoding="utf-8")
    return {item.code for item in check_paths([str(folder if whole else script)])}


@pytest.mark.parametrize(("code", "title", "source"), examples(), ids=lambda value: value if len(value) < 8 else "")
def test_example(code: str, title: str, source: str, tmp_path: Path) -> None:
    if title == "Wrong" and code in OF_SIZE:
        return
    expected = {code} if title == "Wrong" and not AT_RUN_TIME.match(code) else set()
    assert codes_of(source, tmp_path, whole=code in OF_A_BOT) == expected
    if title == "Wrong" and AT_RUN_TIME.match(code) and not OF_A_HOST.match(code):
        ports = {"files": FolderFiles(tmp_path / "drive", largest=1 << 20)} if code.startswith("GB73") else {}
        assert Bot(source, ["1", "2", "3"], ports=ports).run().failed.code == code


def test_titles_are_those_of_the_codes() -> None:
    for code, row in CODES.items():
        assert (page(code) or "").splitlines()[0] == f"# {code}: {row.title}"


def test_codes_are_found_in_any_spelling() -> None:
    assert normal_form(" gb1001 ") == normal_form("1001") == "GB1001"
    assert page("gb0000") is None
    assert "GB1001" in nearest("GB1zzz")
