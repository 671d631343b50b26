"""Keywords by which a bot looks back at its answers, and others that make something of what was said."""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword(
    "BOT REFLECTION enabled:bool",
    "SET BOT REFLECTION enabled:bool",
    result="object",
    capability="agents,llm",
    effect="write",
)
async def bot_reflection(ctx: Any, **arguments: Any) -> None:
    """Let the bot look back at its own answers from time to time.

    Example:
        BOT REFLECTION TRUE
    """


@keyword(
    "BOT REFLECTION ON metric:text",
    "REFLECT ON metric:text",
    result="object",
    capability="agents,llm",
    effect="read",
)
async def bot_reflection_on(ctx: Any, **arguments: Any) -> None:
    """Look back at the conversation under one aspect; gives what was found.

    Example:
        insight = REFLECT ON "clarity"
    """


@keyword(
    "BOT REFLECTION INSIGHTS",
    "GET REFLECTION INSIGHTS",
    result="object",
    capability="agents,llm",
    effect="read",
)
async def bot_reflection_insights(ctx: Any, **arguments: Any) -> None:
    """What looking back has found so far.

    Example:
        insights = BOT REFLECTION INSIGHTS()
    """


@keyword("SUMMARIZE MEETING meeting:any", "SUMMARIZE MEETING", result="text", capability="agents", effect="read")
async def summarize_meeting(ctx: Any, **arguments: Any) -> None:
    """The decisions and tasks of a meeting, in a few sentences.

    Example:
        TALK SUMMARIZE MEETING room
    """


@keyword("CREATE PPT prompt:text", result="file", capability="agents", effect="write")
async def create_ppt(ctx: Any, **arguments: Any) -> None:
    """A slide show about a subject.

    Example:
        SEND FILE CREATE PPT "Our sales in May"
    """


@keyword("CREATE MEETING title:text, attendees:any", result="object", capability="agents", effect="send")
async def create_meeting(ctx: Any, **arguments: Any) -> None:
    """Set up a meeting and invite people to it.

    Example:
        room = CREATE MEETING "Weekly", ["ana@example.com", "rui@example.com"]
    """
