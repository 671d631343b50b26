"""Keywords that start programs by themselves: schedules, webhooks, ON blocks.

What has fixed values is in the manifest, and publishing registers it; here is what is registered when a program runs.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.functions.moments import as_datetime, moment
from stdlib.ports import KeywordFault, Work


@keyword(
    "SET SCHEDULE when:any",
    "SET SCHEDULE when:any, script:text",
    "SET SCHEDULE when:any script:text",
    "SET SCHEDULE when:any script:text job:text",
    "SET SCHEDULE when:any start:any, script:text",
    "SET SCHEDULE script:text TO when:text",
    "SET SCHEDULE when:phrase[, script:text]",
    "SET SCHEDULER name:text, when:any, handler:text[, argument:any]",
    result="none",
    capability="schedule",
    effect="write",
    tier=1,
)
async def set_schedule(
    ctx: Context,
    *,
    when: Any = None,
    script: Any = None,
    job: Any = None,
    start: Any = None,
    name: Any = None,
    handler: Any = None,
    argument: Any = None,
) -> None:
    """Run this program, or another one, again and again or at one time.

    When is a cron text of five or six fields, an English phrase such as `every 1 hour`, or a date. A third text is
    the name of the job, which the program reads in `job_name`. Cron fields are meant in the `timezone` of config.csv.

    Example:
        SET SCHEDULE "0 9 * * 1-5"
        SET SCHEDULE DATEADD(TODAY(), 1, "day"), "remind.bas"
    """
    variables: dict[str, Any] = {} if argument is None else {"argument": ctx.plain(argument)}
    if job is not None or name is not None:
        variables["job_name"] = ctx.text(name if job is None else job)
    target = script if handler is None else handler
    work = Work("" if target is None else ctx.text(target).strip(), variables)
    at = moment(when if start is None else start)
    if at is None:
        await ctx.schedule.repeat(ctx.text(when), work)
    else:
        await ctx.schedule.later(seconds_until(ctx, at), work)


def seconds_until(ctx: Context, at: dt.date) -> float:
    """Seconds from now to a date of the program's clock; 0 for one that is over."""
    return max(0.0, (as_datetime(at) - ctx.env.now()).total_seconds())


@keyword("WEBHOOK endpoint:text", result="none", capability="schedule,http", effect="write", tier=1)
async def webhook(ctx: Context, *, endpoint: Any = None) -> None:
    """Publish this program as a web address that other systems call.

    The call's `body`, `params`, `headers`, `method` and `path` are variables. RETURN gives the answer; without it the
    variables that begin with `result_` do, and `result_status` is the HTTP status.

    Example:
        WEBHOOK "order-paid"
        TALK "Paid: " + body.order_id
    """
    await ctx.schedule.on("WEBHOOK", [ctx.text(endpoint)], Work())


@keyword(
    "ON EVENT name:text DO END ON",
    "ON FORM SUBMIT form:text END ON",
    "ON INSERT|UPDATE|DELETE OF table:table",
    "ON table:table, operations:text",
    "ON event:text CALL handler:name",
    "ON EMAIL address:text [FROM sender:text] [SUBJECT subject:text] END ON",
    "ON CHANGE path:text [EVENTS events:text] END ON",
    "ON MESSAGE END ON",
    "ON FILE UPLOAD END ON",
    "ON INCOMING CALL END ON",
    "ON WHATSAPP MESSAGE RECEIVED END ON",
    "ON WEBHOOK POST TO path:text DO END WEBHOOK",
    id="ON",
    result="none",
    capability="schedule",
    effect="write",
    tier=1,
    structural=True,
)
async def on(
    ctx: Context, *, event: Any = None, arguments: Any = None, function: Any = None, variables: Any = None
) -> None:
    """Run a block whenever something happens: an event, a form, a mail ...

    The block reads the record of what happened in `event` (in `fields` and `metadata` for forms), and GET LAST gives
    it too. `ON INSERT OF` without a block runs the program `table_insert`.

    Example:
        ON EVENT "order_paid" DO
            TALK "Thank you!"
        END ON
    """
    given = [None if item is None else ctx.text(item) for item in ctx.items(arguments)]
    work = Work(block=int(function or 0), captured=tuple(ctx.items(variables)))
    await ctx.schedule.on(ctx.text(event), given, work)


@keyword("GET LAST name:text", result="object", capability="schedule", effect="read")
async def get_last(ctx: Context, *, name: Any = None) -> Any:
    """The record of the event that started this block.

    Example:
        mail = GET LAST "email_received_events"
    """
    started_by = await ctx.session.get("trigger.variables") or {}
    return started_by.get("event")


@keyword("SPAWN script:text[, argument:any]", result="none", capability="schedule", effect="write")
async def spawn(ctx: Context, *, script: Any = None, argument: Any = None) -> None:
    """Start another program beside this one, without waiting for it.

    Example:
        SPAWN "write-report.bas", order
    """
    name = ctx.text(script).strip()
    if not name:
        raise KeywordFault("GB6004", "SPAWN takes the name of a script")
    await ctx.schedule.later(0, Work(name, {"argument": ctx.plain(argument)}))
