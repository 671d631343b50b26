"""Keywords of pictures, sound and video: making, showing, sending and understanding them.

Pictures made of data are made here; those of a model, speech and video come through the media port, and what is to be
seen on a picture is asked of the language model.
"""

from __future__ import annotations

import asyncio
import base64
from typing import Any

from stdlib.api import keyword
from stdlib.asking import ask_json
from stdlib.context import Context
from stdlib.documents.barcodes import codes_on
from stdlib.documents.charts import chart_picture
from stdlib.documents.handles import attachment, content_of, stored
from stdlib.documents.paths import media_type
from stdlib.documents.qr import qr_picture
from stdlib.functions.arguments import unwrap
from stdlib.ports import KeywordFault
from stdlib.ports.model import Prompt, Turn, complete


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
    capability="multimodal,llm,file",
    effect="write",
)
async def card(ctx: Context, *, image: Any = None, text: Any = None, style: Any = None, count: Any = None) -> Any:
    """Make picture cards with text, a caption and hashtags for social networks.

    Styles are modern, minimal, vibrant, dark, light, gradient, polaroid, magazine, story and carousel; up to ten
    cards.

    Example:
        CARD "a cup of coffee at sunrise", "a friendly good-morning line", "minimal", 2 TO cards
    """
    look = "modern" if style is None else ctx.text(style).strip().lower()
    number = 1 if count is None else ctx.number(count, "the number of cards")
    if look not in CARD_STYLES or number not in range(1, 11):
        raise KeywordFault("GB6004", f"CARD makes 1 to 10 cards; a style is one of {', '.join(CARD_STYLES)}")
    cards = [await _card(ctx, _words(ctx, image, "CARD"), _words(ctx, text, "CARD"), look) for _ in range(int(number))]
    return cards[0] if len(cards) == 1 else ctx.array(cards)


CARD_STYLES = (
    "modern", "minimal", "vibrant", "dark", "light", "gradient", "polaroid", "magazine", "story", "carousel",
)  # fmt: skip


async def _card(ctx: Context, image: str, text: str, style: str) -> Any:
    """One card: the words by the language model, the picture with them on it by the model for pictures."""
    instruction = (
        'Write for a picture card. Answer with JSON: {"text": at most ten words on the picture, "caption": text, '
        '"hashtags": [text]}.'
    )
    words = await ask_json(ctx, instruction, text)
    line = ctx.text(ctx.field(words, "text"))
    made = await _made(ctx, "card.png", await ctx.media.image(f'{image}. Style: {style}. On it the text: "{line}"'))
    tags = [ctx.text(tag) for tag in ctx.items(ctx.field(words, "hashtags"))]
    caption = ctx.text(ctx.field(words, "caption"))
    return ctx.value({
        "image_path": made.get("path"), "image_url": made.get("url"), "text_content": line, "caption": caption,
        "hashtags": tags, "style": style,
    })  # fmt: skip


@keyword(
    "PLAY source:any [WITH OPTIONS options:text]",
    result="object",
    capability="dialog,file",
    effect="send",
)
async def play(ctx: Context, *, source: Any = None, options: Any = None) -> Any:
    """Give the person a video, a sound, a picture or a document to play.

    The file comes as a message; the result has `url`, `name`, `type` and `options`.

    Options are autoplay, loop, fullscreen, muted, controls and nocontrols, with commas.

    Example:
        PLAY "videos/tour.mp4" WITH OPTIONS "autoplay,muted"
    """
    wanted = [part.strip().lower() for part in ctx.text(options).split(",") if part.strip()] if options else []
    if unknown := [part for part in wanted if part not in PLAY_OPTIONS]:
        raise KeywordFault("GB6004", f"PLAY does not know {unknown[0][:40]}; it knows {', '.join(PLAY_OPTIONS)}")
    file = await attachment(ctx, source, "PLAY")
    await ctx.talk("", (file,))
    return {"url": file.url, "name": file.name, "type": file.type, "options": wanted}


