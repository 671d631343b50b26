"""A bot's documents and their index: read when they change, forgotten when gone, closed to who may not read them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest

from stdlib.adapters import knowledge_files
from stdlib.adapters.knowledge import MOST_ADDED, Library
from stdlib.adapters.knowledge_qdrant import QdrantIndex
from stdlib.documents.archives import pack
from stdlib.documents.blocks import Block, Kind, plain
from stdlib.documents.paper import make_pdf
from stdlib.fakes import FakeHttp
from stdlib.knowledge.permissions import FILE, Reader
from stdlib.ports import KeywordFault
from stdlib.ports.web import Reply
from tests.documents.samples import word


class Letters:
    """Vectors of how often each letter stands in a text: enough to tell texts apart, and quick."""

    name = "letters"

    def __init__(self) -> None:
        self.texts = 0

    async def passages(self, texts: Sequence[str]) -> list[list[float]]:
        self.texts += len(texts)
        return [self._vector(text) for text in texts]

    async def question(self, text: str) -> list[float]:
        return self._vector(text)

    def _vector(self, text: str) -> list[float]:
        return [text.lower().count(chr(97 + at)) + 0.01 for at in range(26)]

    def close(self) -> None:
        """Nothing to close."""


GUEST = Reader()
SITE = "https://x.example/help/"


def page(address: str, body: str, status: int = 200, kind: str = "text/html") -> tuple[str, Reply]:
    return address, Reply(status, "", {"content-type": kind}, body.encode(), address)


PAGES = dict([
    page("https://x.example/robots.txt", "User-agent: *\nDisallow: /help/secret", kind="text/plain"),
    page(SITE, "<h1>Help</h1><p>Start.</p><a href='zebra#x'>z</a><a href='secret'>s</a><a href='/other'>o</a>"
         "<a href='https://y.example/help/'>y</a><a href='gone'>g</a><a href='[http://]'>b</a>"),
    page(f"{SITE}zebra", "<h1>Animals</h1><p>The zebra has stripes.</p><a href='./'>back</a>"),
    page(f"{SITE}secret", "<p>zebra secret</p>"),
    page(f"{SITE}gone", "", 404),
    page("https://x.example/other", "<p>zebra other</p>"),
])  # fmt: skip
Work = Callable[[Library, Path, Letters], Awaitable[None]]


def run(tmp_path: Path, work: Work) -> None:
    async def main() -> None:
        folder, letters = tmp_path / "b.gbkb", Letters()
        (folder / "news").mkdir(parents=True, exist_ok=True)
        index, http = QdrantIndex(tmp_path / "state" / "index"), FakeHttp(PAGES)
        library = Library("b", lambda: folder, tmp_path / "state", index, letters, http)
        try:
            await work(library, folder, letters)
        finally:
            await library.close()

    asyncio.run(main())


async def found(library: Library, question: str, *collections: str, reader: Reader = GUEST) -> list[str]:
    """Documents of the passages that are found."""
    passages = await library.reader(reader).search(question, collections or ["news"])
    return list(dict.fromkeys(passage.document for passage in passages))


def test_only_what_changed_is_read_again_and_what_is_gone_is_forgotten(tmp_path: Path) -> None:
    async def work(library: Library, folder: Path, letters: Letters) -> None:
        for name in ("one", "two"):
            (folder / "news" / f"{name}.md").write_text(f"# {name}\n\nThe number {name}.\n")
        assert (await library.learn()).read == 2
        assert (await library.learn()).read == 0
        (folder / "news" / "two.md").write_text("# two\n\nThe zebra.\n")
        assert (await library.learn()).read == 1
        assert letters.texts == 3
        assert (await found(library, "zebra"))[0] == "two.md"
        (folder / "news" / "one.md").unlink()
        assert (await library.learn()).forgotten == 1
        assert await found(library, "number one") == ["two.md"]

    run(tmp_path, work)

    async def again(library: Library, folder: Path, letters: Letters) -> None:
        (folder / "news" / "two.md").touch()
        assert (await library.learn()).read == 0
        assert letters.texts == 0
        assert await found(library, "zebra") == ["two.md"]

    run(tmp_path, again)


def test_a_page_of_a_pdf_is_cited(tmp_path: Path) -> None:
    async def work(library: Library, folder: Path, letters: Letters) -> None:
        pages = [plain(Kind.PARAGRAPH, "About apples."), Block(Kind.PAGE), plain(Kind.PARAGRAPH, "About zebras.")]
        (folder / "news" / "two pages.pdf").write_bytes(make_pdf(pages))
        (passage, *_) = await library.reader(Reader()).search("zebras", ["news"])
        assert (passage.document, passage.page, passage.text) == ("two pages.pdf", 2, "About zebras.")

    run(tmp_path, work)


def test_files_that_cannot_be_read_are_told_and_harm_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge_files, "MOST_BYTES", 1 << 20)

    async def work(library: Library, folder: Path, letters: Letters) -> None:
        news = folder / "news"
        (news / "good.md").write_text("A zebra.")
        (news / "broken.pdf").write_bytes(b"%PDF-1.7\n" + b"\x00\xff" * 500)
        (news / "broken.docx").write_bytes(b"PK\x03\x04" + b"\x00" * 300)
        (news / "bomb.docx").write_bytes(pack([("word/document.xml", b"<a>" + b"x" * (80 << 20) + b"</a>")]))
        (news / "empty.txt").write_text(" \n")
        (news / "bytes.txt").write_bytes(b"\xff\xfe\x00\x01" * 20)
        (news / "huge.txt").write_bytes(b"x" * ((1 << 20) + 1))
        (news / "just.txt").write_bytes(b"zebra " * 1000)
        (news / "secret.env").write_text("KEY=zebra")
        (news / ".hidden.md").write_text("zebra")
        (news / "out.md").symlink_to(tmp_path / "outside.md")
        (tmp_path / "outside.md").write_text("zebra")
        (folder / "nowhere.md").write_text("zebra")
        learned = await library.learn()
        bad = {"broken.pdf", "broken.docx", "bomb.docx", "empty.txt", "huge.txt", "out.md"}
        assert {f"news/{name}" for name in bad} | {"nowhere.md"} <= set(learned.troubles)
        assert "it is empty" in learned.troubles["news/empty.txt"]
        assert "MB" in learned.troubles["news/huge.txt"]
        assert set(await found(library, "zebra")) <= {"good.md", "just.txt", "bytes.txt"}
        assert "good.md" in await found(library, "zebra")
        assert (await library.learn()).troubles == learned.troubles
        (news / "good.md").write_text("")
        assert "news/good.md" in (await library.learn()).troubles
        assert "good.md" not in await found(library, "zebra")

    run(tmp_path, work)


def test_a_document_of_words_is_read_with_its_headings(tmp_path: Path) -> None:
    async def work(library: Library, folder: Path, letters: Letters) -> None:
        (folder / "news" / "a.docx").write_bytes(word())
        assert (await library.learn()).read == 1
        assert library.documents(Reader())[0].passages > 0

    run(tmp_path, work)


RULES = """
version: 1
default_access: all
folders:
  news/staff: {access: authenticated}
  news/staff/pay: {access: role_based, roles: [Boss]}
  news/ann: {access: user_based, users: [ann]}
  news/shut: {access: none}
