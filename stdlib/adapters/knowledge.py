"""The knowledge of one bot: keeps an index in step with its documents, and lets people search what they may read.

Documents are read again when their content changed; what is gone is forgotten. One that cannot be read is told to the
operator, and the others are read all the same. Made by the world of a bot; ``Reading`` is the port of one conversation.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from stdlib.adapters import knowledge_files as files
from stdlib.adapters.embedding import Embedder
from stdlib.adapters.knowledge_files import Source
from stdlib.adapters.knowledge_sites import Sites
from stdlib.knowledge.index import Asked, Index, Indexed, Way
from stdlib.knowledge.permissions import FILE, Permissions, Reader, permissions
from stdlib.knowledge.words import asked, weights
from stdlib.ports import Http, KeywordFault
from stdlib.ports.knowledge import Document, Passage

log = logging.getLogger("gbc.knowledge")

WAIT = 10.0
"""Seconds that a search waits for documents that are being read for the first time; then it takes what there is."""

WAIT_SITE = 2.0
"""The same for a website that is used for the first time."""

MOST_ADDED = 1_000_000
"""Characters of a text that a program may add."""

MOST_SECONDS = 120.0
"""For taking one document apart."""

SETTLE = 200
"""Documents after which the index is asked to make search fast again."""


@dataclass
class Learned:
    """What came of looking through the documents: how many were read and forgotten, and what is wrong with others."""

    read: int = 0
    forgotten: int = 0
    troubles: dict[str, str] = field(default_factory=dict)


class Library:
    """``folder`` is the bot's ``.gbkb``, ``state`` where it keeps what is not in there."""

    def __init__(
        self, name: str, folder: Callable[[], Path | None], state: Path, index: Index, embedder: Embedder, http: Http
    ) -> None:
        self.name = name
        self.state = state
        self.index = index
        self.embedder = embedder
        self.troubles: dict[str, str] = {}
        self._folder = folder
        self._sites = Sites(state, http)
        self._reading: set[asyncio.Task[Learned]] = set()
        self._lock = asyncio.Lock()
        self._first: asyncio.Task[Learned] | None = None
        self._stamps: dict[tuple[str, str], tuple[int, int]] = {}
        self._documents: dict[tuple[str, str], Document] = {}
        self._folders: frozenset[str] = frozenset()
        self._permissions = Permissions()

    async def close(self) -> None:
        """Stop reading and close the index."""
        for task in [*self._reading, *([self._first] if self._first is not None else [])]:
            task.cancel()
            with suppress(asyncio.CancelledError, KeywordFault):
                await task
        await self.index.close()
        self.embedder.close()

    def reader(self, reader: Reader) -> Reading:
        """The knowledge as ``reader`` may see it."""
        return Reading(self, reader)

    # ------------------------------------------------------------ keeping the index in step

    async def learn(self) -> Learned:
        """Bring the index in step with the documents that are there now, and the websites that are due."""
        sites = await self._sites.refresh()
        async with self._lock:
            learned = Learned()
            there, learned.troubles = await asyncio.to_thread(files.sources, self._folder(), self.state)
            learned.troubles |= sites
            self._permissions = await asyncio.to_thread(_permissions_in, self._folder())
            if self._permissions.trouble:
                learned.troubles[FILE] = self._permissions.trouble
            self._keep(await self.index.documents())
            names = {(source.collection, source.name) for source in there}
            for key in [key for key in self._documents if key not in names]:
                await self._forget(key)
                learned.forgotten += 1
            for source in there:
                await self._learn(source, learned)
            if learned.read >= SETTLE:
                await self.index.settle()
            self._tell(learned)
            return learned

    async def _learn(self, source: Source, learned: Learned) -> None:
        key = (source.collection, source.name)
        place = "/".join(key)
        if self._stamps.get(key) == source.stamp:
            if place in self.troubles:
                learned.troubles[place] = self.troubles[place]
            return
        try:
            learned.read += await self._read(source)
            self._stamps[key] = source.stamp
        except KeywordFault as fault:
            if fault.code.startswith("GB78"):
                raise  # the model or the index, and not the document
            await self._give_up(source, learned, fault)
        except Exception as error:
            log.debug("%s: %s could not be read", self.name, place, exc_info=error)
            await self._give_up(source, learned, error)

    async def _give_up(self, source: Source, learned: Learned, error: Exception) -> None:
        key = (source.collection, source.name)
        learned.troubles["/".join(key)] = files.sentence(error)
        self._stamps[key] = source.stamp
        if key in self._documents:
            await self._forget(key)

    async def _forget(self, key: tuple[str, str]) -> None:
        await self.index.remove(*key)
        self._stamps.pop(key, None)
        self._keep({known: document for known, document in self._documents.items() if known != key})

    async def _read(self, source: Source) -> bool:
        """Read one document if its content is new."""
        data = await asyncio.to_thread(files.content, source)
        key = (source.collection, source.name)
        digest, known = files.digest(data, self.embedder.name), self._documents.get(key)
        if known is not None and known.hash == digest:
            return False
        async with asyncio.timeout(MOST_SECONDS):
            parts = await files.taken_apart(source, data)
        texts = [f"{parts.title}\n{piece.section}\n{piece.text}" for piece in parts.pieces]
        vectors = await self.embedder.passages(texts)
        entries = [
            Indexed(piece.text, piece.page, piece.section, vector, weights(text))
            for piece, vector, text in zip(parts.pieces, vectors, texts, strict=True)
        ]
        added = known.added if known is not None else datetime.now(UTC)
        document = Document(*key, digest, source.origin, added, len(entries), parts.size, source.url)
        await self.index.put(document, entries)
        self._keep({**self._documents, key: document})
        return True

    def _keep(self, documents: dict[tuple[str, str], Document]) -> None:
        self._documents = documents
        self._folders = frozenset(document.folder for document in documents.values())

    def _tell(self, learned: Learned) -> None:
        for place, sentence in learned.troubles.items():
            if self.troubles.get(place) != sentence:
                log.warning("%s: %s is left out of the knowledge: %s", self.name, place, sentence)
        if learned.read or learned.forgotten:
            log.info("%s: %d documents read, %d forgotten", self.name, learned.read, learned.forgotten)
        self.troubles = learned.troubles

    async def ready(self) -> None:
        """Wait, not for long, until the documents were looked through once."""
        if self._first is None:
            self._first = asyncio.create_task(self.learn())
        if not self._first.done():
            await asyncio.wait((self._first,), timeout=WAIT)
        if self._first.done() and not self._first.cancelled() and (error := self._first.exception()) is not None:
            self._first = None
            raise error

    # ------------------------------------------------------------ what conversations ask

    def open_folders(self, reader: Reader, collections: Iterable[str]) -> list[str]:
        """The folders of these collections that ``reader`` may read."""
        wanted = [plain(name) for name in collections]
        chosen = [
            folder
            for folder in self._folders
            if any(folder.lower() == name or folder.lower().startswith(f"{name}/") for name in wanted)
        ]
        return sorted(self._permissions.open_to(reader, chosen))

    def documents(self, reader: Reader) -> list[Document]:
        """All documents that ``reader`` may read."""
        opened = set(self._permissions.open_to(reader, self._folders))
        return [document for document in self._documents.values() if document.folder in opened]

    def collections(self) -> list[str]:
        """All collections by name."""
        known = {document.collection for document in self._documents.values() if document.origin != "website"}
        return sorted(known | set(files.collections_in(self._folder())))

    async def add(self, collection: str, text: str) -> None:
        """Keep a text that a program adds."""
        name = f"text-{files.digest(text.encode('utf-8', 'replace'), '')[:12]}"
        spelled = next((known for known in self.collections() if known.lower() == plain(collection)), None)
        await asyncio.to_thread(files.keep, self.state, "added", spelled or plain(collection), name, text)
        await self.learn()

    async def use_website(self, address: str, interval: str) -> str:
        """The collection of a website; a new one is read in the background, and waited for a moment."""
        name, new = self._sites.register(address, interval)
        if new:
            task = asyncio.create_task(self.learn())
            self._reading.add(task)
            task.add_done_callback(self._reading.discard)
            await asyncio.wait((task,), timeout=WAIT_SITE)
        return name


