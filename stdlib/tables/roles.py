"""READ BY and WRITE BY: who may see and change which tables and columns.

A role that is missing is a fault, for tables always and for columns that a program names; columns that it does not
name are left out of what it gets. Called by the data keywords before and after they use a database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stdlib.context import Context
from stdlib.ports import KeywordFault
from stdlib.ports.database import Row, Table


async def roles_of(ctx: Context) -> frozenset[str]:
    """The roles of the conversation's user, in lower case."""
    held = await ctx.session.get("user.roles") if ctx.ports.session is not None else None
    names = held.split(",") if isinstance(held, str) else [ctx.text(item) for item in ctx.items(held)]
    return frozenset(name.strip().lower() for name in names if name.strip())


@dataclass(frozen=True, slots=True)
class Access:
    """What one user may do with one declared table."""

    keyword: str
    table: Table
    roles: frozenset[str]

    def read(self, names: Iterable[str] = ()) -> None:
        """GB7107 unless the table and the named columns may be read."""
        self._need("read", self.table.name, self.table.read_by)
        self._columns("read", names)

    def write(self, names: Iterable[str] = ()) -> None:
        """GB7107 unless the table and the named columns may be changed."""
        self._need("change", self.table.name, self.table.write_by)
        self._columns("change", names)

    def visible(self, rows: list[Row]) -> list[Row]:
        """Rows without the columns that may not be read."""
        hidden = self.hidden
        if not hidden:
            return rows
        return [{name: value for name, value in row.items() if name.lower() not in hidden} for row in rows]

    @property
    def hidden(self) -> frozenset[str]:
        """Columns that may not be read, in lower case."""
        return frozenset(c.name.lower() for c in self.table.columns if c.read_by and not self._holds(c.read_by))

    def _columns(self, verb: str, names: Iterable[str]) -> None:
        wanted = {name.lower() for name in names}
        for column in self.table.columns:
            if column.name.lower() in wanted:
                allowed = column.read_by if verb == "read" else column.write_by
                self._need(verb, f"{self.table.name}.{column.name}", allowed)

    def _need(self, verb: str, what: str, allowed: tuple[str, ...]) -> None:
        if allowed and not self._holds(allowed):
            raise KeywordFault("GB7107", f"{self.keyword} may {verb} {what} only for the role {' or '.join(allowed)}")

    def _holds(self, allowed: tuple[str, ...]) -> bool:
        return any(role.strip().lower() in self.roles for role in allowed)
