"""AGGREGATE over a table: sum, mean, count, least or greatest of a column. Called by AGGREGATE TABLE only."""

from __future__ import annotations

import re
from typing import Any

from stdlib.functions.totals import total_name
from stdlib.ports import KeywordFault
from stdlib.ports.database import Selection
from stdlib.tables.arguments import name_of
from stdlib.tables.places import Place

_CALL = re.compile(r"\s*(\w+)\s*\(\s*(\*|[^()]*?)\s*\)\s*$")


async def total_of(place: Place, chosen: Selection, operation: Any, field: Any) -> Any:
    """The total; ``operation`` is its name, or ``SUM(amount)`` with the column in it."""
    match = _CALL.match(operation) if isinstance(operation, str) and field is None else None
    if match is not None:
        operation, field = match[1], match[2]
    name = total_name(operation)
    if not name:
        shown = str(operation)[:40]
        raise KeywordFault("GB6004", f"AGGREGATE takes SUM, AVG, COUNT, MIN or MAX as its operation, not {shown}")
    every = name == "COUNT" and field in (None, "*", "")
    column = "" if every else name_of("AGGREGATE", "field", field, "a column")
    return await place.total(chosen, "AVG" if name == "AVERAGE" else name, column)
