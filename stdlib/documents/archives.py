"""Zip archives, in memory: packing, and unpacking of archives that may be made to do harm.

``checked`` judges an archive by its directory before anything of it is unpacked; documents that are zip packages
(.docx, .xlsx, .pptx) go through it too. Pure.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from stdlib.documents.paths import ascii_quoted, normal_path
from stdlib.ports.faults import KeywordFault

MOST_FILES = 10_000
MOST_BYTES = 100 << 20
"""Files and unpacked bytes of one archive, archives inside it counted in."""

MOST_RATIO = 200
"""How many times larger than packed a file of a mebibyte or more may be."""

MOST_NESTED = 3
"""Archives inside each other."""

_FREE = 1 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError, KeyError)


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip archive of ``(name, content)``; the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            head = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            head.compress_type = zipfile.ZIP_DEFLATED
            head.external_attr = 0o644 << 16
            archive.writestr(head, content)
    return packed.getvalue()


def checked(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive, opened; GB7305 when it is none or protected, GB7306 when its directory breaks a limit."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except _DAMAGED as error:
        raise KeywordFault("GB7305", f"{ascii_quoted(name)} is damaged or not a zip archive") from error
    _check_entries(entries, len(data), name)
    return archive


def _check_entries(entries: list[zipfile.ZipInfo], size: int, name: str) -> None:
    if len(entries) > MOST_FILES:
        raise _harmful(name, f"it has {len(entries)} files; at most {MOST_FILES} are allowed")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise _harmful(name, f"unpacked it is larger than {MOST_BYTES >> 20} MiB")
    if sum(entry.compress_size for entry in entries) > size or _overlap(entries):
        raise _harmful(name, "its files lie over each other")
    for entry in entries:
        if entry.flag_bits & 1:
            raise KeywordFault("GB7305", f"{ascii_quoted(name)} is protected by a password")
        if entry.compress_type not in _METHODS:
            raise KeywordFault("GB7305", f"{ascii_quoted(name)} is packed in a way that is not supported; use deflate")
        if entry.file_size > max(_FREE, entry.compress_size * MOST_RATIO):
            raise _harmful(name, f"{ascii_quoted(entry.filename)} is more than {MOST_RATIO} times larger than packed")


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether one stretch of the archive serves two files."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + 30 + entry.compress_size
    return False


def member(archive: zipfile.ZipFile, entry: str | zipfile.ZipInfo, name: str) -> bytes:
    """One file of a checked archive; GB7305 when it is damaged or missing."""
    try:
        return archive.read(entry)
    except _DAMAGED as error:
        shown = entry if isinstance(entry, str) else entry.filename
        raise KeywordFault("GB7305", f"{ascii_quoted(name)} is damaged at {ascii_quoted(shown)}") from error


def unpack(data: bytes, name: str) -> list[tuple[str, bytes]]:
    """Paths and contents of an archive, all checked before the first is given; folders and metadata are left out."""
    archive = checked(data, name)
    found: dict[str, bytes] = {}
    for entry in archive.infolist():
        path = _safe_path(entry, name)
        if not path or entry.is_dir():
            continue
        if path in found:
            raise _harmful(name, f"it has {ascii_quoted(path)} twice")
        found[path] = member(archive, entry, name)
    total = [sum(map(len, found.values())), len(found)]
    for path, content in found.items():
        _check_nested(content, path, name, total, 1)
    return list(found.items())


def _safe_path(entry: zipfile.ZipInfo, name: str) -> str:
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise _harmful(name, f"{ascii_quoted(entry.filename)} is a symbolic link")
    original = getattr(entry, "orig_filename", entry.filename)
    try:
        return normal_path(original, folder=True)
    except KeywordFault as fault:
        raise _harmful(name, fault.message) from fault


def _check_nested(content: bytes, path: str, name: str, total: list[int], depth: int) -> None:
    """Count what archives inside the archive would unpack to; ``total`` is bytes and files so far."""
    for inner, entry in _nested(content):
        total[0] += entry.file_size
        total[1] += 1
        if total[0] > MOST_BYTES or total[1] > MOST_FILES or depth > MOST_NESTED:
            raise _harmful(name, f"the archive {ascii_quoted(path)} inside it unpacks to too much")
        if entry.filename.lower().endswith(".zip"):
            _check_nested(member(inner, entry, name), path, name, total, depth + 1)


def _nested(content: bytes) -> Iterator[tuple[zipfile.ZipFile, zipfile.ZipInfo]]:
    if not content.startswith(b"PK\x03\x04"):
        return
    try:
        archive = checked(content, "")
    except KeywordFault as fault:
        if fault.code == "GB7306":
            raise
        return  # damaged or protected: it cannot be unpacked either
    for entry in archive.infolist():
        yield archive, entry


def _harmful(name: str, why: str) -> KeywordFault:
    return KeywordFault("GB7306", f"{ascii_quoted(name)} was not opened, since it could do harm: {why}")
