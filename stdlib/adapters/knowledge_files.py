"""The documents of a bot as files: those of its ``.gbkb``, texts that programs added, pages of websites.

Lists them and takes one apart; keeps nothing of them. A file that cannot be used is a sentence, and no other suffers.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stdlib.documents.blocks import table_text
from stdlib.documents.encode import plain_text
from stdlib.documents.paths import ending
from stdlib.documents.reading import extracted
from stdlib.knowledge.passages import Piece, pieces, title_of
from stdlib.ports import KeywordFault

KINDS = frozenset({
    ".pdf", ".docx", ".docm", ".pptx", ".xlsx", ".xlsm", ".html", ".htm", ".md", ".markdown", ".txt", ".text", ".csv",
    ".tsv", ".json", ".xml", ".eml",
})  # fmt: skip
"""Endings of files that are read; others are left out, since they may hold secrets or no text."""

MOST_BYTES = 20 << 20
"""Of one file."""

MOST_PIECES = 5_000
"""Passages of one document."""

FORM = 1
"""Counts the ways in which documents were cut: a new one makes every document new."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that is there. ``stamp`` changes when the file does."""

    collection: str
    name: str
    path: Path
    origin: str
    stamp: tuple[int, int]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """A document taken apart."""

    title: str
    pieces: tuple[Piece, ...]
    size: int


def collections_in(folder: Path | None) -> list[str]:
    """The names of the collections that have a folder."""
    if folder is None or not folder.is_dir():
        return []
    return sorted(child.name for child in folder.iterdir() if child.is_dir() and not child.name.startswith("."))


def sources(folder: Path | None, state: Path) -> tuple[list[Source], dict[str, str]]:
    """Every document that is there, and by its place what is wrong with files that are left out."""
    found: list[Source] = []
    troubles: dict[str, str] = {}
    for collection in collections_in(folder):
        for path in _files(folder / collection):  # type: ignore[operator]
            name = path.relative_to(folder / collection).as_posix()  # type: ignore[operator]
            try:
                if (folder / collection).resolve() not in path.resolve().parents:  # type: ignore[operator]
                    raise ValueError("it is a link that leads out of the folder")
                found.append(Source(collection, name, path, "file", _stamp(path)))
            except (OSError, ValueError) as error:
                troubles[f"{collection}/{name}"] = _reason(error)
    if folder is not None and folder.is_dir():
        for path in folder.iterdir():
            if path.is_file() and ending(path.name) in KINDS:
                troubles[path.name] = "it is in no collection; put it into a folder"
    for origin in ("added", "website"):
        found += _kept(state / origin, origin)
    return found, troubles


def _files(folder: Path) -> Iterator[Path]:
    """Files of the kinds that are read, in order; hidden ones are not."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if not hidden and ending(path.name) in KINDS and path.is_file():
            yield path


def _kept(folder: Path, origin: str) -> Iterator[Source]:
    """Texts that were kept by ``keep``."""
    if not folder.is_dir():
        return
    for path in sorted(folder.glob("*/*.md")):
        with path.open(encoding="utf-8", newline="\n") as file:
            collection, name, url = (file.readline().rstrip("\n") for _ in range(3))
        yield Source(collection, name, path, origin, _stamp(path), url)


def keep(state: Path, origin: str, collection: str, name: str, text: str, url: str = "") -> Path:
    """Keep a text as a document of ``origin``; gives its file."""
    path = place_of(state, origin, collection, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_suffix(".new")
    head = "\n".join(" ".join(part.split()) for part in (collection, name, url))
    made.write_text(f"{head}\n{text}", "utf-8", "replace", newline="\n")
    made.replace(path)
    return path


def place_of(state: Path, origin: str, collection: str, name: str) -> Path:
    """Where a kept text is."""
    return state / origin / _short(collection) / f"{_short(name)}.md"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:20]


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def content(source: Source) -> bytes:
    """The bytes of a document; ValueError for one that is too large or empty."""
    if source.stamp[1] > MOST_BYTES:
        raise ValueError(f"it has {source.stamp[1] >> 20} MB; at most {MOST_BYTES >> 20} are read")
    data = source.path.read_bytes()
    if source.origin != "file":
        data = data.split(b"\n", 3)[3]
    if not data.strip():
        raise ValueError("it is empty")
    return data


def digest(data: bytes, embedder: str) -> str:
    """What changes when a document must be read again."""
    return hashlib.sha256(b"%d %s\n" % (FORM, embedder.encode()) + data).hexdigest()[:32]


async def taken_apart(source: Source, data: bytes) -> Parts:
    """The passages of a document; ValueError or KeywordFault with a sentence when it has none."""
    name = source.name.rpartition("/")[2] if source.origin == "file" else "page.md"
    text = _table(data, name) if ending(name) in (".csv", ".tsv") else await extracted(name, data)
    found: list[Piece] = []
    for piece in pieces(text):
        if len(found) == MOST_PIECES:
            raise ValueError(f"it has more than {MOST_PIECES:,} passages; divide it into several documents")
        found.append(piece)
    if not found:
        raise ValueError("no text can be found in it; a scanned paper must be read by OCR first")
    return Parts(title_of(text, name), tuple(found), len(text))


def _table(data: bytes, name: str) -> str:
    text = plain_text(data, name)
    try:
        separator = csv.Sniffer().sniff(text[:4000], ",;\t|").delimiter
    except csv.Error:
        separator = "\t" if ending(name) == ".tsv" else ","
    return table_text([row for row in csv.reader(io.StringIO(text), delimiter=separator) if any(row)])


def sentence(error: Exception) -> str:
    """What is wrong with a document, for its author."""
    return error.message if isinstance(error, KeywordFault) else _reason(error)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return (error.strerror or "it cannot be read").lower()
    return str(error) if isinstance(error, ValueError | csv.Error) and error.args else "it cannot be read"
