"""Values as an XML 1.0 document; names are made legal, characters that XML cannot have are left out.

Depth and size are limited; a list or object inside itself is an empty element. Called by XML.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stdlib.functions.arguments import NESTING, text_room
from vm.budget import charge
from vm.value import Array, BasicError, Object, to_text

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})


def write_xml(value: Any, root: str) -> str:
    """The document; GB6905 when nested more than 64 deep."""
    parts: list[str] = [_HEAD]
    size = len(_HEAD)
    for part in _element(legal_name(root), value, 0, ()):
        parts.append(part)
        size += len(part)
        if len(parts) % 256 == 0:
            text_room(size)
            charge(256)
    text_room(size)
    return "".join(parts)


def _element(name: str, value: Any, depth: int, path: tuple[int, ...]) -> Iterator[str]:
    if value is None or id(value) in path:
        yield f"<{name}/>"
        return
    yield f"<{name}>"
    if isinstance(value, Array | Object):
        if depth >= NESTING:
            raise BasicError("GB6905", f"XML takes values nested at most {NESTING} deep")
        pairs = value.items() if isinstance(value, Object) else (("item", item) for item in value)
        for key, item in pairs:
            yield from _element(legal_name(key), item, depth + 1, (*path, id(value)))
    else:
        yield escaped(to_text(value))
    yield f"</{name}>"


def legal_name(text: str) -> str:
    """An element name: letters, digits, ``_ - .``, not starting with a digit."""
    name = "".join(c if c.isascii() and (c.isalnum() or c in "_-.") else "_" for c in text)
    return name if name and (name[0].isalpha() or name[0] == "_") else "_" + name


def escaped(text: str) -> str:
    """Text as XML content."""
    return "".join(c for c in text if is_legal(ord(c))).translate(_ENTITIES)


def is_legal(code: int) -> bool:
    """Whether XML 1.0 can have this character."""
    return code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code >= 0x10000
