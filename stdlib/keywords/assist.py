"""Keywords that help an attendant with the model: tips, polished messages, replies, summaries, mood.

Declarations only. Results carry `success`.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword(
    "GET TIPS session:any message:any",
    "GET TIPS session:any, message:any",
    result="object",
    capability="attendance,llm",
    effect="read",
    tier=2,
)
async def get_tips(ctx: Any, **arguments: Any) -> None:
    """What an attendant could do about a message, in `items`.

    Each has `type`, `content` and `priority`.

    Example:
        tips = GET TIPS session_id, message
    """


@keyword(
    "POLISH MESSAGE message:text",
    "POLISH MESSAGE message:text tone:text",
    "POLISH MESSAGE message:text, tone:text",
    result="object",
    capability="attendance,llm",
    effect="read",
    tier=2,
)
async def polish_message(ctx: Any, **arguments: Any) -> None:
    """An attendant's message in better words and a given tone, in `text`.

    Example:
        better = POLISH MESSAGE "no refund", "friendly"
    """


@keyword("GET SMART REPLIES session:any", result="object", capability="attendance,llm", effect="read", tier=2)
async def get_smart_replies(ctx: Any, **arguments: Any) -> None:
    """Three replies that would fit now: `items` with text, tone and category.

    Example:
        replies = GET SMART REPLIES session_id
    """


@keyword("GET SUMMARY session:any", result="object", capability="attendance,llm", effect="read", tier=2)
async def get_summary(ctx: Any, **arguments: Any) -> None:
    """A conversation in short: `summary`, `key_points`, `sentiment_trend`.

    Example:
        s = GET SUMMARY session_id
        TALK s.summary
    """


@keyword(
    "ANALYZE SENTIMENT text:text",
    "ANALYZE SENTIMENT session:any message:text",
    "ANALYZE SENTIMENT session:any, message:text",
    result="object",
    capability="attendance,llm",
    effect="read",
    tier=2,
)
async def analyze_sentiment(ctx: Any, **arguments: Any) -> None:
    """The mood of a message: `overall`, `score` and `escalation_risk`.

    Example:
        mood = ANALYZE SENTIMENT session_id, message
        IF mood.escalation_risk = "high" THEN ESCALATE TO SUPERVISOR
    """
