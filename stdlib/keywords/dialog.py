"""Keywords of the conversation: TALK, HEAR, PRINT, WAIT, buttons, and what frames the bot's answers.

Effects go through the dialog port; what the conversation sets up for itself is kept in its state.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.ports import Ask, KeywordFault, Level, Pause, Suggestion

WAIT_CAP = 300
"""Longest WAIT in seconds."""

PROBABLY_MILLISECONDS = 500
"""A WAIT from here on looks as if its author counted milliseconds."""


@keyword("TALK message", capability="dialog", effect="send", tier=1)
async def talk(ctx: Context, *, message: Any = None) -> None:
    """Say something to the person: one message, in Markdown. Lists and objects are written as JSON.

    Buttons that were added before go along with it. BEGIN TALK ... END TALK says several lines as one message.

    Example:
        TALK "Welcome, " + name + "!"
    """
    await ctx.talk(ctx.text(message))


@keyword("SEND MESSAGE message", capability="dialog", effect="send", tier=2)
async def send_message(ctx: Context, *, message: Any = None) -> None:
    """Say something to the person; the same as TALK.

    Example:
        SEND MESSAGE "Your ticket is open."
    """
    await ctx.talk(ctx.text(message))


@keyword("TALK TABLE rows:rows", capability="dialog", effect="send")
async def talk_table(ctx: Context, *, rows: Any = None) -> None:
    """Show records as a table: the fields of the first one are the columns.

    Example:
        TALK TABLE orders
    """
    records = ctx.items(rows)
    columns = ctx.fields(records[0]) if records else []
    lines = [columns, ["---"] * len(columns)]
    lines += [[_cell(ctx, ctx.field(record, column)) for column in columns] for record in records]
    await ctx.talk("\n".join(f"| {' | '.join(line)} |" for line in lines) if columns else "")


def _cell(ctx: Context, value: Any) -> str:
    return " ".join(ctx.text(value).split()).replace("|", "\\|")


@keyword("PRINT message...", "PRINT", capability="dialog", effect="write", tier=1)
async def print_(ctx: Context, *, message: Any = None) -> None:
    """Write to the bot's log, which the person does not see. Several values are parted by blanks.

    Example:
        PRINT "rows read: " + UBOUND(rows)
        PRINT "rows read:", UBOUND(rows)
    """
    await ctx.log(Level.PRINT, " ".join(ctx.text(value) for value in message or ()))


@keyword(
    "HEAR variable:name [AS type:word] [WITH prompt:text] [DEFAULT default]",
    "HEAR variable:name AS options...:text",
    id="HEAR",
    result="any",
    capability="dialog",
    effect="wait",
    waits="user",
    tier=1,
    structural=True,
)
async def hear(
    ctx: Context,
    *,
    type: Any = "TEXT",
    options: Any = None,
    free: Any = False,
    prompt: Any = None,
    default: Any = None,
    timeout: Any = None,
) -> Ask:
    """Wait for the person's answer and put it in a variable.

    AS gives a type: the answer is checked and brought to its normal form; one that does not fit is asked for again,
    three times in all, then DEFAULT or "" is taken. AS with several texts, or AS MENU with a list, is a menu. WITH is
    said first. DEFAULT is also taken for an empty answer. It waits as long as it takes, unless the setting
    `hear-timeout-secs` says for how many seconds; then it goes on as after three wrong answers.

    Example:
        HEAR email AS EMAIL WITH "What is your e-mail?"
        HEAR size AS "Small", "Medium", "Large"
    """
    return Ask(
        type=ctx.text(type).upper() or "TEXT",
        options=tuple(ctx.text(option) for given in ctx.items(options) for option in ctx.items(given)),
        free=bool(free),
        prompt=ctx.text(prompt),
        default=default,
        timeout=await _configured(ctx) if timeout is None else _timeout(ctx, timeout, "HEAR"),
    )


@keyword(
    "WAIT FOR RESPONSE AS variable:name [TIMEOUT timeout:number]",
    "WAIT FOR RESPONSE [TIMEOUT timeout:number]",
    id="WAIT FOR RESPONSE",
    result="text",
    capability="dialog",
    effect="wait",
    waits="user",
    tier=2,
)
async def wait_for_response(ctx: Context, *, variable: Any = None, timeout: Any = None) -> Ask:
    """Wait for the person's answer, at most TIMEOUT seconds; "" when none came.

    Example:
        WAIT FOR RESPONSE AS reply TIMEOUT 60
    """
    return Ask(timeout=_timeout(ctx, timeout, "WAIT FOR RESPONSE"))


@keyword("HEAR NOWAIT", result="text", capability="dialog", effect="read")
async def hear_nowait(ctx: Context) -> Ask:
    """What the person has said since the last answer, "" when nothing; does not wait.

    Example:
        line = HEAR NOWAIT
    """
    return Ask(timeout=0.0)


async def _configured(ctx: Context) -> float | None:
    """Seconds that the bot's settings let a HEAR wait; no limit when they say nothing, or 0."""
    if ctx.ports.session is None:
        return None
    given = await ctx.session.get("config.hear-timeout-secs")
    return None if given is None else float(ctx.number(given, "the setting hear-timeout-secs")) or None


def _timeout(ctx: Context, timeout: Any, keyword: str) -> float | None:
    if timeout is None:
        return None
    return max(0.0, float(ctx.number(timeout, f"TIMEOUT of {keyword}")))


