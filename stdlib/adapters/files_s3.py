"""The files port over an S3 store (AWS, MinIO, SeaweedFS, ...), by aiobotocore; one prefix of a bucket is one drive.

A put is whole or not at all, which is what the port promises. Folders are only parts of names here. Heavy imports wait
until the first call.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from stdlib.documents.paths import media_type, normal_path
from stdlib.ports.faults import KeywordFault
from stdlib.ports.files import LIST_MOST, READ_MOST, WRITE_MOST, FileInfo

LINK_MOST = 7 * 86400
"""Seconds that a signed address of S3 may be good for."""

_Infos = list[FileInfo]
_MISSING = frozenset(("NoSuchKey", "404", "NotFound", "NoSuchBucket"))
_CHANGED = frozenset(("PreconditionFailed", "412", "ConditionalRequestConflict", "409"))


@dataclass(frozen=True)
class S3Place:
    """Where the drive is: ``endpoint`` "" is AWS. ``timeout`` in seconds bounds connecting and each answer."""

    bucket: str
    prefix: str = ""
    endpoint: str = ""
    region: str = "us-east-1"
    access_key: str = ""
    secret_key: str = ""
    timeout: float = 10.0


def place_of(address: str, folder: str) -> S3Place:
    """The place of one bot below ``s3://bucket/prefix?endpoint=https://host&region=name``; ValueError for another."""
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query))
    if parts.scheme != "s3" or not parts.netloc or options.keys() - {"endpoint", "region"}:
        raise ValueError("files are at an address such as s3://bucket/prefix?endpoint=https://host&region=name")
    prefix = f"{parts.path.strip('/')}/{folder}".strip("/")
    return S3Place(parts.netloc, prefix, options.get("endpoint", ""), options.get("region", S3Place.region))


