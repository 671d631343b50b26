"""Keywords for several bots in one conversation: adding, delegating, talking between bots, reflection.

Declarations only.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword(
    "ADD BOT name:text WITH TRIGGER trigger:text",
    "ADD BOT name:text TRIGGER ON trigger:text",
    result="text",
    capability="agents",
    effect="write",
    tier=2,
)
async def add_bot(ctx: Any, **arguments: Any) -> None:
    """Bring in a specialist bot that answers when a message has one of these words.

    Words are separated by commas; capitals do not matter.

    Example:
        ADD BOT "billing" WITH TRIGGER "invoice, payment, refund"
    """


@keyword(
    "ADD BOT name:text WITH TOOLS tools:text",
    "ADD BOT name:text TOOLS tools:text",
    id="ADD BOT WITH TOOLS",
    result="text",
    capability="agents",
    effect="write",
)
async def add_bot_with_tools(ctx: Any, **arguments: Any) -> None:
    """Bring in a bot that answers when the model calls one of these tools.

    Example:
        ADD BOT "stock" WITH TOOLS "find-item,reserve-item"
    """


@keyword(
    "ADD BOT name:text WITH SCHEDULE schedule:text",
    id="ADD BOT WITH SCHEDULE",
    result="text",
    capability="agents,schedule",
    effect="write",
)
async def add_bot_with_schedule(ctx: Any, **arguments: Any) -> None:
    """Bring in a bot that runs on a schedule.

    Example:
        ADD BOT "reporter" WITH SCHEDULE "0 9 * * 1"
    """


@keyword("REMOVE BOT name:text", result="text", capability="agents", effect="write")
async def remove_bot(ctx: Any, **arguments: Any) -> None:
    """Take a bot out of the conversation.

    Example:
        REMOVE BOT "billing"
    """


@keyword("LIST BOTS", result="rows", capability="agents", effect="read")
async def list_bots(ctx: Any, **arguments: Any) -> None:
    """The bots of the conversation.

    Example:
        bots = LIST BOTS
    """


@keyword("SET BOT PRIORITY name:text, priority:int", result="none", capability="agents", effect="write")
async def set_bot_priority(ctx: Any, **arguments: Any) -> None:
    """When several bots fit a message, the highest priority answers.

    Example:
        SET BOT PRIORITY "billing", 10
    """


@keyword(
    "DELEGATE message:any TO [BOT] bot:text [TIMEOUT timeout:number]",
    "DELEGATE TO bot:text [WITH CONTEXT context:any]",
    result="text",
    capability="agents",
    effect="send",
    waits="event",
)
async def delegate(ctx: Any, **arguments: Any) -> None:
    """Give a task to another bot and wait for its answer.

    The timeout is in seconds, 30 unless given and at most 300.

    Example:
        reply = DELEGATE "Find the invoice of May" TO BOT "billing" TIMEOUT 60
    """


@keyword(
    "TRANSFER CONVERSATION TO bot:text [WITH context:any]",
    "DELEGATE CONVERSATION TO bot:text [WITH context:any]",
    result="none",
    capability="agents",
    effect="send",
)
async def transfer_conversation(ctx: Any, **arguments: Any) -> None:
    """Hand the conversation over to another bot; this program ends.

    Example:
        TRANSFER CONVERSATION TO "billing" WITH order
    """


@keyword(
    "BROADCAST message:any TO BOTS",
    "BROADCAST MESSAGE message:any",
    id="BROADCAST TO BOTS",
    result="none",
    capability="agents",
    effect="send",
)
async def broadcast_to_bots(ctx: Any, **arguments: Any) -> None:
    """Send a message to every bot of the conversation.

    Example:
        BROADCAST "The order has changed" TO BOTS
    """


@keyword("SEND TO BOT bot:text MESSAGE message:any", result="none", capability="agents", effect="send")
async def send_to_bot(ctx: Any, **arguments: Any) -> None:
    """Send a message to another bot without waiting for its answer.

    Example:
        SEND TO BOT "stock" MESSAGE "Item 7 is sold"
    """


@keyword(
    "COLLABORATE WITH bots:any ON task:any",
    result="text",
    capability="agents",
    effect="send",
    waits="event",
)
async def collaborate(ctx: Any, **arguments: Any) -> None:
    """Work on a task together with other bots; gives the joint answer.

    Example:
        plan = COLLABORATE WITH "stock" ON "What can we deliver on Friday?"
    """


@keyword(
    "WAIT FOR BOT bot:text [TIMEOUT timeout:number]", result="text", capability="agents", effect="wait", waits="event"
)
async def wait_for_bot(ctx: Any, **arguments: Any) -> None:
    """Wait for the next message of another bot; null when the seconds have passed.

    Example:
        reply = WAIT FOR BOT "stock" TIMEOUT 30
    """


@keyword("GET A2A MESSAGES", result="rows", capability="agents", effect="read")
async def get_a2a_messages(ctx: Any, **arguments: Any) -> None:
    """The messages that other bots have sent to this one.

    Example:
        FOR EACH m IN GET A2A MESSAGES()
            TALK m.content
        NEXT
    """


@keyword("CREATE SWARM name:text WITH BOTS bots:any", result="object", capability="agents", effect="write")
async def create_swarm(ctx: Any, **arguments: Any) -> None:
    """Form a named group of bots.

    Example:
        CREATE SWARM "delivery" WITH BOTS ["stock", "transport"]
    """


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
