"""Functions that put rows into groups: GROUP_BY and PIVOT.

Groups come in the order in which they are first met. Called by the machine through the catalog.
"""

from __future__ import annotations

import re
from typing import Any

from stdlib.api import function
from stdlib.functions._rows import group_objects, groups
from stdlib.functions.arguments import column, item_room, new_list, rows, text_or_empty, wrong
from stdlib.functions.totals import total_name, total_over
from vm.budget import charge
from vm.value import Array, Object

_TOTAL = re.compile(r"\s*(\w{1,20})\s*\(\s*(\*|\w{1,200})\s*\)(?:\s+AS\s+(\w{1,200}))?\s*", re.IGNORECASE)
_LONGEST = 2000


@function(
    "GROUP_BY(rows, field[, totals])",
    aliases=("GROUPBY",),
    forms=("GROUP BY rows:rows, field[, totals:text]",),
    result="rows",
)
def group_by(source: Any, by: Any, totals: Any = None) -> Array:
    """A list with one object for each value of a field: ``key``, ``items`` (its rows) and ``count``.

    Totals such as ``"SUM(n) AS total, MAX(n)"`` are fields of it too; one without AS is called ``max_n``.

    Example:
        rows = [{"c": "x", "n": 2}, {"c": "y", "n": 5}, {"c": "x", "n": 3}]
        groups = GROUP_BY(rows, "c", "SUM(n) AS total")
        TALK groups[0].key + " " + groups[0].count + " " + groups[0].total   ' x 2 5
    """
    wanted = [] if totals is None else _totals(text_or_empty(totals))
    items, name = rows("GROUP_BY", source), column("GROUP_BY", by)
    charge(8 * len(items))
    item_room(len(items))
    made = group_objects(items, name)
    charge(8 * len(items) * len(wanted))
    for group in made if wanted else ():
        for field, total, of in wanted:
            group[field] = len(group["items"]) if of == "*" else total_over(total, group["items"], of)
    return new_list(made, len(made))


def _totals(text: str) -> list[tuple[str, str, str]]:
    """The field, the total and the column of each of ``SUM(n) AS total, COUNT(*)``."""
    found: list[tuple[str, str, str]] = []
    for piece in text[:_LONGEST].split(","):
        match = _TOTAL.fullmatch(piece)
        total = total_name(match[1]) if match else ""
        if match is None or not total or (match[2] == "*" and total != "COUNT"):
            raise wrong(f'GROUP BY takes totals such as "SUM(amount) AS total", and got "{piece.strip()[:60]}"')
        own = "count" if match[2] == "*" else f"{total.lower()}_{match[2]}"
        found.append((match[3] or own, total, match[2]))
    return found


@function(
    "PIVOT(rows, row, value, ...)", forms=("PIVOT rows:rows, row, value[, more[, total]]",), result="rows"
)  # fmt: skip
def pivot(source: Any, row_field: Any, *rest: Any) -> Array:
    """Totals by group, as rows.

    ``PIVOT(rows, "row", "value")`` gives a row for each value of the field ``row`` with the sum of ``value``.

    ``PIVOT(rows, "row", "column", "value")`` gives one field for each value of ``column``; a last argument may be
    SUM, AVG, COUNT, MIN or MAX.

    Example:
        rows = [{"city": "A", "year": 1, "n": 2}, {"city": "A", "year": 2, "n": 3}]
        TALK PIVOT(rows, "city", "n")   ' [{"city": "A", "n": 5}]
        TALK PIVOT(rows, "city", "year", "n")   ' [{"city": "A", "1": 2, "2": 3}]
    """
    chosen = total_name(rest[-1]) if len(rest) > 2 else "SUM"
    if not chosen or len(rest) > 3:
        raise wrong("PIVOT takes rows, a row field, a column field, a value field and SUM, AVG, COUNT, MIN or MAX")
    items = rows("PIVOT", source)
    names = [column("PIVOT", name) for name in (row_field, *rest[:2])]
    charge(16 * len(items))
    made = [_pivoted(key, group, names, chosen) for key, group in groups(items, names[0])]
    return new_list(made, 0)


def _pivoted(key: Any, group: Array, names: list[str], chosen: str) -> Object:
    made = Object(((names[0], key),))
    if len(names) == 2:
        made[names[1]] = total_over(chosen, group, names[1])
        return made
    item_room(len(group))
    for value, cell in groups(group, names[1]):
        made[text_or_empty(value)] = total_over(chosen, cell, names[2])
    return made
