"""The keywords of files, as programs use them: each form, over a drive in a folder."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from stdlib.adapters.file_links import FileLinks
from stdlib.adapters.files_folder import FolderFiles
from tests.runtime.bots import Bot


class Drive:
    """A folder and the programs that use it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = FolderFiles(root, FileLinks("http://localhost", b"k" * 32), largest=1 << 20)

    def put(self, path: str, content: str | bytes) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)

    def get(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def bot(self, source: str, **options: Any) -> Bot:
        return Bot(source, ports={"files": self.files}, **options).run()

    def said(self, source: str, **options: Any) -> list[str]:
        bot = self.bot(source, **options)
        assert bot.value is None or bot.value is not None
        return bot.said

    def fault(self, source: str) -> str:
        failed = self.bot(source).failed
        assert failed.message
        assert "Traceback" not in failed.message
        return failed.code

    @property
    def all(self) -> list[str]:
        return sorted(path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if path.is_file())


@pytest.fixture
def drive(tmp_path: Path) -> Drive:
    return Drive(tmp_path / "drive")


def test_what_a_program_writes_it_reads(drive: Drive) -> None:
    assert drive.said('WRITE "a/notes.txt", "São Paulo"\nTALK READ "a/notes.txt"') == ["São Paulo"]
    assert drive.get("a/notes.txt") == "São Paulo"


def test_both_orders_and_append(drive: Drive) -> None:
    drive.said('WRITE "one" TO "log.txt"\nWRITE "two" TO "log.txt" APPEND\nWRITE "3" TO "log.txt" AS LINES APPEND')
    assert drive.get("log.txt") == "onetwo3\n"


def test_the_ending_and_the_value_choose_the_form(drive: Drive) -> None:
    drive.said(
        'rows = [{"id": 1, "name": "Ana"}, {"id": 2, "name": "=1+1"}]\n'
        'WRITE "a.json", rows\nWRITE "a.csv", rows\nWRITE "a.tsv", rows\nWRITE "a.xml", rows\nWRITE "a.yaml", rows\n'
        'WRITE "csv.txt", CSV(rows)\nWRITE "b.xlsx", EXCEL(rows)\nWRITE "c.xlsx", rows\nWRITE "d.xlsx", CSV(rows)\n'
        'WRITE "n.txt", 12.50\nWRITE "null.txt", NULL'
    )
    assert drive.get("a.json") == '[{"id": 1, "name": "Ana"}, {"id": 2, "name": "=1+1"}]'
    assert drive.get("a.csv") == "id,name\n1,Ana\n2,'=1+1\n"
    assert drive.get("a.tsv") == "id\tname\n1\tAna\n2\t'=1+1\n"
    assert drive.get("csv.txt") == drive.get("a.csv")
    assert "<name>Ana</name>" in drive.get("a.xml")
    assert "name: Ana" in drive.get("a.yaml")
    assert (drive.get("n.txt"), drive.get("null.txt")) == ("12.5", "")
    for name in "bcd":
        assert drive.said(f'r = READ "{name}.xlsx" AS TABLE\nTALK r[1].name + COUNT(r)') == ["=1+12"]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd", "-2+3", "@x", "'=1", "''+a", "\t=x", "-5", "+351912345678", "'quoted'"]
)
def test_csv_never_starts_a_formula_and_comes_back_as_it_was(drive: Drive, cell: str) -> None:
    source = 'WRITE [{"a": cell}] TO "x.csv" AS TABLE\nrows = READ "x.csv" AS TABLE\nTALK rows[0].a'
    assert drive.said(source, variables={"cell": cell}) == [cell]
    written = drive.get("x.csv").split("\n", 1)[1].strip().strip('"')
    assert written[0] not in "=+-@\t" or float(written)


def test_tables_grow_with_append(drive: Drive) -> None:
    drive.said('FOR i = 1 TO 2\n  WRITE [{"n": i, "t": "x"}] TO "t.csv" AS TABLE APPEND\nNEXT')
    assert drive.get("t.csv") == "n,t\n1,x\n2,x\n"


def test_read_as_lines_and_as_table(drive: Drive) -> None:
    drive.put("a.txt", "one\r\ntwo\n\nthree\n")
    drive.put("a.csv", "name;age\nAna;30\nRui;4\n")
    drive.put("empty.txt", "")
    assert drive.said('TALK JSON(READ "a.txt" AS LINES)') == ['["one", "two", "", "three"]']
    assert drive.said('TALK COUNT(READ "empty.txt" AS LINES)') == ["0"]
    assert drive.said('p = READ "a.csv" AS TABLE\nTALK p[1].name + p.age') == ["Rui30"]
    assert drive.said('IF READ("empty.txt") = "" THEN TALK "nothing"') == ["nothing"]