class S3Files:
    """Opens its client at the first call; ``close`` it when done. ``largest`` bounds one file in bytes."""

    def __init__(self, place: S3Place, largest: int = WRITE_MOST) -> None:
        self._place = place
        self._largest = largest
        self._prefix = place.prefix.strip("/") + "/" if place.prefix.strip("/") else ""
        self._open = AsyncExitStack()
        self._opened: Any = None
        self._lock = asyncio.Lock()

    async def close(self) -> None:
        """Close all connections."""
        await self._open.aclose()
        self._opened = None

    async def _client(self) -> Any:
        async with self._lock:
            if self._opened is None:
                from aiobotocore.config import AioConfig
                from aiobotocore.session import get_session

                place = self._place
                config = AioConfig(
                    connect_timeout=place.timeout,
                    read_timeout=place.timeout,
                    retries={"max_attempts": 2},
                    signature_version="s3v4",
                    s3={"addressing_style": "path" if place.endpoint else "auto"},
                )
                client = get_session().create_client(
                    "s3",
                    region_name=place.region,
                    endpoint_url=place.endpoint or None,
                    aws_access_key_id=place.access_key or None,
                    aws_secret_access_key=place.secret_key or None,
                    config=config,
                )
                self._opened = await self._open.enter_async_context(client)
            return self._opened

    # ------------------------------------------------------------ the port

    async def read(self, path: str, most: int = READ_MOST) -> bytes:
        """The content, at most ``most`` bytes."""
        return (await self._get(normal_path(path), most))[0]

    async def write(self, path: str, content: bytes) -> FileInfo:
        """Replace or create."""
        normal = normal_path(path)
        await self._refuse_folder(normal)
        return await self._put(normal, content)

    async def append(self, path: str, content: bytes) -> FileInfo:
        """Read and put back under the condition that nobody else did meanwhile."""
        normal = normal_path(path)
        await self._refuse_folder(normal)
        for _ in range(50):
            try:
                old, tag = await self._get(normal, self._largest)
                condition = {"IfMatch": tag}
            except KeywordFault as fault:
                if fault.code != "GB7302":
                    raise
                old, condition = b"", {"IfNoneMatch": "*"}
            try:
                return await self._put(normal, old + content, condition)
            except _Changed:
                await asyncio.sleep(0.01)
        raise KeywordFault("GB7304", f'"{normal}" is changed by others all the time; nothing was added')

    async def delete(self, path: str) -> bool:
        """Remove a file, or everything below a folder."""
        normal = normal_path(path)
        if await self.info(normal) is not None:
            await self._call("delete_object", normal, Key=self._key(normal))
            return True
        inside = await self.list(normal)
        for at in range(0, len(inside), 1000):
            keys = [{"Key": self._key(info.path)} for info in inside[at : at + 1000]]
            await self._call("delete_objects", normal, Delete={"Objects": keys, "Quiet": True})
        return bool(inside)

    async def info(self, path: str) -> FileInfo | None:
        """What is known of a file."""
        normal = normal_path(path)
        try:
            head = await self._call("head_object", normal, Key=self._key(normal))
        except KeywordFault as fault:
            if fault.code == "GB7302":
                return None
            raise
        return FileInfo(normal, head["ContentLength"], head["LastModified"], media_type(normal))

    async def list(self, folder: str = "") -> list[FileInfo]:
        """All files below a folder, sorted by path."""
        normal = normal_path(folder, folder=True)
        prefix = self._prefix + (normal + "/" if normal else "")
        found: list[FileInfo] = []
        with _explained(normal):
            async for entry in self._entries(prefix):
                path = entry["Key"][len(self._prefix) :]
                if path and not path.endswith("/"):
                    found.append(FileInfo(path, entry["Size"], entry["LastModified"], media_type(path)))
                if len(found) > LIST_MOST:
                    raise KeywordFault("GB7303", f'the folder "{normal}" has more than {LIST_MOST} files')
        return sorted(found, key=lambda info: info.path)

    async def copy(self, source: str, target: str) -> FileInfo:
        """Copy a file or folder, inside the store."""
        old, new = normal_path(source), normal_path(target)
        copies = [await self._copy(info.path, new + info.path[len(old) :]) for info in await self._all(old, new)]
        return copies[0]

    async def move(self, source: str, target: str) -> FileInfo:
        """Copy, then remove what was copied; if that is cut short, both are there."""
        old, new = normal_path(source), normal_path(target)
        files = await self._all(old, new)
        if old == new:
            return files[0]
        if files[0].path != old and await self.list(new):
            raise _in_the_way(new)
        moved = [await self._copy(info.path, new + info.path[len(old) :]) for info in files]
        for info in files:
            await self._call("delete_object", info.path, Key=self._key(info.path))
        return moved[0]

    async def link(self, path: str, seconds: float) -> str:
        """A signed address of the store itself."""
        normal = normal_path(path)
        if seconds > LINK_MOST:
            raise KeywordFault("GB7307", f"a link into this store is good for {LINK_MOST // 86400} days at most")
        if await self.info(normal) is None:
            raise _missing(normal)
        client = await self._client()
        parameters = {"Bucket": self._place.bucket, "Key": self._key(normal)}
        made: str = await client.generate_presigned_url("get_object", Params=parameters, ExpiresIn=int(seconds))
        return made

    # ------------------------------------------------------------ steps

    def _key(self, path: str) -> str:
        return self._prefix + path

    async def _call(self, name: str, path: str, **arguments: Any) -> Any:
        client = await self._client()
        with _explained(path):
            return await getattr(client, name)(Bucket=self._place.bucket, **arguments)

    async def _get(self, path: str, most: int) -> tuple[bytes, str]:
        """Content and its tag."""
        answer: Mapping[str, Any] = await self._call("get_object", path, Key=self._key(path))
        with _explained(path):
            async with answer["Body"] as body:
                if answer["ContentLength"] > most:
                    raise _too_large(path, answer["ContentLength"], most)
                return await body.read(), answer["ETag"]

    async def _put(self, path: str, content: bytes, condition: Mapping[str, str] | None = None) -> FileInfo:
        if len(content) > self._largest:
            raise _too_large(path, len(content), self._largest)
        kind = media_type(path)
        await self._call("put_object", path, Key=self._key(path), Body=content, ContentType=kind, **(condition or {}))
        info = await self.info(path)
        if info is None:
            raise _missing(path)
        return info

    async def _copy(self, source: str, target: str) -> FileInfo:
        await self._refuse_folder(target)
        origin = {"Bucket": self._place.bucket, "Key": self._key(source)}
        if source != target:
            await self._call("copy_object", source, Key=self._key(target), CopySource=origin)
        info = await self.info(target)
        if info is None:
            raise _missing(target)
        return info

    async def _all(self, source: str, target: str) -> _Infos:
        """The file, or the files of the folder, that are copied or moved."""
        single = await self.info(source)
        if single is not None:
            return [single]
        files = await self.list(source)
        if not files:
            raise _missing(source)
        if f"{target}/".startswith(f"{source}/"):
            raise KeywordFault("GB7301", f'the folder "{source}" cannot go into itself')
        return files

    async def _refuse_folder(self, path: str) -> None:
        """A file may not have the name of a folder, as in any other drive."""
        with _explained(path):
            async for _ in self._entries(self._key(path) + "/", 1):
                raise _in_the_way(path)

    async def _entries(self, prefix: str, most: int = 1000) -> AsyncIterator[Mapping[str, Any]]:
        client = await self._client()
        mark: dict[str, str] = {}
        while True:
            page = await client.list_objects_v2(Bucket=self._place.bucket, Prefix=prefix, MaxKeys=most, **mark)
            for entry in page.get("Contents", ()):
                yield entry
            if not page.get("IsTruncated"):
                return
            mark = {"ContinuationToken": page["NextContinuationToken"]}


class _Changed(Exception):
    """Somebody else wrote the file meanwhile."""


@contextmanager
def _explained(path: str) -> Iterator[None]:
    """What the store refuses, and what keeps us from it, as a fault that names the path."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in _CHANGED:
            raise _Changed from error
        if code in _MISSING:
            raise _missing(path) from error
        raise KeywordFault(
            "GB7304", f'the store of this bot\'s files refuses "{path}" ({code or "no reason"})'
        ) from error
    except (BotoCoreError, OSError, TimeoutError) as error:
        raise KeywordFault("GB7304", f'the store of this bot\'s files cannot be reached for "{path}"') from error


def _missing(path: str) -> KeywordFault:
    return KeywordFault("GB7302", f'the drive has no file "{path}"')


def _too_large(path: str, size: int, most: int) -> KeywordFault:
    return KeywordFault("GB7303", f'"{path}" has {size} bytes; at most {most} are allowed here')


def _in_the_way(path: str) -> KeywordFault:
    return KeywordFault("GB7301", f'the path "{path}" is not allowed: a folder of that name is in the way')
