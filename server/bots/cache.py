"""Compiled programs kept between runs of the command, so that an unchanged script starts at once.

An entry is bound to the source, the path, the catalog, the instruction set and the version, and lists the texts that
INCLUDE brought in. Whatever is wrong with the cache counts as a miss; it never makes a command fail.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from vm.bytecode.program import Program


def directory() -> Path:
    """Where entries are kept: ``$XDG_CACHE_HOME/gbc``, else ``~/.cache/gbc``."""
    root = os.environ.get("XDG_CACHE_HOME")
    return (Path(root) if root and os.path.isabs(root) else Path.home() / ".cache") / "gbc"


def key(text: str, path: str, *parts: str) -> str:
    """Name of the entry for ``text`` shown as ``path``; ``parts`` are whatever else decides the result."""
    digest = hashlib.sha256()
    for part in (text, path, *parts):
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.hexdigest()


def _hash(text: str | None) -> str:
    return "" if text is None else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def load(name: str, include: Callable[[str], str | None]) -> Program | None:
    """The program of entry ``name`` if it is whole and its included texts are still the same."""
    from vm.bytecode.codec import CodecError, loads

    try:
        head, _, data = (directory() / name).read_bytes().partition(b"\n")
        included = json.loads(head)
        if any(_hash(include(file)) != known for file, known in included.items()):
            return None
        return loads(data)
    except (OSError, ValueError, AttributeError, CodecError):
        return None


def store(name: str, program: Program, included: dict[str, str | None]) -> None:
    """Keep ``program`` with the texts it included; failures are ignored."""
    from vm.bytecode.codec import dumps

    head = json.dumps({file: _hash(text) for file, text in included.items()}).encode()
    with contextlib.suppress(OSError):
        write_atomically(directory() / name, head + b"\n" + dumps(program))


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` so that ``path`` holds either the old content or all of the new one, also after a crash."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