"""


@pytest.mark.parametrize(
    ("reader", "open_to"),
    [
        (Reader(), {"a.md"}),
        (Reader(frozenset({"ann"})), {"a.md"}),
        (Reader(frozenset({"bob"}), frozenset({"user"})), {"a.md", "staff/b.md"}),
        (Reader(frozenset({"bob"}), frozenset({"user", "boss"})), {"a.md", "staff/b.md", "staff/pay/c.md"}),
        (Reader(frozenset({"ann"}), frozenset({"user"})), {"a.md", "staff/b.md", "ann/d.md"}),
    ],
)
def test_only_who_may_read_a_folder_finds_what_is_in_it(tmp_path: Path, reader: Reader, open_to: set[str]) -> None:
    async def work(library: Library, folder: Path, letters: Letters) -> None:
        (folder / FILE).write_text(RULES)
        for place in ("a.md", "staff/b.md", "staff/pay/c.md", "ann/d.md", "shut/e.md"):
            path = folder / "news" / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("A zebra.")
        reading = library.reader(reader)
        assert set(await found(library, "zebra", reader=reader)) == open_to
        assert set(await found(library, "zebra", "news/shut", "NEWS/staff/pay", reader=reader)) == (
            open_to & {"staff/pay/c.md"}
        )
        assert {document.name for document in await reading.documents()} == open_to
        assert await found(library, "zebra", "other", reader=reader) == []

    run(tmp_path, work)


@pytest.mark.parametrize(
    "text", ["a: [", "folders: 3", "folders: {news: {access: everyone}}", "default_access: x", "- 1"]
)
def test_rules_that_cannot_be_understood_close_everything(tmp_path: Path, text: str) -> None:
    async def work(library: Library, folder: Path, letters: Letters) -> None:
        (folder / FILE).write_text(text)
        (folder / "news" / "a.md").write_text("A zebra.")
        assert FILE in (await library.learn()).troubles
        assert await found(library, "zebra") == []

    run(tmp_path, work)


def test_texts_that_programs_add_stay_and_are_kept_once(tmp_path: Path) -> None:
    async def work(library: Library, folder: Path, letters: Letters) -> None:
        reading = library.reader(Reader())
        await reading.add("NEWS", "The zebra is out.")
        await reading.add("news.gbkb", "The zebra is out.")
        await reading.add("fresh", "x" * MOST_ADDED)
        assert await reading.collections() == ["fresh", "news"]
        with pytest.raises(KeywordFault, match="at most") as fault:
            await reading.add("news", "x" * (MOST_ADDED + 1))
        assert fault.value.code == "GB7813"
        with pytest.raises(KeywordFault) as fault:
            await reading.add(" / ", "x")
        assert fault.value.code == "GB7811"

    run(tmp_path, work)

    async def again(library: Library, folder: Path, letters: Letters) -> None:
        reading = library.reader(Reader())
        (passage,) = await reading.search("zebra", ["news"])
        assert passage.text == "The zebra is out."

    run(tmp_path, again)


def test_a_second_process_has_an_index_of_its_own(tmp_path: Path) -> None:
    async def main() -> None:
        first, second = (QdrantIndex(tmp_path / "index") for _ in range(2))
        assert await first.documents() == await second.documents() == {}
        assert sorted(path.name for path in tmp_path.iterdir()) == ["index", "index-2"]
        await first.close()
        await second.close()

    asyncio.run(main())


def test_the_pages_of_a_website_are_read_as_far_as_they_may_be(tmp_path: Path) -> None:
    async def work(library: Library, folder: Path, letters: Letters) -> None:
        reading = library.reader(GUEST)
        name = await reading.use_website(SITE, "1w")
        assert name == "x.example/help"
        (passage, *_) = await reading.search("zebra stripes", [name])
        assert (passage.url, passage.section) == (f"{SITE}zebra", "Animals")
        assert await found(library, "zebra", name) == [f"{SITE}zebra", SITE]
        assert {document.name for document in await reading.documents()} == {SITE, f"{SITE}zebra"}
        assert "news" in await reading.collections()
        assert name not in await reading.collections()
        asked = letters.texts
        assert await reading.use_website(SITE, "1d") == name
        assert letters.texts == asked

    run(tmp_path, work)


@pytest.mark.parametrize(("address", "interval"), [("ftp://x.example", ""), ("x.example", ""), (SITE, "2 days")])
def test_what_is_no_website_is_refused(tmp_path: Path, address: str, interval: str) -> None:
    async def work(library: Library, folder: Path, letters: Letters) -> None:
        with pytest.raises(KeywordFault) as fault:
            await library.reader(GUEST).use_website(address, interval)
        assert fault.value.code == "GB7814"

    run(tmp_path, work)


def test_a_website_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    async def work(library: Library, folder: Path, letters: Letters) -> None:
        name = await library.reader(GUEST).use_website(f"{SITE}gone", "")
        assert "404" in library.troubles[name]
        assert await found(library, "zebra", name) == []

    run(tmp_path, work)