def test_listings(drive: Drive) -> None:
    for path in ("inbox/a.pdf", "inbox/B.PDF", "inbox/c.txt", "inbox/deep/d.pdf"):
        drive.put(path, "xx")
    assert drive.said('FOR EACH f IN LIST "inbox"\n  TALK "inbox/" + f\nNEXT') == [
        *("inbox/B.PDF", "inbox/a.pdf", "inbox/c.txt")
    ]
    assert drive.said('TALK COUNT(LIST "inbox" FILTER "*.pdf")') == ["2"]
    assert drive.said('l = LIST "inbox" FILTER "*.pdf" RECURSIVE\nTALK "" + l[2] + l[2].size + l[2].type') == [
        "deep/d.pdf2application/pdf"
    ]
    assert drive.said('IF DIR("nowhere") THEN TALK "full" ELSE TALK "empty"') == ["empty"]
    assert drive.said('TALK FOLDER_SIZE("inbox")\nTALK GET_FILE_TYPE("inbox/c.txt")') == ["8", "text/plain"]


def test_copy_move_delete_exists(drive: Drive) -> None:
    drive.put("a.txt", "x")
    drive.said('COPY "a.txt" TO "b/"\nCOPY "a.txt", "c.txt"\nMOVE "c.txt" TO "d/e.txt"\nMOVE "d/e.txt", "f.txt"')
    assert drive.all == ["a.txt", "b/a.txt", "f.txt"]
    assert drive.said('TALK DELETE FILE "a.txt"\nTALK DELETE_FILE("a.txt")\nTALK FILE_EXISTS("f.txt")') == [
        *("true", "false", "true")
    ]


def test_upload_of_a_path_a_value_and_what_excel_made(drive: Drive) -> None:
    drive.put("tmp/photo.jpg", b"\xff\xd8x")
    drive.said('s = UPLOAD "tmp/photo.jpg" TO "photos" AS "front.jpg"\nUPLOAD "tmp/photo.jpg"\nUPLOAD EXCEL([1]), "x"')
    assert drive.all == ["photos/front.jpg", "tmp/photo.jpg", "uploads/photo.jpg", "x/data.xlsx"]
    said = drive.said('s = UPLOAD "tmp/photo.jpg", "a/b.jpg"\nTALK s.url\nTALK s.size + s.md5 + s.path')
    assert said[0].startswith("http://localhost/files/bot/a/b.jpg?expires=")
    assert said[1] == "3" + hashlib.md5(b"\xff\xd8x").hexdigest() + "a/b.jpg"


def test_an_upload_cannot_choose_its_folder_by_its_name(drive: Drive) -> None:
    source = 'UPLOAD file TO "in"'
    drive.said(source, variables={"file": {"name": "../../x/evil.txt", "content": "x"}})
    drive.said(source, variables={"file": {"name": "..\\evil2.txt", "content": "x"}})
    assert drive.all == ["in/evil.txt", "in/evil2.txt"]


def test_compress_and_extract(drive: Drive) -> None:
    drive.put("r/a.csv", "a")
    drive.put("r/b/c.csv", "c")
    said = drive.said(
        'TALK COMPRESS ["r/a.csv", "r/b/c.csv"] TO "both.zip"\nTALK COMPRESS "glob.zip", "r/*.csv"\n'
        'COMPRESS "r", "folder.zip"\nTALK JSON(EXTRACT "both.zip" TO "out")\nTALK JSON(EXTRACT "glob.zip", "g")\n'
        'TALK COUNT(EXTRACT "folder.zip", "f")'
    )
    assert said == ["both.zip", "glob.zip", '["out/a.csv", "out/b/c.csv"]', '["g/a.csv"]', "2"]
    assert drive.get("out/b/c.csv") == "c"
    assert drive.fault('COMPRESS ["no.txt"] TO "x.zip"') == "GB7302"
    assert drive.fault('COMPRESS "nothing*.txt" TO "x.zip"') == "GB7302"


def test_links_have_bounds(drive: Drive) -> None:
    drive.put("a.pdf", "x")
    assert "/files/bot/a.pdf?" in drive.said('TALK GENERATE SECURE LINK "a.pdf" EXPIRES 7 DAYS')[0]
    for days in ("0", "-1", "366"):
        assert drive.fault(f'TALK GENERATE SECURE LINK "a.pdf" EXPIRES {days} DAYS') == "GB6004"
    assert drive.fault('TALK GENERATE SECURE LINK "b.pdf" EXPIRES 1 DAYS') == "GB7302"


