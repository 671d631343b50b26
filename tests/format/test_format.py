"""The formatter: what it makes of a script, and that it changes nothing but blanks and the letters of keywords."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import compiler.format
from compiler.format import Changed, format_text
from compiler.lexer import scan
from compiler.vocabulary import vocabulary_of
from diagnostics.diagnostic import Diagnostics
from diagnostics.source import Source
from stdlib.catalog import load_catalog

ROOT = Path(__file__).parents[2]
CATALOG = load_catalog()
SCRIPTS = sorted(
    path for folder in ("examples", "tests/conformance", "benchmarks") for path in (ROOT / folder).rglob("*.bas")
)


def formatted(text: str) -> str | None:
    return format_text(text, "a.bas", CATALOG, Diagnostics(Source(text, "a.bas")))


def comments(text: str) -> list[str]:
    found = (text[start:end].rstrip() for start, end in scan(text, vocabulary_of(CATALOG), keep=True).trivia)
    return [part for part in found if part and not part.startswith("_")]


BLOCKS = """
if x>3 and not done then   ' a remark
talk "hi ${x}"
      send   mail "a@b.c","s",-1
ELSE
 select case x
case 1,2
y=-x*(2+3)^2
' about the rest
case else
y=f (1)
end select
end if


for i=1 to 3 : s+=i : next
while true
wend
"""
BLOCKS_FORMATTED = """IF x > 3 AND NOT done THEN  ' a remark
  TALK "hi ${x}"
  SEND MAIL "a@b.c", "s", -1
ELSE
  SELECT CASE x
    CASE 1, 2
      y = -x * (2 + 3) ^ 2
      ' about the rest
    CASE ELSE
      y = f(1)
  END SELECT
END IF

FOR i = 1 TO 3 : s += i : NEXT
WHILE true
WEND
"""
CASES = {
    "blocks": (BLOCKS, BLOCKS_FORMATTED),
    "nothing": ("\n\n  \n", ""),
    "a comment alone": ("   ' x  ", "' x\n"),
    "literals over lines": (
        'o = {"a":1,\n"b" : [1,\n2,\n], c:{\n}\n}\n',
        'o = {"a": 1,\n  "b": [1,\n    2,\n  ], c: {\n  }\n}\n',
    ),
    "a line that goes on": ('save "t",a, _\nb\n', 'SAVE "t", a, _\n  b\n'),
    "one IF on a line": ("IF(a)THEN talk 1 else talk 2\ntalk 3", "IF (a) THEN TALK 1 ELSE TALK 2\nTALK 3\n"),
    "a text block": (
        "if a then\nbegin talk\n   as   it is ' here\n\n\n end  talk\nend if",
        "IF a THEN\n  BEGIN TALK\n   as   it is ' here\n\n\n  END TALK\nEND IF\n",
    ),
    "a mail": (
        'begin mail "a@b.c"\nSubject:  x\n\n  Hello\nend mail',
        'BEGIN MAIL "a@b.c"\nSubject:  x\n\n  Hello\nEND MAIL\n',
    ),
    "a table": ("table t on c\nid integer key ' no\n\nend table", "TABLE t on c\n  id integer key ' no\n\nEND TABLE\n"),
    "a SUB": (
        'sub  greet ( who,n )\ntalk who\nend sub\ngreet "x",2',
        'SUB greet(who, n)\n  TALK who\nEND SUB\ngreet "x", 2\n',
    ),
    "line numbers and labels": (
        "10 print 1\n20 goto  10\nagain:\ngoto again", "10 PRINT 1\n20 GOTO 10\nagain:\nGOTO again\n"
    ),
    "dots": ("x=a . b.c [ 1 ] . d ?? null", "x = a.b.c[1].d ?? null\n"),
    "windows": ("if a then\r\n\r\n\r\ntalk 1\r\nend if\r\n", "IF a THEN\n\n  TALK 1\nEND IF\n"),
    "an event": (
        'on error  resume next\non change "t"\ntalk 1\nend on\n',
        'ON ERROR RESUME NEXT\nON CHANGE "t"\n  TALK 1\nEND ON\n',
    ),
    "filters": ('rows=find "t" where a>=1 and b<>"x"', 'rows = FIND "t" WHERE a >= 1 AND b <> "x"\n'),
    "names keep their letters": ("hear Name as email\nTalk Name", "HEAR Name AS email\nTALK Name\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_comes_out(name: str) -> None:
    text, wanted = CASES[name]
    assert formatted(text) == wanted
    assert formatted(wanted) == wanted


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_nothing_is_lost_and_twice_is_once(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "surrogateescape")
    once = formatted(text)
    if once is None:
        return  # a test of mistakes
    assert comments(once) == comments(text)
    assert formatted(once) == once


@pytest.mark.parametrize("path", sorted((ROOT / "examples").rglob("*.bas")), ids=lambda path: path.stem)
def test_the_examples_are_in_the_style_however_they_are_spaced(path: Path) -> None:
    text = path.read_text("utf-8")
    assert formatted(text) == text
    assert formatted(respaced(text, random.Random(path.stem))) == text


def respaced(text: str, chance: random.Random) -> str:
    """The same script with other blanks between its tokens and at the beginnings of its lines."""
    raw = scan(text, vocabulary_of(CATALOG), keep=True)
    parts, at = [], 0
    for start, end in raw.trivia:
        inside = text[start:end]
        if text[text.rfind("\n", 0, start) + 1 :].startswith("CREATE INDEX"):
            continue  # a text without quotes, blanks included
        parts.append(text[at:start])
        at = end
        beside_mark = text[start - 1 : start] in ("_", "") or "'" in inside or "REM" in inside.upper()
        parts.append(inside if beside_mark or not inside.isspace() or "\n" in inside else " " * chance.randint(1, 4))
    return "".join([*parts, text[at:]])


@pytest.mark.parametrize("text", ["IF x THEN\n", "x = (1\n", 'TALK "a\n', "FOR i TO", "x = = 2"])
def test_a_script_with_mistakes_is_left_alone_and_they_are_told(text: str) -> None:
    found = Diagnostics(Source(text, "a.bas"))
    assert format_text(text, "a.bas", CATALOG, found) is None
    assert found.has_errors


def test_every_beginning_of_an_example_is_formatted_or_refused() -> None:
    for path in sorted((ROOT / "examples").rglob("*.bas"))[::6]:
        text = path.read_text("utf-8")
        for end in range(0, min(len(text), 900), 7):
            once = formatted(text[:end])
            assert once is None or formatted(once) == once


def test_what_would_say_something_else_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiler.format, "_gap", lambda before, piece: "")
    with pytest.raises(Changed):
        formatted("TALK x AND y")
    monkeypatch.undo()
    monkeypatch.setattr(compiler.format, "_spelled", lambda kind, text, value: "" if kind == "COMMENT" else text)
    with pytest.raises(Changed):
        formatted("TALK x ' a remark")
