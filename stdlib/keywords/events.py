"""Keywords that start programs by themselves: schedules, webhooks, ON blocks, web forms.

Declarations only. The compiler registers literal schedules, webhooks and ON blocks in the manifest; a publish applies
it.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword(
    "SET SCHEDULE when:any",
    "SET SCHEDULE when:any, script:text",
    "SET SCHEDULE when:any script:text",
    "SET SCHEDULE when:any script:text job:text",
    "SET SCHEDULE when:any start:any, script:text",
    "SET SCHEDULE script:text TO when:text",
    "SET SCHEDULE when:phrase[, script:text]",
    "SET SCHEDULER name:text, when:any, handler:text[, argument:any]",
    result="none",
    capability="schedule",
    effect="write",
    tier=1,
)
async def set_schedule(ctx: Any, **arguments: Any) -> None:
    """Run this program, or another one, again and again or at one time.

    When is a cron text of five or six fields, an English phrase such as `every 1 hour`, or a date. A third text is
    the name of the job, which the program reads in `job_name`. Times are checked once a minute.

    Example:
        SET SCHEDULE "0 9 * * 1-5"
        SET SCHEDULE DATEADD(TODAY(), 1, "day"), "remind.bas"
    """


@keyword("WEBHOOK endpoint:text", result="none", capability="schedule,http", effect="write", tier=1)
async def webhook(ctx: Any, **arguments: Any) -> None:
    """Publish this program as a web address that other systems call.

    The call's `body`, `params`, `headers`, `method` and `path` are variables. RETURN gives the answer; without it the
    variables that begin with `result_` do, and `result_status` is the HTTP status.

    Example:
        WEBHOOK "order-paid"
        TALK "Paid: " + body.order_id
    """


@keyword(
    "ON EVENT name:text DO END ON",
    "ON FORM SUBMIT form:text END ON",
    "ON INSERT|UPDATE|DELETE OF table:table",
    "ON table:table, operations:text",
    "ON event:text CALL handler:name",
    "ON EMAIL address:text [FROM sender:text] [SUBJECT subject:text] END ON",
    "ON CHANGE path:text [EVENTS events:text] END ON",
    "ON MESSAGE END ON",
    "ON FILE UPLOAD END ON",
    "ON INCOMING CALL END ON",
    "ON WHATSAPP MESSAGE RECEIVED END ON",
    "ON WEBHOOK POST TO path:text DO END WEBHOOK",
    id="ON",
    result="none",
    capability="schedule",
    effect="write",
    tier=1,
    structural=True,
)
async def on(ctx: Any, **arguments: Any) -> None:
    """Run a block whenever something happens: an event, a form, a mail ...

    The block reads the record of what happened in `event` (in `fields` and `metadata` for forms), and GET LAST gives
    it too. `ON INSERT OF` without a block runs the program `table_insert`.

    Example:
        ON EVENT "order_paid" DO
            TALK "Thank you!"
        END ON
    """


@keyword("GET LAST name:text", result="object", capability="schedule", effect="read")
async def get_last(ctx: Any, **arguments: Any) -> None:
    """The record of the event that started this block.

    Example:
        mail = GET LAST "email_received_events"
    """


@keyword("VALIDATE FORM form:object[, rules:object]", result="object", capability="schedule", effect="none")
async def validate_form(ctx: Any, **arguments: Any) -> None:
    """Check the fields of a form; gives `valid` and `errors`.

    A rule is `required`, `email` or `phone`, several with commas.

    Example:
        check = VALIDATE_FORM(fields, {"email": "required,email"})
    """


@keyword("REGISTER FORM HANDLER form:text, handler:text", result="none", capability="schedule", effect="write")
async def register_form_handler(ctx: Any, **arguments: Any) -> None:
    """Run a program whenever a web form comes in.

    Example:
        REGISTER_FORM_HANDLER "contact", "on-contact.bas"
    """


@keyword("IS FORM SUBMISSION", result="bool", capability="schedule", effect="read")
async def is_form_submission(ctx: Any, **arguments: Any) -> None:
    """True when a web form started this run.

    Example:
        IF IS_FORM_SUBMISSION() THEN TALK "Thank you for the form."
    """


@keyword("GET SUBMISSION ID", result="text", capability="schedule", effect="read")
async def get_submission_id(ctx: Any, **arguments: Any) -> None:
    """The id of the web form that started this run.

    Example:
        id = GET_SUBMISSION_ID()
    """


@keyword("SAVE SUBMISSION form:text, fields:object", result="text", capability="schedule", effect="write")
async def save_submission(ctx: Any, **arguments: Any) -> None:
    """Keep the fields of a form; gives the id.

    Example:
        id = SAVE_SUBMISSION("contact", fields)
    """


@keyword("GET SUBMISSIONS form:text[, limit:int]", result="rows", capability="schedule", effect="read")
async def get_submissions(ctx: Any, **arguments: Any) -> None:
    """What came in through a form, newest first.

    Example:
        entries = GET_SUBMISSIONS("contact", 20)
    """


@keyword("FORM ERROR field:text, message:text", result="none", capability="schedule", effect="write")
async def form_error(ctx: Any, **arguments: Any) -> None:
    """Answer a form with an error at one of its fields.

    Example:
        FORM_ERROR "email", "This address does not exist."
    """


@keyword("GET REQUEST BODY", result="any", capability="schedule,http", effect="read")
async def get_request_body(ctx: Any, **arguments: Any) -> None:
    """The body that the webhook was called with.

    Example:
        order = GET REQUEST BODY
    """


@keyword("GET FORM VALUE name:text", result="text", capability="schedule,http", effect="read")
async def get_form_value(ctx: Any, **arguments: Any) -> None:
    """One field of the form that the webhook was called with.

    Example:
        email = GET FORM VALUE "email"
    """


@keyword("GET JSON PATH object:any, path:text", result="any", capability="schedule,http", effect="none")
async def get_json_path(ctx: Any, **arguments: Any) -> None:
    """The value at a path such as `items.0.price` inside an object.

    Example:
        price = GET JSON PATH order, "items.0.price"
    """


@keyword("SET RESPONSE HEADER name:text TO value:any", result="none", capability="schedule,http", effect="write")
async def set_response_header(ctx: Any, **arguments: Any) -> None:
    """Send a header with the answer of the webhook.

    Example:
        SET RESPONSE HEADER "Cache-Control" TO "no-store"
    """


@keyword("SET RESPONSE STATUS TO status:int", result="none", capability="schedule,http", effect="write")
async def set_response_status(ctx: Any, **arguments: Any) -> None:
    """The HTTP status of the webhook's answer.

    Example:
        SET RESPONSE STATUS TO 404
    """


@keyword("SPAWN script:text[, argument:any]", result="none", capability="schedule,http", effect="write")
async def spawn(ctx: Any, **arguments: Any) -> None:
    """Start another program beside this one, without waiting for it.

    Example:
        SPAWN "write-report.bas", order
    """
