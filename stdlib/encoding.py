"""Values of a program as bytes and back, for memory and for the saved state of a conversation.

Exact: kinds, dates, field order and rowsets survive. Sharing does not: a list met twice is stored twice, and one that
holds itself is refused. Called by the adapters of memory and by ``conversation``.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import msgpack

from stdlib.ports import KeywordFault
from vm.value import Array, Object

MAX_DEPTH = 64
MAX_NODES = 1_000_000

_ROWSET, _KIND, _DATETIME, _DATE, _TIME, _DURATION, _WIDE = range(1, 8)


def pack(value: Any) -> bytes:
    """``value`` as bytes; fault GB6905 or GB6904 when it is nested too deeply or too large."""
    return _packb(_plain(value, 0, [0]))


def _packb(plain: Any) -> bytes:
    packed: bytes = msgpack.packb(plain, use_bin_type=True, unicode_errors="surrogatepass")
    return packed


def _plain(value: Any, depth: int, nodes: list[int]) -> Any:
    nodes[0] += 1
    if nodes[0] > MAX_NODES:
        raise KeywordFault("GB6904", f"a value to be kept may have at most {MAX_NODES} elements")
    if depth > MAX_DEPTH:
        raise KeywordFault("GB6905", f"a value to be kept may be nested at most {MAX_DEPTH} deep")
    if value is None or isinstance(value, bool | float | bytes):
        return value
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return value if -(1 << 63) <= value < 1 << 63 else msgpack.ExtType(_WIDE, str(value).encode())
    if isinstance(value, Array):
        items = [_plain(item, depth + 1, nodes) for item in value]
        return msgpack.ExtType(_ROWSET, _packb(items)) if value.rowset else items
    if isinstance(value, Object):
        fields = {key: _plain(item, depth + 1, nodes) for key, item in value.items()}
        return msgpack.ExtType(_KIND, _packb([value.kind, fields])) if value.kind else fields
    return _moment(value)


def _moment(value: Any) -> msgpack.ExtType:
    if isinstance(value, datetime):
        return msgpack.ExtType(_DATETIME, value.isoformat().encode())
    if isinstance(value, date):
        return msgpack.ExtType(_DATE, value.isoformat().encode())
    if isinstance(value, time):
        return msgpack.ExtType(_TIME, value.isoformat().encode())
    if isinstance(value, timedelta):
        return msgpack.ExtType(_DURATION, _packb([value.days, value.seconds, value.microseconds]))
    raise TypeError(f"not a value of the language: {type(value).__name__}")


def unpack(data: bytes) -> Any:
    """The value that ``pack`` was given; ValueError when ``data`` is not its work."""
    try:
        return _value(msgpack.unpackb(data, unicode_errors="surrogatepass", ext_hook=_extension))
    except (msgpack.UnpackException, KeyError, ValueError, TypeError, RecursionError) as error:
        raise ValueError(f"not a packed value: {error}") from error


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return Array(_value(item) for item in plain)
    if isinstance(plain, dict):
        return Object({key: _value(item) for key, item in plain.items()})
    return plain


def _extension(code: int, data: bytes) -> Any:
    if code == _ROWSET:
        rows = unpack(data)
        rows.rowset = True
        return rows
    if code == _KIND:
        kind, fields = msgpack.unpackb(data, unicode_errors="surrogatepass", ext_hook=_extension)
        made = _value(fields)
        made.kind = kind
        return made
    if code == _DURATION:
        days, seconds, micros = msgpack.unpackb(data)
        return timedelta(days, seconds, micros)
    text = data.decode()
    if code == _WIDE:
        return int(text)
    readers: dict[int, Any] = {_DATETIME: datetime, _DATE: date, _TIME: time}
    return readers[code].fromisoformat(text)
