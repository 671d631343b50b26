"""The catalog: look-up, pages, plain data, the saved index, and the reference made from it."""

from __future__ import annotations

import json
import marshal
import os
import subprocess
import sys
from pathlib import Path

import pytest

from stdlib import index
from stdlib.api import FunctionDecl, KeywordDecl
from stdlib.catalog import Catalog, load_catalog
from stdlib.reference import function_reference, keyword_reference

CATALOG = load_catalog()


@pytest.mark.parametrize("name", ["SEND MAIL", "send_mail", "Send Email", "SEND EMAIL TO"])
def test_a_keyword_is_found_by_any_of_its_phrases(name: str) -> None:
    assert [decl.id for decl in CATALOG.find(name) if isinstance(decl, KeywordDecl)] == ["SEND MAIL"]


def test_a_phrase_of_two_declarations_finds_both() -> None:
    ids = {decl.id if isinstance(decl, KeywordDecl) else decl.name for decl in CATALOG.find("AGGREGATE")}
    assert ids == {"AGGREGATE", "AGGREGATE TABLE"}


def test_a_function_is_found_by_an_alias() -> None:
    assert [decl.name for decl in CATALOG.find("length") if isinstance(decl, FunctionDecl)] == ["LEN"]


def test_nothing_is_found_by_a_name_that_is_not_there() -> None:
    assert CATALOG.find("SEND PIGEON") == ()
    with pytest.raises(KeyError):
        CATALOG.page("SEND PIGEON")


def test_the_page_of_a_keyword_says_how_it_is_written_and_what_it_needs() -> None:
    page = CATALOG.page("SEND SMS")
    assert page.startswith("SEND SMS\n\n")
    assert "    SEND SMS TO phone WITH text\n" in page
    assert "one of LOW, NORMAL, HIGH, URGENT" in page
    assert "Needs:   messaging\n" in page
    assert "cannot be taken back" in page
    assert 'SEND SMS "+351912345678"' in page


def test_the_page_of_a_function_has_signature_and_aliases() -> None:
    page = CATALOG.page("LEN")
    assert CATALOG.functions["LEN"].signature in page
    assert "LENGTH" in page


def test_structural_keywords_have_a_page_and_no_phrase() -> None:
    assert "STEP number : BOT bot instruction" in CATALOG.page("STEP BOT")
    assert ("STEP",) not in CATALOG.heads
    assert ("ON",) not in CATALOG.heads


def test_plain_data_holds_everything_once() -> None:
    data = json.loads(json.dumps(CATALOG.to_json()))
    assert [entry["id"] for entry in data["keywords"]] == sorted(CATALOG.keywords)
    assert {entry["id"] for entry in data["functions"]} == {decl.name for decl in CATALOG.functions.values()}
    mail = next(entry for entry in data["keywords"] if entry["id"] == "SEND MAIL")
    assert {arg["name"]: arg["required"] for arg in mail["arguments"]} == {
        "to": True,
        "subject": False,
        "body": True,
        "attachments": False,
        "account": False,
    }


def test_an_id_declared_twice_is_refused() -> None:
    decl = CATALOG.keywords["TALK"]
    with pytest.raises(ValueError, match="TALK is declared twice"):
        Catalog([decl, decl], [])


# ---------------------------------------------------------------- the saved index


def test_what_was_saved_is_what_was_declared(tmp_path: Path) -> None:
    file = str(tmp_path / "catalog.index")
    declared = list(CATALOG.keywords.values()), list({id(f): f for f in CATALOG.functions.values()}.values())
    index.save(declared, file)
    loaded = index.load(file)
    assert loaded is not None
    assert loaded == declared
    assert Catalog(*loaded).digest == CATALOG.digest
    assert os.listdir(tmp_path) == ["catalog.index"]


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "noise", "other sources", "other shape"])
def test_an_index_that_does_not_fit_is_not_used(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "catalog.index"
    index.save(([CATALOG.keywords["TALK"]], []), str(file))
    data = file.read_bytes()
    _, keywords, functions = marshal.loads(data)
    made = {
        "missing": None,
        "empty": b"",
        "cut": data[: len(data) // 2],
        "noise": b"\x00\xff" * 50,
        "other sources": marshal.dumps(("api.py:0", keywords, functions)),
        "other shape": marshal.dumps((index.checksum(), [(1, 2)], [])),
    }[damage]
    file.unlink() if made is None else file.write_bytes(made)
    assert index.load(str(file)) is None


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    index.save(([], []), str(tmp_path / "missing" / "catalog.index"))
    assert os.listdir(tmp_path) == []


def test_the_index_agrees_with_the_modules() -> None:
    code = "from stdlib import catalog; print(catalog.Catalog(*catalog._declare_all()).digest)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == CATALOG.digest


def test_a_start_with_a_fresh_index_imports_no_family_module() -> None:
    code = """
import sys
from stdlib.catalog import load_catalog
catalog = load_catalog()
heavy = [m for m in sys.modules if m.startswith(("stdlib.keywords.", "stdlib.functions.", "vm"))]
assert not heavy, heavy
assert catalog.functions["LEN"].call("abc") == 3
assert catalog.keywords["TALK"].handler.__name__ == "talk"
"""
    subprocess.run([sys.executable, "-c", code], check=True)


# ---------------------------------------------------------------- reference pages


def test_every_keyword_and_function_has_its_section_in_the_reference() -> None:
    keywords, functions = keyword_reference(), function_reference()
    for decl in CATALOG.keywords.values():
        assert f"\n## {decl.id}\n" in keywords[f"keywords/{decl.family}.md"]
        assert f"- `{decl.id}`: " in keywords["keywords/README.md"]
    for function in CATALOG.functions.values():
        assert f"\n## {function.name}\n" in functions[f"functions/{function.family}.md"]