def test_the_drives_of_users_are_apart(drive: Drive) -> None:
    write = 'SAVE USER DRIVE "n.txt", "mine"'
    drive.said(write, user="ana")
    read = 'TALK READ USER DRIVE "n.txt"\nTALK COUNT(LIST USER DRIVE "")'
    assert drive.said(read, user="ana") == ["mine", "1"]
    assert drive.bot(read, user="../ana").failed.code == "GB7302"
    assert drive.said('TALK DELETE USER DRIVE "n.txt"', user="ana") == ["true"]


@pytest.mark.parametrize(
    "statement",
    [
        *('TALK READ "{}"', 'WRITE "{}", "x"', 'WRITE "x" TO "{}" APPEND', 'DELETE FILE "{}"', 'COPY "{}" TO "x"'),
        *('COPY "ok.txt" TO "{}"', 'MOVE "{}" TO "x"', 'MOVE "ok.txt" TO "{}"', 'l = LIST "{}"\nTALK l', 'UPLOAD "{}"'),
        *('UPLOAD "ok.txt" TO "{}"', 'COMPRESS "{}" TO "x.zip"', 'COMPRESS "ok.txt" TO "{}"', 'EXTRACT "{}" TO "x"'),
        *('TALK FILE_EXISTS("{}")', 'TALK GENERATE SECURE LINK "{}" EXPIRES 1 DAYS', 'TALK READ USER DRIVE "{}"'),
        *('SAVE USER DRIVE "{}", "x"', 'DELETE USER DRIVE "{}"', 'IMPORT "{}"', 'EXPORT "{}/x.csv", [1]'),
        *('GENERATE PDF "ok.txt", NULL, "{}/x"', 'MERGE PDF ["{}"], "x"', 'FILL "ok.txt", NULL TO "{}"'),
    ],
)
@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../../b", "c:/x", "a\\b", "nul"])
def test_no_keyword_leaves_the_drive(drive: Drive, statement: str, path: str) -> None:
    drive.put("ok.txt", "x")
    if path == "nul" and "/x" in statement:
        pytest.skip("a folder of that name is refused by other tests")
    assert drive.fault(statement.format(path)) == "GB7301"
    assert drive.all == ["ok.txt"]


def test_wrong_values_are_told_apart(drive: Drive) -> None:
    drive.put("ok.txt", "x")
    drive.put("bytes.bin", b"\0\1\2")
    assert drive.fault("UPLOAD 7") == "GB6004"
    assert drive.fault('UPLOAD {"a": 1}') == "GB6004"
    assert drive.fault('TALK READ "bytes.bin"') == "GB7305"
    assert drive.fault('EXTRACT "ok.txt" TO "x"') == "GB7305"
    assert drive.fault('WRITE "x" TO "a.xlsx" APPEND') == "GB6004"
    assert drive.fault('WRITE "ok.txt/inside.txt", "x"') == "GB7301"


def test_send_file_gives_the_person_the_file(drive: Drive) -> None:
    drive.put("menu.pdf", b"%PDF")
    bot = drive.bot(
        'ADD SUGGESTION "ok"\nSEND FILE "menu.pdf", "Our menu"\nTALK IMAGE "https://example.com/a/b.png?x=1"\n'
    )
    first, second = bot.dialog.messages
    assert (first.text, [b.text for b in first.suggestions]) == ("Our menu", ["ok"])
    (file,) = first.files
    assert (file.name, file.type, file.size) == ("menu.pdf", "application/pdf", 4)
    assert file.url.startswith("http://localhost/files/bot/menu.pdf?expires=")
    assert (second.files[0].url, second.files[0].name, second.files[0].type) == (
        "https://example.com/a/b.png?x=1", "b.png", "image/png",
    )  # fmt: skip


def test_send_file_takes_what_other_keywords_give(drive: Drive) -> None:
    drive.put("menu.pdf", b"%PDF")
    bot = drive.bot('m = UPLOAD "menu.pdf"\nSEND FILE [m, "menu.pdf"]\nSEND FILE EXCEL([{"a": 1}])\n')
    assert [[file.name for file in message.files] for message in bot.dialog.messages] == [
        ["menu.pdf", "menu.pdf"], ["data.xlsx"],
    ]  # fmt: skip


@pytest.mark.parametrize(("what", "code"), [('"none.pdf"', "GB7302"), ('""', "GB6004"), ("[]", "GB6004")])
def test_send_file_names_a_file_that_is_not_there(drive: Drive, what: str, code: str) -> None:
    assert drive.fault(f"SEND FILE {what}\n").startswith(code)
