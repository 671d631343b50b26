"""Keywords of the bot's drive: reading, writing, listing, moving, up- and download, archives.

Everything goes through the files port; paths are relative to the drive of the bot. The work on contents is in
``stdlib.documents``.
"""

from __future__ import annotations

import asyncio
from fnmatch import fnmatchcase
from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.documents import archives
from stdlib.documents.encode import encoded
from stdlib.documents.handles import content_of, listed, stored
from stdlib.documents.paths import ending, normal_path
from stdlib.documents.reading import read_document, read_lines, read_table
from stdlib.functions.arguments import unwrap
from stdlib.ports import KeywordFault
from stdlib.ports.files import FileInfo
from stdlib.web.downloads import fetched
from vm.value import Array, Object


@keyword(
    "READ path:text",
    "READ path:text AS form:word(TABLE|LINES)",
    result="any",
    capability="file",
    effect="read",
    tier=2,
)
async def read(ctx: Context, *, path: Any = None, form: Any = None) -> Any:
    """The content of a file: as text, or as rows or lines.

    Of PDF, Word, Excel and PowerPoint files it is the text, with headings, tables and pages as Markdown. AS TABLE gives
    the rows of CSV, TSV, JSON, XML and Excel files, and of the first table of HTML, Word and Markdown files.

    Example:
        notes = READ "notes/today.txt"
        people = READ "people.csv" AS TABLE
    """
    name = ctx.text(path)
    data = await ctx.files.read(name)
    if _form("READ", ctx, form) == "TABLE":
        return await read_table(name, data)
    if form:
        return ctx.array(await read_lines(name, data))
    return await read_document(name, data)


def _form(what: str, ctx: Context, form: Any) -> str:
    name = ctx.text(form).strip().upper() if form is not None else ""
    if name not in ("", "TABLE", "LINES"):
        raise KeywordFault("GB6004", f"{what} takes AS TABLE or AS LINES, not {name}")
    return name


@keyword(
    "WRITE path:text, content:any",
    "WRITE content:any TO path:text [AS form:word(TABLE|LINES)] [append:flag(APPEND)]",
    result="none",
    capability="file",
    effect="write",
    tier=1,
)
async def write(ctx: Context, *, path: Any = None, content: Any = None, form: Any = None, append: Any = None) -> None:
    """Write a file.

    Objects go as JSON; CSV(), XML() and EXCEL() choose another form. So does the ending: `.csv`, `.tsv`, `.xlsx`,
    `.xml` and `.yaml` for rows. APPEND adds at the end: text as it is, AS LINES with a line end after each, AS TABLE
    without the names when the file has some already.

    Example:
        WRITE "reports/today.csv", CSV(rows)
        WRITE line TO "log.txt" AS LINES APPEND
    """
    name, kind = ctx.text(path), _form("WRITE", ctx, form)
    if append and ending(name) == ".xlsx":
        raise KeywordFault("GB6004", "WRITE ... APPEND cannot add to a workbook; READ it AS TABLE and write it anew")
    more = bool(append) and kind == "TABLE" and bool(await ctx.files.info(name))
    data = await _bytes_of(ctx, content, name, kind, more)
    await (ctx.files.append(name, data) if append else ctx.files.write(name, data))


async def _bytes_of(ctx: Context, content: Any, name: str, form: str = "", more: bool = False) -> bytes:
    """What is to be written; a file value without content stands for the file it names."""
    if isinstance(content, Object) and content.kind == "file" and content.get("content") is None:
        return (await content_of(ctx, content, "WRITE"))[1]
    return encoded(content, name, form, more=more)


@keyword("DELETE FILE path:text", result="bool", capability="file", effect="write", consequential=True, tier=2)
async def delete_file(ctx: Context, *, path: Any = None) -> bool:
    """Remove a file of the drive; true when there was one.

    Example:
        DELETE FILE "reports/old.csv"
    """
    return await ctx.files.delete(ctx.text(path))


@keyword(
    "COPY source:text, target:text",
    "COPY source:text TO target:text",
    result="any",
    capability="file",
    effect="write",
    tier=2,
)
async def copy(ctx: Context, *, source: Any = None, target: Any = None) -> Object:
    """Copy a file or folder; folders on the way are made, a file in the way is replaced.

    A target that ends in `/` is a folder, and the name stays.

    Example:
        COPY "templates/offer.docx" TO "offers/7.docx"
    """
    old, new = _places(ctx, source, target)
    return listed(ctx, await ctx.files.copy(old, new))


