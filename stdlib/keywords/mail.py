"""Keywords of electronic mail: SEND MAIL in all its forms, drafts, reading the inbox.

Who gets a mail is decided here, by address or by a name that the configuration knows; the mail port writes and sends
it. A mail cannot be taken back.
"""

from __future__ import annotations

import mimetypes
from datetime import datetime
from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.documents.handles import content_of
from stdlib.mail.addresses import one_line, parse_address, split_addresses
from stdlib.mail.reading import html_to_text, looks_like_html
from stdlib.ports import KeywordFault, Level
from stdlib.ports.mail import MailFile, MailMessage, Receipt

_MOST_READ = 100
_SUBJECT_LENGTH = 120


@keyword(
    "SEND MAIL to:any, subject:text, body:text[, attachments:any]",
    "SEND MAIL to:any, subject:text, body:text[,] ATTACHMENT attachments:any",
    "SEND MAIL to:any, subject:text, body:text[, attachments:any] USING account:text",
    "SEND MAIL to:any, body:text",
    "SEND MAIL TO to:any SUBJECT subject:text BODY body:text [ATTACHMENT attachments:any]",
    "SEND MAIL TO to:any WITH body:any",
    "SEND EMAIL to:any, subject:text, body:text[, attachments:any]",
    "SEND EMAIL to:any, subject:text, body:text[,] ATTACHMENT attachments:any",
    "SEND EMAIL to:any, subject:text, body:text[, attachments:any] USING account:text",
    "SEND EMAIL to:any, body:text",
    "SEND EMAIL TO to:any SUBJECT subject:text BODY body:text [ATTACHMENT attachments:any]",
    "SEND EMAIL TO to:any WITH body:any",
    result="text",
    capability="mail",
    effect="send",
    tier=1,
)
async def send_mail(
    ctx: Context,
    *,
    to: Any = None,
    subject: Any = None,
    body: Any = None,
    attachments: Any = None,
    account: Any = None,
    cc: Any = None,
    bcc: Any = None,
    reply_to: Any = None,
) -> str:
    """Send a mail; gives "Email sent: " and its id, or "Email saved as draft: " and its id without a mail server.

    With two values the subject is made from the first line of the body. Several recipients are a list or stand in one
    text with commas; a recipient without an @ is a name with an address in the configuration (`address-NAME`). A body
    that begins as HTML is sent as HTML. An attachment is a path of the bot's files, or a list of them. USING names an
    account of the configuration. BEGIN MAIL ... END MAIL writes long mails, with Subject, Cc, Bcc and Reply-To lines.
    Without a mail server (`email-server`) mails are kept in the outbox folder.

    Example:
        SEND MAIL "ana@example.com", "Your order", "It is on its way."
        SEND EMAIL TO customer.email SUBJECT "Invoice" BODY text ATTACHMENT "invoice.pdf"
    """
    message = await _message(ctx, to, subject, body, attachments, account, (cc, bcc, reply_to))
    if not message.to:
        raise KeywordFault("GB7401", "SEND MAIL was given no recipient; name an address such as ana@example.com")
    receipt = await ctx.mail.send(message)
    return await _told(ctx, receipt)


async def _told(ctx: Context, receipt: Receipt) -> str:
    """What the program gets to know; a mail that nobody got yet is also in the log."""
    if receipt.sent:
        return f"Email sent: {receipt.id}"
    await ctx.log(Level.INFO, f"no mail server is configured (email-server); the mail is kept as {receipt.where}")
    return f"Email saved as draft: {receipt.id}"


@keyword(
    "CREATE DRAFT to:any, subject:text, body:text",
    "CREATE DRAFT body:text, subject:text",
    result="text",
    capability="mail",
    effect="write",
    tier=1,
)
async def create_draft(ctx: Context, *, to: Any = None, subject: Any = None, body: Any = None) -> str:
    """Keep a mail as a draft, for a person to read and send; gives its id.

    Example:
        CREATE DRAFT customer.email, "Your offer", offer
    """
    receipt = await ctx.mail.draft(await _message(ctx, to, subject, body))
    return receipt.id


