"""Keywords of human attendance: handing a conversation to people, the queue, attendants.

Everything goes through the desk port. Results carry `success`; lists stand in `items`.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.ports import KeywordFault

STATUSES = ("online", "busy", "away", "offline")


def _text(ctx: Context, value: Any) -> str:
    return "" if value is None else ctx.text(value).strip()


@keyword(
    "TRANSFER TO HUMAN",
    "TRANSFER TO HUMAN target:any[, priority:word(LOW|NORMAL|HIGH|URGENT)[, reason:text]]",
    "TRANSFER HUMAN",
    result="object",
    capability="attendance",
    effect="send",
    waits="human",
    tier=2,
)
async def transfer_to_human(
    ctx: Context, *, target: Any = None, priority: Any = None, reason: Any = None
) -> dict[str, Any]:
    """Hand the conversation to a person: by name, to a department, or to who is free.

    The result says how it went in `status` (queued, assigned, connected, no_attendants ...), `queue_position` and
    `assigned_to_name`. From then on messages go to the attendant.

    Example:
        done = TRANSFER TO HUMAN "billing", "high", "Wrong invoice"
        TALK done.message
    """
    chosen = "normal" if priority is None else ctx.text(priority).strip().lower()
    return await ctx.desk.transfer(_text(ctx, target), chosen, _text(ctx, reason))


@keyword("ESCALATE TO SUPERVISOR", result="none", capability="attendance", effect="send", waits="human", tier=2)
async def escalate_to_supervisor(ctx: Context) -> None:
    """Hand the conversation to a supervisor.

    Example:
        ESCALATE TO SUPERVISOR
    """
    await ctx.desk.transfer("supervisor", "urgent", "")


@keyword("GET QUEUE", "GET QUEUE filter:any", result="object", capability="attendance", effect="read", tier=2)
async def get_queue(ctx: Context, *, filter: Any = None) -> dict[str, Any]:
    """The conversations that need a person: counts, and the conversations in `items`.

    Example:
        queue = GET QUEUE
        TALK "Waiting: " + queue.waiting
    """
    return await ctx.desk.queue(_text(ctx, filter))


@keyword("NEXT IN QUEUE", result="object", capability="attendance", effect="write")
async def next_in_queue(ctx: Context) -> dict[str, Any]:
    """Take the conversation that waits longest.

    Example:
        next_one = NEXT IN QUEUE
    """
    found = (await ctx.desk.queue("waiting"))["items"]
    return found[0] if found else {"success": False, "message": "nobody waits"}


@keyword(
    "ASSIGN CONVERSATION session:any TO attendant:any",
    "ASSIGN CONVERSATION session:any, attendant:any",
    result="object",
    capability="attendance",
    effect="write",
    tier=2,
)
async def assign_conversation(ctx: Context, *, session: Any = None, attendant: Any = None) -> dict[str, Any]:
    """Give a waiting conversation to an attendant.

    Example:
        ASSIGN CONVERSATION session_id TO "att-3"
    """
    return await ctx.desk.assign(_text(ctx, session), _text(ctx, attendant))


@keyword(
    "RESOLVE CONVERSATION session:any [WITH reason:text]",
    "RESOLVE CONVERSATION session:any, reason:text",
    result="object",
    capability="attendance",
    effect="write",
    tier=2,
)
async def resolve_conversation(ctx: Context, *, session: Any = None, reason: Any = None) -> dict[str, Any]:
    """Mark a conversation as done; the bot answers again.

    Example:
        RESOLVE CONVERSATION session_id WITH "Invoice corrected"
    """
    return await ctx.desk.resolve(_text(ctx, session), _text(ctx, reason))


@keyword(
    "SET PRIORITY session:any TO priority:word(LOW|NORMAL|HIGH|URGENT)",
    "SET PRIORITY session:any, priority:word(LOW|NORMAL|HIGH|URGENT)",
    result="object",
    capability="attendance",
    effect="write",
    tier=2,
)
async def set_priority(ctx: Context, *, session: Any = None, priority: Any = None) -> dict[str, Any]:
    """Change the place of a conversation in the queue.

    Example:
        SET PRIORITY session_id, "urgent"
    """
    return await ctx.desk.prioritise(_text(ctx, session), _text(ctx, priority).lower())


@keyword(
    "GET ATTENDANTS",
    "GET ATTENDANTS status:text",
    "GET ATTENDANTS WITH STATUS status:text",
    result="object",
    capability="attendance",
    effect="read",
    tier=1,
)
async def get_attendants(ctx: Context, *, status: Any = None) -> dict[str, Any]:
    """The attendants, or those with a status: `count` and `items`.

    Example:
        FOR EACH a IN GET ATTENDANTS "online"
            TALK a.name
        NEXT
    """
    found = await ctx.desk.attendants(_text(ctx, status).lower())
    return {"success": True, "count": len(found), "items": found}


@keyword("GET ATTENDANT STATS id:any", result="object", capability="attendance", effect="read", tier=2)
async def get_attendant_stats(ctx: Context, *, id: Any = None) -> dict[str, Any]:
    """What an attendant has resolved today and has open now.

    Example:
        s = GET ATTENDANT STATS "att-3"
    """
    return await ctx.desk.stats(_text(ctx, id))


@keyword("GET ATTENDANT STATUS id:any", result="text", capability="attendance", effect="read", tier=2)
async def get_attendant_status(ctx: Context, *, id: Any = None) -> str | None:
    """Whether an attendant is online, busy, away or offline.

    Example:
        TALK GET ATTENDANT STATUS "att-3"
    """
    wanted = _text(ctx, id)
    found = [item for item in await ctx.desk.attendants("") if item["id"] == wanted]
    return found[0]["status"] if found else None


@keyword(
    "SET ATTENDANT STATUS id:any TO status:text",
    "SET ATTENDANT STATUS id:any, status:text",
    result="object",
    capability="attendance",
    effect="write",
)
async def set_attendant_status(ctx: Context, *, id: Any = None, status: Any = None) -> dict[str, Any]:
    """Set whether an attendant is online, busy, away or offline.

    Example:
        SET ATTENDANT STATUS "att-3" TO "away"
    """
    chosen = _text(ctx, status).lower()
    if chosen not in STATUSES:
        raise KeywordFault("GB6004", f"an attendant is {', '.join(STATUSES[:-1])} or {STATUSES[-1]}, not {chosen[:40]}")
    return await ctx.desk.set_status(_text(ctx, id), chosen)


@keyword(
    "TAG CONVERSATION session:any WITH tag:text",
    "TAG CONVERSATION session:any, tag:text",
    result="object",
    capability="attendance",
    effect="write",
    tier=2,
)
async def tag_conversation(ctx: Context, *, session: Any = None, tag: Any = None) -> dict[str, Any]:
    """Add a tag to a conversation.

    Example:
        TAG CONVERSATION session_id WITH "refund"
    """
    return await ctx.desk.tag(_text(ctx, session), _text(ctx, tag))


@keyword(
    "ADD NOTE text:text TO session:any",
    "ADD NOTE session:any, text:text",
    result="object",
    capability="attendance",
    effect="write",
    tier=2,
)
async def add_note(ctx: Context, *, text: Any = None, session: Any = None) -> dict[str, Any]:
    """Add a note to a conversation that only attendants see.

    Example:
        ADD NOTE "Has called twice" TO session_id
    """
    return await ctx.desk.note(_text(ctx, session), _text(ctx, text))


@keyword(
    "NOTIFY AGENT attendant:any WITH text:any",
    "NOTIFY AGENT attendant:any, text:any",
    "NOTIFY ATTENDANT attendant:any, text:any",
    "NOTIFY ATTENDANT attendant:any WITH text:any",
    result="none",
    capability="attendance",
    effect="send",
    tier=2,
)
async def notify_agent(ctx: Context, *, attendant: Any = None, text: Any = None) -> None:
    """Show a notice on the console of an attendant.

    Example:
        NOTIFY AGENT "att-3" WITH "A customer waits for ten minutes."
    """
    await ctx.desk.notify(_text(ctx, attendant), ctx.text(text))


@keyword("GET CUSTOMER HISTORY user:any", result="rows", capability="attendance", effect="read", tier=2)
async def get_customer_history(ctx: Context, *, user: Any = None) -> list[dict[str, Any]]:
    """The earlier conversations of a customer.

    Example:
        earlier = GET CUSTOMER HISTORY user_id
    """
    return await ctx.desk.history(_text(ctx, user))


@keyword("IS ACTIVE session:any", result="bool", capability="attendance", effect="read", tier=2)
async def is_active(ctx: Context, *, session: Any = None) -> bool:
    """True while a conversation is going on.

    Example:
        IF NOT IS_ACTIVE(session_id) THEN TALK "The customer has left."
    """
    return (await ctx.desk.last(_text(ctx, session)))["active"] is True


@keyword("GET LAST MESSAGE TIME session:any", result="date", capability="attendance", effect="read", tier=2)
async def get_last_message_time(ctx: Context, *, session: Any = None) -> Any:
    """When the last message of a conversation came in.

    Example:
        last_at = GET_LAST_MESSAGE_TIME(session_id)
    """
    return (await ctx.desk.last(_text(ctx, session)))["at"]
