"""Keywords of measurements: recording, querying, and counting events.

Declarations only.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword(
    "QUERY METRICS name:text FOR range:any [BY interval:any] [OFFSET offset:any]",
    result="rows",
    capability="admin",
    effect="read",
    tier=2,
)
async def query_metrics(ctx: Any, **arguments: Any) -> None:
    """The values of a metric over a time such as `1h` or `30d`, each interval one row.

    Example:
        points = QUERY METRICS "messages" FOR "7d" BY "1d"
    """


@keyword("RECORD METRIC name:text WITH values:assigns", result="none", capability="admin", effect="write", tier=2)
async def record_metric(ctx: Any, **arguments: Any) -> None:
    """Record a measurement.

    Example:
        RECORD METRIC "delivery" WITH minutes = 34, city = "Porto"
    """


@keyword("TRACK EVENT name:text[, data:any]", result="none", capability="admin", effect="write")
async def track_event(ctx: Any, **arguments: Any) -> None:
    """Count that something has happened, with data about it.

    Example:
        TRACK EVENT "menu_opened", {"page": 2}
    """


@keyword("GET ANALYTICS name:text[, range:any]", result="rows", capability="admin", effect="read")
async def get_analytics(ctx: Any, **arguments: Any) -> None:
    """The counts of an event over time.

    Example:
        rows = GET ANALYTICS "menu_opened", "30d"
    """
