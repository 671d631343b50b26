"""Walks msgpack bytes without building anything, so that hostile sizes and depths are refused first.

A list header that promises more elements than bytes follow would make the unpacker reserve memory for all of them,
at every level of nesting. Used by ``codec`` before it unpacks; knows nothing of programs.
"""

from __future__ import annotations

MAX_DEPTH = 64
"""Deepest nesting of lists and maps."""
MAX_VALUES = 1_000_000
"""Most values in one payload."""

# first byte -> (bytes of the length field, unit): payload bytes for "s", nested values for "v"
_SIZED = {
    0xC4: (1, 0), 0xC5: (2, 0), 0xC6: (4, 0), 0xD9: (1, 0), 0xDA: (2, 0), 0xDB: (4, 0),
    0xDC: (2, 1), 0xDD: (4, 1), 0xDE: (2, 2), 0xDF: (4, 2),
}  # fmt: skip
_FIXED = {
    0xC0: 0,
    0xC2: 0,
    0xC3: 0,
    0xCA: 4,
    0xCB: 8,
    0xCC: 1,
    0xCD: 2,
    0xCE: 4,
    0xCF: 8,
    0xD0: 1,
    0xD1: 2,
    0xD2: 4,
    0xD3: 8,
}


class ShapeError(ValueError):
    """Bytes that are not one complete msgpack value of plain data within the limits."""


def check_shape(data: bytes) -> None:
    """Raise ``ShapeError`` unless ``data`` is exactly one msgpack value without extension types."""
    at, size, values = 0, len(data), 0
    waiting = [1]  # values still to come, per level
    while waiting:
        if waiting[-1] == 0:
            waiting.pop()
            continue
        waiting[-1] -= 1
        values += 1
        if at >= size or values > MAX_VALUES:
            raise ShapeError("it ends early" if at >= size else "it holds too many values")
        skip, inner = _step(data, at)
        at += skip
        if inner > size - at:
            raise ShapeError("a list is longer than the file")
        if inner:
            waiting.append(inner)
            if len(waiting) > MAX_DEPTH:
                raise ShapeError("it is nested too deeply")
    if at != size:
        raise ShapeError("it ends early" if at > size else "there is more after its end")


def _step(data: bytes, at: int) -> tuple[int, int]:
    """Bytes of the value at ``at`` without nested values, and how many nested values follow."""
    first = data[at]
    if first < 0x80 or first >= 0xE0:
        return 1, 0
    if first < 0x90:
        return 1, 2 * (first & 15)
    if first < 0xA0:
        return 1, first & 15
    if first < 0xC0:
        return 1 + (first & 31), 0
    if first in _FIXED:
        return 1 + _FIXED[first], 0
    if first not in _SIZED:
        raise ShapeError("it holds a kind of value that programs do not have")
    width, unit = _SIZED[first]
    length = int.from_bytes(data[at + 1 : at + 1 + width], "big")
    return (1 + width + length, 0) if unit == 0 else (1 + width, unit * length)
