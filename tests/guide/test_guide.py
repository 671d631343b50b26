"""The programs of the language guide: each compiles, and prints exactly the text block that follows it.

A ``bas`` block runs when a ``text`` block follows it directly; there, lines that begin with ``> `` are answers.
A ``bas wrong`` block must give an error. All other ``bas`` blocks must compile without error or warning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from compiler.api import compile_source
from diagnostics.diagnostic import Severity
from stdlib.conversation import load_script
from stdlib.driver import Finished
from tests.conformance.scripted_host import play

GUIDE = Path(__file__).parents[2] / "docs" / "guide"
_FENCE = re.compile(r"^```(?P<info>[a-z ]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """One fenced program; ``output`` is what it must print, None when it is only compiled."""

    name: str
    source: str
    wrong: bool
    output: str | None


def read_blocks(path: Path) -> list[Block]:
    text = path.read_text(encoding="utf-8")
    fences = list(_FENCE.finditer(text))
    blocks = []
    for number, fence in enumerate(fences):
        if fence["info"].split()[:1] != ["bas"]:
            continue
        after = fences[number + 1] if number + 1 < len(fences) else None
        follows = after is not None and after["info"] == "text" and not text[fence.end() : after.start()].strip()
        line = text.count("\n", 0, fence.start()) + 2
        output = after["body"] if after is not None and follows else None
        blocks.append(Block(f"{path.stem}:{line}", fence["body"], fence["info"].endswith("wrong"), output))
    return blocks


BLOCKS = [block for path in sorted(GUIDE.glob("*.md")) for block in read_blocks(path)]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_block(block: Block) -> None:
    compilation = compile_source(block.source, block.name)
    found = [d for d in compilation.diagnostics if d.severity is not Severity.NOTE]
    if block.wrong:
        assert any(d.severity is Severity.ERROR for d in found), "this program should have an error"
        return
    assert not [f"line {d.source.line_of(d.span.start)}: {d.code} {d.message}" for d in found]
    assert compilation.program is not None
    if block.output is not None:
        lines = block.output.splitlines()
        played = play(load_script(compilation.program, "guide.bas"), [line[2:] for line in lines if line[:2] == "> "])
        assert played.lines == [line for line in lines if line[:2] != "> "]
        assert isinstance(played.end, Finished), played.end


def test_the_chapters_of_the_guide_are_numbered_without_a_gap() -> None:
    numbers = [path.name[:2] for path in sorted(GUIDE.glob("*.md"))]
    assert numbers == [f"{n:02d}" for n in range(1, len(numbers) + 1)]
    assert len(numbers) >= 10
