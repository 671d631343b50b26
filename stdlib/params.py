"""Values for the PARAMs of a script, converted by their declared types, and the variables they become.

Arguments arrive as text (command line, buttons), as JSON (a language model's call) or as values (CALL). Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from stdlib.hear.types import TYPES, normalise
from stdlib.ports import Answer, Attachment, KeywordFault
from vm.bytecode.program import Tool, ToolParam
from vm.error import BasicError
from vm.value import Array, Object, from_json, from_python, to_text

_LISTS = frozenset(("array", "list"))
_OBJECTS = frozenset(("object", "map", "json"))
_TEXTS = frozenset(("string", "text", "any", "datetime", ""))


def bind(tool: Tool, arguments: Iterable[Any]) -> dict[str, Any]:
    """Variables for the PARAMs of ``tool``: the arguments in order as they are, then the defaults."""
    bound = {param.name: param.default for param in tool.params if param.has_default}
    bound.update(zip((param.name for param in tool.params), arguments, strict=False))
    return bound


def bind_named(tool: Tool, arguments: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Variables for the PARAMs of ``tool`` from named arguments, converted by type; names in any case.

    Fault GB6004 for a name that is no PARAM, GB6001 for a value that does not fit.
    """
    params = {param.name.lower(): param for param in tool.params}
    bound = {param.name: param.default for param in tool.params if param.has_default}
    for name, value in arguments.items():
        param = params.get(name.lower())
        if param is None:
            known = ", ".join(p.name for p in tool.params) or "none"
            raise KeywordFault("GB6004", f"there is no PARAM {name}; there is {known}")
        bound[param.name] = convert(param, value, today)
    return bound


def convert(param: ToolParam, value: Any, today: date) -> Any:
    """``value`` (text, plain data or a value) as the type of ``param`` wants it; GB6001 when it does not fit."""
    if value is None:
        return None
    kind = param.type.lower()
    if param.enum:
        return _one_of(param, to_text(from_python(value)))
    if kind in _LISTS or kind in _OBJECTS:
        return _container(param, value)
    if kind in _TEXTS:
        return value if isinstance(value, str) else to_text(from_python(value))
    row = TYPES.get(kind.upper())
    if row is None:
        return from_python(value)
    if isinstance(value, bool) and row.name == "BOOLEAN":
        return value
    found = normalise(row, Answer(to_text(from_python(value))), today)
    if found is None:
        raise KeywordFault("GB6001", f"PARAM {param.name} does not take {_shown(value)}: {row.english.lower()}")
    return found.url if isinstance(found, Attachment) else found


def _one_of(param: ToolParam, text: str) -> str:
    for option in param.enum:
        if option.casefold() == text.strip().casefold():
            return option
    raise KeywordFault("GB6001", f"PARAM {param.name} takes one of {', '.join(param.enum)}, and got {_shown(text)}")


def _container(param: ToolParam, value: Any) -> Any:
    wanted = Array if param.type.lower() in _LISTS else Object
    found = from_python(value)
    if isinstance(found, str):
        found = _read(found, wanted)
    if not isinstance(found, wanted):
        name = "a list" if wanted is Array else "an object"
        raise KeywordFault("GB6001", f"PARAM {param.name} takes {name} as JSON, and got {_shown(value)}")
    return found


def _read(text: str, wanted: type) -> Any:
    """JSON, or for a list also texts with commas between them."""
    try:
        return from_json(text)
    except (BasicError, ValueError):
        if wanted is Array and text.strip()[:1] not in ("[", "{"):
            return Array(part.strip() for part in text.split(",") if part.strip())
        return text


def _shown(value: Any) -> str:
    text = to_text(from_python(value))
    return f'"{text}"' if len(text) <= 40 else f'"{text[:39]}…"'
