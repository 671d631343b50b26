"""Golden files of findings: a program, a line of dashes, and what the author is shown.

``GBC_GOLDEN=write`` writes them anew; look at the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from front_shape import read

from diagnostics.render_text import render_all

FILES = sorted((Path(__file__).parents[2] / "golden" / "syntax").glob("*.golden"))
LINE = "-----\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_the_author_is_shown(path: Path) -> None:
    program, _, shown = path.read_text(encoding="utf-8").partition(LINE)
    rendered = render_all(read(program)[1])
    if os.environ.get("GBC_GOLDEN") == "write":
        path.write_text(program + LINE + rendered, encoding="utf-8")
    assert rendered == shown or os.environ.get("GBC_GOLDEN") == "write"


def test_there_are_golden_files() -> None:
    assert len(FILES) >= 10