PLAY_OPTIONS = ("autoplay", "loop", "fullscreen", "muted", "controls", "nocontrols")
_PLAYER = "would steer the player of the person, which keeps its own controls here"


@keyword("STOP PLAYING", result="none", capability="dialog,multimodal", effect="send")
async def stop_playing(ctx: Context) -> None:
    """Stop what PLAY shows; STOP alone ends the program, as in every BASIC. It always fails with GB7004.

    Example:
        STOP PLAYING
    """
    raise KeywordFault("GB7004", f"STOP PLAYING {_PLAYER}")


@keyword("PAUSE", "PAUSE PLAYING", id="PAUSE PLAYING", result="none", capability="dialog,multimodal", effect="send")
async def pause_playing(ctx: Context) -> None:
    """Pause what PLAY shows. It always fails with GB7004.

    Example:
        PAUSE PLAYING
    """
    raise KeywordFault("GB7004", f"PAUSE {_PLAYER}")


@keyword("RESUME PLAYING", result="none", capability="dialog,multimodal", effect="send")
async def resume_playing(ctx: Context) -> None:
    """Go on with what PAUSE has stopped; RESUME alone belongs to ON ERROR. It always fails with GB7004.

    Example:
        RESUME PLAYING
    """
    raise KeywordFault("GB7004", f"RESUME PLAYING {_PLAYER}")


@keyword(
    "IMAGE prompt:text", "GET IMAGE prompt:text", result="file", capability="multimodal,file", effect="read", tier=2
)
async def image(ctx: Context, *, prompt: Any = None) -> Any:
    """A picture made from a description, in the folder `generated`.

    `image-url`, `image-key` and `image-model` in `config.csv` say where it is made, else those of `llm-`.

    Example:
        SEND FILE IMAGE "a lighthouse in the fog, watercolour"
    """
    return await _made(ctx, "picture.png", await ctx.media.image(_words(ctx, prompt, "IMAGE")))


async def _made(ctx: Context, name: str, content: bytes) -> Any:
    """A file value of something that a model has made."""
    path = f"generated/{ctx.env.uuid()}/{name}"
    return await stored(ctx, await ctx.files.write(path, content), content)


def _words(ctx: Context, value: Any, keyword: str) -> str:
    text = ctx.text(value).strip()
    if not text or len(text) > MOST_WORDS:
        raise KeywordFault("GB6004", f"{keyword} needs a text of at most {MOST_WORDS:,} characters")
    return text


MOST_WORDS = 4000
"""Characters of a description, or of a text that is spoken."""

MOST_PICTURE = 10 << 20
"""Bytes of a picture that is looked at."""


async def _seen(ctx: Context, instruction: str, picture: Any, keyword: str) -> str:
    """What the language model says of a picture."""
    name, content = await content_of(ctx, picture, keyword)
    kind = media_type(name)
    if not kind.startswith("image/"):
        raise KeywordFault("GB7305", f'{keyword} looks at pictures, and "{name}" is none')
    if len(content) > MOST_PICTURE:
        raise KeywordFault("GB7303", f"{keyword} takes a picture of at most {MOST_PICTURE >> 20} MiB")
    address = f"data:{kind};base64,{base64.b64encode(content).decode()}"
    prompt = Prompt((Turn("user", instruction, images=(address,)),), model=ctx.state.model)
    return (await complete(ctx.model, prompt)).text.strip()


@keyword("VIDEO prompt:text", result="file", capability="multimodal,file", effect="read")
async def video(ctx: Context, *, prompt: Any = None) -> Any:
    """A short video made from a description, in the folder `generated`. It may take minutes.

    Example:
        clip = VIDEO "waves on a beach"
    """
    return await _made(ctx, "video.mp4", await ctx.media.video(_words(ctx, prompt, "VIDEO")))


