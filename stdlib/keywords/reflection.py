"""Keywords by which a bot looks back at its answers; it learns nothing by itself from what it finds."""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword
from stdlib.asking import ask_json
from stdlib.context import Context
from stdlib.ports import KeywordFault, Scope

INSIGHTS = "reflection.insights"
"""The key in the bot's memory of what looking back has found."""

MOST_INSIGHTS = 50


@keyword(
    "BOT REFLECTION enabled:bool",
    "SET BOT REFLECTION enabled:bool",
    result="object",
    capability="agents,llm",
    effect="write",
)
async def bot_reflection(ctx: Context, *, enabled: Any = None) -> Any:
    """Say whether the bot may look back at its answers; while it may not, REFLECT ON finds nothing.

    Example:
        BOT REFLECTION TRUE
    """
    on = ctx.text(enabled).strip().lower() not in ("", "0", "false", "no", "off")
    ctx.state.workflow["reflects"] = on
    return {"enabled": on}


@keyword(
    "BOT REFLECTION ON metric:text",
    "REFLECT ON metric:text",
    result="object",
    capability="agents,llm,memory",
    effect="write",
)
async def bot_reflection_on(ctx: Context, *, metric: Any = None) -> Any:
    """Look back at the conversation under one aspect: `score` from 0 to 100, `insight` and `improvement`.

    What is found is kept for BOT REFLECTION INSIGHTS; the bot's prompt is never changed by it.

    Example:
        found = REFLECT ON "clarity"
        TALK found.insight
    """
    aspect = ctx.text(metric).strip()[:80]
    turns = await ctx.agents.transcript("")
    if ctx.state.workflow.get("reflects") is False or not turns:
        return {"metric": aspect, "score": None, "insight": "", "improvement": ""}
    instruction = (
        f"Judge the assistant's part of this conversation for its {aspect}. Answer with JSON: "
        '{"score": from 0 to 100, "insight": text, "improvement": text}.'
    )
    found = await ask_json(ctx, instruction, "\n".join(f"{turn['role']}: {turn['text']}" for turn in turns[-60:]))
    score = max(0, min(100, ctx.number(ctx.field(found, "score"), "the score of REFLECT ON")))
    told = {name: ctx.text(ctx.field(found, name)) for name in ("insight", "improvement")}
    made = {"metric": aspect, "score": score, **told}
    kept = ctx.items(await ctx.memory.get(Scope.BOT, ctx.bot, INSIGHTS))
    await ctx.memory.set(Scope.BOT, ctx.bot, INSIGHTS, ctx.array([*kept, ctx.value(made)][-MOST_INSIGHTS:]))
    return made


@keyword(
    "BOT REFLECTION INSIGHTS",
    "GET REFLECTION INSIGHTS",
    result="list",
    capability="memory",
    effect="read",
)
async def bot_reflection_insights(ctx: Context) -> Any:
    """What looking back has found so far in all conversations of the bot, the newest last.

    Example:
        insights = BOT REFLECTION INSIGHTS()
    """
    return ctx.array(ctx.items(await ctx.memory.get(Scope.BOT, ctx.bot, INSIGHTS)))


@keyword("CREATE PPT prompt:text", result="file", capability="agents", effect="write")
async def create_ppt(ctx: Context, **arguments: Any) -> None:
    """A slide show about a subject. No host provides it yet; it always fails with GB7004.

    Example:
        SEND FILE CREATE PPT "Our sales in May"
    """
    raise KeywordFault(
        "GB7004", "CREATE PPT would draw slides, which this server does not do; GENERATE PDF makes a PDF"
    )


@keyword("CREATE MEETING title:text, attendees:any", result="object", capability="meet", effect="send")
async def create_meeting(ctx: Any, **arguments: Any) -> None:
    """Set up a meeting and invite people to it.

    Example:
        room = CREATE MEETING "Weekly", ["ana@example.com", "rui@example.com"]
    """
