"""Reads SQL that an author wrote for PostgreSQL or MySQL and refuses what a program may not do.

Everything is refused that is not known: statements, functions, ways to quote. ``?`` becomes a numbered parameter, and a
name in any case the name as it is in the database. Called by ``postgres_sql`` and ``mysql_sql``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from stdlib.adapters import sql_schema as schema
from stdlib.adapters.sql_schema import Link
from stdlib.adapters.sqlite_guard import columns_of
from stdlib.ports import KeywordFault
from stdlib.ports.database import Row
from stdlib.tables.sql_phrases import quoted
from stdlib.tables.sql_values import Dialect

_TOKEN = re.compile(
    r"""(?P<space>\s+|--[^\n]*(?:\n|$)|/\*.*?\*/)|(?P<text>'(?:[^']|'')*')|(?P<name>"(?:[^"]|"")+")"""
    r"""|(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<word>[^\W\d]\w*)|(?P<sign>.)""",
    re.DOTALL,
)
_QUERIES = frozenset({"SELECT", "WITH", "VALUES"})
_CHANGES = frozenset({"INSERT", "UPDATE", "DELETE"})
_NEVER_WORDS = """
ALTER ANALYZE CALL CLUSTER COMMIT COPY CREATE DEALLOCATE DECLARE DISCARD DO DROP EXECUTE EXPLAIN GRANT LISTEN
LOAD LOCK MERGE NOTIFY PREPARE REASSIGN REFRESH REINDEX RESET REVOKE ROLLBACK SAVEPOINT TRUNCATE VACUUM
INFORMATION_SCHEMA PERFORMANCE_SCHEMA OUTFILE DUMPFILE HANDLER RENAME SHOW
"""
_BEFORE_PARENTHESIS_WORDS = """
ALL AND ANY AS BETWEEN BY CASE CUBE DISTINCT ELSE EXCEPT EXISTS FILTER FROM GROUP HAVING ILIKE IN INTERSECT INTO
IS JOIN LATERAL LIKE LIMIT MATERIALIZED NOT OFFSET ON OR OVER RETURNING ROLLUP ROW SELECT SET SETS SOME THEN
UNION USING VALUES WHEN WHERE WITHIN CONFLICT SIMILAR TO
"""
_FUNCTIONS_WORDS = """
ABS AVG BOOL_AND BOOL_OR BTRIM CAST CEIL CEILING CHAR CHAR_LENGTH CHARACTER_LENGTH COALESCE CONCAT CONCAT_WS
CORR COUNT CUME_DIST DATE DATE_BIN DATE_PART DATE_TRUNC DECIMAL DENSE_RANK EVERY EXP EXTRACT FIRST_VALUE FLOOR
GREATEST IFNULL INITCAP INTERVAL JSON_ARRAY_ELEMENTS JSON_ARRAY_ELEMENTS_TEXT JSON_ARRAY_LENGTH JSON_BUILD_OBJECT
JSON_EACH JSON_EACH_TEXT JSON_EXTRACT_PATH JSON_EXTRACT_PATH_TEXT JSONB_AGG JSON_AGG
JSONB_ARRAY_ELEMENTS JSONB_ARRAY_ELEMENTS_TEXT JSONB_ARRAY_LENGTH JSONB_BUILD_OBJECT JSONB_EXTRACT_PATH
JSONB_EXTRACT_PATH_TEXT JSONB_EACH JSONB_EACH_TEXT LAG LAST_VALUE LEAD LEAST LEFT LENGTH LN LOG LOWER LTRIM
MAKE_DATE MAX MD5 MIN MOD MODE NOW NTH_VALUE NTILE NULLIF NUMERIC OCTET_LENGTH OVERLAY PERCENT_RANK
PERCENTILE_CONT PERCENTILE_DISC POSITION POW POWER RANDOM RANK REPLACE REVERSE RIGHT ROUND ROW_NUMBER RTRIM SIGN
SPLIT_PART SQRT STARTS_WITH STDDEV STDDEV_POP STDDEV_SAMP STRING_AGG STRPOS SUBSTR SUBSTRING SUM TIMESTAMP TIME
TO_CHAR TO_DATE TO_JSONB TO_NUMBER TO_TIMESTAMP TRANSLATE TRIM TRUNC UPPER VAR_POP VAR_SAMP VARCHAR VARIANCE
"""
_NEVER = frozenset(_NEVER_WORDS.split())
_BEFORE_PARENTHESIS = frozenset(_BEFORE_PARENTHESIS_WORDS.split())
_FUNCTIONS = frozenset(_FUNCTIONS_WORDS.split())
_SIGNS = {Dialect.POSTGRES: "$;\\\"'", Dialect.MYSQL: "$;\\\"'`@#"}
_NAMES_A_TABLE = frozenset({"INTO", "AS", "WITH", "RECURSIVE"})