class Reading:
    """The port of knowledge for one reader."""

    def __init__(self, library: Library, reader: Reader) -> None:
        self._library = library
        self._reader = reader

    async def search(
        self, question: str, collections: Sequence[str], limit: int = 8, way: Way = Way.BOTH
    ) -> list[Passage]:
        """The passages that fit best."""
        library = self._library
        await library.ready()
        folders = library.open_folders(self._reader, collections)
        if not folders or not question.strip():
            return []
        vector = await library.embedder.question(question)
        return await library.index.search(Asked(vector, asked(question), folders, limit, way))

    async def documents(self) -> list[Document]:
        """All documents that the person may read."""
        await self._library.ready()
        return self._library.documents(self._reader)

    async def collections(self) -> list[str]:
        """The names of the collections."""
        await self._library.ready()
        return self._library.collections()

    async def add(self, collection: str, text: str) -> None:
        """Add a text; GB7813 for one that is too long, GB7811 for a name that none can have."""
        if len(text) > MOST_ADDED:
            raise KeywordFault("GB7813", f"a text of a collection has at most {MOST_ADDED:,} characters")
        if not plain(collection):
            raise KeywordFault("GB7811", "a collection needs a name")
        if text.strip():
            await self._library.add(collection, text)

    async def use_website(self, address: str, interval: str) -> str:
        """Have a website read."""
        return await self._library.use_website(address, interval)


def plain(name: str) -> str:
    """The name of a collection as it is compared: without ``.gbkb`` and in small letters."""
    return name.strip().strip("/").lower().removesuffix(".gbkb")


def _permissions_in(folder: Path | None) -> Permissions:
    file = None if folder is None else folder / FILE
    if file is None or not file.is_file():
        return Permissions()
    try:
        return permissions(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return permissions("unreadable: [")
