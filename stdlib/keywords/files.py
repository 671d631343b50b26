"""Keywords of the bot's drive: reading, writing, listing, moving, up- and download, archives.

Declarations only. Paths are relative to the drive of the bot; `account://` paths reach a connected drive.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword(
    "READ path:text",
    "READ path:text AS form:word(TABLE|LINES)",
    result="any",
    capability="file",
    effect="read",
    tier=2,
)
async def read(ctx: Any, **arguments: Any) -> None:
    """The content of a file: as text, or as rows or lines.

    Example:
        notes = READ "notes/today.txt"
        people = READ "people.csv" AS TABLE
    """


@keyword(
    "WRITE path:text, content:any",
    "WRITE content:any TO path:text [AS form:word(TABLE|LINES)] [append:flag(APPEND)]",
    result="none",
    capability="file",
    effect="write",
    tier=1,
)
async def write(ctx: Any, **arguments: Any) -> None:
    """Write a file.

    Objects go as JSON; CSV(), XML() and EXCEL() choose another form.

    Example:
        WRITE "reports/today.csv", CSV(rows)
        WRITE line TO "log.txt" APPEND
    """


@keyword("DELETE FILE path:text", result="bool", capability="file", effect="write", tier=2)
async def delete_file(ctx: Any, **arguments: Any) -> None:
    """Remove a file of the drive; true when there was one.

    Example:
        DELETE FILE "reports/old.csv"
    """


@keyword(
    "COPY source:text, target:text",
    "COPY source:text TO target:text",
    result="any",
    capability="file",
    effect="write",
    tier=2,
)
async def copy(ctx: Any, **arguments: Any) -> None:
    """Copy a file; folders on the way are made, a file in the way is replaced.

    Example:
        COPY "templates/offer.docx" TO "offers/7.docx"
    """


@keyword(
    "MOVE source:text, target:text",
    "MOVE source:text TO target:text",
    result="any",
    capability="file",
    effect="write",
    tier=2,
)
async def move(ctx: Any, **arguments: Any) -> None:
    """Move or rename a file.

    Example:
        MOVE "inbox/scan.pdf" TO "archive/scan.pdf"
    """


@keyword(
    "LIST path:text [FILTER pattern:text] [recursive:flag(RECURSIVE)]",
    result="rows",
    capability="file",
    effect="read",
    tier=2,
)
async def list_files(ctx: Any, **arguments: Any) -> None:
    """The files of a folder; each prints as its name and has size, type and times.

    Example:
        files = LIST "inbox" FILTER "*.pdf" RECURSIVE
        TALK "There are " + COUNT(files) + " documents"
    """


@keyword("DIR path:text", result="rows", capability="file", effect="read", tier=2)
async def dir_files(ctx: Any, **arguments: Any) -> None:
    """The files of a folder, as LIST gives them.

    Example:
        files = DIR "inbox"
    """


@keyword(
    "UPLOAD source:any",
    "UPLOAD source:any, target:text",
    "UPLOAD source:any TO target:text [AS name:text]",
    result="file",
    capability="file",
    effect="write",
    tier=1,
)
async def upload(ctx: Any, **arguments: Any) -> None:
    """Store a file in the drive; gives its link, size and checksum.

    Example:
        stored = UPLOAD photo TO "photos" AS "front.jpg"
        TALK stored.url
    """


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
async def download(ctx: Any, **arguments: Any) -> None:
    """Fetch a file from a web address or the drive, for SEND FILE or to keep.

    With AS LINK the result is a link to it; with TO it is delivered to a user.

    Example:
        SEND FILE DOWNLOAD "https://example.com/menu.pdf"
    """


@keyword(
    "COMPRESS files:any, archive:text",
    "COMPRESS files:any TO archive:text",
    result="text",
    capability="file",
    effect="write",
    tier=1,
)
async def compress(ctx: Any, **arguments: Any) -> None:
    """Put files into a zip archive; gives its path.

    Files are a list of paths or a pattern. Archive first and pattern second works too: the archive ends in `.zip`.

    Example:
        COMPRESS ["a.pdf", "b.pdf"] TO "both.zip"
        archive = COMPRESS "backup.zip", "reports/*.csv"
    """


@keyword(
    "EXTRACT archive:text, folder:text",
    "EXTRACT archive:text TO folder:text",
    result="list",
    capability="file",
    effect="write",
    tier=2,
)
async def extract(ctx: Any, **arguments: Any) -> None:
    """Unpack a zip archive into a folder; gives the paths.

    Example:
        files = EXTRACT "both.zip" TO "inbox"
    """


@keyword(
    "GENERATE SECURE LINK path:text EXPIRES days:int DAYS|DAY", result="text", capability="file", effect="write", tier=2
)
async def generate_secure_link(ctx: Any, **arguments: Any) -> None:
    """A signed address of a file that stops working after some days.

    Example:
        link = GENERATE SECURE LINK "offers/7.pdf" EXPIRES 7 DAYS
    """


@keyword("FOLDER SIZE path:text", result="int", capability="file", effect="read")
async def folder_size(ctx: Any, **arguments: Any) -> None:
    """The size of a folder and all below it, in bytes.

    Example:
        TALK FOLDER_SIZE("inbox")
    """


@keyword("FILE EXISTS path:text", result="bool", capability="file", effect="read")
async def file_exists(ctx: Any, **arguments: Any) -> None:
    """True when the drive has a file at this path.

    Example:
        IF FILE EXISTS("notes.txt") THEN TALK READ "notes.txt"
    """


@keyword("GET FILE TYPE path:text", result="text", capability="file", effect="read")
async def get_file_type(ctx: Any, **arguments: Any) -> None:
    """The media type of a file, such as `application/pdf`.

    Example:
        kind = GET_FILE_TYPE("offers/7.pdf")
    """


@keyword("LIST USER DRIVE path:text", result="rows", capability="file", effect="read")
async def list_user_drive(ctx: Any, **arguments: Any) -> None:
    """The files of a folder of the user's own drive.

    Example:
        files = LIST USER DRIVE "invoices"
    """


@keyword("READ USER DRIVE path:text", result="text", capability="file", effect="read")
async def read_user_drive(ctx: Any, **arguments: Any) -> None:
    """The content of a file of the user's own drive.

    Example:
        text = READ USER DRIVE "notes.txt"
    """


@keyword("SAVE USER DRIVE path:text, content:any", result="none", capability="file", effect="write")
async def save_user_drive(ctx: Any, **arguments: Any) -> None:
    """Write a file into the user's own drive.

    Example:
        SAVE USER DRIVE "notes.txt", notes
    """


@keyword("DELETE USER DRIVE path:text", result="bool", capability="file", effect="write")
async def delete_user_drive(ctx: Any, **arguments: Any) -> None:
    """Remove a file of the user's own drive.

    Example:
        DELETE USER DRIVE "notes.txt"
    """
