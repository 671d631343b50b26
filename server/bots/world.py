"""The ports of one bot, from its package and from what the operator chose: the one place that knows every adapter.

Adapters are imported and opened when a keyword first needs one, so that a bot that only talks starts at once. Called by
hosts: a ``World`` for each bot, its ``ports`` for each conversation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from server.bots.hosting import Hosting
from server.bots.package import Package
from server.bots.tables import DeclaredDatabases, Manifests
from stdlib.adapters.extras import extra
from stdlib.adapters.models import is_configured
from stdlib.ports import Databases, Files, Http, KeywordFault, Mail, Media, Messages, Ports

if TYPE_CHECKING:
    from stdlib.adapters.databases import Connections, Store
    from stdlib.adapters.egress import Egress
    from stdlib.adapters.embedding import Embedder
    from stdlib.adapters.file_links import FileLinks
    from stdlib.adapters.knowledge import Library
    from stdlib.ports.cache import Cache
    from stdlib.ports.knowledge import Knowledge
    from stdlib.ports.model import Model

Now = Callable[[], dt.datetime]


class Deferred:
    """Stands for what ``make`` gives, which is made when something of it is first asked for."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._made: Any = None

    def __getattr__(self, name: str) -> Any:
        if self._made is None:
            self._made = self._make()
        return getattr(self._made, name)


