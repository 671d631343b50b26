"""Tables of an SQLite file that this product did not make, read from the file's own catalog."""

from __future__ import annotations

import sqlite3

from stdlib.ports.database import Column, Kind, Table

_KINDS = (
    ("BOOL", Kind.BOOLEAN), ("DATETIME", Kind.DATETIME), ("TIMESTAMP", Kind.DATETIME), ("DATE", Kind.DATE),
    ("TIME", Kind.TIME), ("JSON", Kind.JSON), ("INT", Kind.INTEGER), ("CHAR", Kind.TEXT), ("CLOB", Kind.TEXT),
    ("TEXT", Kind.TEXT), ("REAL", Kind.NUMBER), ("FLOA", Kind.NUMBER), ("DOUB", Kind.NUMBER), ("NUM", Kind.NUMBER),
    ("DEC", Kind.NUMBER),
)  # fmt: skip


def table_names(db: sqlite3.Connection) -> list[str]:
    """Names of all tables and views."""
    rows = db.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return [name for (name,) in rows]


def introspected(db: sqlite3.Connection, name: str) -> Table | None:
    """The table with this name in any case."""
    real = next((known for known in table_names(db) if known.lower() == name.lower()), None)
    if real is None:
        return None
    columns = tuple(
        Column(column, _kind(declared), required=bool(required), key=bool(key))
        for column, declared, required, key in db.execute(
            'SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (real,)
        )
    )
    return Table(real, columns)


def _kind(declared: str) -> Kind:
    upper = declared.upper()
    return next((kind for word, kind in _KINDS if word in upper), Kind.TEXT)