@keyword(
    "MOVE source:text, target:text",
    "MOVE source:text TO target:text",
    result="any",
    capability="file",
    effect="write",
    consequential=True,
    tier=2,
)
async def move(ctx: Context, *, source: Any = None, target: Any = None) -> Object:
    """Move or rename a file or folder.

    Example:
        MOVE "inbox/scan.pdf" TO "archive/scan.pdf"
    """
    old, new = _places(ctx, source, target)
    return listed(ctx, await ctx.files.move(old, new))


def _places(ctx: Context, source: Any, target: Any) -> tuple[str, str]:
    """Both paths; a file value stands for its path."""
    old, new = (str(x.get("path") or ctx.text(x)) if isinstance(x, Object) else ctx.text(x) for x in (source, target))
    return old, new + old.rstrip("/").rpartition("/")[2] if new.endswith("/") else new


@keyword(
    "LIST path:text [FILTER pattern:text] [recursive:flag(RECURSIVE)]",
    result="rows",
    capability="file",
    effect="read",
    tier=2,
)
async def list_files(ctx: Context, *, path: Any = None, pattern: Any = None, recursive: Any = None) -> Array:
    """The files of a folder; each prints as its name and has size, type and times.

    FILTER takes `*` and `?` in names, in any case. With RECURSIVE files of inner folders are there too and print with
    their folder.

    Example:
        files = LIST "inbox" FILTER "*.pdf" RECURSIVE
        TALK "There are " + COUNT(files) + " documents"
    """
    return await _listing(
        ctx, _folder(ctx, path), ctx.text(pattern) if pattern is not None else "*", deep=bool(recursive)
    )


def _folder(ctx: Context, path: Any) -> str:
    """The folder to list; ``/`` alone is the whole drive."""
    text = ctx.text(path)
    return "" if text.strip() == "/" else normal_path(text, folder=True)


async def _listing(ctx: Context, folder: str, pattern: str, *, deep: bool) -> Array:
    rows = ctx.array(listed(ctx, info, folder) for info in await _matching(ctx, folder, pattern, deep=deep))
    rows.rowset = True
    return rows


async def _matching(ctx: Context, folder: str, pattern: str, *, deep: bool) -> list[FileInfo]:
    """Files of a folder whose name, or path below the folder, fits the pattern."""
    start = len(folder) + 1 if folder else 0
    return [
        info
        for info in await ctx.files.list(folder)
        if (deep or "/" not in info.path[start:]) and _fits(info.path[start:], pattern.lower())
    ]


def _fits(path: str, pattern: str) -> bool:
    shown = path.lower()
    return fnmatchcase(shown if "/" in pattern else shown.rpartition("/")[2], pattern)


@keyword("DIR path:text", result="rows", capability="file", effect="read", tier=2)
async def dir_files(ctx: Context, *, path: Any = None) -> Array:
    """The files of a folder, as LIST gives them.

    Example:
        files = DIR "inbox"
    """
    return await _listing(ctx, _folder(ctx, path), "*", deep=False)


@keyword(
    "UPLOAD source:any",
    "UPLOAD source:any, target:text",
    "UPLOAD source:any TO target:text [AS name:text]",
    result="file",
    capability="file",
    effect="write",
    tier=1,
)
async def upload(ctx: Context, *, source: Any = None, target: Any = None, name: Any = None) -> Object:
    """Store a file in the drive; gives its link, size and checksum.

    The target is a folder, or a path when it has an ending. Without one the file goes to `uploads`.

    Example:
        stored = UPLOAD photo TO "photos" AS "front.jpg"
        TALK stored.url
    """
    found, data = await content_of(ctx, source, "UPLOAD")
    own = (ctx.text(name) if name is not None else found).replace("\\", "/").rpartition("/")[2] or "file"
    place = ctx.text(target).strip() if target is not None else "uploads"
    whole = name is None and bool(ending(place)) and not place.endswith("/")
    path = normal_path(place if whole else f"{place}/{own}" if place else own)
    return await stored(ctx, await ctx.files.write(path, data), data)


