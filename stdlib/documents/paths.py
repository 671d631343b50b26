"""Paths of a bot's drive: which ones are allowed, in one normal form, and the media type that an ending stands for.

Every adapter and keyword goes through ``normal_path``, so that a path means the same file in a folder and in S3.
"""

from __future__ import annotations

import mimetypes
import re
import unicodedata

from stdlib.ports.faults import KeywordFault

PART_PREFIX = ".gbc-part-"
"""Names of files that are still being written; no program can name one."""

_MOST_BYTES, _MOST_OF_NAME = 1024, 255
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\s*\..*)?\Z", re.I)
_TYPES = mimetypes.MimeTypes(())
for _ending, _type in {
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".eml": "message/rfc822",
    ".json": "application/json",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".webp": "image/webp",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}.items():
    _TYPES.add_type(_type, _ending)


def normal_path(path: str, *, folder: bool = False) -> str:
    """``path`` without ``.`` and doubled ``/``, in Unicode's composed form; GB7301 when the drive may not have it.

    With ``folder`` the root is allowed too and is "".
    """
    if "://" in path[:40]:
        raise _refused(path, "it names a connected drive, and this bot has none; use a path of its own drive")
    if path.startswith("/"):
        raise _refused(path, "paths of the drive do not start with /; leave it out")
    plain = unicodedata.normalize("NFC", path)
    names = [name for name in plain.split("/") if name not in ("", ".")]
    for name in names:
        _check_name(path, name)
    if not names and not folder:
        raise _refused(path, "it is empty; name a file")
    normal = "/".join(names)
    if len(normal.encode()) > _MOST_BYTES:
        raise _refused(path, f"it is longer than {_MOST_BYTES} bytes")
    return normal


def _check_name(path: str, name: str) -> None:
    """Refuse a name that leaves the drive, or that some system reads as something else than a file's name."""
    if name == "..":
        raise _refused(path, "it leads out of the drive with ..")
    if any(char in "\\:" or unicodedata.category(char) in ("Cc", "Cs") for char in name):
        raise _refused(path, r"names have no \, no : and no control characters; folders are divided by /")
    if name[-1] in ". " or name[0] == " " or _DEVICES.match(name):
        raise _refused(path, "a name is no device such as CON and has no blank or dot at its end")
    if name.startswith(PART_PREFIX):
        raise _refused(path, f"names that start with {PART_PREFIX} are for files that are being written")
    if len(name.encode()) > _MOST_OF_NAME:
        raise _refused(path, f"a name has at most {_MOST_OF_NAME} bytes")


def _refused(path: str, why: str) -> KeywordFault:
    shown = path if len(path) <= 80 else path[:77] + "..."
    return KeywordFault("GB7301", f"the path {ascii_quoted(shown)} is not allowed: {why}")


def ascii_quoted(text: str) -> str:
    """``text`` in quotes with control characters made visible."""
    return '"' + "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text) + '"'


def ending(path: str) -> str:
    """The ending of a name in lower case with its dot, or ""."""
    name = path.rpartition("/")[2]
    stem, dot, tail = name.rpartition(".")
    return dot + tail.lower() if stem and tail else ""


def media_type(path: str) -> str:
    """What the ending says, ``application/octet-stream`` when it says nothing."""
    return _TYPES.guess_type("x" + ending(path))[0] or "application/octet-stream"
