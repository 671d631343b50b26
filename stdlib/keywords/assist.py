"""Keywords that help an attendant with the model: tips, polished messages, replies, summaries, mood.

The conversation is read through the agents port, within the same bot only. Results carry `success`.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword
from stdlib.asking import ask, ask_json
from stdlib.context import Context
from stdlib.ports import KeywordFault

MOST_TURNS = 60
"""Messages of a conversation that the model is given, the newest ones."""

MOODS = ("positive", "neutral", "negative")
RISKS = ("low", "medium", "high")
FACES = {"positive": "🙂", "neutral": "😐", "negative": "🙁"}


async def _talk_of(ctx: Context, session: Any) -> list[str]:
    """The messages of a conversation as lines; GB6004 when there are none."""
    turns = await ctx.agents.transcript(ctx.text(session).strip())
    if not turns:
        raise KeywordFault("GB6004", "there is no such conversation with this bot, or nothing was said in it")
    return [f"{turn['role']}: {turn['text']}" for turn in turns[-MOST_TURNS:]]


async def _items(ctx: Context, instruction: str, text: str, names: tuple[str, ...]) -> dict[str, Any]:
    """A list that the model makes, each item with exactly these fields."""
    found = ctx.field(await ask_json(ctx, instruction, text), "items")
    items = [{name: ctx.text(ctx.field(item, name)) for name in names} for item in ctx.items(found)]
    return {"success": bool(items), "items": items}


@keyword(
    "GET TIPS session:any message:any",
    "GET TIPS session:any, message:any",
    result="object",
    capability="agents,llm",
    effect="read",
    tier=2,
)
async def get_tips(ctx: Context, *, session: Any = None, message: Any = None) -> Any:
    """What an attendant could do about a message, in `items`.

    Each has `type`, `content` and `priority`.

    Example:
        tips = GET TIPS session_id, message
    """
    lines = await _talk_of(ctx, session)
    instruction = (
        "Help the attendant of this conversation with the last message: up to three tips. Answer with JSON: "
        '{"items": [{"type": "intent", "action", "warning" or "knowledge", "content": text, "priority": "low", '
        '"medium" or "high"}]}.'
    )
    return await _items(
        ctx, instruction, "\n".join((*lines, f"last: {ctx.text(message)}")), ("type", "content", "priority")
    )


@keyword(
    "POLISH MESSAGE message:text",
    "POLISH MESSAGE message:text tone:text",
    "POLISH MESSAGE message:text, tone:text",
    result="object",
    capability="llm",
    effect="read",
    tier=2,
)
async def polish_message(ctx: Context, *, message: Any = None, tone: Any = None) -> Any:
    """An attendant's message in better words and a given tone, in `text`.

    Example:
        better = POLISH MESSAGE "no refund", "friendly"
    """
    wanted = "professional" if tone is None else ctx.text(tone)[:80]
    instruction = f"Write the message anew, in its own language and a {wanted} tone. Give only the message."
    better = await ask(ctx, instruction, ctx.text(message))
    return {"success": bool(better), "original": ctx.text(message), "text": better, "polished": better}


@keyword("GET SMART REPLIES session:any", result="object", capability="agents,llm", effect="read", tier=2)
async def get_smart_replies(ctx: Context, *, session: Any = None) -> Any:
    """Three replies that would fit now: `items` with text, tone and category.

    Example:
        replies = GET SMART REPLIES session_id
    """
    instruction = (
        "Give three replies that the attendant of this conversation could send now, in its language. Answer with "
        'JSON: {"items": [{"text": text, "tone": word, "category": "answer", "question" or "empathy"}]}.'
    )
    return await _items(ctx, instruction, "\n".join(await _talk_of(ctx, session)), ("text", "tone", "category"))


@keyword("GET SUMMARY session:any", result="object", capability="agents,llm", effect="read", tier=2)
async def get_summary(ctx: Context, *, session: Any = None) -> Any:
    """A conversation in short: `summary`, `key_points`, `sentiment_trend`, `message_count`.

    Example:
        s = GET SUMMARY session_id
        TALK s.summary
    """
    lines = await _talk_of(ctx, session)
    instruction = (
        "Sum up the conversation in its own language. Answer with JSON: "
        '{"summary": text, "key_points": [text], "sentiment_trend": "improving", "stable" or "worsening"}.'
    )
    found = await ask_json(ctx, instruction, "\n".join(lines))
    return {
        "success": True, "message_count": len(lines), "summary": ctx.text(ctx.field(found, "summary")),
        "key_points": [ctx.text(item) for item in ctx.items(ctx.field(found, "key_points"))],
        "sentiment_trend": ctx.text(ctx.field(found, "sentiment_trend")),
    }  # fmt: skip


@keyword(
    "ANALYZE SENTIMENT text:text",
    "ANALYZE SENTIMENT session:any message:text",
    "ANALYZE SENTIMENT session:any, message:text",
    result="object",
    capability="llm",
    effect="read",
    tier=2,
)
async def analyze_sentiment(ctx: Context, *, text: Any = None, session: Any = None, message: Any = None) -> Any:
    """The mood of a message: `overall`, `score` and `escalation_risk`.

    Example:
        mood = ANALYZE SENTIMENT session_id, message
        IF mood.escalation_risk = "high" THEN ESCALATE TO SUPERVISOR
    """
    instruction = (
        'What is the mood of the message? Answer with JSON: {"overall": "positive", "neutral" or "negative", '
        '"score": from -1 to 1, "escalation_risk": "low", "medium" or "high"}.'
    )
    found = await ask_json(ctx, instruction, ctx.text(message if text is None else text))
    overall, risk = (ctx.text(ctx.field(found, name)).lower() for name in ("overall", "escalation_risk"))
    if overall not in MOODS or risk not in RISKS:
        raise KeywordFault("GB7803", "the language model was asked for a mood and named none")
    score = max(-1, min(1, ctx.number(ctx.field(found, "score"), "the score of ANALYZE SENTIMENT")))
    return {"success": True, "overall": overall, "score": score, "emoji": FACES[overall], "escalation_risk": risk}
