"""The contract of the files port, which every adapter passes."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from stdlib.adapters.file_links import FileLinks
from stdlib.adapters.files_folder import FolderFiles
from stdlib.adapters.files_s3 import S3Files, S3Place
from stdlib.fakes import DictFiles
from stdlib.ports import Files, KeywordFault

FORBIDDEN = [
    *("", "/", ".", "..", "../x", "a/../../x", "a/..", "/etc/passwd", "//x", "C:\\x", "c:x", "a\\b", "..\\x", "a:b"),
    *("a\0b", "a\nb", "\x7f", "a/\x1b[2J", "NUL", "con.txt", "Aux", "com1", "LPT9.pdf", "COM¹", "a/prn/b", "nul .txt"),
    *("x.", "x ", " x", "a./b", "...", ".gbc-part-1", "a/.gbc-part-1/b", "\ud800", "a" * 256, "a/" * 600 + "a"),
    *("account://ana@example.com/x", "file:///etc/passwd", "s3://bucket/x", "é" * 128),
]

Run = Callable[..., Any]


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as found:
        yield found


@pytest.fixture(params=["dict", "folder", "s3"])
def files(request: pytest.FixtureRequest, tmp_path: Path, runner: asyncio.Runner) -> Iterator[Files]:
    if request.param == "dict":
        yield DictFiles(largest=1 << 20)
        return
    if request.param == "folder":
        yield FolderFiles(tmp_path / "drive", FileLinks("http://bots.example.com", b"k" * 32), largest=1 << 20)
        return
    from tests.servers.s3 import s3_place

    store = S3Files(s3_place(), largest=1 << 20)
    yield store
    runner.run(store.close())


@pytest.fixture
def do(files: Files, runner: asyncio.Runner) -> Run:
    def run(name: str, *arguments: Any) -> Any:
        return runner.run(getattr(files, name)(*arguments))

    return run


def code_of(run: Run, *arguments: Any) -> str:
    with pytest.raises(KeywordFault) as caught:
        run(*arguments)
    assert caught.value.message
    assert "Traceback" not in caught.value.message
    return caught.value.code


def test_what_is_written_is_read(do: Run) -> None:
    info = do("write", "a/b/note.txt", b"one")
    assert (info.path, info.size, info.type) == ("a/b/note.txt", 3, "text/plain")
    assert do("read", "a/b/note.txt") == b"one"
    do("write", "a/b/note.txt", b"")
    assert do("read", "a/b/note.txt") == b""
    assert do("info", "a/b/note.txt").size == 0


def test_paths_have_one_normal_form(do: Run) -> None:
    assert do("write", "./a//ação.txt", b"x").path == "a/ação.txt"
    assert do("read", "a/ac\u0327a\u0303o.txt") == b"x"


@pytest.mark.parametrize("path", FORBIDDEN)
def test_paths_that_are_refused(do: Run, path: str) -> None:
    for name, *rest in (("read",), ("write", b"x"), ("append", b"x"), ("delete",), ("info",), ("link", 60)):
        assert code_of(do, name, path, *rest) == "GB7301"
    do("write", "ok.txt", b"x")
    for name in ("copy", "move"):
        assert code_of(do, name, "ok.txt", path) == "GB7301"
        assert code_of(do, name, path, "other.txt") == "GB7301"
    assert [info.path for info in do("list")] == ["ok.txt"]


def test_what_is_not_there(do: Run) -> None:
    assert do("info", "x.txt") is None
    assert do("delete", "x.txt") is False
    assert do("list", "nowhere") == []
    for name, *rest in (("read",), ("copy", "y"), ("move", "y"), ("link", 60)):
        assert code_of(do, name, "x.txt", *rest) == "GB7302"


def test_limits_hold_on_both_sides(do: Run) -> None:
    do("write", "x", b"12345")
    assert do("read", "x", 5) == b"12345"
    assert code_of(do, "read", "x", 4) == "GB7303"
    do("write", "most", b"x" * (1 << 20))
    assert code_of(do, "write", "more", b"x" * ((1 << 20) + 1)) == "GB7303"
    assert code_of(do, "append", "most", b"x") == "GB7303"
    assert do("info", "more") is None
    assert do("info", "most").size == 1 << 20


def test_append_creates_and_adds(do: Run) -> None:
    assert do("append", "log/x.txt", b"a").size == 1
    assert do("append", "log/x.txt", b"b").size == 2
    assert do("read", "log/x.txt") == b"ab"


def test_appends_at_once_all_arrive(files: Files, runner: asyncio.Runner) -> None:
    async def many() -> bytes:
        await asyncio.gather(*(files.append("log.txt", b"%02d\n" % at) for at in range(20)))
        return await files.read("log.txt")

    assert sorted(runner.run(many()).split()) == [b"%02d" % at for at in range(20)]


def test_a_listing_is_sorted_and_goes_below(do: Run) -> None:
    for path in ("b.txt", "a/z.txt", "a/b/c.pdf", "ab/x"):
        do("write", path, b"x")
    assert [info.path for info in do("list")] == ["a/b/c.pdf", "a/z.txt", "ab/x", "b.txt"]
    assert [(info.path, info.type) for info in do("list", "a/")] == [
        ("a/b/c.pdf", "application/pdf"),
        ("a/z.txt", "text/plain"),
    ]


def test_copy_and_move_of_files(do: Run) -> None:
    do("write", "a.txt", b"new")
    do("write", "in/the/way.txt", b"old")
    assert do("copy", "a.txt", "in/the/way.txt").path == "in/the/way.txt"
    assert do("read", "in/the/way.txt") == b"new"
    assert do("move", "a.txt", "c/d.txt").size == 3
    assert do("info", "a.txt") is None
    assert do("move", "c/d.txt", "c/d.txt").path == "c/d.txt"
    assert do("read", "c/d.txt") == b"new"


def test_copy_move_and_delete_of_folders(do: Run) -> None:
    do("write", "a/1.txt", b"1")
    do("write", "a/b/2.txt", b"2")
    do("write", "ab.txt", b"3")
    do("copy", "a", "copied/here")
    do("move", "a", "moved")
    assert [info.path for info in do("list")] == [
        *("ab.txt", "copied/here/1.txt", "copied/here/b/2.txt", "moved/1.txt", "moved/b/2.txt")
    ]
    for name in ("copy", "move"):
        assert code_of(do, name, "moved", "moved/inside") == "GB7301"
    assert do("delete", "moved") is True
    assert do("delete", "moved") is False
    assert len(do("list")) == 3


def test_a_folder_in_the_place_of_a_file_is_refused(do: Run) -> None:
    do("write", "a/b.txt", b"x")
    do("write", "c.txt", b"x")
    assert code_of(do, "write", "a", b"x") == "GB7301"
    assert code_of(do, "copy", "c.txt", "a") == "GB7301"
    assert code_of(do, "move", "c.txt", "a") == "GB7301"
    assert do("info", "a") is None
    assert do("read", "a/b.txt") == b"x"


def test_a_link_opens_the_file(do: Run, files: Files) -> None:
    do("write", "my offers/7 %.pdf", b"content")
    address = do("link", "my offers/7 %.pdf", 60)
    if isinstance(files, FolderFiles):
        assert address.startswith("http://bots.example.com/files/bot/my%20offers/7%20%25.pdf?")
    elif isinstance(files, DictFiles):
        assert address == "https://files.invalid/my offers/7 %.pdf"
    else:
        assert urlopen(address).read() == b"content"


def test_a_store_that_is_down_or_refuses_is_a_sentence(runner: asyncio.Runner) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        for port, key in ((silent.getsockname()[1], "slow"), (1, "down")):
            place = S3Place("b", endpoint=f"http://127.0.0.1:{port}", access_key=key, secret_key="x", timeout=0.3)
            store = S3Files(place)
            for name, *rest in (("read", "a"), ("write", "a", b"x"), ("list",), ("delete", "a")):
                assert code_of(runner.run, getattr(store, name)(*rest)) == "GB7304"
            runner.run(store.close())


def test_a_wrong_key_is_a_sentence(runner: asyncio.Runner) -> None:
    from tests.servers.s3 import s3_place

    store = S3Files(replace(s3_place(), secret_key="wrong"))
    assert code_of(runner.run, store.read("a")) == "GB7304"
    runner.run(store.close())


def test_drives_in_one_bucket_are_apart_and_links_are_short(runner: asyncio.Runner) -> None:
    from tests.servers.s3 import s3_place

    one, two = S3Files(s3_place()), S3Files(s3_place())
    runner.run(one.write("a.txt", b"x"))
    assert runner.run(two.list()) == []
    assert code_of(runner.run, one.link("a.txt", 8 * 86400)) == "GB7307"
    runner.run(one.close())
    runner.run(two.close())
