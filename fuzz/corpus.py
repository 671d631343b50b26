"""The committed corpus: inputs that the fuzzer found to reach something new, one msgpack list of bytes for each target.

Packed, since thousands of files of a hundred bytes would be in everybody's way. ``python -m fuzz --pack`` writes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgpack

CORPUS = Path(__file__).parent / "corpus"
MOST = 60_000
"""Bytes of one target; the smallest inputs are kept."""


def read_corpus(target: str) -> list[bytes]:
    """The inputs of one target; none when there is no file."""
    path = CORPUS / f"{target}.msgpack"
    return list(msgpack.unpackb(path.read_bytes())) if path.exists() else []


def write_corpus(target: str, inputs: Iterable[bytes]) -> int:
    """Keep ``inputs``, smallest first, as long as they fit; gives how many those are."""
    kept, size = [], 0
    for data in sorted(inputs, key=lambda data: (len(data), data)):
        size += len(data)
        if size > MOST:
            break
        kept.append(data)
    CORPUS.mkdir(exist_ok=True)
    (CORPUS / f"{target}.msgpack").write_bytes(msgpack.packb(kept))
    return len(kept)
