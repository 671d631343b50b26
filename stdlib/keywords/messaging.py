"""Keywords that write to people outside the present dialog: TALK TO, SMS, WhatsApp and other channels, broadcasts.

Declarations only. Everything here leaves the bot and cannot be taken back.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword("TALK TO recipient:any, message:any", result="none", capability="messaging", effect="send", tier=1)
async def talk_to(ctx: Any, **arguments: Any) -> None:
    """Send a message to somebody on any channel.

    The recipient is `channel:address`, a phone number, a mail address, or the id of a session.

    Example:
        TALK TO "whatsapp:+351912345678", "Your table is ready."
    """


@keyword("SEND TO recipient:any, message:any", result="bool", capability="messaging", effect="send")
async def send_to(ctx: Any, **arguments: Any) -> None:
    """Send a message to `channel:address`; true when it was accepted.

    Example:
        ok = SEND TO "telegram:4711", "The server is back."
    """


@keyword(
    "SEND TO SESSION session:any, text:any",
    "SEND TO session:any MESSAGE text:any",
    result="none",
    capability="messaging",
    effect="send",
    tier=2,
)
async def send_to_session(ctx: Any, **arguments: Any) -> None:
    """Put a message of the bot into another live conversation.

    Example:
        SEND TO SESSION session_id, "An attendant will join you in a minute."
    """


@keyword(
    "SEND FILE TO recipient:any, file:any[, caption:text]",
    result="bool",
    capability="messaging",
    effect="send",
)
async def send_file_to(ctx: Any, **arguments: Any) -> None:
    """Send a file to somebody on any channel.

    Example:
        SEND FILE TO "whatsapp:+351912345678", "menu.pdf", "Our menu"
    """


@keyword(
    "SEND MEDIA TO recipient:any, file:any[, caption:text]",
    "SEND MEDIA TO recipient:any WITH file:any[, caption:text]",
    result="bool",
    capability="messaging",
    effect="send",
)
async def send_media_to(ctx: Any, **arguments: Any) -> None:
    """Send a picture, a sound or a video to somebody on any channel.

    Example:
        SEND MEDIA TO "+351912345678", "photos/front.jpg", "The front"
    """


@keyword(
    "SEND WHATSAPP phone:text, text:any",
    "SEND WHATSAPP TO phone:text WITH text:any",
    "SEND WHATSAPP TO phone:text, text:any",
    result="object",
    capability="messaging",
    effect="send",
)
async def send_whatsapp(ctx: Any, **arguments: Any) -> None:
    """Send a WhatsApp message to a phone number.

    Example:
        SEND WHATSAPP "+351912345678", "See you at nine."
    """


@keyword(
    "SEND INSTAGRAM TO recipient:text, text:any",
    "SEND INSTAGRAM TO recipient:text WITH text:any",
    result="object",
    capability="messaging",
    effect="send",
)
async def send_instagram(ctx: Any, **arguments: Any) -> None:
    """Send a direct message on Instagram.

    Example:
        SEND INSTAGRAM TO "ana.shop" WITH "Thank you for the photo!"
    """


@keyword(
    "SEND TEAMS recipient:text, text:any",
    "SEND TEAMS TO recipient:text WITH text:any",
    result="object",
    capability="messaging",
    effect="send",
)
async def send_teams(ctx: Any, **arguments: Any) -> None:
    """Send a message in Microsoft Teams.

    Example:
        SEND TEAMS "support@example.com", "A new ticket has come in."
    """


@keyword(
    "SEND TELEGRAM recipient:text, text:any",
    "SEND TELEGRAM TO recipient:text WITH text:any",
    result="object",
    capability="messaging",
    effect="send",
)
async def send_telegram(ctx: Any, **arguments: Any) -> None:
    """Send a message on Telegram.

    Example:
        SEND TELEGRAM "4711", "The build has passed."
    """


@keyword(
    "SEND SMS phone:text, text:any[, option:word(LOW|NORMAL|HIGH|URGENT)[, priority:word(LOW|NORMAL|HIGH|URGENT)]]",
    "SEND SMS TO phone:text WITH text:any",
    "SMS phone:text, text:any",
    result="object",
    capability="messaging",
    effect="send",
    tier=2,
)
async def send_sms(ctx: Any, **arguments: Any) -> None:
    """Send a text message; gives `success`, `message_id` and `provider`.

    The third value is a priority when it is one of the four words, else the provider's name, which a priority may
    follow.

    Example:
        SEND SMS "+351912345678", "Your code is " + code, "high"
    """


@keyword("BROADCAST message:any TO recipients:any", result="object", capability="messaging", effect="send")
async def broadcast(ctx: Any, **arguments: Any) -> None:
    """Send a message to many; gives the counts `sent` and `failed`.

    Example:
        done = BROADCAST "We open at ten today." TO customers
    """


@keyword("PUBLISH", result="none", capability="messaging", effect="send", tier=2)
async def publish(ctx: Any, **arguments: Any) -> None:
    """Hand in the message of the campaign for sending.

    Example:
        PUBLISH
    """


@keyword("GET WHATSAPP MESSAGE BODY", result="text", capability="messaging", effect="read")
async def get_whatsapp_message_body(ctx: Any, **arguments: Any) -> None:
    """The text of the WhatsApp message that started this run.

    Example:
        text = GET WHATSAPP MESSAGE BODY
    """


@keyword("GET WHATSAPP SENDER NUMBER", result="text", capability="messaging", effect="read")
async def get_whatsapp_sender_number(ctx: Any, **arguments: Any) -> None:
    """The phone number of who sent the WhatsApp message.

    Example:
        phone = GET WHATSAPP SENDER NUMBER
    """


@keyword("GET WHATSAPP MESSAGE ID", result="text", capability="messaging", effect="read")
async def get_whatsapp_message_id(ctx: Any, **arguments: Any) -> None:
    """The id of the WhatsApp message that started this run.

    Example:
        id = GET WHATSAPP MESSAGE ID
    """


@keyword("GET WHATSAPP MESSAGE TIMESTAMP", result="date", capability="messaging", effect="read")
async def get_whatsapp_message_timestamp(ctx: Any, **arguments: Any) -> None:
    """When the WhatsApp message was sent.

    Example:
        sent = GET WHATSAPP MESSAGE TIMESTAMP
    """


@keyword("SEND HELP MENU TO recipient:any", result="none", capability="messaging", effect="send")
async def send_help_menu(ctx: Any, **arguments: Any) -> None:
    """Send the list of what the bot can do to somebody.

    Example:
        SEND HELP MENU TO phone
    """
