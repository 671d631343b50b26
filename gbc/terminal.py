"""How findings and faults get onto the terminal: colour or not, which stream, which form.

Colour only on a terminal and without ``NO_COLOR``. Called by the commands.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from diagnostics import render_text
from diagnostics.diagnostic import Diagnostic
from diagnostics.source import Source, Span

if TYPE_CHECKING:
    from stdlib.report import Failed, Place


def wants_color(stream: TextIO) -> bool:
    """True when ``stream`` is a terminal that may be coloured."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def show_findings(diagnostics: Sequence[Diagnostic], stream: TextIO) -> None:
    """Write findings and how many there are."""
    if diagnostics:
        stream.write(render_text.render_all(diagnostics, color=wants_color(stream)))
        stream.write(f"\n{render_text.summary(diagnostics)}\n")


def show_error(code: str, message: str) -> None:
    """Write an error that has a code but no place."""
    print(f"error[{code}]: {message}\n  = try: gbc explain {code}", file=sys.stderr)


def show_fault(failed: Failed, stream: TextIO) -> None:
    """Write a fault with its line, the values on it and the calls that led there."""
    if not failed.place.program.source:
        stream.write(f"error[{failed.code}]: {failed.message}\n  = at: {failed.place.script}\n")
        return
    source = failed.place.source
    start, end = failed.place.position
    item = Diagnostic(failed.code, failed.message, source, _first_line(source, start, end))
    notes = [("with", ", ".join(f"{name} = {value}" for name, value in failed.values))] if failed.values else []
    if _sub(failed.place):
        notes.append(("in", _sub(failed.place)))
    notes.extend(("called from", _shown(place)) for place in failed.calls)
    stream.write(render_text.render(item, notes, color=wants_color(stream)))


def _first_line(source: Source, start: int, end: int) -> Span:
    return Span(start, max(start, min(end, len(source.text))))


def _shown(place: Place) -> str:
    line, column = place.source.position(place.position[0])
    where = f"{place.source.path}:{line}:{column}"
    return f"{where} in {_sub(place)}" if _sub(place) else where


def _sub(place: Place) -> str:
    """The SUB or FUNCTION of a place, "" for the script itself."""
    return "" if place.function == place.program.functions[0].name else place.function
