"""Findings as text for a terminal: code, place, the lines with carets, labels, the way out.

Decides nothing about colour (the caller knows the terminal) and never reads files. Called by the command line for
findings of the compiler and for faults of a running program, which come with ``notes``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from diagnostics.codes import CODES, Severity
from diagnostics.diagnostic import Diagnostic
from diagnostics.record import FrozenRecord
from diagnostics.source import Source, Span

TAB_WIDTH = 4
MAX_WIDTH = 160
"""Lines are cut to this many columns around the carets."""

_RESET = "\x1b[0m"
_STYLES = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.NOTE: "\x1b[1;36m",
    "frame": "\x1b[34m",
    "bold": "\x1b[1m",
    "label": "\x1b[36m",
}


class _Mark(FrozenRecord):
    """One underline of a line: columns ``[start, end)`` as shown, its sign and the text beside it."""

    start: int
    end: int
    sign: str
    text: str


def render_all(diagnostics: Iterable[Diagnostic], *, color: bool = False) -> str:
    """All findings, a blank line between them, in the order given; "" when there are none."""
    return "\n".join(render(item, color=color) for item in diagnostics)


def render(item: Diagnostic, notes: Sequence[tuple[str, str]] = (), *, color: bool = False) -> str:
    """One finding as lines that end with a newline; each of ``notes`` is a ``= name: text`` line after the snippet."""
    severity = CODES[item.code].severity if item.code in CODES else Severity.ERROR
    style = _STYLES[severity] if color else ""
    line, column = item.source.position(item.span.start)
    shown = _marked_lines(item)
    gutter = max((len(str(number)) for number in shown), default=1)
    pad = " " * gutter
    bar = _paint("│", "frame", color)
    out = [
        f"{style}{severity.value}[{item.code}]{_RESET if color else ''}: {_paint(item.message, 'bold', color)}",
        f"{pad} {_paint('┌─', 'frame', color)} {item.source.path}:{line}:{column}",
        f"{pad} {bar}",
    ]
    last = 0
    for number in sorted(shown):
        if last and number > last + 1:
            out.append(f"{pad} {_paint('·', 'frame', color)}")
        last = number
        out.extend(_snippet(item.source, number, shown[number], gutter, bar, style, color))
    out.append(f"{pad} {bar}")
    explain = [("try", f"gbc explain {item.code}")] if item.code in CODES else []
    out.extend(f"{pad} {_paint('=', 'frame', color)} {name}: {text}" for name, text in (*notes, *explain))
    return "\n".join(out) + "\n"


def _paint(text: str, style: str, color: bool) -> str:
    return f"{_STYLES[style]}{text}{_RESET}" if color and text else text


def _marked_lines(item: Diagnostic) -> dict[int, list[_Mark]]:
    """Underlines by line number: the carets first, then labels from the right to the left."""
    found: dict[int, list[_Mark]] = {}
    number, mark = _mark(item.source, item.span, "^", item.hint)
    found[number] = [mark]
    labels: dict[int, list[_Mark]] = {}
    for label in item.labels:
        number, mark = _mark(item.source, label.span, "-", label.text)
        labels.setdefault(number, []).append(mark)
    for number, marks in labels.items():
        found.setdefault(number, []).extend(sorted(marks, key=lambda m: -m.start))
    return found


def _mark(source: Source, span: Span, sign: str, text: str) -> tuple[int, _Mark]:
    """The underline of ``span`` on its first line; at least one column wide."""
    number, column = source.position(span.start)
    line = source.line_text(number)
    start = _columns(line, column - 1)
    last = min(max(span.end - source.line_start(number), column), len(line))
    return number, _Mark(start, max(_columns(line, last), start + 1), sign, text)


def _snippet(
    source: Source, number: int, marks: list[_Mark], gutter: int, bar: str, style: str, color: bool
) -> list[str]:
    """The line and one row for each underline."""
    text = _expand(source.line_text(number))
    cut = max(0, min(mark.start for mark in marks) - MAX_WIDTH // 2) if _width(text) > MAX_WIDTH else 0
    label = _paint(f"{number:>{gutter}}", "frame", color)
    rows = [f"{label} {bar} {_clip(text, cut)}".rstrip()]
    for mark in marks:
        width = max(1, min(mark.end - mark.start, MAX_WIDTH - (mark.start - cut)))
        line = mark.sign * width + (f" {mark.text}" if mark.text else "")
        painted = f"{style}{line}{_RESET}" if style and mark.sign == "^" else _paint(line, "label", color)
        rows.append(f"{' ' * gutter} {bar} {' ' * (mark.start - cut)}{painted}")
    return rows


def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _width(text: str) -> int:
    return sum(map(_char_width, text))


def _expand(line: str) -> str:
    """``line`` with tabs as blanks and other control characters made harmless for a terminal."""
    out: list[str] = []
    at = 0
    for char in line:
        if char == "\t":
            step = TAB_WIDTH - at % TAB_WIDTH
            out.append(" " * step)
        else:
            char = "\ufffd" if unicodedata.category(char) == "Cc" else char
            step = _char_width(char)
            out.append(char)
        at += step
    return "".join(out)


def _columns(line: str, count: int) -> int:
    """Columns that the first ``count`` characters of ``line`` take when shown."""
    return _width(_expand(line[:count]))


def _clip(text: str, start: int) -> str:
    """The columns from ``start`` on, at most MAX_WIDTH of them; a wide character cut in half becomes a blank."""
    out: list[str] = []
    at = 0
    for char in text:
        wide = _char_width(char)
        if at >= start and at + wide <= start + MAX_WIDTH:
            out.append(char)
        elif at < start < at + wide:
            out.append(" " * (at + wide - start))
        at += wide
    return "".join(out)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """ "1 error, 2 warnings", or "" when there is nothing to count."""
    counts = dict.fromkeys(Severity, 0)
    for item in diagnostics:
        counts[item.severity] += 1
    parts = [f"{n} {severity.value}{'s' if n > 1 else ''}" for severity, n in counts.items() if n]
    return ", ".join(parts)
