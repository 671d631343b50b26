"""The file of ``gbc run --state``: a conversation put aside and the bot's memory, written all at once.

The format is private to one version; a file of another kind is refused by code.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgpack

from server.bots.cache import write_atomically
from stdlib.conversation import StateError

MAGIC = b"GBRS\x03"


def save(path: Path, conversation: bytes, memory: bytes, turn: int) -> None:
    """Write all, ``turn`` being the next one's number; OSError when that fails, and then the old file is untouched."""
    packed: bytes = msgpack.packb([conversation, memory, turn], use_bin_type=True)
    write_atomically(path, MAGIC + hashlib.sha256(packed).digest() + packed)


def load(path: Path) -> tuple[bytes, bytes, int]:
    """The conversation, the memory and the number of the turn that comes.

    StateError GB8005 or GB8007; OSError when it cannot be read.
    """
    data = path.read_bytes()
    if not data.startswith(MAGIC):
        raise StateError("GB8005", f"{path} is not a saved state of gbc run")
    packed = data[len(MAGIC) + 32 :]
    if hashlib.sha256(packed).digest() != data[len(MAGIC) : len(MAGIC) + 32]:
        raise StateError("GB8007", f"{path} is damaged; remove it to start again")
    conversation, memory, turn = msgpack.unpackb(packed)
    return conversation, memory, turn