@keyword("WAIT seconds:number", result="text", capability="dialog", effect="wait", waits="timer", tier=1)
async def wait(ctx: Context, *, seconds: Any = None) -> Pause:
    """Let some seconds pass, at most 300.

    Example:
        WAIT 2
    """
    return await _pause(ctx, seconds, "WAIT")


@keyword("DELAY seconds:number", result="text", capability="dialog", effect="wait", waits="timer", tier=2)
async def delay(ctx: Context, *, seconds: Any = None) -> Pause:
    """Let some seconds pass, at most 300; the same as WAIT.

    Example:
        DELAY 5
    """
    return await _pause(ctx, seconds, "DELAY")


async def _pause(ctx: Context, seconds: Any, word: str) -> Pause:
    amount = ctx.number(seconds, f"the time of {word}")
    if amount < 0:
        raise KeywordFault("GB6004", f"{word} takes 0 seconds or more, and got {ctx.text(amount)}")
    if amount >= PROBABLY_MILLISECONDS:
        await ctx.log(
            Level.WARN, f"{word} {ctx.text(amount)}: the number is seconds, at most {WAIT_CAP}; {WAIT_CAP} are waited"
        )
    capped = min(amount, WAIT_CAP)
    return Pause(float(capped), f"Waited {ctx.text(capped)} seconds")


# ---------------------------------------------------------------- buttons


def _queue(ctx: Context, text: Any, action: Mapping[str, Any], context: str = "") -> None:
    label = ctx.text(text)
    suggestion = Suggestion(label, action, context)
    if label and suggestion not in ctx.state.suggestions:
        ctx.state.suggestions.append(suggestion)


def _named_action(action: str) -> Mapping[str, Any]:
    """``"action:name"`` calls a tool; any other text is what the button says."""
    kind, colon, name = action.partition(":")
    if colon and kind.strip().lower() == "action":
        return {"type": "invoke_tool", "tool": name.strip(), "params": None, "prompt_for_params": True}
    return {"type": "send_message", "message": action}


@keyword(
    "ADD SUGGESTION context:text AS label:text",
    "ADD SUGGESTION text:text",
    "ADD SUGGESTION text:text, action:text",
    capability="dialog",
    effect="write",
    tier=1,
)
async def add_suggestion(
    ctx: Context, *, context: Any = None, label: Any = None, text: Any = None, action: Any = None
) -> None:
    """Offer a button with the next message. With AS it also selects the context of that name (see SET CONTEXT).

    Example:
        ADD SUGGESTION "prices" AS "What does it cost?"
        ADD SUGGESTION "Talk to a person"
    """
    if context is not None:
        name = ctx.text(context)
        _queue(ctx, label, {"type": "select_context", "context": name}, name)
    else:
        said = ctx.text(text)
        _queue(ctx, said, _named_action(ctx.text(action) if action is not None else said))


@keyword("ADD SUGGESTION TEXT value:text AS label:text", capability="dialog", effect="write")
async def add_suggestion_text(ctx: Context, *, value: Any = None, label: Any = None) -> None:
    """Offer a button that says something else than its label.

    Example:
        ADD SUGGESTION TEXT "I want order 4711" AS "My last order"
    """
    _queue(ctx, label, {"type": "send_message", "message": ctx.text(value)})


@keyword("ADD SUGGESTION TOOL tool:text AS label:text", capability="dialog", effect="write", tier=2)
async def add_suggestion_tool(ctx: Context, *, tool: Any = None, label: Any = None) -> None:
    """Offer a button that runs a tool script.

    Example:
        ADD SUGGESTION TOOL "open-ticket" AS "Open a ticket"
    """
    name = ctx.text(tool).removesuffix(".bas")
    _queue(ctx, label, {"type": "invoke_tool", "tool": name, "params": None, "prompt_for_params": True})


@keyword("CLEAR SUGGESTIONS", capability="dialog", effect="write", tier=1)
async def clear_suggestions(ctx: Context) -> None:
    """Take away the buttons, those shown and those waiting for a message.

    Example:
        CLEAR SUGGESTIONS
    """
    ctx.state.suggestions.clear()
    await ctx.dialog.clear()


@keyword("ADD SWITCHER switcher:text AS label:text", capability="dialog", effect="write", tier=2)
async def add_switcher(ctx: Context, *, switcher: Any = None, label: Any = None) -> None:
    """Offer a toggle that stays: while it is on, its instruction goes before each message of the person.

    The instruction is one of tables, infographic, cards, list, comparison, timeline, markdown, chart, or any text.

    Example:
        ADD SWITCHER "tables" AS "Show tables"
    """
    name = ctx.text(switcher)
    made = Suggestion(ctx.text(label) or name, {"type": "switch_context", "switcher": name})
    if made not in ctx.state.switchers:
        ctx.state.switchers.append(made)


@keyword("CLEAR SWITCHERS", capability="dialog", effect="write")
async def clear_switchers(ctx: Context) -> None:
    """Take the toggles away.

    Example:
        CLEAR SWITCHERS
    """
    ctx.state.switchers.clear()


@keyword("CHANGE THEME name:text", capability="dialog", effect="write")
async def change_theme(ctx: Context, *, name: Any = None) -> None:
    """Change the look of the chat.

    Example:
        CHANGE THEME "dark"
    """
    ctx.state.theme = ctx.text(name)
    await ctx.dialog.theme(ctx.state.theme)
