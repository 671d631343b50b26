"""TABLE bodies in three spellings, the saved parser tables, and the nearest phrase."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from front_shape import codes, read

from compiler import ast
from compiler.build import BUILD, FLAT
from compiler.build_statements import BUILD_STATEMENTS
from diagnostics.spell import distance, nearest
from grammar.tables import build_tables, load_tables

ROOT = Path(__file__).parents[3]


def table(text: str) -> ast.Table:
    """The only statement of a text that reads without a finding."""
    module, found = read(text)
    assert not found, [(item.code, item.message) for item in found]
    assert isinstance(module.body[0], ast.Table)
    return module.body[0]


def test_head_of_a_table() -> None:
    found = table('TABLE "shop.orders" ON store READ BY "a;b" WRITE BY "c"\nEND TABLE')
    assert (found.name, found.connection, found.read_by, found.write_by) == ("shop.orders", "store", "a;b", "c")


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("Id integer key", ("Id", "integer", None, None, True, "", "key")),
        ("Name string(50)", ("Name", "string", 50, None, False, "", "")),
        ("Text string(max)", ("Text", "string", None, None, False, "", "")),
        ("Price* double(10,2)", ("Price", "double", 10, 2, False, "", "")),
        ("Owner integer references People", ("Owner", "integer", None, None, False, "People", "references People")),
        ("FIELD cpf AS STRING", ("cpf", "string", None, None, False, "", "")),
        ("FIELD id AS INTEGER KEY", ("id", "integer", None, None, True, "", "KEY")),
        ("id UUID PRIMARY KEY DEFAULT gen(),", ("id", "uuid", None, None, True, "", "PRIMARY KEY DEFAULT gen()")),
        ("tags TEXT[] NOT NULL,", ("tags", "text[]", None, None, False, "", "NOT NULL")),
        ("total DECIMAL(10, 2) DEFAULT 0", ("total", "decimal", 10, 2, False, "", "DEFAULT 0")),
        ("case_id UUID REFERENCES cases(id) ON DELETE CASCADE,",
         ("case_id", "uuid", None, None, False, "cases", "REFERENCES cases(id) ON DELETE CASCADE")),
        ("kind VARCHAR(20) CHECK (kind IN ('a', 'b'))",
         ("kind", "varchar", 20, None, False, "", "CHECK (kind IN ('a', 'b'))")),
        ("Note", ("Note", "string", None, None, False, "", "")),
    ],
)  # fmt: skip
def test_fields(line: str, field: tuple[object, ...]) -> None:
    (found,) = table(f"TABLE t\n  ' comment\n  {line}\nEND TABLE\n").fields
    assert (found.name, found.type, found.length, found.scale, found.key, found.references, found.rest) == field


def test_constraints_and_fields_over_two_lines() -> None:
    found = table(
        "TABLE t\nUNIQUE(a, b)\nCHECK (a > 0),\nv tsvector\n GENERATED ALWAYS AS (f(a,\n b)) STORED,\nw text\nEND TABLE"
    )
    assert found.constraints == ["UNIQUE(a, b)", "CHECK (a > 0)"]
    assert [field.name for field in found.fields] == ["v", "w"]
    assert found.fields[0].rest.startswith("GENERATED ALWAYS AS (f(a, b)) STORED")


def test_table_as_a_name() -> None:
    assert codes("table = 1\ntable.x = 2\nTALK table") == []
    assert codes("TABLE t\na string\n\nTALK 1") == ["GB1011"]
    assert codes("TABLE t\n+ 5\nEND TABLE\nTABLE a b c d\nEND TABLE") == ["GB1018", "GB1018"]


def test_saved_tables_are_those_of_the_grammar() -> None:
    saved, built = load_tables(), build_tables()
    assert (saved.rules, saved.actions, saved.gotos) == (built.rules, built.actions, built.gotos)


def test_every_alias_has_a_build_function_and_no_other() -> None:
    aliases = {alias for _, _, alias in load_tables().rules if alias}
    assert aliases == {*BUILD, *BUILD_STATEMENTS}
    assert aliases >= FLAT


def test_lark_is_not_imported_when_the_saved_tables_are_fresh() -> None:
    load_tables()
    code = "import sys, grammar.tables as t; t.load_tables(); sys.exit('lark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("TLAK", "TALK"),
        ("SEND EMAL", "SEND EMAIL"),
        ("TALKK", "TALK"),
        ("ZZZ", ""),
        ("TALK", ""),
        ("SEND MIAL", "SEND MAIL"),
    ],
)
def test_nearest(wrong: str, right: str) -> None:
    assert nearest(wrong, ["SEND EMAIL", "SEND MAIL", "TALK", "WAIT"]) == right


def test_distance_counts_slips() -> None:
    assert distance("abc", "abc", 2) == 0
    assert distance("abc", "acb", 2) == 1
    assert distance("abc", "xyz", 2) == 3
