"""The reference in ``docs/reference`` is what the declarations say."""

from __future__ import annotations

from pathlib import Path

from gbc.reference_pages import stale_pages


def test_the_reference_pages_are_fresh() -> None:
    root = Path(__file__).parents[2] / "docs" / "reference"
    assert stale_pages(root) == [], "run make docs"
