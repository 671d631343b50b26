"""Files of the web and the drive: DOWNLOAD, GET of a file, and DELETE of what its value names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stdlib.adapters.files_folder import FolderFiles
from tests.runtime.bots import Bot
from tests.servers.web import WebServer, web_server
from tests.web.bots import PreparedHttp, reply, web_bot


@pytest.fixture
def server() -> Iterator[WebServer]:
    with web_server() as running:
        yield running


def bot(source: str, folder: Path, http: Any = None) -> Bot:
    return web_bot(source, http, ports={"files": FolderFiles(folder)})


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_download_is_kept_in_the_drive_and_prepared_for_send_file(server: WebServer, tmp_path: Path) -> None:
    server.page("/a/menu.pdf", b"%PDF-1", "application/pdf")
    server.page("/b/menu.pdf", b"%PDF-2", "application/pdf")
    said = bot(
        f'SET HEADER "X-Key", "k"\nf = DOWNLOAD "{server.url}/a/menu.pdf"\ng = DOWNLOAD "{server.url}/b/menu.pdf"\n'
        f'h = DOWNLOAD "{server.url}/a/menu.pdf"\nTALK f.name\nTALK f.size\nTALK f.type\nTALK f.path = h.path\n'
        "TALK f.path = g.path",
        tmp_path,
    ).said
    assert said == ["menu.pdf", "6", "application/pdf", "true", "false"]
    kept = files_of(tmp_path)
    assert sorted(kept.values()) == [b"%PDF-1", b"%PDF-2"]
    assert all(path.startswith("downloads/") and path.endswith("/menu.pdf") for path in kept)
    assert server.seen[0].headers["x-key"] == "k"


@pytest.mark.parametrize(
    ("path", "kept"), [('"menus/today.pdf"', "menus/today.pdf"), ('"menus/"', "menus/menu.pdf"), ('"x.pdf"', "x.pdf")]
)
def test_a_download_goes_where_it_is_told(server: WebServer, tmp_path: Path, path: str, kept: str) -> None:
    server.page("/menu.pdf", b"1", "application/pdf")
    bot(f'f = DOWNLOAD "{server.url}/menu.pdf", {path}', tmp_path)
    assert files_of(tmp_path) == {kept: b"1"}


def test_a_download_of_the_drive(tmp_path: Path) -> None:
    (tmp_path / "menu.txt").write_text("tea")
    source = 'f = DOWNLOAD "menu.txt"\nTALK f.path\ng = DOWNLOAD "menu.txt", "copies/"\nTALK g.path'
    assert bot(source, tmp_path).said == ["menu.txt", "copies/menu.txt"]
    assert bot('f = DOWNLOAD "none.txt"', tmp_path).failed.code == "GB7302"


@pytest.mark.parametrize(
    ("disposition", "url", "type", "name"),
    [
        ('attachment; filename="bill 7.pdf"', "https://x.example/get?id=7", "application/pdf", "bill 7.pdf"),
        ("attachment; filename*=UTF-8''pre%C3%A7os.csv", "https://x.example/", "text/csv", "preços.csv"),
        ('attachment; filename="../../../etc/passwd"', "https://x.example/", "text/plain", "passwd.txt"),
        ('attachment; filename="..\\\\..\\\\evil.bat"', "https://x.example/", "text/plain", "evil.bat"),
        ('attachment; filename="..%2f..%2fevil.sh"', "https://x.example/", "text/plain", "evil.sh"),
        ('attachment; filename=".."', "https://x.example/", "text/plain", "download.txt"),
        ("", "https://x.example/", "application/pdf", "download.pdf"),
        ("", "https://x.example/a/%2e%2e%2f%2e%2e%2fpasswd", "text/plain", "passwd.txt"),
        ("", "https://x.example/a/report", "text/csv; charset=utf-8", "report.csv"),
        ("", "https://x.example/a/x%00%0d%0ay.txt", "text/plain", "x_y.txt"),
        ("", "https://x.example/" + "n" * 300, "text/plain", "n" * 100 + ".txt"),
    ],
)
def test_the_name_of_a_download_is_a_plain_name(
    tmp_path: Path, disposition: str, url: str, type: str, name: str
) -> None:
    answer = reply(b"1", type, url=url)
    if disposition:
        answer = replace(answer, headers={**answer.headers, "content-disposition": disposition})
    assert bot(f'f = DOWNLOAD "{url}"\nTALK f.name', tmp_path / "drive", PreparedHttp(answer)).said == [name]
    (path,) = files_of(tmp_path)
    assert path.startswith("drive/downloads/")
    assert path.endswith("/" + name)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ('DOWNLOAD "https://x.example/a", "../a.txt"', "GB7301"),
        ('DOWNLOAD "https://x.example/a", "/etc/passwd"', "GB7301"),
        ('DOWNLOAD "../a.txt"', "GB7301"),
        ('DOWNLOAD ""', "GB6004"),
        ('DOWNLOAD "a.txt" TO "bo"', "GB7001"),
        ('DELETE "../a.txt"', "GB7301"),
        ('DELETE ""', "GB6004"),
        ('GET "../a.txt"', "GB7301"),
        ('GET "none.txt"', "GB7302"),
    ],
)
def test_what_is_refused_writes_nothing(tmp_path: Path, statement: str, code: str) -> None:
    assert bot("f = " + statement, tmp_path / "drive", PreparedHttp(reply(b"1"))).failed.code == code
    assert files_of(tmp_path) == {}


@pytest.mark.parametrize("status", [404, 500])
def test_a_bad_answer_is_not_kept_as_a_file(tmp_path: Path, status: int) -> None:
    answer = PreparedHttp(reply(b"oops", status=status))
    assert bot('f = DOWNLOAD "https://x.example/a"', tmp_path, answer).failed.code == "GB7208"
    assert files_of(tmp_path) == {}


def test_get_reads_a_file_of_the_drive_as_text(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news/today.txt").write_text("tea", encoding="utf-8")
    (tmp_path / "page.html").write_text("<h1>Shop</h1><p>12 €</p>", encoding="utf-8")
    source = 'TALK GET "news/today.txt"\nTALK GET "page.html"'
    first, second = bot(source, tmp_path).said
    assert first == "tea"
    assert "Shop" in second
    assert "12 €" in second


def test_delete_means_what_its_value_names(server: WebServer, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("x")
    source = f'TALK DELETE "old.txt"\nTALK DELETE "old.txt"\nr = DELETE "{server.url}/echo"\nTALK r.method'
    assert bot(source, tmp_path).said == ["true", "false", "DELETE"]
    assert files_of(tmp_path) == {}
