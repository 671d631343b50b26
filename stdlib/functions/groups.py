"""Functions that put rows into groups: GROUP_BY and PIVOT.

Groups come in the order in which they are first met. Called by the machine through the catalog.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from stdlib.api import function
from stdlib.functions.arguments import column, field, fields_of, item_room, new_list, rows, text_or_empty, wrong
from stdlib.functions.totals import TOTALS, total_name
from vm.budget import charge
from vm.value import Array, Object


def groups(source: Array, name: str) -> Iterator[tuple[Any, list[Any]]]:
    """Value and rows of each group, in the order they are first met; values of the same text are the same."""
    found: dict[str, tuple[Any, list[Any]]] = {}
    for row, value in zip(source, fields_of(source, name), strict=True):
        key = value if type(value) is str else text_or_empty(value)
        group = found.get(key)
        if group is None:
            group = found[key] = value, []
        group[1].append(row)
    return iter(found.values())


@function("GROUP_BY(rows, field)", aliases=("GROUPBY",), forms=("GROUP BY rows:rows, field",), result="rows")
def group_by(source: Any, by: Any) -> Array:
    """A list with one object for each value of a field: ``key``, ``items`` (its rows) and ``count``.

    Example:
        rows = [{"c": "x"}, {"c": "y"}, {"c": "x"}]
        groups = GROUP_BY(rows, "c")
        TALK groups[0].key + " " + groups[0].count   ' x 2
    """
    items, name = rows("GROUP_BY", source), column("GROUP_BY", by)
    charge(8 * len(items))
    item_room(len(items))
    made = [
        Object((("key", key), ("items", Array(group)), ("count", len(group)))) for key, group in groups(items, name)
    ]
    return new_list(made, len(made))


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
    made = (_pivoted(key, group, names, TOTALS[chosen]) for key, group in groups(items, names[0]))
    return new_list(list(made), 0)


def _pivoted(key: Any, group: list[Any], names: list[str], over: Callable[[list[Any]], Any]) -> Object:
    made = Object(((names[0], key),))
    if len(names) == 2:
        made[names[1]] = over([field(row, names[1]) for row in group])
        return made
    item_room(len(group))
    for value, cell in groups(Array(group), names[1]):
        made[text_or_empty(value)] = over([field(row, names[2]) for row in cell])
    return made
