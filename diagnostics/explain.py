"""The page of an error code: what it means, with a wrong and a right example.

Reads ``diagnostics/pages`` only. Called by ``gbc explain``; the tests compile the examples through it.
"""

from __future__ import annotations

import re
from importlib.resources import files

from diagnostics.codes import CODES

_BLOCK = re.compile(r"^## (?P<title>Wrong|Right)\s*$(?P<rest>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"^```bas\n(?P<code>.*?)^```", re.MULTILINE | re.DOTALL)


def normal_form(code: str) -> str:
    """``gb2004``, ``2004`` and ``GB2004`` as ``GB2004``."""
    word = code.strip().upper()
    return f"GB{word}" if word.isdigit() else word


def page(code: str) -> str | None:
    """The page as Markdown; None when there is no such code."""
    name = normal_form(code)
    if name not in CODES:
        return None
    place = files("diagnostics") / "pages" / f"{name}.md"
    if place.is_file():
        return place.read_text(encoding="utf-8")
    return f"# {name}: {CODES[name].title}\n"


def example(text: str, title: str) -> str:
    """The BASIC code under the heading ``title`` ("Wrong" or "Right") of a page; "" when there is none."""
    for block in _BLOCK.finditer(text):
        if block["title"] == title:
            code = _CODE.search(block["rest"])
            return code["code"] if code else ""
    return ""


def nearest(code: str) -> list[str]:
    """Declared codes that share the most of their beginning with ``code``, at most five."""
    name = normal_form(code)
    for length in range(len(name), 2, -1):
        found = [known for known in CODES if known.startswith(name[:length])]
        if found:
            return sorted(found)[:5]
    return []
