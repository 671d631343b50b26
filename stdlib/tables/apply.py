"""Makes the tables and indexes that a program declares: TABLE blocks and CREATE INDEX lines of its manifest.

Creates what is missing and adds columns; nothing is dropped. Called by hosts before a bot starts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from stdlib.ports import Databases, KeywordFault
from stdlib.ports.database import Column, Index, Kind, Table

_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("string", "text", "varchar", "char", "nvarchar", "uuid", "guid", "memo"), Kind.TEXT),
    **dict.fromkeys(("integer", "int", "bigint", "smallint", "tinyint", "long", "serial", "bigserial"), Kind.INTEGER),
    **dict.fromkeys(("number", "double", "decimal", "numeric", "float", "real", "money", "currency"), Kind.NUMBER),
    **dict.fromkeys(("boolean", "bool", "bit"), Kind.BOOLEAN),
    **dict.fromkeys(("datetime", "timestamp", "timestamptz"), Kind.DATETIME),
    "date": Kind.DATE, "time": Kind.TIME, "json": Kind.JSON, "jsonb": Kind.JSON, "object": Kind.JSON,
}  # fmt: skip
Keys = Mapping[str, Column]
"""The key columns of tables, by the table's name in lower case."""

_ROLES = re.compile(r"\b(READ|WRITE)\s+BY\s+\"([^\"]*)\"", re.IGNORECASE)
_DEFAULT = re.compile(r"\bDEFAULT\s+('(?:[^']|'')*'|\"[^\"]*\"|[-+]?\d+(?:\.\d+)?|true|false)", re.IGNORECASE)
_NAMES = re.compile(r"\(([^()]*)\)")
_INDEX = re.compile(r"\s*([^\s(]+)\s*\(([^()]*)\)\s*$")


async def apply_manifests(manifests: Iterable[Mapping[str, Any]], databases: Databases) -> list[str]:
    """Define every table, then every index; gives a sentence for each thing done."""
    found = list(manifests)
    done: list[str] = []
    entries = [entry for manifest in found for entry in manifest.get("tables", ())]
    keys = {entry["name"].lower(): _key(declared_table(entry)) for entry in entries}
    for entry in entries:
        connection = _connection(entry["connection"])
        try:
            done += await (await databases.open(connection)).define(declared_table(entry, keys))
        except KeywordFault as fault:
            if not connection or fault.code not in ("GB7104", "GB7106"):
                raise
            done.append(f"left the table {entry['name']} of {connection} as it is: {fault.message}")
    for entry in (entry for manifest in found for entry in manifest.get("indexes", ())):
        index = declared_index(entry["name"], entry["columns"], unique=bool(entry.get("unique")))
        try:
            await (await databases.open("")).create_index(index)
        except KeywordFault as fault:
            if fault.code != "GB7101":  # a table that grows has none of it yet; the program's own line makes it later
                raise
    return done


def _connection(name: str) -> str:
    return "" if name.lower() in ("", "default") else name


def _key(table: Table) -> Column:
    return next((column for column in table.columns if column.key), Column("id", Kind.INTEGER, key=True))


def declared_table(entry: Mapping[str, Any], keys: Keys | None = None) -> Table:
    """The table of one entry of a manifest; ``keys`` has those of the other tables, for what refers to them."""
    columns = tuple(_column(field, keys or {}) for field in entry["fields"])
    constraints = [text for text in entry["constraints"] if re.match(r"UNIQUE\b", text, re.IGNORECASE)]
    unique = tuple(_listed(match[1]) for text in constraints if (match := _NAMES.search(text)))
    return Table(entry["name"], columns, unique, _roles(entry["read_by"]), _roles(entry["write_by"]))


def _column(field: Mapping[str, Any], keys: Keys) -> Column:
    rest = field["rest"]
    rights = {right.upper(): _roles(names) for right, names in _ROLES.findall(rest)}
    kind, references, length = _KINDS.get(field["type"].removesuffix("[]")), field["references"], field["length"]
    if field["type"].endswith("[]"):
        kind = Kind.JSON
    if kind is None and field["type"] == "references":
        references = references or rest.split()[0]
    elif kind is None and field["type"] in keys:
        references = field["type"]
    if kind is None:
        other = keys.get(references.lower())
        unknown = Kind.INTEGER if references else Kind.TEXT
        kind, length = (unknown, length) if other is None else (other.kind, other.length)
    return Column(
        field["name"], kind, length if kind is Kind.TEXT else None,
        required=re.search(r"\bnot\s+null\b|\brequired\b", rest, re.IGNORECASE) is not None,
        key=field["key"], unique=re.search(r"\bunique\b", rest, re.IGNORECASE) is not None,
        default=_default(rest), references=references,
        read_by=rights.get("READ", ()), write_by=rights.get("WRITE", ()),
    )  # fmt: skip


def _default(rest: str) -> Any:
    match = _DEFAULT.search(rest)
    if match is None:
        return None
    text = match[1]
    if text[0] in "'\"":
        return text[1:-1].replace("''", "'")
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    return float(text) if "." in text else int(text)


def _roles(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in re.split(r"[;,]", text) if name.strip())


def _listed(text: str) -> tuple[str, ...]:
    return tuple(name.strip().strip('"`[]') for name in text.split(",") if name.strip())


def declared_index(name: str, columns: str, *, unique: bool) -> Index:
    """An index from ``orders(user_id, created_at)``; GB6004 when the text is something else."""
    match = _INDEX.match(columns)
    if match is None or not _listed(match[2]):
        raise KeywordFault("GB6004", f"CREATE INDEX needs a table and columns, as in orders(id), not {columns[:60]}")
    return Index(name, match[1].strip('"`[]'), _listed(match[2]), unique)


def declared_table_of(text: str) -> Table:
    """A table of text columns from ``visits(page, visitor)``; GB6004 when the text is something else."""
    match = _INDEX.match(text)
    names = _listed(match[2]) if match is not None else ()
    if match is None or not names or not all(map(_is_name, names)):
        raise KeywordFault("GB6004", f"CREATE TABLE needs a name and columns, as in visits(page), not {text[:60]}")
    return Table(match[1].strip('"`[]'), tuple(Column(name) for name in names))


def _is_name(text: str) -> bool:
    return re.fullmatch(r"[^\W\d][\w ]*", text) is not None
