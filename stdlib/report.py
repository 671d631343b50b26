"""A fault of a running program as the author should see it: where, by which calls, with which values; secrets masked.

Pure. Called by the driver; the command line and the server render what it gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from diagnostics.source import Source
from stdlib.context import MASK
from stdlib.conversation import Script
from vm.bytecode.program import Program
from vm.outcome import Fault
from vm.value import to_json, to_text

MAX_VALUE = 60
"""Characters of a value that are shown."""

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SECRET_NAME = re.compile(r"passw|senha|secret|token|api_?key|credential", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """A place in a script: its name, the program (with its source), offsets of the statement, and the SUB or ""."""

    script: str
    program: Program = field(repr=False)
    position: tuple[int, int]
    function: str

    @property
    def source(self) -> Source:
        """The text to show the place in."""
        return Source(self.program.source, self.program.path or self.script)


@dataclass(frozen=True)
class Failed:
    """The program ended by a fault. ``calls`` are the places that led there, innermost first; ``values`` the variables
    of the line as text."""

    code: str
    message: str
    place: Place
    calls: tuple[Place, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


def describe(fault: Fault, script: Script, mask: Callable[[str], str]) -> Failed:
    """``fault`` of ``script``; ``mask`` replaces secrets in a text."""
    program = script.program
    places = [Place(script.name, program, frame.position, frame.function) for frame in fault.frames]
    place = Place(script.name, program, fault.position, places[0].function if places else "")
    return Failed(fault.code, mask(fault.message), place, tuple(places[1:]), tuple(_values(fault, place.source, mask)))


def _values(fault: Fault, source: Source, mask: Callable[[str], str]) -> list[tuple[str, str]]:
    """The named values that the faulty lines mention."""
    first, last = (source.line_of(offset) for offset in fault.position)
    text = " ".join(source.line_text(line) for line in range(first, min(last, first + 20) + 1))
    mentioned = {word.lower() for word in _WORD.findall(text)}
    return [(name, show(name, value, mask)) for name, value in fault.values if name.lower() in mentioned]


def show(name: str, value: Any, mask: Callable[[str], str]) -> str:
    """``value`` in few characters; masked when ``name`` tells that it is a secret."""
    if value is not None and value != "" and _SECRET_NAME.search(name):
        return MASK
    text = "null" if value is None else to_json(value) if isinstance(value, str) else to_text(value)
    text = mask(text)
    return text if len(text) <= MAX_VALUE else text[: MAX_VALUE - 1] + "…"
