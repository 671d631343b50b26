"""Keywords of memory that outlives a conversation: of the bot, of a user, remembered for a time, and a cache.

Everything goes through the memory port; scope and owner are decided here.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.ports import KeywordFault, Scope
from vm.value import parse_number

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)")
_UNIT_SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 604800,
    "month": 2592000,
    "year": 31536000,
}
_SHORT_UNITS = {"s": "second", "sec": "second", "min": "minute", "h": "hour", "hr": "hour", "d": "day", "w": "week"}
_LONGEST = 1000 * _UNIT_SECONDS["year"]
"""What is to be kept for longer is kept for ever."""

_FOR_EVER = frozenset(("", "forever", "for ever", "permanent", "permanently", "always"))


def _key(ctx: Context, key: Any) -> str:
    name = ctx.text(key).strip()
    if not name:
        raise KeywordFault("GB6004", "an entry of memory needs a name")
    return name


async def _set(ctx: Context, scope: Scope, key: Any, value: Any, ttl: float | None = None) -> None:
    lasting = None if ttl is None or ttl > _LONGEST else ttl
    await ctx.memory.set(scope, ctx.owner(scope), _key(ctx, key), value, lasting)


async def _get(ctx: Context, scope: Scope, key: Any) -> Any:
    return await ctx.memory.get(scope, ctx.owner(scope), _key(ctx, key))


@keyword(
    "SET BOT MEMORY key:text, value",
    "SET BOT MEMORY key:text AS value",
    capability="memory",
    effect="write",
    tier=1,
)
async def set_bot_memory(ctx: Context, *, key: Any = None, value: Any = None) -> None:
    """Keep a text or a number for the bot, for all its users and for ever; anything else is kept as its text.

    Text that is a number is kept as one, so that what was counted in it can be counted on.

    Example:
        SET BOT MEMORY "opening_hours", "9 to 17"
    """
    text = ctx.text(value)
    number = parse_number(text)
    await _set(ctx, Scope.BOT, key, number if number is not None and ctx.text(number) == text else text)


@keyword("GET BOT MEMORY key:text", result="any", capability="memory", effect="read", tier=1)
async def get_bot_memory(ctx: Context, *, key: Any = None) -> Any:
    """A text or number kept by SET BOT MEMORY, "" when there is none.

    Example:
        TALK "We are open " + GET BOT MEMORY "opening_hours"
    """
    found = await _get(ctx, Scope.BOT, key)
    return "" if found is None else found


@keyword("SET USER MEMORY key:text, value", capability="memory", effect="write")
async def set_user_memory(ctx: Context, *, key: Any = None, value: Any = None) -> None:
    """Keep a value for this user, in every bot.

    Example:
        SET USER MEMORY "language", "pt"
    """
    await _set(ctx, Scope.USER, key, value)


@keyword("GET USER MEMORY key:text", result="any", capability="memory", effect="read")
async def get_user_memory(ctx: Context, *, key: Any = None) -> Any:
    """A value kept by SET USER MEMORY, "" when there is none.

    Example:
        language = GET USER MEMORY "language"
    """
    found = await _get(ctx, Scope.USER, key)
    return "" if found is None else found


@keyword("CLEAR USER MEMORY", capability="memory", effect="write", consequential=True)
async def clear_user_memory(ctx: Context) -> None:
    """Forget everything kept by SET USER MEMORY for this user.

    Example:
        CLEAR USER MEMORY
    """
    await ctx.memory.clear(Scope.USER, ctx.owner(Scope.USER))


@keyword("SET USER FACT key:text, value", capability="memory", effect="write")
async def set_user_fact(ctx: Context, *, key: Any = None, value: Any = None) -> None:
    """Keep a fact about this user under a name.

    Example:
        SET USER FACT "favourite_team", "Santos"
    """
    await _set(ctx, Scope.FACT, key, ctx.text(value))


@keyword("REMEMBER USER FACT text:text", capability="memory", effect="write")
async def remember_user_fact(ctx: Context, *, text: Any = None) -> None:
    """Keep a fact about this user.

    Example:
        REMEMBER USER FACT "Prefers to be called in the morning"
    """
    await _set(ctx, Scope.FACT, text, ctx.text(text))


@keyword("GET USER FACTS", "USER FACTS", result="list", capability="memory", effect="read")
async def get_user_facts(ctx: Context) -> Any:
    """All facts kept about this user, oldest first.

    Example:
        facts = GET USER FACTS
    """
    entries = await ctx.memory.entries(Scope.FACT, ctx.owner(Scope.FACT))
    return ctx.array(value if key == value else f"{key}: {ctx.text(value)}" for key, value in entries)


@keyword(
    "REMEMBER key:text = value",
    "REMEMBER key:text, value[, duration]",
    "REMEMBER key:text, value FOR duration",
    capability="memory",
    effect="write",
    tier=1,
)
async def remember(ctx: Context, *, key: Any = None, value: Any = None, duration: Any = None) -> None:
    """Keep a value for this user with this bot, for ever or for a time such as "30 days", "2h" or a number of days.

    Example:
        REMEMBER "last_order" = order
        REMEMBER "code", "8812", "10 minutes"
    """
    await _set(ctx, Scope.REMEMBER, key, value, _seconds(ctx, duration))


@keyword("RECALL key:text", result="any", capability="memory", effect="read")
async def recall(ctx: Context, *, key: Any = None) -> Any:
    """A value kept by REMEMBER, null when there is none or its time is over.

    Example:
        order = RECALL "last_order"
    """
    return await _get(ctx, Scope.REMEMBER, key)


def _seconds(ctx: Context, duration: Any) -> float | None:
    """Seconds of a duration, None for ever; a bare number counts days."""
    if duration is None:
        return None
    if isinstance(duration, timedelta):
        return duration.total_seconds()
    text = ctx.text(duration).strip().lower()
    if text in _FOR_EVER:
        return None
    match = _DURATION.fullmatch(text)
    unit = _SHORT_UNITS.get(match[2], match[2].removesuffix("s")) if match else ""
    if match and unit in _UNIT_SECONDS:
        return float(match[1]) * _UNIT_SECONDS[unit]
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text) * _UNIT_SECONDS["day"]
    raise KeywordFault("GB6004", f'REMEMBER takes a time such as "30 days" or "forever", and got "{text}"')


@keyword("CACHE SET key:text, value[, seconds:number]", capability="memory", effect="write", tier=2)
async def cache_set(ctx: Context, *, key: Any = None, value: Any = None, seconds: Any = None) -> None:
    """Keep a value for all users of the bot, for some seconds or until it is replaced.

    Example:
        CACHE SET "rates", rates, 3600
    """
    ttl = None if seconds is None else float(ctx.number(seconds, "the time of CACHE SET"))
    await _set(ctx, Scope.CACHE, key, value if ttl is None or ttl > 0 else None, ttl)


@keyword("CACHE GET key:text", result="any", capability="memory", effect="read", tier=2)
async def cache_get(ctx: Context, *, key: Any = None) -> Any:
    """A value kept by CACHE SET, null when there is none or its time is over.

    Example:
        rates = CACHE GET "rates"
    """
    return await _get(ctx, Scope.CACHE, key)


@keyword("BOT SHARE MEMORY key:text WITH bot:text", capability="memory", effect="write", tier=1)
async def bot_share_memory(ctx: Context, *, key: Any = None, bot: Any = None) -> None:
    """Copy an entry of this bot's memory to another bot.

    Example:
        BOT SHARE MEMORY "opening_hours" WITH "reception"
    """
    value = await _get(ctx, Scope.BOT, key)
    await ctx.memory.set(Scope.BOT, ctx.text(bot), _key(ctx, key), "" if value is None else value)


@keyword("BOT SYNC MEMORY FROM bot:text", id="BOT SYNC MEMORY", capability="memory", effect="write", tier=2)
async def bot_sync_memory(ctx: Context, *, bot: Any = None) -> None:
    """Copy all of another bot's memory into this bot's.

    Example:
        BOT SYNC MEMORY FROM "reception"
    """
    for key, value in await ctx.memory.entries(Scope.BOT, ctx.text(bot)):
        await ctx.memory.set(Scope.BOT, ctx.owner(Scope.BOT), key, value)


# ---------------------------------------------------------------- what is still to be asked


@keyword("ASK LATER field:text, prompt:text", "ASK LATER field:text", capability="memory", effect="write")
async def ask_later(ctx: Context, *, field: Any = None, prompt: Any = None) -> None:
    """Note that something about this user is still to be asked.

    Example:
        ASK LATER "birthday", "When is your birthday?"
    """
    pending = await _pending(ctx)
    pending[_key(ctx, field)] = ctx.text(field if prompt is None else prompt)
    await _keep_pending(ctx, pending)


@keyword("FILL PENDING INFO field:text, value", result="bool", capability="memory", effect="write")
async def fill_pending_info(ctx: Context, *, field: Any = None, value: Any = None) -> bool:
    """Keep the answer to what was noted by ASK LATER as a fact about the user; true when it was noted.

    Example:
        FILL PENDING INFO "birthday", answer
    """
    pending = await _pending(ctx)
    known = pending.pop(_key(ctx, field), None) is not None
    await _keep_pending(ctx, pending)
    await _set(ctx, Scope.FACT, field, ctx.text(value))
    return known


@keyword("LIST PENDING INFO", result="rows", capability="memory", effect="read")
async def list_pending_info(ctx: Context) -> Any:
    """What was noted by ASK LATER and not asked yet: `field` and `prompt` of each.

    Example:
        open = LIST PENDING INFO
    """
    pending = await _pending(ctx)
    return ctx.array(ctx.object({"field": field, "prompt": prompt}) for field, prompt in pending.items())


_PENDING = "pending info"


async def _pending(ctx: Context) -> dict[str, Any]:
    kept = await _get(ctx, Scope.REMEMBER, _PENDING)
    return {name: ctx.field(kept, name) for name in ctx.fields(kept)}


async def _keep_pending(ctx: Context, pending: dict[str, Any]) -> None:
    await _set(ctx, Scope.REMEMBER, _PENDING, ctx.object(pending) if pending else None)
