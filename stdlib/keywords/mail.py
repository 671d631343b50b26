"""Keywords of electronic mail: SEND MAIL in all its forms, drafts, reading the inbox.

Declarations only. Recipients may be addresses, user ids or names that the directory knows.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


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
async def send_mail(ctx: Any, **arguments: Any) -> None:
    """Send a mail; gives its id.

    With two values the subject is made from the first line of the body. Several recipients are a list or stand in one
    text with commas. BEGIN MAIL ... END MAIL writes long mails.

    Example:
        SEND MAIL "ana@example.com", "Your order", "It is on its way."
        SEND EMAIL TO customer.email SUBJECT "Invoice" BODY text ATTACHMENT "invoice.pdf"
    """


@keyword(
    "CREATE DRAFT to:any, subject:text, body:text",
    "CREATE DRAFT body:text, subject:text",
    result="text",
    capability="mail",
    effect="write",
    tier=1,
)
async def create_draft(ctx: Any, **arguments: Any) -> None:
    """Keep a mail as a draft, for a person to read and send; gives its id.

    Example:
        CREATE DRAFT customer.email, "Your offer", offer
    """


@keyword("GET EMAILS folder:text[, flag:text]", result="rows", capability="mail", effect="read")
async def get_emails(ctx: Any, **arguments: Any) -> None:
    """The mails of a folder: id, from, subject, body, received.

    Example:
        FOR EACH mail IN GET_EMAILS("INBOX", "UNSEEN")
            TALK mail.subject
        NEXT
    """


@keyword("MARK AS READ email:any", result="none", capability="mail", effect="write")
async def mark_as_read(ctx: Any, **arguments: Any) -> None:
    """Mark a mail of the inbox as read.

    Example:
        MARK_AS_READ mail
    """
