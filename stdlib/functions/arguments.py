"""How pure functions read their arguments, and how they say that one does not fit.

Every reader names the function in its fault, so the author knows which call to look at. Nothing here is declared
vocabulary; only modules of this package call it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from vm.budget import reserve_items, reserve_text, turn
from vm.value import Array, BasicError, Object, from_json, to_number, to_text

LOW, HIGH = -(2**63), 2**63 - 1
NESTING = 64
MOST = 50_000_000
"""Characters or elements that no result has, whatever the limits of the run."""


class Env(Protocol):
    """What a function may ask of the machine that runs it."""

    def now(self) -> dt.datetime:
        """Local date and time without a zone."""

    def random(self) -> float:
        """A number in [0, 1)."""

    def uuid(self) -> str:
        """A new UUID of version 4."""


def kind(value: Any) -> str:
    """What a value is, in words for a message."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return f'the text "{value[:40]}"'
    if isinstance(value, Array):
        return "a list"
    if isinstance(value, Object):
        return {"response": "a response", "file": "a file", "error": "an error"}.get(value.kind, "an object")
    if isinstance(value, dt.date):
        return "a date"
    return "a time" if isinstance(value, dt.time) else "a length of time"


def wrong(message: str) -> BasicError:
    """The fault for an argument that does not fit (GB6004)."""
    return BasicError("GB6004", message)


def number(function: str, value: Any) -> int | float:
    """A number, numeric text, boolean or null as a number; GB6001 otherwise."""
    if type(value) is int or type(value) is float:
        return value
    try:
        return to_number(value)
    except BasicError:
        raise BasicError("GB6001", f"{function} needs a number, not {kind(value)}") from None


def whole(function: str, value: Any) -> int:
    """As ``number``, truncated toward zero and kept within 64 bits; GB6004 for NaN."""
    found = number(function, value)
    if isinstance(found, float):
        if math.isnan(found):
            raise wrong(f"{function} needs a whole number, not NaN")
        found = HIGH if found == math.inf else LOW if found == -math.inf else int(found)
    return max(LOW, min(HIGH, found))


def fit(value: int) -> int | float:
    """An integer that leaves 64 bits becomes a float, as in arithmetic."""
    if LOW <= value <= HIGH:
        return value
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def numeric(value: Any) -> int | float | None:
    """The number that a value shows (numbers and numeric text), else None; booleans and null are not numbers here."""
    if type(value) is int or type(value) is float:
        return value
    if isinstance(value, str):
        try:
            return to_number(value)
        except BasicError:
            return None
    return None


def unwrap(value: Any) -> Any:
    """A response stands for its data."""
    while isinstance(value, Object) and value.kind == "response":
        value = value.get("data")
    return value


def sequence(function: str, value: Any) -> Array:
    """A list; null is an empty one, a response its data, JSON text of a list that list; GB6004 otherwise."""
    value = unwrap(value)
    if isinstance(value, Array):
        return value
    if value is None:
        return Array()
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            found = from_json(value)
        except BasicError:
            found = None
        if isinstance(found, Array):
            return found
    raise wrong(f"{function} needs a list, not {kind(value)}")


def rows(function: str, value: Any) -> Array:
    """As ``sequence``; a single object is a list of one."""
    value = unwrap(value)
    return Array((value,)) if isinstance(value, Object) else sequence(function, value)


def in_turns(items: Iterable[Any]) -> Iterator[Any]:
    """The items, for work on many that no value of the machine takes part in: its host may have turns between them."""
    for at, item in enumerate(items):
        if at % 64 == 0:
            turn(256)
        yield item


def field(row: Any, name: str) -> Any:
    """Field of a row, exact before caseless; ``a.b`` reaches inside when there is no field of that whole name."""
    if not isinstance(row, Object):
        return None
    found = row.get(name)
    if found is None and "." in name:
        for part in name.split(".")[:NESTING]:
            row = unwrap(row)
            row = row.get(part) if isinstance(row, Object) else None
        return row
    return found


def column(function: str, value: Any) -> str:
    """Name of a field; GB6004 unless it is text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise wrong(f"{function} needs the name of a field, not {kind(value)}")
    return value.strip()


def new_list(items: Iterable[Any], count: int, like: Any = None) -> Array:
    """A new list of ``count`` items, checked against the budget before it is built; a rowset stays one."""
    item_room(count)
    made = Array(items)
    if isinstance(like, Array) and like.rowset:
        made.rowset = True
    return made


def text_or_empty(value: Any) -> str:
    """Text of a value; most text functions take any kind."""
    return value if isinstance(value, str) else to_text(value)


def text_room(chars: int) -> None:
    """Announce a text about to be built; GB6903 past the program's limit, or past what no program may have."""
    reserve_text(chars)
    if chars > MOST:
        raise BasicError("GB6903", f"a text of {chars} characters is longer than any program may have")


def item_room(count: int) -> None:
    """Announce a list about to be built; GB6904 past the program's limit, or past what no program may have."""
    reserve_items(count)
    if count > MOST:
        raise BasicError("GB6904", f"a list of {count} elements is larger than any program may have")
