"""Keywords of human attendance: handing a conversation to people, the queue, attendants.

Declarations only. Results carry `success`; lists stand in `items` and can be looped over directly.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


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
async def transfer_to_human(ctx: Any, **arguments: Any) -> None:
    """Hand the conversation to a person: by name, to a department, or to who is free.

    The result says how it went in `status` (queued, assigned, connected, no_attendants ...), `queue_position` and
    `assigned_to_name`. From then on messages go to the attendant.

    Example:
        done = TRANSFER TO HUMAN "billing", "high", "Wrong invoice"
        TALK done.message
    """


@keyword("ESCALATE TO SUPERVISOR", result="none", capability="attendance", effect="send", waits="human", tier=2)
async def escalate_to_supervisor(ctx: Any, **arguments: Any) -> None:
    """Hand the conversation to a supervisor.

    Example:
        ESCALATE TO SUPERVISOR
    """


@keyword("GET QUEUE", "GET QUEUE filter:any", result="object", capability="attendance", effect="read", tier=2)
async def get_queue(ctx: Any, **arguments: Any) -> None:
    """The conversations that need a person: counts, and the conversations in `items`.

    Example:
        queue = GET QUEUE
        TALK "Waiting: " + queue.waiting
    """


@keyword("NEXT IN QUEUE", result="object", capability="attendance", effect="write")
async def next_in_queue(ctx: Any, **arguments: Any) -> None:
    """Take the conversation that waits longest.

    Example:
        next_one = NEXT IN QUEUE
    """


@keyword(
    "ASSIGN CONVERSATION session:any TO attendant:any",
    "ASSIGN CONVERSATION session:any, attendant:any",
    result="object",
    capability="attendance",
    effect="write",
    tier=2,
)
async def assign_conversation(ctx: Any, **arguments: Any) -> None:
    """Give a waiting conversation to an attendant.

    Example:
        ASSIGN CONVERSATION session_id TO "att-3"
    """


@keyword(
    "RESOLVE CONVERSATION session:any [WITH reason:text]",
    "RESOLVE CONVERSATION session:any, reason:text",
    result="object",
    capability="attendance",
    effect="write",
    tier=2,
)
async def resolve_conversation(ctx: Any, **arguments: Any) -> None:
    """Mark a conversation as done; the bot answers again.

    Example:
        RESOLVE CONVERSATION session_id WITH "Invoice corrected"
    """


@keyword(
    "SET PRIORITY session:any TO priority:word(LOW|NORMAL|HIGH|URGENT)",
    "SET PRIORITY session:any, priority:word(LOW|NORMAL|HIGH|URGENT)",
    result="object",
    capability="attendance",
    effect="write",
    tier=2,
)
async def set_priority(ctx: Any, **arguments: Any) -> None:
    """Change the place of a conversation in the queue.

    Example:
        SET PRIORITY session_id, "urgent"
    """


@keyword(
    "GET ATTENDANTS",
    "GET ATTENDANTS status:text",
    "GET ATTENDANTS WITH STATUS status:text",
    result="object",
    capability="attendance",
    effect="read",
    tier=1,
)
async def get_attendants(ctx: Any, **arguments: Any) -> None:
    """The attendants, or those with a status: `count` and `items`.

    Example:
        FOR EACH a IN GET ATTENDANTS "online"
            TALK a.name
        NEXT
    """


@keyword("GET ATTENDANT STATS id:any", result="object", capability="attendance", effect="read", tier=2)
async def get_attendant_stats(ctx: Any, **arguments: Any) -> None:
    """What an attendant has resolved today and has open now.

    Example:
        s = GET ATTENDANT STATS "att-3"
    """


@keyword("GET ATTENDANT STATUS id:any", result="text", capability="attendance", effect="read", tier=2)
async def get_attendant_status(ctx: Any, **arguments: Any) -> None:
    """Whether an attendant is online, busy, away or offline.

    Example:
        TALK GET ATTENDANT STATUS "att-3"
    """


@keyword(
    "SET ATTENDANT STATUS id:any TO status:text",
    "SET ATTENDANT STATUS id:any, status:text",
    result="object",
    capability="attendance",
    effect="write",
)
async def set_attendant_status(ctx: Any, **arguments: Any) -> None:
    """Set whether an attendant is online, busy, away or offline.

    Example:
        SET ATTENDANT STATUS "att-3" TO "away"
    """


@keyword(
    "TAG CONVERSATION session:any WITH tag:text",
    "TAG CONVERSATION session:any, tag:text",
    result="object",
    capability="attendance",
    effect="write",
    tier=2,
)
async def tag_conversation(ctx: Any, **arguments: Any) -> None:
    """Add a tag to a conversation.

    Example:
        TAG CONVERSATION session_id WITH "refund"
    """


@keyword(
    "ADD NOTE text:text TO session:any",
    "ADD NOTE session:any, text:text",
    result="object",
    capability="attendance",
    effect="write",
    tier=2,
)
async def add_note(ctx: Any, **arguments: Any) -> None:
    """Add a note to a conversation that only attendants see.

    Example:
        ADD NOTE "Has called twice" TO session_id
    """


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
async def notify_agent(ctx: Any, **arguments: Any) -> None:
    """Show a notice on the console of an attendant.

    Example:
        NOTIFY AGENT "att-3" WITH "A customer waits for ten minutes."
    """


@keyword("GET CUSTOMER HISTORY user:any", result="rows", capability="attendance", effect="read", tier=2)
async def get_customer_history(ctx: Any, **arguments: Any) -> None:
    """The earlier conversations of a customer.

    Example:
        earlier = GET CUSTOMER HISTORY user_id
    """


@keyword("IS ACTIVE session:any", result="bool", capability="attendance", effect="read", tier=2)
async def is_active(ctx: Any, **arguments: Any) -> None:
    """True while a conversation is going on.

    Example:
        IF NOT IS_ACTIVE(session_id) THEN TALK "The customer has left."
    """


@keyword("GET LAST MESSAGE TIME session:any", result="date", capability="attendance", effect="read", tier=2)
async def get_last_message_time(ctx: Any, **arguments: Any) -> None:
    """When the last message of a conversation came in.

    Example:
        last_at = GET_LAST_MESSAGE_TIME(session_id)
    """
