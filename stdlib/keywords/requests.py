"""Keywords of programs that a web form or a webhook started: what came with the request, and the answer to it.

What came is a fact of the run; what is answered is kept in the session, where the server finds it.
"""

from __future__ import annotations

import json
import re
from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.functions.condition_tree import Bound, Column, Compare
from stdlib.functions.serialise import json_get
from stdlib.ports import KeywordFault, Work
from stdlib.ports.database import Selection

TABLE = "form_submissions"


async def _given(ctx: Context) -> dict[str, Any]:
    """What the run was started with; nothing for one that a person started."""
    found = await ctx.session.get("trigger.variables")
    return found if isinstance(found, dict) else {}


@keyword("VALIDATE FORM form:object[, rules:object]", result="object", capability="schedule", effect="none")
async def validate_form(ctx: Context, *, form: Any = None, rules: Any = None) -> Any:
    """Check the fields of a form; gives `valid` and `errors`.

    A rule is `required`, `email` or `phone`, several with commas.

    Example:
        check = VALIDATE_FORM(fields, {"email": "required,email"})
    """
    errors: dict[str, str] = {}
    for name in ctx.fields(rules):
        value = ctx.text(ctx.field(form, name)).strip()
        for rule in ctx.text(ctx.field(rules, name)).lower().split(","):
            if name not in errors and (error := _broken(rule.strip(), value)):
                errors[name] = error
    return {"valid": not errors, "errors": errors}


_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}")
_PHONE = re.compile(r"\+?[0-9][0-9 ().-]{5,24}")


def _broken(rule: str, value: str) -> str:
    """What is wrong with a value by one rule; "" for nothing."""
    if rule == "required":
        return "" if value else "is missing"
    if rule == "email":
        return "" if not value or _EMAIL.fullmatch(value) else "is not an email address"
    if rule == "phone":
        return "" if not value or _PHONE.fullmatch(value) else "is not a phone number"
    raise KeywordFault("GB6004", f"a rule of VALIDATE FORM is required, email or phone, and got {rule[:40]}")


@keyword("REGISTER FORM HANDLER form:text, handler:text", result="none", capability="schedule", effect="write")
async def register_form_handler(ctx: Context, *, form: Any = None, handler: Any = None) -> None:
    """Run a program whenever a web form comes in.

    Example:
        REGISTER_FORM_HANDLER "contact", "on-contact.bas"
    """
    await ctx.schedule.on("FORM SUBMIT", [ctx.text(form)], Work(ctx.text(handler).strip()))


@keyword("IS FORM SUBMISSION", result="bool", capability="schedule", effect="read")
async def is_form_submission(ctx: Context) -> bool:
    """True when a web form started this run.

    Example:
        IF IS_FORM_SUBMISSION() THEN TALK "Thank you for the form."
    """
    return "fields" in await _given(ctx)


@keyword("GET SUBMISSION ID", result="text", capability="schedule", effect="read")
async def get_submission_id(ctx: Context) -> str:
    """The id of the web form that started this run.

    Example:
        id = GET_SUBMISSION_ID()
    """
    metadata = (await _given(ctx)).get("metadata") or {}
    return str(metadata.get("submission_id", ""))


@keyword(
    "SAVE SUBMISSION form:text, fields:object",
    result="text",
    capability="schedule,db",
    effect="write",
    consequential=False,
)
async def save_submission(ctx: Context, *, form: Any = None, fields: Any = None) -> str:
    """Keep the fields of a form; gives the id.

    Example:
        id = SAVE_SUBMISSION("contact", fields)
    """
    database = await ctx.databases.open()
    row = {"form": ctx.text(form), "fields": ctx.json(fields), "at": ctx.env.now()}
    return ctx.text((await database.insert(TABLE, [row]))[0])