@keyword(
    "DOWNLOAD source:text",
    "DOWNLOAD source:text, path:text",
    "DOWNLOAD source:text AS name:word(LINK) [TO user:text]",
    "DOWNLOAD source:text TO user:text",
    result="file",
    capability="file,http",
    effect="write",
    tier=1,
)
async def download(
    ctx: Context, *, source: Any = None, path: Any = None, name: Any = None, user: Any = None
) -> Object | str:
    """Fetch a file from a web address or the drive, for SEND FILE or to keep.

    What comes from the web is kept in the folder `downloads` of the drive, or under the path after the comma; a path
    that ends in / is a folder. With AS LINK the result is a link to it; with TO it is for another user.

    Example:
        SEND FILE DOWNLOAD "https://example.com/menu.pdf"
    """
    if user is not None:
        await _only_own(ctx, ctx.text(user))
    found = await fetched(ctx, source, ctx.text(path), "" if name == "LINK" else ctx.text(name))
    return ctx.text(found.get("url")) if name == "LINK" else found


async def _only_own(ctx: Context, user: str) -> None:
    own = {ctx.text(await ctx.session.get(key)).lower() for key in ("user.id", "user.name", "user.email")}
    if user.strip().lower() not in own | {ctx.user.lower()}:
        raise KeywordFault(
            "GB7001", f"DOWNLOAD TO {user} needs the messaging capability, which this host does not provide"
        )


@keyword(
    "COMPRESS files:any, archive:text",
    "COMPRESS files:any TO archive:text",
    result="text",
    capability="file",
    effect="write",
    tier=1,
)
async def compress(ctx: Context, *, files: Any = None, archive: Any = None) -> str:
    """Put files into a zip archive; gives its path.

    Files are a list of paths or a pattern. Archive first and pattern second works too: the archive ends in `.zip`.

    Example:
        COMPRESS ["a.pdf", "b.pdf"] TO "both.zip"
        archive = COMPRESS "backup.zip", "reports/*.csv"
    """
    if isinstance(files, str) and ending(files) == ".zip" and ending(ctx.text(archive)) != ".zip":
        files, archive = archive, files
    path = normal_path(ctx.text(archive))
    paths = [found for item in ctx.items(unwrap(files)) for found in await _sources(ctx, item) if found != path]
    if not paths:
        raise KeywordFault("GB7302", f"COMPRESS found no files for {ctx.text(files)}")
    contents = [(name, await ctx.files.read(found)) for name, found in _names_inside(dict.fromkeys(paths))]
    return (await ctx.files.write(path, await asyncio.to_thread(archives.pack, contents))).path


async def _sources(ctx: Context, item: Any) -> list[str]:
    """The paths that a path, a file value, a folder or a pattern means."""
    place = str(item.get("path") or ctx.text(item)) if isinstance(item, Object) else ctx.text(item)
    if "*" in place or "?" in place:
        folder = place[: min(place.find(mark) for mark in "*?" if mark in place)].rpartition("/")[0]
        root = normal_path(folder, folder=True)
        pattern = place[len(folder) + 1 if folder else 0 :]
        return [info.path for info in await _matching(ctx, root, pattern, deep="/" in pattern)]
    path = normal_path(place)
    if await ctx.files.info(path) is not None:
        return [path]
    inside = [info.path for info in await ctx.files.list(path)]
    if not inside:
        raise KeywordFault("GB7302", f'the drive has no file "{path}"')
    return inside


def _names_inside(paths: dict[str, None]) -> list[tuple[str, str]]:
    """Names in the archive: without the folders that all files share."""
    folders = [path.split("/")[:-1] for path in paths]
    shared = 0
    while all(len(parts) > shared and parts[shared] == folders[0][shared] for parts in folders):
        shared += 1
    return [("/".join(path.split("/")[shared:]), path) for path in paths]


@keyword(
    "EXTRACT archive:text, folder:text",
    "EXTRACT archive:text TO folder:text",
    result="list",
    capability="file",
    effect="write",
    tier=2,
)
async def extract(ctx: Context, *, archive: Any = None, folder: Any = None) -> Array:
    """Unpack a zip archive into a folder; gives the paths.

    Archives that could do harm are refused before anything is written.

    Example:
        files = EXTRACT "both.zip" TO "inbox"
    """
    name, place = ctx.text(archive), normal_path(ctx.text(folder), folder=True)
    contents = await asyncio.to_thread(archives.unpack, await ctx.files.read(name), name)
    targets = [(normal_path(f"{place}/{path}" if place else path), data) for path, data in contents]
    written: list[str] = []
    try:
        for path, data in targets:
            written.append((await ctx.files.write(path, data)).path)
    except BaseException:
        for path in written:
            await ctx.files.delete(path)
        raise
    return ctx.array(written)


