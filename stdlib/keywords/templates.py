"""Keywords of message templates: storing them, and sending them to one recipient or many.

Templates are kept in the bot's memory. Placeholders are `{{name}}`; they are replaced once, so that a value with braces
in it stays what it is.
"""

from __future__ import annotations

import re
from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.keywords.messaging import deliver, result
from stdlib.mail.addresses import one_line
from stdlib.mail.recipients import channel_and_address, is_recipient
from stdlib.ports import KeywordFault, Scope
from stdlib.ports.messages import CHANNELS, OutMessage

_HOLE = re.compile(r"\{\{\s*([^{}]{1,100}?)\s*\}\}")


@keyword(
    "SEND TEMPLATE values...:any",
    "SEND TEMPLATE TO values...:any",
    result="object",
    capability="messaging",
    effect="send",
    tier=1,
)
async def send_template(ctx: Context, *, values: Any = None) -> Any:
    """Send a stored template; gives `success`, `message_id` and `status`.

    The values are template, channel, recipient and variables, or recipient, template and variables: the name of a
    channel in the second place means the first order, an address in the first place the second. With TO, a channel
    may stand third. Variables are an object, or single values. Several recipients are a list, and the result is then
    a list too.

    Example:
        SEND TEMPLATE "welcome", "whatsapp", phone, {"name": name}
        SEND TEMPLATE TO phone, "order_ready", {"order": 7}
    """
    template, channel, to, variables = _in_order(ctx, ctx.items(values))
    found = await _template(ctx, template)
    sent = [await _send(ctx, found, channel, one, variables) for one in (ctx.items(to) or [""])]
    return sent[0] if len(sent) == 1 and not _is_list(ctx, to) else ctx.array(sent)


@keyword(
    "BULK SEND template:text, recipients:list, channel:text[, variables:object]",
    result="object",
    capability="messaging",
    effect="send",
)
async def bulk_send(
    ctx: Context, *, template: Any = None, recipients: Any = None, channel: Any = None, variables: Any = None
) -> Any:
    """Send a stored template to many; gives `total`, `sent`, `failed` and `errors`.

    Example:
        done = BULK_SEND("newsletter", phones, "whatsapp", {"month": "May"})
    """
    found = await _template(ctx, template)
    sent, errors = 0, []
    people = ctx.items(recipients)
    for person in people:
        try:
            outcome = await _send(ctx, found, ctx.text(channel), person, [variables])
            message = ctx.field(outcome, "error")
        except KeywordFault as fault:
            message = fault.message
        sent += not message
        errors += [message] if message else []
    counts = {"total": len(people), "sent": sent, "failed": len(people) - sent}
    return ctx.object({**counts, "errors": ctx.array(errors)})


@keyword(
    "CREATE TEMPLATE name:text, channel:text, content:text",
    "CREATE TEMPLATE name:text, channel:text, subject:text, content:text",
    result="object",
    capability="messaging",
    effect="write",
)
async def create_template(
    ctx: Context, *, name: Any = None, channel: Any = None, subject: Any = None, content: Any = None
) -> Any:
    """Store a message template under a name.

    Example:
        CREATE TEMPLATE "order_ready", "whatsapp", "Hello {{name}}, your order is ready."
    """
    plain, medium = _name(ctx, name), ctx.text(channel).strip().lower()
    if medium not in CHANNELS:
        raise KeywordFault(
            "GB7405", f'"{one_line(medium)[:60]}" is not a channel; there are {", ".join(sorted(CHANNELS))}'
        )
    fields = {"name": plain, "channel": medium, "subject": ctx.text(subject), "content": ctx.text(content)}
    made = ctx.object(fields)
    await ctx.memory.set(Scope.BOT, _owner(ctx), plain, made)
    return made


