"""Hostile values through every argument of every data keyword: they stay values.

Each statement runs over a table of three rows with each value of the corpus in the variable ``v``. It may do what it
says with the value, or refuse it with a fault; whatever else changes or is found is an escape.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from compiler.api import compile_source
from stdlib.adapters.database_sqlite import SqliteStore
from stdlib.adapters.databases import Store
from stdlib.conversation import Script, load_script
from stdlib.driver import Finished
from stdlib.report import Failed
from tests.conformance.scripted_host import play
from tests.servers.postgres import postgres_store

CORPUS = (
    "'", "''", '"', "`", "\\", "\\'", ";", "--", "/*", "*/", "?", "$1", ":v", "@v", "#", "%", "_", "%%", "[a]", "()",
    "x' OR '1'='1", "x' OR 1=1 --", 'x" OR ""="', "x`; DROP TABLE victims; --", "'; DELETE FROM victims; --",
    "1 OR 1=1", "1; DROP TABLE victims", "name", "name = name", "id", "victims", "victims.name", "a, role=admin",
    "x' UNION SELECT 1,2,3 --", "x') OR ('1'='1", "NULL", "TRUE", "NOT NULL", "x AND role IS NOT NULL", "OR",
    ")", "LIMIT 99", "ORDER BY 1", "1 ORDER BY id LIMIT 2", "${1 + 1}", "${name}", "{{name}}", "\0", "x\0' OR '1'='1",
    "\n",
    "a\r\nb",
    "‘ OR ’1’=’1", "＇ OR 1＝1", "U&'\\0027'", "E'\\x27'", "CHAR(39)", "0x27", "\ud83d\ude00", "İ", "ﬁ", "\u202eabc",
    "-1", "0", "1e309", "1.0", " ", "\t1", "{\"tree\": \"x\"}", "[1]", "sqlite_master", "gb_changes", "x" * 5000,
    "%s%n",    "../x.csv", "/etc/passwd", "default.victims", ".", "..", "erp.", ".victims'",
)  # fmt: skip

NOTHING_IS_FOUND = (
    "n = COUNT(FIND(\"victims\", \"name = '${v}'\"))",
    'n = COUNT(FIND("victims", "name = ${v}"))',
    'n = COUNT(FIND("victims", "name=" + v))',
    "n = COUNT(FIND(\"victims\", \"name = '\" + v + \"'\"))",
    "rows = FIND \"victims\" WITH \"name = '${v}'\"\nn = COUNT(rows)",
    'rows = FIND "victims" WHERE name = v\nn = COUNT(rows)',
    'rows = FIND "victims" WHERE name IN [v]\nn = COUNT(rows)',
    'row = FIND "victims", "name", v\nn = IIF(row IS NULL, 0, 1)',
    'row = FIND_ONE "victims", "name = ${v}"\nn = IIF(row IS NULL, 0, 1)',
    'n = UPDATE "victims", "name = \'${v}\'", {"role": "x"}',
    'n = UPDATE "victims" SET role = "x" WHERE name = v',
    'n = SET "victims", "name=${v}", "role=x"',
    'n = DELETE "victims", "name = ${v}"',
    'n = DELETE FROM "victims" WHERE name = v',
    "rows = SQL \"SELECT * FROM victims WHERE name = '${v}'\"\nn = COUNT(rows)",
    'rows = SQL "SELECT * FROM victims WHERE name = ${v}"\nn = COUNT(rows)',
    'rows = QUERY "SELECT * FROM victims WHERE name = ${v}"\nn = COUNT(rows)',
    "rows = SELECT * FROM victims WHERE name = ${v}\nn = COUNT(rows)",
    'n = SQL "UPDATE victims SET role = \'x\' WHERE name = \'${v}\'"',
    'n = SQL "DELETE FROM victims WHERE name = ${v}"',
    'n = AGGREGATE "victims", "COUNT", "id", "name = ${v}"',
    'n = AGGREGATE "victims" COUNT id WHERE name = v',
)  # fmt: skip

THE_ROLE_BECOMES_THE_VALUE = (
    'UPDATE "victims" SET role = v WHERE id = 1',
    'UPDATE "victims" WITH role AS v WHERE id = 1',
    'UPDATE "victims", "id=1", {"role": v}',
    'UPDATE "victims", 1, "role", v',
    'role = v\nUPDATE "victims", "id=1", role',
    'UPDATE "victims", "id=1", "role=" + v',
    'SET "victims", "id=1", "role=${v}"',
    "SET \"victims\", \"id=1\", \"role='${v}'\"",
    'SAVE "victims", {"id": 1, "role": v}',
    'SAVE "victims", 1, {"role": v}',
    'id = 1\nrole = v\nSAVE "victims", id, role',
    'SAVE "victims" WITH id AS 1, role AS v',
    'MERGE "victims", [{"id": 1, "role": v}], "id"',
    'one = 1\nMERGE INTO "victims" ON id = one WITH role = v',
    'SQL "UPDATE victims SET role = ${v} WHERE id = 1"',
    "SQL \"UPDATE victims SET role = '${v}' WHERE id = 1\"",
)  # fmt: skip

NOTHING_CHANGES = (
    "rows = FIND v",
    'rows = FIND v, "id = 1"',
    "FIND ONE v, \"id = 1\"",
    'row = FIND "victims", v, 1',
    'rows = FIND "victims", v',
    'rows = FIND "victims", "id > 0 ORDER BY " + v',
    'rows = FIND "victims" LIMIT v',
    'rows = FIND "victims", "id > 0 LIMIT " + v',
    'rows = FIND "victims" ON v',
    'UPDATE v, "id=1", {"role": "x"}',
    'UPDATE "victims", "id=99", {"role": v}',
    'o = {}\no[v] = "x"\nUPDATE "victims", "id=1", o',
    'UPDATE "victims", "id=1", v, "x"',
    'SET v, "id=1", "role=x"',
    'o = {}\no[v] = "x"\nSAVE "victims", o',
    'SAVE "victims", v',
    'INSERT "victims", v',
    'o = {}\no[v] = "x"\nINSERT "victims", o',
    'MERGE "victims", [{"id": 1, "role": "x"}], v',
    'MERGE v, [{"id": 1, "role": "x"}], "id"',
    "DELETE FROM v WHERE id = 1",
    'n = AGGREGATE v, "SUM", "id"',
    'n = AGGREGATE "victims", "SUM", v',
    'n = AGGREGATE "victims", v, "id"',
    'rows = SEARCH v, "x"',
    'rows = AUTOCOMPLETE(v, "x")',
    'rows = QUERY v, "SELECT 1"',
    "db = CONNECT v",
)  # fmt: skip

TABLE = "TABLE victims\n  id integer key\n  name string\n  role string\nEND TABLE\n"
ROWS = 'SAVE "victims", [{"name": "Ana", "role": "a"}, {"name": "Rui", "role": "b"}, {"name": "Eva", "role": "c"}]\n'
SHOW = 'found = ""\nall = FIND "victims" ORDER BY id\n'
SHOW += "FOR EACH one IN all\n  found = found + one.id + one.name + one.role\nNEXT\n"
UNTOUCHED = "1Anaa2Ruib3Evac"
BAD_REQUEST = ("GB6001", "GB6004", "GB7101", "GB7102", "GB7103", "GB7105", "GB7106", "GB7108", "GB7301", "GB7302")


@cache
def program(text: str) -> Script:
    """The statement between the rows and the look at them, linked."""
    source = f"PARAM v AS STRING\n{TABLE}{ROWS}"
    source += f"n = 0\nTRY\n{text}\nCATCH e\n  failed = e.code\nEND TRY\n{SHOW}RETURN [n, failed, found]\n"
    made = compile_source(source, "program.bas")
    assert made.program is not None, [item.message for item in made.diagnostics]
    return load_script(made.program, "program.bas")


def outcome(text: str, value: str, own: Callable[[], Store] = SqliteStore) -> tuple[object, str, str]:
    """What the statement gave, how it failed, and the table after it."""
    script = program(text)
    end = play(script, [], variables={"v": value}, manifest=script.program.manifest, own=own).end
    assert isinstance(end, Finished), end.message if isinstance(end, Failed) else end
    given, failed, found = end.value
    return given, failed or "", found


@pytest.mark.parametrize("text", NOTHING_IS_FOUND)
def test_a_value_in_a_condition_matches_only_itself(text: str) -> None:
    for value in CORPUS:
        given, failed, found = outcome(text, value)
        assert (given, found) == (0, UNTOUCHED), value
        assert failed in ("", "GB7105", "GB7103"), (value, failed)


@pytest.mark.parametrize("text", THE_ROLE_BECOMES_THE_VALUE)
def test_a_new_value_is_stored_as_it_is(text: str) -> None:
    for value in CORPUS:
        _, failed, found = outcome(text, value)
        if failed:
            assert (failed, found) in [("GB7103", UNTOUCHED), ("GB7105", UNTOUCHED)], value
        else:
            assert found.removeprefix("1Ana").removesuffix("2Ruib3Evac") in (value, value.strip()), value


@pytest.mark.parametrize("text", NOTHING_CHANGES)
def test_a_name_or_a_number_is_never_more_than_that(text: str) -> None:
    for value in CORPUS:
        _, failed, found = outcome(text, value)
        assert found.startswith(UNTOUCHED) or value in ("victims", "default.victims", "id", "name", "1.0"), value
        assert failed in ("", *BAD_REQUEST), (value, failed)


@pytest.mark.parametrize("at", range(len(NOTHING_IS_FOUND)))
def test_over_postgres_too_a_value_matches_only_itself(at: int) -> None:
    for value in CORPUS[at :: len(NOTHING_IS_FOUND)]:
        given, failed, found = outcome(NOTHING_IS_FOUND[at], value, postgres_store)
        assert (given, found) == (0, UNTOUCHED), value
        assert failed in ("", "GB7105", "GB7103"), (value, failed)


@pytest.mark.parametrize("at", range(len(NOTHING_CHANGES)))
def test_over_postgres_too_a_name_is_never_more_than_that(at: int) -> None:
    for value in CORPUS[at :: len(NOTHING_CHANGES)]:
        _, failed, found = outcome(NOTHING_CHANGES[at], value, postgres_store)
        assert found.startswith(UNTOUCHED) or value in ("victims", "default.victims", "id", "name", "1.0"), value
        assert failed in ("", *BAD_REQUEST), (value, failed)
