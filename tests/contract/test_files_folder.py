"""What only a folder has: symbolic links, devices, full disks, interrupted writes, and signed links of its own."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import threading
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from stdlib.adapters import files_folder
from stdlib.adapters.file_links import FileLinks
from stdlib.adapters.files_folder import FolderFiles
from stdlib.ports import KeywordFault


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("secret")
    (tmp_path / "drive").mkdir()
    return tmp_path / "drive"


@pytest.fixture
def files(root: Path) -> FolderFiles:
    return FolderFiles(root)


def do(files: FolderFiles, name: str, *arguments: Any) -> Any:
    return asyncio.run(getattr(files, name)(*arguments))


def code_of(files: FolderFiles, name: str, *arguments: Any) -> str:
    with pytest.raises(KeywordFault) as caught:
        do(files, name, *arguments)
    return caught.value.code


def test_the_folder_is_made_by_the_first_write(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path / "new" / "drive")
    assert do(files, "list") == []
    assert code_of(files, "read", "x") == "GB7302"
    assert not (tmp_path / "new").exists()
    do(files, "write", "x", b"1")
    assert do(files, "read", "x") == b"1"


def test_links_are_not_followed(files: FolderFiles, root: Path) -> None:
    (root / "folder").symlink_to(root.parent / "outside")
    (root / "file.txt").symlink_to(root.parent / "outside" / "secret.txt")
    (root / "inside.txt").write_text("x")
    for path in ("folder/secret.txt", "file.txt"):
        for name, *rest in (("read",), ("append", b"x"), ("copy", "y"), ("move", "y"), ("delete",)):
            assert code_of(files, name, path, *rest) == "GB7301", (path, name)
    assert code_of(files, "write", "folder/new.txt", b"x") == "GB7301"
    assert code_of(files, "copy", "inside.txt", "folder/new.txt") == "GB7301"
    assert code_of(files, "list", "folder") == "GB7301"
    assert [info.path for info in do(files, "list")] == ["inside.txt"]
    do(files, "write", "file.txt", b"mine")  # the link is replaced, not what it leads to
    assert (root.parent / "outside" / "secret.txt").read_text() == "secret"
    assert os.listdir(root.parent / "outside") == ["secret.txt"]


def test_a_folder_swapped_for_a_link_meanwhile_leads_nowhere(files: FolderFiles, root: Path) -> None:
    """One thread swaps a folder and a link to the outside; no read ever gives the secret, no write arrives there."""
    (root / "a").mkdir()
    (root / "a" / "secret.txt").write_text("mine")
    (root / "link").symlink_to(root.parent / "outside")
    stop = threading.Event()

    def swap() -> None:
        while not stop.is_set():
            for old, new in (("a", "kept"), ("link", "a"), ("a", "link"), ("kept", "a")):
                with contextlib.suppress(OSError):  # a write may just have made a folder there
                    os.rename(root / old, root / new)

    thread = threading.Thread(target=swap)
    thread.start()
    seen = set()
    try:
        for _ in range(300):
            for name, *rest in (("read",), ("write", b"mine")):
                with contextlib.suppress(KeywordFault):
                    done = do(files, name, "a/secret.txt", *rest)
                    seen.add(done if name == "read" else b"")
    finally:
        stop.set()
        thread.join()
    assert b"secret" not in seen
    assert (root.parent / "outside" / "secret.txt").read_text() == "secret"
    assert os.listdir(root.parent / "outside") == ["secret.txt"]


def test_a_pipe_is_no_file_and_does_not_hang(files: FolderFiles, root: Path) -> None:
    os.mkfifo(root / "pipe")
    assert code_of(files, "read", "pipe") == "GB7301"
    assert code_of(files, "append", "pipe", b"x") in ("GB7301", "GB7304")
    assert do(files, "info", "pipe") is None


@pytest.mark.parametrize(
    ("name", "fails"),  # an append renames nothing
    [(name, fails) for name in ("write", "copy") for fails in ("write", "fsync", "rename")]
    + [("append", "write"), ("append", "fsync")],
)
def test_a_full_disk_leaves_the_old_content(
    files: FolderFiles, root: Path, monkeypatch: pytest.MonkeyPatch, name: str, fails: str
) -> None:
    do(files, "write", "x.txt", b"old")
    do(files, "write", "y.txt", b"new")

    def full(*arguments: Any, **named: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files_folder.os, fails, full)
    arguments = ("y.txt", "x.txt") if name == "copy" else ("x.txt", b"new")
    assert code_of(files, name, *arguments) == "GB7304"
    monkeypatch.undo()
    assert do(files, "read", "x.txt") == b"old"
    assert sorted(os.listdir(root)) == ["x.txt", "y.txt"]


def test_readers_see_the_old_or_the_new_content(files: FolderFiles) -> None:
    async def both() -> set[bytes]:
        await files.write("x", b"a" * 100_000)
        seen: set[bytes] = set()

        async def look() -> None:
            for _ in range(50):
                seen.add(await files.read("x"))

        async def change() -> None:
            for at in range(50):
                await files.write("x", b"ab"[at % 2 :][:1] * 100_000)

        await asyncio.gather(look(), change())
        return seen

    assert asyncio.run(both()) <= {b"a" * 100_000, b"b" * 100_000}


def test_a_link_can_be_used_until_its_end_and_not_changed(root: Path) -> None:
    now = [1000.0]
    links = FileLinks("http://localhost:1/", b"k" * 32, "shop", clock=lambda: now[0])
    files = FolderFiles(root, links)
    do(files, "write", "a.pdf", b"x")
    address = urlsplit(do(files, "link", "a.pdf", 60))
    query = dict(parse_qsl(address.query))
    assert address.path == "/files/shop/a.pdf"
    assert links.allows("a.pdf", query)
    assert not links.allows("b.pdf", query)
    assert not links.allows("a.pdf", {**query, "expires": "99999999999"})
    assert not links.allows("a.pdf", {**query, "signature": "é"})
    assert not links.allows("a.pdf", {"signature": query["signature"]})
    assert not FileLinks("", b"j" * 32, "shop", clock=lambda: now[0]).allows("a.pdf", query)
    now[0] = 1061
    assert not links.allows("a.pdf", query)


def test_without_a_server_there_are_no_links(files: FolderFiles) -> None:
    do(files, "write", "a.pdf", b"x")
    assert code_of(files, "link", "a.pdf", 60) == "GB7307"
