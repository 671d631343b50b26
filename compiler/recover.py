"""Stand-ins for statements that could not be read: heads and ends of blocks keep their place.

Without them one slip in the head of an IF would be followed by a finding for its END IF. Called by ``parse``; the
program is not compiled when one was needed.
"""

from __future__ import annotations

from compiler import ast
from compiler._lalr import Stream
from grammar.tokens import NAMES, NUMBER_OF

_HEADS = (
    "IF", "ELSEIF", "FOREACH", "FOR", "WHILE", "DO", "SELECT", "SWITCH", "CASE", "DEFAULT", "WITH", "SUB", "ON",
    "SCHEDULE", "CATCH", "CLOSE",
)  # fmt: skip
_BLOCKS = frozenset(NUMBER_OF[name] for name in _HEADS)
_SWITCH = NUMBER_OF["SWITCH"]
_THEN = NUMBER_OF["THEN"]
_BRACE = NUMBER_OF["LBLOCK"]
_ERROR = NUMBER_OF["ERROR"]


def stand_in(stream: Stream, first: int, lacks_then: bool) -> ast.Stmt | None:
    """What may stand for the statement of token ``first``; None when nothing needs to.

    An IF that lacks only THEN is taken for one that opens a block.
    """
    kind, start, end, value = stream[first]
    if kind not in _BLOCKS and not _has(stream, first, _SWITCH):
        return None
    nothing = ast.Literal(start, end, None)
    name = ast.Name(start, end, "")
    brace, inline, block = _shape(stream, first)
    if kind == NUMBER_OF["IF"]:
        block = block or lacks_then
        return ast.Opener(start, end, "IF", (nothing, brace, inline)) if block else None
    match NAMES[kind]:
        case "ELSEIF":
            return ast.Middle(start, end, "ELSE IF", (nothing,))
        case "FOREACH":
            return ast.Opener(start, end, "FOR EACH", (name, nothing, None, brace))
        case "FOR":
            return ast.Opener(start, end, "FOR", (name, nothing, nothing, None, brace))
        case "WHILE" | "DO":
            return ast.Opener(start, end, "WHILE", (nothing, False, brace))
        case "SELECT" | "SWITCH":
            return ast.Opener(start, end, "SELECT", (nothing, brace))
        case "CASE":
            return ast.Middle(start, end, "CASE", ([], nothing))
        case "DEFAULT":
            return ast.Middle(start, end, "DEFAULT", (nothing,))
        case "WITH":
            return ast.Opener(start, end, "WITH", (name,))
        case "SUB":
            return ast.Opener(start, end, "SUB", (["?"], [], False, brace))
        case "ON":
            return ast.Opener(start, end, "ON", (value, [], None, ""))
        case "SCHEDULE":
            return ast.Opener(start, end, "SCHEDULE", (nothing, "SECONDS", brace))
        case "CATCH":
            return ast.Middle(start, end, "CATCH", (None,))
        case "CLOSE":
            return ast.Closer(start, end, str(value), ())
    return ast.Opener(start, end, "SWITCH VALUE", (name, "=", nothing))


def _has(stream: Stream, first: int, wanted: int) -> bool:
    at = first
    while stream[at][0] != 0:
        if stream[at][0] == wanted:
            return True
        at += 1
    return False


def _shape(stream: Stream, first: int) -> tuple[bool, bool, bool]:
    """Whether the statement's line ends in a brace, goes on after THEN, and opens a block at all."""
    brace = inline = block = False
    at = first
    while stream[at][0] != 0:
        kind, _, _, value = stream[at]
        if kind == _THEN:
            block, inline = True, value is True
        elif kind == _BRACE:
            block = brace = True
        elif kind == _ERROR and value:
            block = True
        at += 1
    return brace, inline, block
