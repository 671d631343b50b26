"""Tasks for other bots: asking one or several at once, waiting for all replies, and what their replies mean.

For keywords. A reply is plain data: what was ``said``, the ``value`` returned, or the ``fault``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from stdlib.context import Context
from stdlib.ports import Await, Came, KeywordFault, Task

MOST_BOTS = 16
"""Bots that are asked at once."""


async def ask_bots(ctx: Context, asked: Sequence[tuple[str, Task]], timeout: float | None = None) -> Await:
    """Give each bot its task and wait for the replies, ``timeout`` seconds for each."""
    if not asked:
        raise KeywordFault("GB6004", "a task needs a bot that does it")
    if len(asked) > MOST_BOTS:
        raise KeywordFault("GB6904", f"at most {MOST_BOTS} bots are asked at once")
    names = [await ctx.agents.name(bot) for bot, _ in asked]
    open_ = [[name, await ctx.agents.ask(name, task)] for name, (_, task) in zip(names, asked, strict=True)]
    return Await(open_[0][1], timeout, {"open": open_, "had": [], "timeout": timeout})


def next_reply(came: Came) -> Await | list[dict[str, Any]]:
    """What is still waited for, or all replies in the order of the tasks; GB7902 when one is late."""
    open_, had = list(came.again["open"]), list(came.again["had"])
    name = open_.pop(0)[0]
    if came.late:
        raise KeywordFault("GB7902", f"the bot {name} did not answer within {came.again['timeout']:g} seconds")
    had.append({**came.data, "from": name})
    timeout = came.again["timeout"]
    return Await(open_[0][1], timeout, {"open": open_, "had": had, "timeout": timeout}) if open_ else had


def succeeded(reply: Mapping[str, Any]) -> Mapping[str, Any]:
    """``reply``; GB7903 with what went wrong when the bot failed."""
    if fault := reply.get("fault"):
        raise KeywordFault("GB7903", f"the bot {reply['from']} could not do it: {fault['message']}")
    return reply


def text_of(ctx: Context, reply: Mapping[str, Any]) -> str:
    """A reply in words: the value that the bot returned, else what it said."""
    value = reply.get("value")
    if value is not None:
        return value if isinstance(value, str) else ctx.text(ctx.value(value))
    return "\n".join(str(item["text"]) for item in reply.get("said", ()) if item.get("text"))