@keyword("GET EMAILS folder:text[, flag:text]", result="rows", capability="mail", effect="read")
async def get_emails(ctx: Context, *, folder: Any = None, flag: Any = None) -> Any:
    """The mails of a folder, at most 100: id, from, to, subject, body, received, attachments, folder.

    `UNSEEN` as the second value leaves out those that were read.

    Example:
        FOR EACH mail IN GET_EMAILS("INBOX", "UNSEEN")
            TALK mail.subject
        NEXT
    """
    wanted = ctx.text(flag).strip().upper()
    if wanted not in ("", "ALL", "UNSEEN", "UNREAD"):
        raise KeywordFault(
            "GB6004", f'GET EMAILS takes ALL or UNSEEN as its second value, and got "{one_line(wanted)}"'
        )
    name = ctx.text(folder)
    found = await ctx.mail.received("", _MOST_READ, folder=name, unread=wanted in ("UNSEEN", "UNREAD"))
    return ctx.array(
        ctx.object(
            {
                "id": mail.id,
                "from": mail.sender,
                "to": ", ".join(mail.to),
                "subject": mail.subject,
                "body": mail.body,
                "received": _local(mail.at),
                "attachments": ctx.array(file.name for file in mail.files),
                "folder": name,
            }
        )
        for mail in found
    )


def _local(moment: datetime) -> datetime:
    return moment.astimezone().replace(tzinfo=None, microsecond=0)


@keyword("MARK AS READ email:any", result="none", capability="mail", effect="write")
async def mark_as_read(ctx: Context, *, email: Any = None) -> None:
    """Mark a mail of the inbox as read; takes a mail of GET EMAILS or its id.

    Example:
        MARK_AS_READ mail
    """
    id = ctx.text(ctx.field(email, "id") if ctx.fields(email) else email)
    if not await ctx.mail.mark_read(id, folder=ctx.text(ctx.field(email, "folder"))):
        raise KeywordFault("GB6004", f'MARK AS READ found no mail with the id "{one_line(id)}"')


# ---------------------------------------------------------------- the message


async def _message(
    ctx: Context,
    to: Any,
    subject: Any,
    body: Any,
    attachments: Any = None,
    account: Any = None,
    headers: tuple[Any, Any, Any] = (None, None, None),
) -> MailMessage:
    cc, bcc, reply_to = headers
    text = ctx.text(body)
    html = text if looks_like_html(text) else ""
    plain = html_to_text(html) if html else text
    answers = await recipients(ctx, reply_to)
    return MailMessage(
        to=await recipients(ctx, to),
        subject=_subject(ctx.text(subject), plain),
        body=plain,
        html=html,
        cc=await recipients(ctx, cc),
        bcc=await recipients(ctx, bcc),
        reply_to=answers[0] if answers else "",
        files=await attached(ctx, attachments),
        account=ctx.text(account).strip(),
    )


def _subject(given: str, body: str) -> str:
    """The subject on one line; without one, the first line of the body that says something."""
    line = one_line(given)
    if line:
        return line
    first = next((one_line(line) for line in body.splitlines() if one_line(line)), "")
    return first if len(first) <= _SUBJECT_LENGTH else first[: _SUBJECT_LENGTH - 3].rstrip() + "..."


async def recipients(ctx: Context, value: Any) -> tuple[str, ...]:
    """The addresses that ``value`` means: texts with commas, lists, objects with an ``email``; each is looked at."""
    found: list[str] = []
    for item in ctx.items(value):
        named = ctx.field(item, "email") if ctx.fields(item) else item
        for text in split_addresses(ctx.text(named)):
            address = text if "@" in text else await _known(ctx, text)
            parse_address(address)
            found.append(address)
    return tuple(dict.fromkeys(found))


async def _known(ctx: Context, name: str) -> str:
    """The address of the user of this conversation, or of a name in the configuration."""
    plain = one_line(name)
    if ctx.ports.session is not None:
        key = "-".join(plain.lower().split())
        configured = ctx.text(await ctx.session.get(f"config.address-{key}"))
        if configured:
            return configured
        own = [ctx.acting, *[ctx.text(await ctx.session.get(fact)) for fact in ("user.id", "user.name")]]
        address = ctx.text(await ctx.session.get("user.email"))
        if address and plain.lower() in [known.lower() for known in own]:
            return address
    shown = plain[:60]
    raise KeywordFault(
        "GB7401", f'"{shown}" is neither a mail address nor a name whose address is configured (address-NAME)'
    )


# ---------------------------------------------------------------- attachments


async def attached(ctx: Context, value: Any) -> tuple[MailFile, ...]:
    """The files that a value means: a path of the bot's files, a handle, an object with content, or a list of them."""
    if ctx.text(value) == "":
        return ()
    return tuple([await _file(ctx, item) for item in ctx.items(value)])


async def _file(ctx: Context, value: Any) -> MailFile:
    """A file of the bot by its path or its handle, or an object with a ``name`` and a ``content``."""
    found, content = await content_of(ctx, value.strip() if isinstance(value, str) else value, "SEND MAIL")
    name = found.replace("\\", "/").rpartition("/")[2] or "attachment.txt"
    return MailFile(name, content, mimetypes.guess_type(name)[0] or "application/octet-stream")
