"""Keywords of pictures, sound and video: making, showing, sending and understanding them.

Pictures made of data are made here; those of a model are declarations, which hosts may serve.
"""

from __future__ import annotations

import asyncio
from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.documents.charts import chart_picture
from stdlib.documents.handles import attachment, stored
from stdlib.documents.qr import qr_picture
from stdlib.functions.arguments import unwrap
from stdlib.ports import KeywordFault


@keyword(
    "SEND FILE file:any[, caption:text]",
    "TALK FILE file:any[, caption:text]",
    "TALK IMAGE file:any[, caption:text]",
    result="none",
    capability="dialog,file",
    effect="send",
    tier=1,
)
async def send_file(ctx: Context, *, file: Any = None, caption: Any = None) -> None:
    """Give the user a file, or a list of them.

    It is a path of the drive, a web address, or what DOWNLOAD or CHART gave.

    Example:
        SEND FILE "menu.pdf", "Our menu"
    """
    files = [await attachment(ctx, item, "SEND FILE") for item in ctx.items(unwrap(file))]
    if not files:
        raise KeywordFault("GB6004", "SEND FILE needs a file: a path, an address, or what DOWNLOAD or HEAR gave")
    await ctx.talk(ctx.text(caption), tuple(files))


@keyword(
    "CARD image:text, text:text[, style:word[, count:int]] TO variable:name",
    result="any",
    capability="multimodal,llm",
    effect="write",
)
async def card(ctx: Any, **arguments: Any) -> None:
    """Make picture cards with text, a caption and hashtags for social networks.

    Styles are modern, minimal, vibrant, dark, light, gradient, polaroid, magazine, story and carousel; up to ten
    cards.

    Example:
        CARD "a cup of coffee at sunrise", "a friendly good-morning line", "minimal", 2 TO cards
    """


@keyword(
    "PLAY source:any [WITH OPTIONS options:text]",
    result="object",
    capability="dialog,multimodal",
    effect="send",
)
async def play(ctx: Any, **arguments: Any) -> None:
    """Show a video, a sound, a picture or a document in the user's player.

    Options are autoplay, loop, fullscreen, muted, controls and nocontrols, with commas.

    Example:
        PLAY "videos/tour.mp4" WITH OPTIONS "autoplay,muted"
    """


@keyword("STOP PLAYING", result="none", capability="dialog,multimodal", effect="send")
async def stop_playing(ctx: Any, **arguments: Any) -> None:
    """Stop what PLAY shows; STOP alone ends the program, as in every BASIC.

    Example:
        STOP PLAYING
    """


@keyword("PAUSE", "PAUSE PLAYING", id="PAUSE PLAYING", result="none", capability="dialog,multimodal", effect="send")
async def pause_playing(ctx: Any, **arguments: Any) -> None:
    """Pause what PLAY shows.

    Example:
        PAUSE PLAYING
    """


@keyword("RESUME PLAYING", result="none", capability="dialog,multimodal", effect="send")
async def resume_playing(ctx: Any, **arguments: Any) -> None:
    """Go on with what PAUSE has stopped; RESUME alone belongs to ON ERROR.

    Example:
        RESUME PLAYING
    """


@keyword("IMAGE prompt:text", "GET IMAGE prompt:text", result="file", capability="multimodal", effect="read", tier=2)
async def image(ctx: Any, **arguments: Any) -> None:
    """A picture made from a description.

    Example:
        SEND FILE IMAGE "a lighthouse in the fog, watercolour"
    """


@keyword("VIDEO prompt:text", result="file", capability="multimodal", effect="read")
async def video(ctx: Any, **arguments: Any) -> None:
    """A short video made from a description.

    Example:
        clip = VIDEO "waves on a beach"
    """


@keyword("AUDIO text:text", result="file", capability="multimodal", effect="read")
async def audio(ctx: Any, **arguments: Any) -> None:
    """A text spoken, as a sound file.

    Example:
        SEND FILE AUDIO "Your table is ready."
    """


@keyword("SEE media:any", result="text", capability="multimodal", effect="read", tier=2)
async def see(ctx: Any, **arguments: Any) -> None:
    """What can be seen in a picture or a video, in words.

    Example:
        HEAR photo AS IMAGE
        TALK SEE photo
    """


@keyword("OCR image:any", result="text", capability="multimodal", effect="read")
async def ocr(ctx: Any, **arguments: Any) -> None:
    """The text on a picture.

    Example:
        text = OCR "inbox/scan.png"
    """


@keyword("QR CODE data:text[, size:int[, path:text]]", result="file", capability="file", effect="write")
async def qr_code(ctx: Context, *, data: Any = None, size: Any = None, path: Any = None) -> Any:
    """A QR code as a picture in the drive, 256 pixels wide unless given.

    Example:
        SEND FILE QR CODE "https://example.com/table/7", 512
    """
    width = 256 if size is None else int(ctx.number(size, "The size of QR CODE"))
    picture = qr_picture(ctx.text(data), width)
    target = ctx.text(path) if path is not None else f"generated/{ctx.env.uuid()}.png"
    return await stored(ctx, await ctx.files.write(target, picture), picture)


@keyword("SCAN BARCODE image:any", result="text", capability="multimodal", effect="read", tier=2)
async def scan_barcode(ctx: Any, **arguments: Any) -> None:
    """The number of the barcode on a picture.

    Example:
        number = SCAN BARCODE photo
    """


@keyword("DETECT FACES image:any[, options:object]", result="list", capability="multimodal", effect="read")
async def detect_faces(ctx: Any, **arguments: Any) -> None:
    """The faces on a picture and where they are.

    Example:
        faces = DETECT FACES photo
        TALK "I see " + COUNT(faces) + " people"
    """


@keyword("VERIFY FACE first:any, second:any", result="object", capability="multimodal", effect="read")
async def verify_face(ctx: Any, **arguments: Any) -> None:
    """Whether two pictures show the same person: `match` and `confidence`.

    Example:
        check = VERIFY FACE photo, "badges/7.jpg"
    """


@keyword("ANALYZE FACE image:any[, attributes:any]", result="object", capability="multimodal", effect="read")
async def analyze_face(ctx: Any, **arguments: Any) -> None:
    """What a face shows, such as its mood.

    Example:
        face = ANALYZE FACE photo, "mood"
    """


@keyword(
    "CHART kind:text, rows:any[, title:text]",
    "CREATE CHART kind:text, rows:any[, title:text]",
    result="file",
    capability="file",
    effect="write",
    tier=2,
)
async def chart(ctx: Context, *, kind: Any = None, rows: Any = None, title: Any = None) -> Any:
    """A chart of rows as a picture in the folder `generated`: timeseries, line, bar, pie or donut.

    The first field that is not a number names the points, and each field of numbers is a line or a group of bars. A
    list of numbers and an object of numbers are shown as well. A pie shows the first field of numbers.

    Example:
        SEND FILE CHART "bar", sales, "Sales of May"
    """
    picture = await asyncio.to_thread(chart_picture, ctx.text(kind), rows, ctx.text(title))
    path = f"generated/{ctx.env.uuid()}/chart.png"
    return await stored(ctx, await ctx.files.write(path, picture), picture)
