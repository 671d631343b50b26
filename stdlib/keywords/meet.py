"""Keywords of video rooms and telephone calls: starting, joining, inviting, speaking and listening.

No host provides them yet: GB7004. A room has id, url, name, created and host_token.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword(
    "START MEET name:text",
    "START MEET name:text WITH BOT",
    "START MEET name:text WITH OPTIONS options:any",
    result="object",
    capability="meet",
    effect="write",
)
async def start_meet(ctx: Any, **arguments: Any) -> None:
    """Open a video room; WITH BOT the bot takes part in it.

    Example:
        room = START MEET "Weekly" WITH BOT
        TALK room.url
    """


@keyword("JOIN MEET room:any [AS persona:text]", result="object", capability="meet", effect="write")
async def join_meet(ctx: Any, **arguments: Any) -> None:
    """Let the bot enter a video room.

    Example:
        JOIN MEET room.id AS "note taker"
    """


@keyword("LEAVE MEET", "LEAVE MEET room:any", result="none", capability="meet", effect="write")
async def leave_meet(ctx: Any, **arguments: Any) -> None:
    """Let the bot leave a video room.

    Example:
        LEAVE MEET
    """


@keyword("INVITE TO MEET room:any, people:any[, message:text]", result="none", capability="meet", effect="send")
async def invite_to_meet(ctx: Any, **arguments: Any) -> None:
    """Send people the address of a video room.

    Example:
        INVITE TO MEET room, ["ana@example.com"], "We start at ten."
    """


@keyword("TALK TO MEET message:any [AS mode:word(CHAT|VOICE)]", result="none", capability="meet", effect="send")
async def talk_to_meet(ctx: Any, **arguments: Any) -> None:
    """Speak or write into the room that the bot has joined.

    Example:
        TALK TO MEET "The next point is the budget." AS VOICE
    """


@keyword(
    "HEAR FROM MEET INTO variable:name [TIMEOUT timeout:number]",
    id="HEAR FROM MEET",
    result="text",
    capability="meet",
    effect="wait",
    waits="event",
)
async def hear_from_meet(ctx: Any, **arguments: Any) -> None:
    """Wait for what is said or written next in the room.

    Example:
        HEAR FROM MEET INTO line TIMEOUT 60
    """


@keyword("START CALL number:text", result="object", capability="meet", effect="send", waits="event")
async def start_call(ctx: Any, **arguments: Any) -> None:
    """Call a telephone number or an address.

    Example:
        call = START CALL "+351912345678"
    """


@keyword(
    "WAIT FOR CALL ANSWER [TIMEOUT timeout:number]",
    result="bool",
    capability="meet",
    effect="wait",
    waits="event",
)
async def wait_for_call_answer(ctx: Any, **arguments: Any) -> None:
    """Wait until the call is answered; false when it is not.

    Example:
        answered = WAIT FOR CALL ANSWER
        IF answered THEN TALK "Connected"
    """


@keyword("ANSWER CALL", result="object", capability="meet", effect="write", waits="event")
async def answer_call(ctx: Any, **arguments: Any) -> None:
    """Take the call that has come in.

    Example:
        ANSWER CALL
    """


@keyword("CREATE ROOM name:text", result="object", capability="meet", effect="write")
async def create_room(ctx: Any, **arguments: Any) -> None:
    """Make a room for calls.

    Example:
        room = CREATE ROOM "support-7"
    """


@keyword("INVITE TO ROOM room:any, people:any", result="none", capability="meet", effect="send")
async def invite_to_room(ctx: Any, **arguments: Any) -> None:
    """Call people into a room.

    Example:
        INVITE TO ROOM room, "+351912345678"
    """
