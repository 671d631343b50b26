"""Changes for what is msgpack behind a head: one value somewhere in it becomes another, so that most of it still reads.

Byte by byte the fuzzer seldom gets past the shape; this reaches the checks behind it. Called by ``fuzz.__main__``.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import msgpack

from fuzz.targets import HEADER

STATE_HEAD = 13
NUMBERS = (0, 1, -1, 2, 5, 16, 127, 255, 65535, 1 << 31, (1 << 63) - 1, -(1 << 63))
VALUES = (None, True, False, 0.5, float("nan"), "", "x", "length", "é" * 70, b"", b"\x00" * 8, [], [[]], {}, [0, 1])


def changed(value: Any, r: Random, others: list[Any]) -> Any:
    """Another value for one of the tree."""
    kind = r.randrange(6)
    if isinstance(value, list) and value and kind < 4:
        at = r.randrange(len(value))
        if kind == 0:
            return value[:at] + value[at + 1 :]
        if kind == 1:
            return [*value, value[at]]
        return [*value[:at], changed(value[at], r, others), *value[at + 1 :]]
    if isinstance(value, dict) and value and kind < 5:
        key = r.choice(list(value))
        return {**value, key: changed(value[key], r, others)}
    if isinstance(value, bytes) and value and kind < 4:
        at = r.randrange(len(value))
        return value[:at] + bytes((r.randrange(256),)) + value[at + 1 :]
    if isinstance(value, int) and kind < 3:
        return max(-(1 << 63), min((1 << 63) - 1, value + r.choice((-1, 1, 2, -8, 1 << 16))))
    return r.choice((r.choice(NUMBERS), r.choice(VALUES), r.choice(others)))


def below(value: Any, found: list[Any]) -> list[Any]:
    """The value and all in it."""
    found.append(value)
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        below(item, found)
    return found


def mutator(head: int) -> Callable[[bytes, int, int], bytes]:
    """A mutator of msgpack behind ``head`` bytes; every third time, and for what does not read, of any bytes."""
    import atheris

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        r = Random(seed)
        if seed % 3:
            try:
                tree = msgpack.unpackb(data[head:], unicode_errors="surrogatepass", strict_map_key=False)
                others = below(tree, [])
                for _ in range(r.randrange(1, 4)):
                    tree = changed(tree, r, others)
                made: bytes = data[:head] + msgpack.packb(tree, unicode_errors="surrogatepass")
                if len(made) <= most:
                    return made
            except (ValueError, TypeError, OverflowError, RecursionError, msgpack.UnpackException):
                pass
        plain: bytes = atheris.Mutate(data, most)  # found each time: it changes when fuzzing begins
        return plain

    return mutate


HEADS = {"files": HEADER, "states": STATE_HEAD}
"""Targets that take msgpack, and where it begins."""
