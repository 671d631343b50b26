"""Pictures, sound and video through a provider, codes on pictures, and what no host does."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from pathlib import Path

import pytest
import segno

from server.store.port import Incoming, Kind
from stdlib.documents.barcodes import codes_on
from stdlib.ports import KeywordFault
from tests.runtime.bots import Bot
from tests.server.conversing import Hosted, hosted, write_bot
from tests.servers.media import PICTURE, Studio, studio
from tests.servers.model import Say, provider


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks for a video follow each other quickly."""
    monkeypatch.setattr("stdlib.adapters.media_openai.POLL", 0.01)


def run(
    tmp_path: Path,
    script: str,
    *texts: str,
    change: Callable[[Studio], None] = lambda found: None,
    answers: tuple[Say, ...] = (Say("A dog."), Say("NONE")),
) -> Studio:
    """Run ``script`` beside a studio; the bot says exactly these texts."""

    async def main() -> Studio:
        async with studio() as found, provider(*answers) as model:
            change(found)
            config = f"llm-url,{model.address}\nllm-model,m1\nllm-allow,127.0.0.1\n"
            config += "".join(f"{kind}-url,{found.address}\n" for kind in ("image", "speech", "transcript", "video"))
            bot = write_bot(tmp_path / "bots", "b", {"start.bas": script}, config)
            drive = bot / "b.gbdrive"
            drive.mkdir()
            (drive / "dog.png").write_bytes(PICTURE)
            (drive / "note.mp3").write_bytes(b"ID3" * 100)
            made = io.BytesIO()
            segno.make_qr("https://example.com/7").save(made, kind="png", scale=4, border=4)
            (drive / "code.png").write_bytes(made.getvalue())
            async with hosted(tmp_path / "bots", tmp_path / "data") as host, asyncio.timeout(30):
                session = await host.open()
                said = await host.said(session)
                assert said == list(texts), [e.body for e in await host.log(session) if e.kind == "fault"]
        return found

    return asyncio.run(main())


def test_what_a_provider_makes_is_a_file_of_the_drive(tmp_path: Path) -> None:
    script = """
p = IMAGE "a dog"
TALK p.name + " " + p.size
s = AUDIO "hello"
TALK s.name + " " + s.size
v = VIDEO "waves"
TALK v.name + " " + v.type
TALK SPEECH TO TEXT "note.mp3"
"""
    found = run(tmp_path, script, f"picture.png {len(PICTURE)}", "speech.mp3 9", "video.mp4 video/mp4", "good morning")
    assert found.asked[0]["prompt"] == "a dog"
    assert found.asked[1]["input"] == "hello"
    assert found.asked[3]["name"] == "note.mp3"


def test_a_picture_may_come_by_its_address(tmp_path: Path) -> None:
    def change(found: Studio) -> None:
        found.links = True

    run(tmp_path, 'p = GET IMAGE "a dog"\nTALK p.size\n', str(len(PICTURE)), change=change)


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ('p = IMAGE ""', "GB6004"),
        ('p = IMAGE REPLACE(SPACE(4000), " ", "y") + "x"', "GB6004"),
        ('p = IMAGE "x"', "GB7801"),
        ('TALK AUDIO "x"', "GB7801"),
        ('TALK SPEECH TO TEXT "note.mp3"', "GB7801"),
        ('TALK VIDEO "x"', "GB7803"),
        ('TALK SEE "note.mp3"', "GB7305"),
        ('TALK SEE "nothing.png"', "GB7302"),
        ('TALK SCAN BARCODE "note.mp3"', "GB7305"),
        ('TALK DETECT FACES "dog.png"', "GB7004"),
    ],
)
def test_what_goes_wrong_is_a_fault_with_a_code(tmp_path: Path, script: str, code: str) -> None:
    def change(found: Studio) -> None:
        found.status, found.video = 401, "failed"

    run(tmp_path, f"TRY\n{script}\nCATCH e\nTALK e.code\nEND TRY\n", code, change=change)


def test_pictures_are_described_and_read(tmp_path: Path) -> None:
    run(tmp_path, 'TALK SEE "dog.png"\nx = OCR "dog.png"\nTALK "[" + x + "]"\n', "A dog.", "[]")