@keyword("GET TEMPLATE name:text[, channel:text]", result="object", capability="messaging", effect="read")
async def get_template(ctx: Context, *, name: Any = None, channel: Any = None) -> Any:
    """A stored template: name, channel, subject, content.

    Example:
        t = GET_TEMPLATE("order_ready")
    """
    found = await ctx.memory.get(Scope.BOT, _owner(ctx), _name(ctx, name))
    wanted = ctx.text(channel).strip().lower()
    return found if not wanted or ctx.field(found, "channel") == wanted else None


@keyword("LIST TEMPLATES", result="rows", capability="messaging", effect="read")
async def list_templates(ctx: Context) -> Any:
    """All stored templates.

    Example:
        TALK "There are " + COUNT(LIST_TEMPLATES()) + " templates"
    """
    return ctx.array(value for _, value in await ctx.memory.entries(Scope.BOT, _owner(ctx)))


# ---------------------------------------------------------------- what the values are


def _in_order(ctx: Context, values: list[Any]) -> tuple[Any, str, Any, list[Any]]:
    """Template, channel ("" for the template's own), recipient and variables, in whichever order they were written."""
    if len(values) < 2:
        raise KeywordFault("GB7405", "SEND TEMPLATE takes a template and a recipient")
    first, second, *rest = values
    if _is_channel(ctx, second) and rest:
        return first, ctx.text(second).strip().lower(), rest[0], rest[1:]
    if _is_list(ctx, first) or is_recipient(ctx.text(first)):
        template, to = second, first
    else:
        template, to = first, second
    if rest and _is_channel(ctx, rest[0]):
        return template, ctx.text(rest[0]).strip().lower(), to, rest[1:]
    return template, "", to, rest


def _is_channel(ctx: Context, value: Any) -> bool:
    return not ctx.fields(value) and ctx.text(value).strip().lower() in CHANNELS


def _is_list(ctx: Context, value: Any) -> bool:
    return not isinstance(value, str) and ctx.text(value).startswith("[")


def _owner(ctx: Context) -> str:
    """Apart from what SET BOT MEMORY keeps."""
    return f"{ctx.owner(Scope.BOT)}/templates"


def _name(ctx: Context, name: Any) -> str:
    plain = one_line(ctx.text(name)).lower()
    if not plain:
        raise KeywordFault("GB7405", "a message template needs a name")
    return plain


async def _template(ctx: Context, name: Any) -> Any:
    found = await ctx.memory.get(Scope.BOT, _owner(ctx), _name(ctx, name))
    if found is None:
        shown = one_line(ctx.text(name))[:60]
        raise KeywordFault("GB7405", f'there is no message template "{shown}"; CREATE TEMPLATE makes one')
    return found


async def _send(ctx: Context, template: Any, channel: str, to: Any, variables: list[Any]) -> Any:
    named = next((value for name in ("phone", "mobile", "email") if (value := ctx.field(to, name))), to)
    recipient = ctx.text(named)
    medium = channel or ("" if is_recipient(recipient) else ctx.text(ctx.field(template, "channel")))
    chosen, address = channel_and_address(recipient, medium)
    text = _filled(ctx, ctx.text(ctx.field(template, "content")), variables)
    subject = one_line(_filled(ctx, ctx.text(ctx.field(template, "subject")), variables))
    receipt = await deliver(ctx, OutMessage(chosen, address, text, subject))
    return result(ctx, receipt, chosen, address, {"template": ctx.field(template, "name")})


def _filled(ctx: Context, text: str, variables: list[Any]) -> str:
    """Placeholders by name from an object, or by number from single values; one that is not known stays empty."""
    named = next((value for value in variables if ctx.fields(value)), None)
    single = [value for value in variables if not ctx.fields(value)]

    def value_of(hole: re.Match[str]) -> str:
        if hole[1].isascii() and hole[1].isdigit() and len(hole[1]) < 4 and 0 < int(hole[1]) <= len(single):
            return ctx.text(single[int(hole[1]) - 1])
        return ctx.text(ctx.field(named, hole[1]))

    return _HOLE.sub(value_of, text)
