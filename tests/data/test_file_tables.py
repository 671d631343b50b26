"""Files as tables: no change is lost, cells that nobody touched stay as they are, damaged files are a sentence."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from stdlib.fakes import DictFiles
from stdlib.functions.condition_tree import Call, Column, Literal
from stdlib.ports import KeywordFault
from stdlib.ports.database import Selection
from stdlib.tables.file_table import FileTables


def tables(files: DictFiles) -> FileTables:
    return FileTables(files, "bot", lambda: dt.datetime(2026, 1, 1))


@pytest.mark.parametrize("name", ["n.csv", "n.json", "n.xlsx"])
def test_changes_at_the_same_time_are_all_kept(name: str) -> None:
    class Slow(DictFiles):
        async def read(self, path: str, most: int = 50 << 20) -> bytes:
            found = await super().read(path, most)
            await asyncio.sleep(0)
            return found

    async def run() -> object:
        files = Slow()
        await tables(files).insert(name, [{"n": 0}])
        plus = {"n": Call("+", (Column("n"), Literal(1)))}
        await asyncio.gather(*(tables(files).update(Selection(name), plus) for _ in range(50)))
        return (await tables(files).find(Selection(name)))[0]["n"]

    assert asyncio.run(run()) == 50


def test_untouched_cells_of_a_csv_stay_as_they_were_written() -> None:
    content = b'name,zip,phone,n,text\nAna,01000,00351 9,1.50,"a, ""b"""\nRui,2,3.5,-0,\n'
    files = DictFiles({"p.csv": content})
    asyncio.run(tables(files).insert("p.csv", [{"name": "Eva"}]))
    assert files.files["p.csv"] == content + b"Eva,,,,\n"


def test_text_like_a_formula_comes_back_as_it_was_saved() -> None:
    files = DictFiles()
    asyncio.run(tables(files).insert("p.csv", [{"phone": "+351 9", "code": "=1+1"}]))
    found = asyncio.run(tables(files).find(Selection("p.csv")))
    assert (found[0]["phone"], found[0]["code"]) == ("+351 9", "=1+1")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"\xff\xfe\x00"), ("a.json", b"{"), ("a.json", b'{"a": 1}'), ("a.json", b"[1]"), ("a.xlsx", b"PK"),
        ("a.xlsx", b""), ("a.json", b"[[1]]"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_a_sentence_and_stays(name: str, content: bytes) -> None:
    files = DictFiles({name: content})
    for work in (tables(files).find(Selection(name)), tables(files).insert(name, [{"a": 1}])):
        with pytest.raises(KeywordFault) as fault:
            asyncio.run(work)
        assert fault.value.code[:4] == "GB73" or fault.value.code == "GB7108", fault.value.message
    assert files.files[name] == content
