"""Values as YAML 1.1 block text that any reader takes back; text that could be read as something else is quoted.

Depth and size are limited; a list or object inside itself is null. Called by TOYAML.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from stdlib.functions.arguments import NESTING, text_room
from vm.budget import charge
from vm.value import Array, BasicError, Object, to_text

_READ_OTHERWISE = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n", "~", "none", "nan", "inf"])
_INSIDE = frozenset(" _-./@()+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write_yaml(value: Any) -> str:
    """The text, without a line feed at the end; GB6905 when nested more than 64 deep."""
    lines: list[str] = []
    size = 0
    for line in _lines(value, 0, ()):
        lines.append(line)
        size += len(line) + 1
        if len(lines) % 256 == 0:
            text_room(size)
            charge(256)
    text_room(size)
    return "\n".join(lines)


def _lines(value: Any, depth: int, path: tuple[int, ...]) -> Iterator[str]:
    """Lines of a value that starts a line of its own, indented by two blanks a level."""
    if not isinstance(value, Array | Object) or not len(value) or id(value) in path:
        yield _scalar(value, path)
        return
    if depth >= NESTING:
        raise BasicError("GB6905", f"TOYAML takes values nested at most {NESTING} deep")
    inner = (*path, id(value))
    pairs = value.items() if isinstance(value, Object) else (("", item) for item in value)
    for name, item in pairs:
        lead = f"{_text(name)}:" if isinstance(value, Object) else "-"
        yield from _entry(lead, item, depth, inner)


def _entry(lead: str, item: Any, depth: int, path: tuple[int, ...]) -> Iterator[str]:
    if not isinstance(item, Array | Object) or not len(item) or id(item) in path:
        yield f"{lead} {_scalar(item, path)}"
        return
    nested = _lines(item, depth + 1, path)
    if lead == "-":
        yield f"- {next(nested)}"
    else:
        yield lead
    for line in nested:
        yield "  " + line


def _scalar(value: Any, path: tuple[int, ...]) -> str:
    if isinstance(value, Array | Object):
        return "null" if id(value) in path else "[]" if isinstance(value, Array) else "{}"
    if value is None:
        return "null"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float) and value - value != 0:
        return ".nan" if value != value else ".inf" if value > 0 else "-.inf"
    if isinstance(value, float):
        shown = repr(value)  # an exponent needs its sign and a point to be a number in YAML
        return to_text(value) if "e" not in shown else shown if "." in shown else shown.replace("e", ".0e")
    return f'"{to_text(value)}"' if isinstance(value, dt.date | dt.time) else to_text(value)


def _text(text: str) -> str:
    """Plain where no reader can mistake it, else in double quotes."""
    if _is_plain(text):
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _is_plain(text: str) -> bool:
    if not text or not text[0].isalpha() or text[-1] == " " or text.lower() in _READ_OTHERWISE:
        return False
    return text.isprintable() and all(char.isalnum() or char in _INSIDE for char in text)


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable() and not 0xD800 <= ord(char) < 0xE000:
        return char
    code = ord(char)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