@keyword("GET SUBMISSIONS form:text[, limit:int]", result="rows", capability="schedule,db", effect="read")
async def get_submissions(ctx: Context, *, form: Any = None, limit: Any = None) -> Any:
    """What came in through a form, newest first.

    Example:
        entries = GET_SUBMISSIONS("contact", 20)
    """
    database = await ctx.databases.open()
    if await database.table(TABLE) is None:
        return []
    most = int(ctx.number(limit, "the limit of GET SUBMISSIONS")) if limit is not None else 100
    where = Compare("=", Column("form"), Bound(0))
    chosen = Selection(TABLE, where, (ctx.text(form),), order=(("id", True),), limit=max(0, min(most, 1000)))
    rows = await database.find(chosen)
    return [{**row, "fields": json.loads(row["fields"])} for row in rows]


@keyword(
    "FORM ERROR field:text, message:text", result="none", capability="schedule", effect="write", consequential=False
)
async def form_error(ctx: Context, *, field: Any = None, message: Any = None) -> None:
    """Answer a form with an error at one of its fields.

    Example:
        FORM_ERROR "email", "This address does not exist."
    """
    errors = await ctx.session.get("response.errors")
    known = {name: ctx.field(errors, name) for name in ctx.fields(errors)}
    await ctx.session.set("response.errors", ctx.object({**known, ctx.text(field): ctx.text(message)}))


@keyword("GET REQUEST BODY", result="any", capability="schedule", effect="read")
async def get_request_body(ctx: Context) -> Any:
    """The body that the webhook was called with.

    Example:
        order = GET REQUEST BODY
    """
    return (await _given(ctx)).get("body")


@keyword("GET FORM VALUE name:text", result="text", capability="schedule", effect="read")
async def get_form_value(ctx: Context, *, name: Any = None) -> Any:
    """One field of the form that the webhook was called with.

    Example:
        email = GET FORM VALUE "email"
    """
    given = await _given(ctx)
    body = given.get("fields") or given.get("body")
    return body.get(ctx.text(name)) if isinstance(body, dict) else None


@keyword("GET JSON PATH object:any, path:text", result="any", capability="schedule", effect="none")
async def get_json_path(ctx: Context, *, object: Any = None, path: Any = None) -> Any:
    """The value at a path such as `items.0.price` inside an object.

    Example:
        price = GET JSON PATH order, "items.0.price"
    """
    return json_get(object, path)


@keyword(
    "SET RESPONSE HEADER name:text TO value:any",
    result="none",
    capability="schedule",
    effect="write",
    consequential=False,
)
async def set_response_header(ctx: Context, *, name: Any = None, value: Any = None) -> None:
    """Send a header with the answer of the webhook.

    Example:
        SET RESPONSE HEADER "Cache-Control" TO "no-store"
    """
    header, text = ctx.text(name).strip(), ctx.text(value)
    if not _HEADER.fullmatch(header) or header.lower() in _OURS or not _LINE.fullmatch(text):
        raise KeywordFault(
            "GB6004", f"{header[:60]} is not a header that an answer may have, or its value has line ends"
        )
    headers = await ctx.session.get("response.headers")
    known = {key: ctx.field(headers, key) for key in ctx.fields(headers)}
    if len(known) >= 50:
        raise KeywordFault("GB6904", "an answer has at most 50 headers")
    await ctx.session.set("response.headers", ctx.object({**known, header: text}))


_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_LINE = re.compile(r"[\x20-\x7e\xa0-\xff]{0,4000}")
_OURS = frozenset({
    "connection", "content-length", "transfer-encoding", "set-cookie", "content-security-policy", "x-request-id",
    "x-content-type-options", "date", "server", "upgrade", "trailer", "te", "keep-alive",
})  # fmt: skip
"""Headers that the server alone sets."""


@keyword("SET RESPONSE STATUS TO status:int", result="none", capability="schedule", effect="write", consequential=False)
async def set_response_status(ctx: Context, *, status: Any = None) -> None:
    """The HTTP status of the webhook's answer.

    Example:
        SET RESPONSE STATUS TO 404
    """
    number = ctx.number(status, "the status of the answer")
    if number != int(number) or not 200 <= number <= 599:
        raise KeywordFault(
            "GB6004", f"the status of an answer is a whole number from 200 to 599, not {ctx.text(number)}"
        )
    await ctx.session.set("response.status", int(number))