async def spellings(link: Link, rowsets: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """Names of tables and columns that SQL may write in any case, by their lower case, where the database cares."""
    found: list[str] = list(rowsets)
    if link.dialect is Dialect.MYSQL:
        return {name.lower(): name for name in (*found, *await schema.names(link))}
    for name in await schema.names(link):
        known = await schema.lookup(link, name)
        if known is not None:
            found += [name, *known.kinds]
    for name, rows in rowsets.items():
        found += columns_of(name, rows)
    return {name.lower(): name for name in found if name != name.lower()}


def checked(text: str, values: int, write: bool, spellings: Mapping[str, str], dialect: Dialect) -> str:
    """The statement for the database; GB7105 says what in it is not allowed."""
    made: list[str] = []
    words: list[str] = []
    before = ""
    marks = 0
    tokens = list(_tokens(text))
    while tokens and tokens[-1] in (("sign", ";"), ("space", " ")):
        tokens.pop()
    for at, (kind, token) in enumerate(tokens):
        if kind == "space":
            made.append(" ")
            continue
        opens = next((t for k, t in tokens[at + 1 :] if k != "space"), "") == "("
        shown = token
        if kind in ("word", "name"):
            name = token if kind == "word" else token[1:-1].replace('""', '"')
            _check_name(name, kind == "word", opens, before, write)
            words.append(name.upper() if kind == "word" else "")
            if kind == "word":
                called = opens and before not in _NAMES_A_TABLE
                shown = quoted(spellings[name.lower()]) if name.lower() in spellings and not called else token
        elif kind == "sign":
            if token == "?":
                marks += 1
                shown = dialect.mark(marks)
            elif token in _SIGNS[dialect] or token == "\0":
                raise refused(f"the sign {token!r}" if token != ";" else "more than one statement")
        made.append(shown)
        before = token.upper()
    if not words or words[0] not in (_QUERIES | _CHANGES if write else _QUERIES):
        raise refused(f"a statement that begins with {words[0][:40] if words else 'nothing'}")
    if marks != values:
        raise KeywordFault("GB7105", f"the SQL has {marks} places for values, and {values} values were given")
    return "".join(made)


def qualifiers(text: str) -> set[str]:
    """Names before a point, as the database reads them: tables, aliases, and schemas that are not the bot's."""
    tokens = [token for token in _tokens(text) if token[0] != "space"]
    found = (token for token, after in pairwise(tokens) if after == ("sign", "."))
    return {
        token.lower() if kind == "word" else token[1:-1].replace('""', '"')
        for kind, token in found
        if kind in ("word", "name")
    }


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    previous = ""
    for match in _TOKEN.finditer(text):
        kind, token = str(match.lastgroup), match[0]
        if kind == "space" and "/*" in token[2:]:
            raise refused("a comment inside a comment")
        if kind in ("text", "name") and previous.upper() in ("E", "B", "X", "N", "&"):
            raise refused("texts with a letter before their quotes")
        yield kind, " " if kind == "space" else token
        previous = token if kind in ("word", "sign") else ""


def _check_name(name: str, plain: bool, opens: bool, before: str, write: bool) -> None:
    upper = name.upper()
    if upper.startswith(("PG_", "GB_")) or (plain and upper in _NEVER) or upper == "INFORMATION_SCHEMA":
        raise refused(name)
    if plain and not write and upper in _CHANGES | {"INTO"}:
        raise refused(name.upper())
    if opens and not (plain and upper in _BEFORE_PARENTHESIS | _FUNCTIONS) and before not in _NAMES_A_TABLE:
        if plain and upper in ("KEY", "UPDATE"):
            return
        raise refused(f"the function {name}")


def refused(what: str) -> KeywordFault:
    """The fault for something that a program may not do."""
    return KeywordFault("GB7105", f"the SQL may not have {what[:80]}: one query over the bot's tables is allowed")
