"""Keywords that write to people outside the present dialog: TALK TO, SMS, WhatsApp and other channels, broadcasts.

Who is meant is decided by ``stdlib.mail.recipients``. Everything here leaves the bot and cannot be taken back; where a
channel is not connected, the message is kept in an outbox and the program is told.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.keywords.mail import attached
from stdlib.mail.recipients import channel_and_address
from stdlib.ports import KeywordFault, Level
from stdlib.ports.mail import MailMessage, Receipt
from stdlib.ports.messages import OutMessage

_PRIORITIES = ("LOW", "NORMAL", "HIGH", "URGENT")


@keyword("TALK TO recipient:any, message:any", result="none", capability="messaging", effect="send", tier=1)
async def talk_to(ctx: Context, *, recipient: Any = None, message: Any = None) -> None:
    """Send a message to somebody on any channel.

    The recipient is `channel:address`, a phone number, a mail address, or the id of a session.

    Example:
        TALK TO "whatsapp:+351912345678", "Your table is ready."
    """
    await send_to_anybody(ctx, recipient, ctx.text(message))


@keyword("SEND TO recipient:any, message:any", result="bool", capability="messaging", effect="send")
async def send_to(ctx: Context, *, recipient: Any = None, message: Any = None) -> bool:
    """Send a message to `channel:address`; true when it was sent.

    False means that the channel is not connected and the message is kept in the outbox.

    Example:
        ok = SEND TO "telegram:4711", "The server is back."
    """
    return (await send_to_anybody(ctx, recipient, ctx.text(message))).sent


@keyword(
    "SEND TO SESSION session:any, text:any",
    "SEND TO session:any MESSAGE text:any",
    result="none",
    capability="messaging",
    effect="send",
    tier=2,
)
async def send_to_session(ctx: Context, *, session: Any = None, text: Any = None) -> None:
    """Put a message of the bot into another live conversation.

    Example:
        SEND TO SESSION session_id, "An attendant will join you in a minute."
    """
    await deliver(ctx, OutMessage("web", channel_and_address(ctx.text(session), "web")[1], ctx.text(text)))


@keyword(
    "SEND FILE TO recipient:any, file:any[, caption:text]",
    result="bool",
    capability="messaging",
    effect="send",
)
async def send_file_to(ctx: Context, *, recipient: Any = None, file: Any = None, caption: Any = None) -> bool:
    """Send a file to somebody on any channel.

    Example:
        SEND FILE TO "whatsapp:+351912345678", "menu.pdf", "Our menu"
    """
    return (await send_to_anybody(ctx, recipient, ctx.text(caption), file)).sent


@keyword(
    "SEND MEDIA TO recipient:any, file:any[, caption:text]",
    "SEND MEDIA TO recipient:any WITH file:any[, caption:text]",
    result="bool",
    capability="messaging",
    effect="send",
)
async def send_media_to(ctx: Context, *, recipient: Any = None, file: Any = None, caption: Any = None) -> bool:
    """Send a picture, a sound or a video to somebody on any channel.

    Example:
        SEND MEDIA TO "+351912345678", "photos/front.jpg", "The front"
    """
    return (await send_to_anybody(ctx, recipient, ctx.text(caption), file)).sent


@keyword(
    "SEND WHATSAPP phone:text, text:any",
    "SEND WHATSAPP TO phone:text WITH text:any",
    "SEND WHATSAPP TO phone:text, text:any",
    result="object",
    capability="messaging",
    effect="send",
)
async def send_whatsapp(ctx: Context, *, phone: Any = None, text: Any = None) -> Any:
    """Send a WhatsApp message to a phone number.

    Example:
        SEND WHATSAPP "+351912345678", "See you at nine."
    """
    return await _on(ctx, "whatsapp", phone, text)


@keyword(
    "SEND INSTAGRAM TO recipient:text, text:any",
    "SEND INSTAGRAM TO recipient:text WITH text:any",
    result="object",
    capability="messaging",
    effect="send",
)
async def send_instagram(ctx: Context, *, recipient: Any = None, text: Any = None) -> Any:
    """Send a direct message on Instagram.

    Example:
        SEND INSTAGRAM TO "ana.shop" WITH "Thank you for the photo!"
    """
    return await _on(ctx, "instagram", recipient, text)


@keyword(
    "SEND TEAMS recipient:text, text:any",
    "SEND TEAMS TO recipient:text WITH text:any",
    result="object",
    capability="messaging",
    effect="send",
)
async def send_teams(ctx: Context, *, recipient: Any = None, text: Any = None) -> Any:
    """Send a message in Microsoft Teams.

    Example:
        SEND TEAMS "support@example.com", "A new ticket has come in."
    """
    return await _on(ctx, "teams", recipient, text)


@keyword(
    "SEND TELEGRAM recipient:text, text:any",
    "SEND TELEGRAM TO recipient:text WITH text:any",
    result="object",
    capability="messaging",
    effect="send",
)
async def send_telegram(ctx: Context, *, recipient: Any = None, text: Any = None) -> Any:
    """Send a message on Telegram.

    Example:
        SEND TELEGRAM "4711", "The build has passed."
    """
    return await _on(ctx, "telegram", recipient, text)


@keyword(
    "SEND SMS phone:text, text:any[, option:word(LOW|NORMAL|HIGH|URGENT)[, priority:word(LOW|NORMAL|HIGH|URGENT)]]",
    "SEND SMS TO phone:text WITH text:any",
    "SMS phone:text, text:any",
    result="object",
    capability="messaging",
    effect="send",
    tier=2,
)
async def send_sms(
    ctx: Context, *, phone: Any = None, text: Any = None, option: Any = None, priority: Any = None
) -> Any:
    """Send a text message; gives `success`, `message_id` and `provider`.

    The third value is a priority when it is one of the four words, else the provider's name, which a priority may
    follow.

    Example:
        SEND SMS "+351912345678", "Your code is " + code, "high"
    """
    words = [ctx.text(word).strip() for word in (option, priority) if ctx.text(word).strip()]
    urgency = next((word.upper() for word in words if word.upper() in _PRIORITIES), "NORMAL")
    provider = next((word.lower() for word in words if word.upper() not in _PRIORITIES), "")
    return await _on(ctx, "sms", phone, text, {"priority": urgency.lower(), "provider": provider})


@keyword("BROADCAST message:any TO recipients:any", result="object", capability="messaging", effect="send")
async def broadcast(ctx: Context, *, message: Any = None, recipients: Any = None) -> Any:
    """Send a message to many; gives the counts `sent` and `failed`.

    Example:
        done = BROADCAST "We open at ten today." TO customers
    """
    text, sent, failed = ctx.text(message), 0, 0
    for recipient in ctx.items(recipients):
        try:
            accepted = (await send_to_anybody(ctx, recipient, text)).sent
        except KeywordFault as fault:
            await ctx.log(Level.WARN, fault.message)
            accepted = False
        sent, failed = sent + accepted, failed + (not accepted)
    return ctx.object({"sent": sent, "failed": failed, "total": sent + failed})


@keyword("PUBLISH", result="none", capability="messaging", effect="send", tier=2)
async def publish(ctx: Context) -> None:
    """Hand in the message of the campaign for sending.

    Example:
        PUBLISH
    """
    raise KeywordFault("GB7001", "PUBLISH needs campaigns, which this host does not provide")


@keyword("GET WHATSAPP MESSAGE BODY", result="text", capability="messaging", effect="read")
async def get_whatsapp_message_body(ctx: Context) -> str:
    """The text of the WhatsApp message that started this run.

    Example:
        text = GET WHATSAPP MESSAGE BODY
    """
    return ctx.text(await _received(ctx, "text"))


@keyword("GET WHATSAPP SENDER NUMBER", result="text", capability="messaging", effect="read")
async def get_whatsapp_sender_number(ctx: Context) -> str:
    """The phone number of who sent the WhatsApp message.

    Example:
        phone = GET WHATSAPP SENDER NUMBER
    """
    return ctx.text(await _received(ctx, "from"))


@keyword("GET WHATSAPP MESSAGE ID", result="text", capability="messaging", effect="read")
async def get_whatsapp_message_id(ctx: Context) -> str:
    """The id of the WhatsApp message that started this run.

    Example:
        id = GET WHATSAPP MESSAGE ID
    """
    return ctx.text(await _received(ctx, "id"))


@keyword("GET WHATSAPP MESSAGE TIMESTAMP", result="date", capability="messaging", effect="read")
async def get_whatsapp_message_timestamp(ctx: Context) -> Any:
    """When the WhatsApp message was sent.

    Example:
        sent = GET WHATSAPP MESSAGE TIMESTAMP
    """
    return await _received(ctx, "timestamp")


@keyword("SEND HELP MENU TO recipient:any", result="none", capability="messaging", effect="send")
async def send_help_menu(ctx: Context, *, recipient: Any = None) -> None:
    """Send the list of what the bot can do to somebody.

    Example:
        SEND HELP MENU TO phone
    """
    raise KeywordFault(
        "GB7001", "SEND HELP MENU needs the menus of a messaging channel, which this host does not provide"
    )


async def _received(ctx: Context, fact: str) -> Any:
    """What the channel said of the message that started this run; null on another channel."""
    if ctx.text(await ctx.session.get("channel")).lower() != "whatsapp":
        return None
    return await ctx.session.get(f"message.{fact}")


# ---------------------------------------------------------------- sending


async def send_to_anybody(ctx: Context, recipient: Any, text: str, files: Any = None) -> Receipt:
    """A message by whatever the recipient is: an address of a channel, an object with one, or this conversation."""
    named = next((value for name in ("phone", "mobile", "email") if (value := ctx.field(recipient, name))), recipient)
    where = ctx.text(named).strip()
    if where == ctx.session_id:
        await ctx.talk(text)
        return Receipt(ctx.session_id, True)
    channel, address = channel_and_address(where)
    return await deliver(ctx, OutMessage(channel, address, text, files=await attached(ctx, files)))


async def deliver(ctx: Context, message: OutMessage) -> Receipt:
    """Mail by the mail port, this conversation by its dialog, all else by the messages port; what is kept is logged."""
    if message.channel == "web" and message.to == ctx.session_id:
        await ctx.talk(message.text)
        return Receipt(ctx.session_id, True)
    if message.channel == "email" and ctx.ports.mail is not None:
        subject = message.subject or next((line for line in message.text.splitlines() if line.strip()), "")[:120]
        receipt = await ctx.mail.send(MailMessage((message.to,), subject, message.text, files=message.files))
    else:
        receipt = await ctx.messages.send(message)
    if not receipt.sent:
        await ctx.log(Level.INFO, f"{message.channel} is not connected; the message is kept as {receipt.where}")
    return receipt


async def _on(ctx: Context, channel: str, recipient: Any, text: Any, options: dict[str, Any] | None = None) -> Any:
    """Send on one channel; the result as the program sees it."""
    address = channel_and_address(ctx.text(recipient), channel)[1]
    receipt = await deliver(ctx, OutMessage(channel, address, ctx.text(text), options=options or {}))
    return result(ctx, receipt, channel, address, options or {})


def result(ctx: Context, receipt: Receipt, channel: str, to: str, more: dict[str, Any]) -> Any:
    """An object that tells whether the message left."""
    status = "sent" if receipt.sent else "kept"
    error = None if receipt.sent else f"{channel} is not connected; the message is kept in the outbox"
    fields = {"success": receipt.sent, "message_id": receipt.id, "status": status, "channel": channel, "to": to}
    return ctx.object({**fields, **more, "error": error})
