"""Each line of cases/*.txt is an expression and what TALK shows for it; ``!GB6004`` is a fault, ``\\n`` a line feed."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluate import run

FOLDER = Path(__file__).parent / "cases"


def lines_of(path: Path) -> list[tuple[str, str]]:
    """Expression and expected text of each line that is neither empty nor a comment."""
    found = []
    for line in path.read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            expression, mark, expected = line.rpartition(" => ")
            assert mark, line
            found.append((expression, expected))
    return found


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_cases_of_a_family(path: Path) -> None:
    cases = lines_of(path)
    calm = [(expression, expected) for expression, expected in cases if not expected.startswith("!")]
    said = run("\n".join(f"TALK {expression}" for expression, _ in calm))
    shown = [text.replace("\n", "\\n") for text in said]
    assert list(zip((e for e, _ in calm), shown, strict=True)) == calm


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_faults_of_a_family(path: Path) -> None:
    wild = [(expression, expected) for expression, expected in lines_of(path) if expected.startswith("!")]
    assert [(expression, *run(f"TALK {expression}")) for expression, _ in wild] == wild