@keyword(
    "GENERATE SECURE LINK path:text EXPIRES days:int DAYS|DAY",
    result="text",
    capability="file",
    effect="write",
    consequential=True,
    tier=2,
)
async def generate_secure_link(ctx: Context, *, path: Any = None, days: Any = None) -> str:
    """A signed address of a file that stops working after some days.

    Example:
        link = GENERATE SECURE LINK "offers/7.pdf" EXPIRES 7 DAYS
    """
    length = ctx.number(days, "GENERATE SECURE LINK ... EXPIRES")
    if not 0 < length <= 365:
        raise KeywordFault("GB6004", "GENERATE SECURE LINK needs EXPIRES between 1 and 365 DAYS")
    return await ctx.files.link(ctx.text(path), length * 86400)


@keyword("FOLDER SIZE path:text", result="int", capability="file", effect="read")
async def folder_size(ctx: Context, *, path: Any = None) -> int:
    """The size of a folder and all below it, in bytes.

    Example:
        TALK FOLDER_SIZE("inbox")
    """
    return sum(info.size for info in await ctx.files.list(ctx.text(path)))


@keyword("FILE EXISTS path:text", result="bool", capability="file", effect="read")
async def file_exists(ctx: Context, *, path: Any = None) -> bool:
    """True when the drive has a file at this path.

    Example:
        IF FILE EXISTS("notes.txt") THEN TALK READ "notes.txt"
    """
    return await ctx.files.info(ctx.text(path)) is not None


@keyword("GET FILE TYPE path:text", result="text", capability="file", effect="read")
async def get_file_type(ctx: Context, *, path: Any = None) -> str:
    """The media type of a file, such as `application/pdf`.

    Example:
        kind = GET_FILE_TYPE("offers/7.pdf")
    """
    info = await ctx.files.info(ctx.text(path))
    if info is None:
        raise KeywordFault("GB7302", f'the drive has no file "{ctx.text(path)}"')
    return info.type


def _own(ctx: Context, path: Any, *, folder: bool = False) -> str:
    """A path of the user's own part of the drive, which no other user's path can reach."""
    inside = normal_path(ctx.text(path), folder=folder)
    owner = "".join(c if c.isalnum() or c in "-_@" else f"%{ord(c):02x}" for c in ctx.acting) or "user"
    return f"users/{owner}/{inside}".rstrip("/")


@keyword("LIST USER DRIVE path:text", result="rows", capability="file", effect="read")
async def list_user_drive(ctx: Context, *, path: Any = None) -> Array:
    """The files of a folder of the user's own drive.

    Example:
        files = LIST USER DRIVE "invoices"
    """
    return await _listing(ctx, _own(ctx, path, folder=True), "*", deep=False)


@keyword("READ USER DRIVE path:text", result="text", capability="file", effect="read")
async def read_user_drive(ctx: Context, *, path: Any = None) -> str:
    """The content of a file of the user's own drive.

    Example:
        text = READ USER DRIVE "notes.txt"
    """
    place = _own(ctx, path)
    return await read_document(place, await ctx.files.read(place))


@keyword("SAVE USER DRIVE path:text, content:any", result="none", capability="file", effect="write")
async def save_user_drive(ctx: Context, *, path: Any = None, content: Any = None) -> None:
    """Write a file into the user's own drive.

    Example:
        SAVE USER DRIVE "notes.txt", notes
    """
    place = _own(ctx, path)
    await ctx.files.write(place, await _bytes_of(ctx, content, place))


@keyword("DELETE USER DRIVE path:text", result="bool", capability="file", effect="write", consequential=True)
async def delete_user_drive(ctx: Context, *, path: Any = None) -> bool:
    """Remove a file of the user's own drive.

    Example:
        DELETE USER DRIVE "notes.txt"
    """
    return await ctx.files.delete(_own(ctx, path))
