"""Templates with ``{{field}}``, ``{{#each list}} ... {{/each}}`` and ``{{#if field}} ... {{else}} ... {{/if}}``.

Only looks values up: a template computes nothing and calls nothing. A field that is not there is empty. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from stdlib.ports.faults import KeywordFault
from vm.value import Array, Object, to_text, truthy

_TAG = re.compile(r"\{\{\s*(#each|#if|#unless|/each|/if|/unless|else)?\s*([^{}]*?)\s*\}\}")
_MOST_DEPTH, _MOST_TEXT, _MOST_STEPS = 32, 5_000_000, 1_000_000

Escape = Callable[[str], str]


@dataclass
class _Part:
    """Text, a place, or a block with what is inside it."""

    kind: str = "text"
    name: str = ""
    inside: list[_Part] = field(default_factory=list)
    otherwise: list[_Part] = field(default_factory=list)


def fill(template: str, data: Any, name: str = "the template", escape: Escape = str) -> str:
    """The template with the values of ``data``, each passed through ``escape``; GB7305 for blocks that do not close."""
    writer = _Writer(escape, name)
    writer.write(_parse(template, name), [data])
    return "".join(writer.parts)


def _parse(template: str, name: str) -> list[_Part]:
    top = _Part("top")
    open_parts, lists = [top], [top.inside]
    at = 0
    for tag in _TAG.finditer(template):
        lists[-1].append(_Part("text", template[at : tag.start()]))
        at = tag.end()
        word, rest = tag.group(1) or "", tag.group(2)
        if word.startswith("#"):
            part = _Part(word[1:], rest)
            lists[-1].append(part)
            open_parts.append(part)
            lists.append(part.inside)
            if len(open_parts) > _MOST_DEPTH:
                raise KeywordFault("GB7305", f"{name} has more than {_MOST_DEPTH} blocks inside each other")
        elif word == "else" and not rest and len(open_parts) > 1:
            lists[-1] = open_parts[-1].otherwise
        elif word.startswith("/"):
            if open_parts[-1].kind != word[1:]:
                raise KeywordFault("GB7305", f"{name} has {{{{{word}}}}} without its {{{{#{word[1:]}}}}}")
            open_parts.pop()
            lists.pop()
        else:
            lists[-1].append(_Part("place", "else" if word == "else" else rest))
    if len(open_parts) > 1:
        raise KeywordFault("GB7305", f"{name} has {{{{#{open_parts[-1].kind}}}}} that is never closed")
    top.inside.append(_Part("text", template[at:]))
    return top.inside


class _Writer:
    """Writes parts with a stack of data: the innermost that has a field gives it."""

    def __init__(self, escape: Escape, name: str) -> None:
        self.parts: list[str] = []
        self._escape = escape
        self._name = name
        self._size = self._steps = 0

    def write(self, parts: list[_Part], scopes: list[Any]) -> None:
        for part in parts:
            self._steps += 1
            if part.kind == "text":
                self._add(part.name)
            elif part.kind == "place":
                self._add(self._escape(to_text(_look_up(part.name, scopes))))
            elif part.kind == "each":
                self._each(part, scopes)
            else:
                holds = truthy(_look_up(part.name, scopes)) is (part.kind == "if")
                self.write(part.inside if holds else part.otherwise, scopes)

    def _each(self, part: _Part, scopes: list[Any]) -> None:
        found = _look_up(part.name, scopes)
        items = list(found) if isinstance(found, Array) else [] if found is None else [found]
        for number, item in enumerate(items):
            own = Object({"@index": number, "@number": number + 1, "@first": number == 0, "this": item})
            self.write(part.inside, [*scopes, item, own])
        if not items:
            self.write(part.otherwise, scopes)

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self._size += len(text)
        if self._size > _MOST_TEXT or self._steps > _MOST_STEPS:
            raise KeywordFault("GB7303", f"{self._name} becomes longer than {_MOST_TEXT} characters when it is filled")


def _look_up(name: str, scopes: list[Any]) -> Any:
    first, *rest = name.removeprefix("this.").split(".")
    for scope in reversed(scopes):
        if isinstance(scope, Object) and (first in scope or scope.get(first) is not None):
            found = scope.get(first)
            for part in rest:
                found = found.get(part) if isinstance(found, Object) else None
            return found
    return None
