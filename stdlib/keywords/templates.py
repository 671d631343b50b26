"""Keywords of message templates: storing them, and sending them to one recipient or many.

Declarations only. Placeholders are `{{name}}`.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword(
    "SEND TEMPLATE values...:any",
    "SEND TEMPLATE TO values...:any",
    result="object",
    capability="messaging",
    effect="send",
    tier=1,
)
async def send_template(ctx: Any, **arguments: Any) -> None:
    """Send a stored template; gives `success`, `message_id` and `status`.

    The values are template, channel, recipient and variables, or recipient, template and variables: the name of a
    channel in the second place means the first order, an address in the first place the second. With TO, a channel
    may stand third. Variables are an object, or single values. Several recipients are a list, and the result is then
    a list too.

    Example:
        SEND TEMPLATE "welcome", "whatsapp", phone, {"name": name}
        SEND TEMPLATE TO phone, "order_ready", {"order": 7}
    """


@keyword(
    "BULK SEND template:text, recipients:list, channel:text[, variables:object]",
    result="object",
    capability="messaging",
    effect="send",
)
async def bulk_send(ctx: Any, **arguments: Any) -> None:
    """Send a stored template to many; gives `total`, `sent`, `failed` and `errors`.

    Example:
        done = BULK_SEND("newsletter", phones, "whatsapp", {"month": "May"})
    """


@keyword(
    "CREATE TEMPLATE name:text, channel:text, content:text",
    "CREATE TEMPLATE name:text, channel:text, subject:text, content:text",
    result="object",
    capability="messaging",
    effect="write",
)
async def create_template(ctx: Any, **arguments: Any) -> None:
    """Store a message template under a name.

    Example:
        CREATE TEMPLATE "order_ready", "whatsapp", "Hello {{name}}, your order is ready."
    """


@keyword("GET TEMPLATE name:text[, channel:text]", result="object", capability="messaging", effect="read")
async def get_template(ctx: Any, **arguments: Any) -> None:
    """A stored template: name, channel, subject, content.

    Example:
        t = GET_TEMPLATE("order_ready")
    """


@keyword("LIST TEMPLATES", result="rows", capability="messaging", effect="read")
async def list_templates(ctx: Any, **arguments: Any) -> None:
    """All stored templates.

    Example:
        TALK "There are " + COUNT(LIST_TEMPLATES()) + " templates"
    """
