"""Keywords for several bots in one conversation: adding, delegating, talking between bots.

The bots that were added are part of the conversation's state; whom this bot may reach is for the port to say.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword
from stdlib.asking import ask
from stdlib.context import Context
from stdlib.ports import Await, Came, KeywordFault, Leave, Task
from stdlib.teamwork import ask_bots, next_reply, succeeded, text_of

MOST_TEAM = 50
"""Bots that a conversation may have."""

MOST_WORDS = 200
"""Words or tools of one of them."""

LONGEST_WAIT = 366 * 86400.0
LONGEST_TASK = 300.0
"""Seconds that a task may be waited for."""


@keyword(
    "ADD BOT name:text WITH TRIGGER trigger:text",
    "ADD BOT name:text TRIGGER ON trigger:text",
    result="text",
    capability="agents",
    effect="write",
    tier=2,
)
async def add_bot(ctx: Context, *, name: Any = None, trigger: Any = None) -> str:
    """Bring in a specialist bot that answers when a message has one of these words.

    Words are separated by commas; capitals do not matter. It answers with its own prompt, tools and files. Its
    `config.csv` must have a line `a2a-allow` that names this bot.

    Example:
        ADD BOT "billing" WITH TRIGGER "invoice, payment, refund"
    """
    return await _added(ctx, name, words=[word.lower() for word in _listed(ctx, trigger)])


def _listed(ctx: Context, value: Any) -> list[str]:
    """The parts of a text with commas, or of a list."""
    items = ctx.items(value) if not isinstance(value, str) else value.split(",")
    found = [ctx.text(item).strip() for item in items]
    found = [item for item in found if item]
    if not found or len(found) > MOST_WORDS:
        raise KeywordFault("GB6004", f"ADD BOT needs 1 to {MOST_WORDS} words or tools, with commas")
    return found


async def _added(ctx: Context, name: Any, **how: Any) -> str:
    """Keep a bot in the conversation; what it was added with before stays."""
    bot = await ctx.agents.name(ctx.text(name))
    team = ctx.state.team
    known = next((item for item in team if item["bot"] == bot), None)
    if known is None:
        if len(team) >= MOST_TEAM:
            raise KeywordFault("GB6904", f"a conversation has at most {MOST_TEAM} bots")
        team.append(known := {"bot": bot, "words": [], "tools": [], "schedule": "", "priority": 0})
    known |= how
    return bot


@keyword(
    "ADD BOT name:text WITH TOOLS tools:text",
    "ADD BOT name:text TOOLS tools:text",
    id="ADD BOT WITH TOOLS",
    result="text",
    capability="agents",
    effect="write",
)
async def add_bot_with_tools(ctx: Context, *, name: Any = None, tools: Any = None) -> str:
    """Bring in a bot that answers when the model calls one of these tools.

    Example:
        ADD BOT "stock" WITH TOOLS "find-item,reserve-item"
    """
    return await _added(ctx, name, tools=[tool.removesuffix(".bas") for tool in _listed(ctx, tools)])


@keyword(
    "ADD BOT name:text WITH SCHEDULE schedule:text",
    id="ADD BOT WITH SCHEDULE",
    result="text",
    capability="agents,schedule",
    effect="write",
)
async def add_bot_with_schedule(ctx: Context, *, name: Any = None, schedule: Any = None) -> str:
    """Bring in a bot that runs on a schedule: its `task.bas` is started at these times.

    Example:
        ADD BOT "reporter" WITH SCHEDULE "0 9 * * 1"
    """
    when = ctx.text(schedule).strip()
    await ctx.agents.schedule(ctx.text(name), when)
    return await _added(ctx, name, schedule=when)


@keyword("REMOVE BOT name:text", result="text", capability="agents", effect="write")
async def remove_bot(ctx: Context, *, name: Any = None) -> str:
    """Take a bot out of the conversation; gives its name, or "" when it was not there.

    Example:
        REMOVE BOT "billing"
    """
    wanted, state = ctx.text(name).strip().lower(), ctx.state
    gone = [item["bot"] for item in state.team if item["bot"].lower() == wanted]
    state.team[:] = [item for item in state.team if item["bot"].lower() != wanted]
    if state.speaker.lower() == wanted:
        state.speaker = ""
    return gone[0] if gone else ""


@keyword("LIST BOTS", result="rows", capability="agents", effect="read")
async def list_bots(ctx: Context) -> Any:
    """The bots of the conversation: `name`, `trigger`, `tools`, `schedule`, `priority`, `active`.

    Example:
        bots = LIST BOTS
    """
    return ctx.value([
        {"name": item["bot"], "trigger": ", ".join(item["words"]), "tools": ", ".join(item["tools"]),
         "schedule": item["schedule"], "priority": item["priority"], "active": item["bot"] == ctx.state.speaker}
        for item in ctx.state.team
    ])  # fmt: skip


@keyword("SET BOT PRIORITY name:text, priority:int", result="none", capability="agents", effect="write")
async def set_bot_priority(ctx: Context, *, name: Any = None, priority: Any = None) -> None:
    """When several bots fit a message, the highest priority answers.

    Example:
        SET BOT PRIORITY "billing", 10
    """
    wanted = ctx.text(name).strip().lower()
    known = next((item for item in ctx.state.team if item["bot"].lower() == wanted), None)
    if known is None:
        raise KeywordFault("GB7901", f"the bot {ctx.text(name)[:80]} is not in this conversation; ADD BOT brings it in")
    known["priority"] = int(ctx.number(priority, "the priority of a bot"))


@keyword(
    "DELEGATE message:any TO [BOT] bot:text [TIMEOUT timeout:number]",
    "DELEGATE TO bot:text [WITH CONTEXT context:any]",
    result="text",
    capability="agents",
    effect="send",
    waits="event",
)
async def delegate(
    ctx: Context, *, message: Any = None, bot: Any = None, timeout: Any = None, context: Any = None,
    came: Came | None = None,
) -> Any:  # fmt: skip
    """Give a task to another bot and wait for its answer.

    The timeout is in seconds, 30 unless given and at most 300; a bot that does not answer in time or fails is an
    error, which TRY catches. The other bot's `task.bas` does the task, else its language model. The conversation waits
    without a process, also over a restart.

    Example:
        reply = DELEGATE "Find the invoice of May" TO BOT "billing" TIMEOUT 60
    """
    if came is None:
        seconds = 30.0 if timeout is None else float(ctx.number(timeout, "the TIMEOUT of DELEGATE"))
        if not 0 < seconds <= LONGEST_TASK:
            raise KeywordFault("GB6004", f"DELEGATE takes a TIMEOUT from 1 to {LONGEST_TASK:g} seconds")
        text = ctx.text(context) if message is None else ctx.text(message)
        task = Task(text or "Please go on.", None if message is None else _plain(ctx, context))
        return await ask_bots(ctx, [(ctx.text(bot), task)], seconds)
    replies = next_reply(came)
    return replies if isinstance(replies, Await) else text_of(ctx, succeeded(replies[0]))


def _plain(ctx: Context, value: Any) -> Any:
    return None if value is None else ctx.plain(value)


@keyword(
    "TRANSFER CONVERSATION TO bot:text [WITH context:any]",
    "DELEGATE CONVERSATION TO bot:text [WITH context:any]",
    result="none",
    capability="agents",
    effect="send",
)
async def transfer_conversation(ctx: Context, *, bot: Any = None, context: Any = None) -> Leave:
    """Hand the conversation over to another bot; this program ends.

    The other bot answers from now on, until it hands the conversation back.

    Example:
        TRANSFER CONVERSATION TO "billing" WITH order
    """
    ctx.state.handover = {"bot": await ctx.agents.name(ctx.text(bot)), "context": _plain(ctx, context)}
    return Leave()


@keyword(
    "BROADCAST message:any TO BOTS",
    "BROADCAST MESSAGE message:any",
    id="BROADCAST TO BOTS",
    result="none",
    capability="agents",
    effect="send",
)
async def broadcast_to_bots(ctx: Context, *, message: Any = None) -> None:
    """Send a message to every bot of the conversation.

    Example:
        BROADCAST "The order has changed" TO BOTS
    """
    for item in ctx.state.team:
        await ctx.agents.send(item["bot"], ctx.plain(message))


@keyword("SEND TO BOT bot:text MESSAGE message:any", result="none", capability="agents", effect="send")
async def send_to_bot(ctx: Context, *, bot: Any = None, message: Any = None) -> None:
    """Send a message to another bot without waiting for its answer.

    The other bot reads it with GET A2A MESSAGES or WAIT FOR BOT when it works in this conversation.

    Example:
        SEND TO BOT "stock" MESSAGE "Item 7 is sold"
    """
    await ctx.agents.send(ctx.text(bot), ctx.plain(message))


@keyword(
    "COLLABORATE WITH bots:any ON task:any",
    result="text",
    capability="agents",
    effect="send",
    waits="event",
)
async def collaborate(ctx: Context, *, bots: Any = None, task: Any = None, came: Came | None = None) -> Any:
    """Work on a task together with other bots; gives the joint answer.

    Each is asked at the same time. With a language model the answers become one, without one they stand below each
    other.

    Example:
        plan = COLLABORATE WITH "stock" ON "What can we deliver on Friday?"
    """
    if came is None:
        names = [ctx.text(item) for item in ctx.items(bots)]
        names = [name for item in names for name in (_swarm(ctx, item) or [item])]
        return await ask_bots(ctx, [(name, Task(ctx.text(task))) for name in names], LONGEST_TASK)
    replies = next_reply(came)
    if isinstance(replies, Await):
        return replies
    answers = [(reply["from"], text_of(ctx, reply)) for reply in replies if not reply.get("fault")]
    if not answers:
        succeeded(replies[0])
    joined = "\n\n".join(f"{name}: {answer}" for name, answer in answers)
    if len(answers) == 1 or not ctx.has_model:
        return answers[0][1] if len(answers) == 1 else joined
    instruction = "Several colleagues have answered. Make one answer to the task of what they say; invent nothing."
    return await ask(ctx, instruction, f"Task: {ctx.text(task)}\n\n{joined}")


def _swarm(ctx: Context, name: str) -> list[str]:
    """The bots of a named group."""
    return [item["bot"] for item in ctx.state.team if name.lower() in item.get("swarms", ())]


@keyword(
    "WAIT FOR BOT bot:text [TIMEOUT timeout:number]", result="text", capability="agents", effect="wait", waits="event"
)
async def wait_for_bot(ctx: Context, *, bot: Any = None, timeout: Any = None, came: Came | None = None) -> Any:
    """Wait for the next message of another bot; null when the seconds have passed.

    Example:
        reply = WAIT FOR BOT "stock" TIMEOUT 30
    """
    if came is not None:
        return None if came.late else ctx.text(ctx.value(came.data["content"]))
    seconds = None if timeout is None else float(ctx.number(timeout, "the TIMEOUT of WAIT FOR BOT"))
    if seconds is not None and not 0 <= seconds <= LONGEST_WAIT:
        raise KeywordFault("GB6004", "WAIT FOR BOT takes a TIMEOUT from 0 seconds to a year")
    return Await(f"a2a:{ctx.text(bot).strip().lower()}", seconds, {})


@keyword("GET A2A MESSAGES", result="rows", capability="agents", effect="read")
async def get_a2a_messages(ctx: Context) -> Any:
    """The messages that other bots have sent to this one in the conversation: `from`, `content`, `at`.

    Example:
        FOR EACH m IN GET A2A MESSAGES()
            TALK m.content
        NEXT
    """
    return ctx.value(await ctx.agents.messages())


@keyword("CREATE SWARM name:text WITH BOTS bots:any", result="object", capability="agents", effect="write")
async def create_swarm(ctx: Context, *, name: Any = None, bots: Any = None) -> Any:
    """Form a named group of bots; COLLABORATE WITH its name asks them all.

    Example:
        CREATE SWARM "delivery" WITH BOTS ["stock", "transport"]
    """
    swarm = ctx.text(name).strip()
    listed = _listed(ctx, bots)
    for bot in listed:
        found = await _added(ctx, bot)
        item = next(item for item in ctx.state.team if item["bot"] == found)
        item["swarms"] = sorted({*item.get("swarms", ()), swarm.lower()})
    return ctx.value({"name": swarm, "bots": listed})