class World:
    """What one bot reaches, shared by all its conversations. An async context manager; at its end all is closed.

    ``links`` makes addresses of files in folders, for a host that serves them.
    """

    def __init__(self, package: Package, hosting: Hosting | None = None, links: FileLinks | None = None) -> None:
        self.package = package
        self.links = links
        self.hosting = hosting or Hosting()
        self._opened = AsyncExitStack()
        self._connections: Connections | None = None
        self.http = cast(Http, Deferred(self._http))
        self.files = cast(Files, Deferred(self._files))
        self.mail = cast(Mail, Deferred(self._mail))
        self.messages = cast(Messages, Deferred(self._messages))
        self.cache = cast("Cache", Deferred(self._cache))
        self.model = cast("Model", Deferred(self._model))
        self.media = cast(Media, Deferred(self._media))
        self._library: Library | None = None

    async def __aenter__(self) -> World:
        return self

    async def __aexit__(self, *raised: object) -> None:
        await self._opened.aclose()

    @asynccontextmanager
    async def ports(self, now: Now = dt.datetime.now, manifests: Manifests = tuple) -> AsyncIterator[Ports]:
        """The ports of one conversation, whose clock is ``now``; an open transaction is undone at the end.

        The tables of ``manifests`` are made before the first use of a database.
        """
        async with AsyncExitStack() as opened:

            def databases() -> Databases:
                found = self.connections.databases(now)
                opened.push_async_callback(found.close)
                return found

            yield Ports(
                databases=DeclaredDatabases(cast(Databases, Deferred(databases)), manifests),
                http=self.http, files=self.files, mail=self.mail, messages=self.messages, model=self.model,
                media=self.media, knowledge=self.knowledge(),
            )  # fmt: skip

    def knowledge(self, names: Iterable[str] = (), roles: Iterable[str] = ()) -> Knowledge:
        """What a person with these names and roles may read of the bot's documents; a guest has neither."""
        from stdlib.knowledge.permissions import Reader

        reader = Reader(frozenset(name.lower() for name in names if name), frozenset(role.lower() for role in roles))
        return cast("Knowledge", Deferred(lambda: self.library.reader(reader)))

    @cached_property
    def embedder(self) -> Embedder:
        """Makes vectors of messages."""
        from stdlib.adapters.embedding import embedder_of

        made = embedder_of(self.package.config, self.model)
        self._opened.callback(made.close)
        return made

    @property
    def library(self) -> Library:
        """The bot's documents with their index, opened when first used."""
        if self._library is None:
            with extra("kb"):
                from stdlib.adapters.knowledge_qdrant import QdrantIndex
            from stdlib.adapters.embedding import embedder_of
            from stdlib.adapters.knowledge import Library

            state = self.package.state / "kb"
            embedder = embedder_of(self.package.config, self.model)
            index = QdrantIndex(state / "index")
            self._library = Library(self.package.name, lambda: self.package.kb, state, index, embedder, self.http)
            self._opened.push_async_callback(self._library.close)
        return self._library

    @property
    def answers(self) -> bool:
        """Whether there is a language model."""
        return is_configured(self.package.config, self.hosting.local_model)

    @property
    def has_documents(self) -> bool:
        """Whether there may be documents that the bot knows."""
        return self.package.kb is not None or (self.package.state / "kb").is_dir()

    @property
    def has_rows(self) -> bool:
        """Whether the bot's own database may have something in it."""
        return bool(self.hosting.database) or self._file.exists()

    @property
    def connections(self) -> Connections:
        """The bot's own database and those of its configuration, opened when first used."""
        if self._connections is None:
            from stdlib.adapters.databases import Connections

            package = self.package
            folder = None if self.hosting.trusting else package.root or package.state
            self._connections = Connections(self._own_store(), package.config, self._guard("conn"), folder)
            self._opened.push_async_callback(self._connections.close)
        return self._connections

    @property
    def _file(self) -> Path:
        return self.package.state / "bot.db"

    def _own_store(self) -> Store:
        if self.hosting.database:
            with extra("postgres"):
                from stdlib.adapters.database_postgres import PostgresStore
            return PostgresStore.of_bot(self.hosting.database, self.package.name)
        from stdlib.adapters.database_sqlite import SqliteStore

        _make_folder(self.package.state)
        return SqliteStore(self._file)

    def _guard(self, kind: str, ports: frozenset[int] | None = None) -> Egress:
        from stdlib.adapters.egress import guard

        hosting = self.hosting
        try:
            return guard(self.package.config, kind, hosting.allow, trusting=hosting.trusting, ports=ports)
        except ValueError as error:
            raise KeywordFault("GB7201", f"GBC_ALLOW, {kind}-allow or {kind}-only cannot be read: {error}") from error

    def _http(self) -> Http:
        with extra("http"):
            from stdlib.adapters.http_aiohttp import HttpClient
        from stdlib.adapters.egress import WEB_PORTS

        client = HttpClient(self._guard("http", WEB_PORTS))
        self._opened.push_async_callback(client.close)
        return client

    def _files(self) -> Files:
        from stdlib.adapters.files_folder import FolderFiles

        drive = self._drive()
        if self.package.data is None:
            return drive
        from server.bots.data_files import PackageFiles

        return PackageFiles(drive, FolderFiles(self.package.data, self.links))

    def _drive(self) -> Files:
        from stdlib.adapters.files_folder import FolderFiles

        if not self.hosting.files:
            return FolderFiles(self.package.drive, self.links)
        with extra("s3"):
            from stdlib.adapters.files_s3 import S3Files, place_of
        drive = S3Files(place_of(self.hosting.files, self.package.name))
        self._opened.push_async_callback(drive.close)
        return drive

    def _mail(self) -> Mail:
        from stdlib.adapters.mail_configured import configured_mail

        try:
            with extra("mail"):
                return configured_mail(self.package.config, self.package.state / "mail", self._guard("email"))
        except ValueError as error:
            raise KeywordFault("GB7401", str(error)) from error

    def _messages(self) -> Messages:
        from stdlib.adapters.messages_outbox import OutboxMessages

        return OutboxMessages(self.package.state / "messages")

    def _model(self) -> Model:
        from stdlib.adapters.models import ConfiguredModels

        models = ConfiguredModels(self.package.config, self._guard("llm"), self.hosting.local_model)
        self._opened.push_async_callback(models.close)
        return models

    def _media(self) -> Media:
        with extra("llm"):
            from stdlib.adapters.media_openai import OpenAiMedia

        media = OpenAiMedia(self.package.config, self._guard("llm"))
        self._opened.push_async_callback(media.close)
        return media

    def _cache(self) -> Cache:
        if not self.hosting.cache:
            from stdlib.adapters.cache_process import ProcessCache

            return ProcessCache()
        with extra("redis"):
            from stdlib.adapters.cache_redis import RedisCache

            cache = RedisCache(self.hosting.cache, f"gbc:{self.package.name}:")
        self._opened.push_async_callback(cache.close)
        return cache


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KeywordFault(
            "GB7104", f"{folder} cannot be made: {(error.strerror or 'unknown reason').lower()}"
        ) from error