@keyword("AUDIO text:text", result="file", capability="multimodal,file", effect="read")
async def audio(ctx: Context, *, text: Any = None) -> Any:
    """A text spoken, as a sound file in the folder `generated`.

    `speech-url`, `speech-key`, `speech-model` and `speech-voice` in `config.csv` say how.

    Example:
        SEND FILE AUDIO "Your table is ready."
    """
    return await _made(ctx, "speech.mp3", await ctx.media.speech(_words(ctx, text, "AUDIO")))


@keyword("TEXT TO SPEECH text:text", result="file", capability="multimodal,file", effect="read")
async def text_to_speech(ctx: Context, *, text: Any = None) -> Any:
    """A text as a sound file, as AUDIO makes it.

    Example:
        SEND FILE TEXT TO SPEECH "Welcome"
    """
    return await audio(ctx, text=text)


@keyword("SPEECH TO TEXT audio:any", result="text", capability="multimodal,file", effect="read")
async def speech_to_text(ctx: Context, *, audio: Any = None) -> str:
    """What is said in a sound file.

    `transcript-url`, `transcript-key` and `transcript-model` in `config.csv` say where it is heard.

    Example:
        HEAR recording AS FILE
        words = SPEECH TO TEXT recording
    """
    name, sound = await content_of(ctx, audio, "SPEECH TO TEXT")
    return await ctx.media.transcript(name, sound)


@keyword("SEE media:any", result="text", capability="llm,file", effect="read", tier=2)
async def see(ctx: Context, *, media: Any = None) -> str:
    """What can be seen in a picture, in words. The language model must understand pictures.

    Example:
        HEAR photo AS IMAGE
        TALK SEE photo
    """
    return await _seen(ctx, "Describe what can be seen on the picture in a few sentences.", media, "SEE")


@keyword("OCR image:any", result="text", capability="llm,file", effect="read")
async def ocr(ctx: Context, *, image: Any = None) -> str:
    """The text on a picture, "" when there is none. The language model must understand pictures.

    Example:
        text = OCR "inbox/scan.png"
    """
    asked = "Give the text on the picture, letter by letter and in its lines. Give nothing else. No text: answer NONE."
    found = await _seen(ctx, asked, image, "OCR")
    return "" if found.strip(" .") == "NONE" else found


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


@keyword("SCAN BARCODE image:any", result="text", capability="file", effect="read", tier=2)
async def scan_barcode(ctx: Context, *, image: Any = None) -> str:
    """The number or text of the barcode or QR code on a picture, "" when there is none.

    Example:
        number = SCAN BARCODE photo
    """
    _, picture = await content_of(ctx, image, "SCAN BARCODE")
    return next(iter(await asyncio.to_thread(codes_on, picture)), "")


_FACES = "would look at faces, which this server does not do; SEE describes what is on a picture"


@keyword("DETECT FACES image:any[, options:object]", result="list", capability="multimodal", effect="read")
async def detect_faces(ctx: Context, **arguments: Any) -> None:
    """The faces on a picture and where they are. No host provides it yet; it always fails with GB7004.

    Example:
        faces = DETECT FACES photo
        TALK "I see " + COUNT(faces) + " people"
    """
    raise KeywordFault("GB7004", f"DETECT FACES {_FACES}")


@keyword("VERIFY FACE first:any, second:any", result="object", capability="multimodal", effect="read")
async def verify_face(ctx: Context, **arguments: Any) -> None:
    """Whether two pictures show the same person: `match` and `confidence`. It always fails with GB7004.

    Example:
        check = VERIFY FACE photo, "badges/7.jpg"
    """
    raise KeywordFault("GB7004", f"VERIFY FACE {_FACES}")


@keyword("ANALYZE FACE image:any[, attributes:any]", result="object", capability="multimodal", effect="read")
async def analyze_face(ctx: Context, **arguments: Any) -> None:
    """What a face shows, such as its mood. It always fails with GB7004.

    Example:
        face = ANALYZE FACE photo, "mood"
    """
    raise KeywordFault("GB7004", f"ANALYZE FACE {_FACES}")


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