def test_a_file_is_given_to_play(tmp_path: Path) -> None:
    script = 'p = PLAY "note.mp3" WITH OPTIONS "loop, muted"\nTALK p.name + p.options[1]\nTRY\nPAUSE PLAYING\nCATCH e\n'
    script += 'TALK e.code\nEND TRY\nTRY\nPLAY "note.mp3" WITH OPTIONS "fly"\nCATCH e\nTALK e.code\nEND TRY\n'
    run(tmp_path, script, "", "note.mp3muted", "GB7004", "GB6004")


@pytest.mark.parametrize("count", [0, 11])
def test_cards_have_limits(tmp_path: Path, count: int) -> None:
    script = f'TRY\nCARD "a", "b", "minimal", {count} TO c\nCATCH e\nTALK e.code\nEND TRY\n'
    run(tmp_path, script + 'TRY\nCARD "a", "b", "loud" TO c\nCATCH e\nTALK e.code\nEND TRY\n', "GB6004", "GB6004")


def test_a_card_has_a_picture_and_words(tmp_path: Path) -> None:
    words = '{"text": "Hi", "caption": "Come in", "hashtags": ["#a", "#b"]}'
    script = (
        'CARD "coffee", "hello", "dark", 10 TO cards\nTALK COUNT(cards)\nTALK cards[9].caption + cards[9].hashtags[1]\n'
    )
    found = run(tmp_path, script, "10", "Come in#b", answers=(Say(words),))
    assert "dark" in found.asked[0]["prompt"]


def test_codes_on_pictures_are_read(tmp_path: Path) -> None:
    script = 'TALK SCAN BARCODE "code.png"\nx = SCAN BARCODE "dog.png"\nTALK "[" + x + "]"\n'
    run(tmp_path, script, "https://example.com/7", "[]")


def test_a_code_and_a_voice_that_a_person_sends_are_understood(tmp_path: Path) -> None:
    script = "HEAR a AS QRCODE\nTALK a\nHEAR b AS AUDIO\nTALK b\n"

    async def send(host: Hosted, session: str, name: str, kind: str) -> None:
        files = [{"url": name, "name": name, "type": kind, "size": 9}]
        await host.conversations.put(session, Incoming(Kind.MESSAGE, {"text": "", "attachments": files}))
        await host.quiet(session)

    async def main() -> None:
        async with studio() as found:
            config = f"transcript-url,{found.address}\nllm-allow,127.0.0.1\n"
            bot = write_bot(tmp_path / "bots", "b", {"start.bas": script}, config)
            (bot / "b.gbdrive").mkdir()
            made = io.BytesIO()
            segno.make_qr("seven").save(made, kind="png", scale=4, border=4)
            for name, content in (("code.png", made.getvalue()), ("dog.png", PICTURE), ("note.mp3", b"ID3")):
                (bot / "b.gbdrive" / name).write_bytes(content)
            async with hosted(tmp_path / "bots", tmp_path / "data") as host, asyncio.timeout(30):
                session = await host.open()
                await send(host, session, "dog.png", "image/png")
                await send(host, session, "code.png", "image/png")
                await send(host, session, "note.mp3", "audio/mpeg")
                assert await host.said(session) == ["Please send a picture of the QR code.", "seven", "good morning"]

    asyncio.run(main())


def test_a_picture_of_too_many_pixels_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stdlib.documents.barcodes.MOST_PIXELS", 1)
    assert codes_on(PICTURE) == []
    monkeypatch.setattr("stdlib.documents.barcodes.MOST_PIXELS", 0)
    with pytest.raises(KeywordFault, match="megapixels"):
        codes_on(PICTURE)


def test_without_a_provider_the_fault_says_what_to_set(tmp_path: Path) -> None:
    async def main() -> None:
        write_bot(tmp_path / "bots", "b", {"start.bas": 'TRY\np = IMAGE "x"\nCATCH e\nTALK e.message\nEND TRY\n'})
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            said = await said_by(host)
            assert said == ["no model for this is configured; set image-url and image-key in config.csv"]

    async def said_by(host: Hosted) -> list[str]:
        return await host.said(await host.open())

    asyncio.run(main())


@pytest.mark.parametrize("script", ['TALK RUN PYTHON "1"', 'START MEET "x"', 'TALK RUN BASH "ls"'])
def test_what_no_host_does_says_what_to_do_instead(script: str) -> None:
    bot = Bot(f"TRY\n{script}\nCATCH e\nTALK e.code\nTALK e.message\nEND TRY\n").run()
    code, message = bot.said
    assert code == "GB7004"
    assert "POST" in message
