"""Keywords of customer relations: lead scores, leads, activities, cases and mail helpers.

Declarations only.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword("SCORE LEAD lead:any", result="object", capability="crm", effect="read", tier=2)
async def score_lead(ctx: Any, **arguments: Any) -> None:
    """Score a lead by rules, from 0 to 100; gives `score`, `grade` and `status`.

    The grade is A to F, the status hot, warm or cold; `breakdown` and `recommendations` say why.

    Example:
        s = SCORE LEAD lead
        TALK lead.name + ": " + s.grade
    """


@keyword("AI SCORE LEAD lead:any", result="object", capability="crm,llm", effect="read", tier=2)
async def ai_score_lead(ctx: Any, **arguments: Any) -> None:
    """Let the model score a lead; as SCORE LEAD, with `ai_confidence`.

    Example:
        s = AI SCORE LEAD lead
    """


@keyword("GET LEAD SCORE id:any", result="object", capability="crm", effect="read", tier=2)
async def get_lead_score(ctx: Any, **arguments: Any) -> None:
    """The stored score of a lead.

    Example:
        s = GET LEAD SCORE lead.id
    """


@keyword("QUALIFY LEAD id:any[, threshold:number]", result="object", capability="crm", effect="write")
async def qualify_lead(ctx: Any, **arguments: Any) -> None:
    """Mark a lead as qualified when its score reaches a threshold, 70 unless given.

    Example:
        done = QUALIFY LEAD lead.id, 80
    """


@keyword(
    "UPDATE LEAD SCORE id:any, delta:number[, reason:text]", result="object", capability="crm", effect="write", tier=2
)
async def update_lead_score(ctx: Any, **arguments: Any) -> None:
    """Add points to the score of a lead, with a reason.

    Example:
        UPDATE LEAD SCORE lead.id, 10, "asked for an offer"
    """


@keyword("SET LEAD SCORE id:any, score:number", result="object", capability="crm", effect="write")
async def set_lead_score(ctx: Any, **arguments: Any) -> None:
    """Set the score of a lead.

    Example:
        SET LEAD SCORE(lead.id, 90)
    """


@keyword("IS QUALIFIED id:any[, threshold:number]", result="bool", capability="crm", effect="read")
async def is_qualified(ctx: Any, **arguments: Any) -> None:
    """True when the score of a lead reaches a threshold.

    Example:
        IF IS_QUALIFIED(lead.id, 70) THEN TALK "Call this one."
    """


@keyword(
    "LOG ACTIVITY id:any, type:text, action:text, text:text, user:any",
    result="none",
    capability="crm",
    effect="write",
    tier=2,
)
async def log_activity(ctx: Any, **arguments: Any) -> None:
    """Write an entry into the history of a customer, a lead or a case.

    Example:
        LOG ACTIVITY lead.id, "lead", "call", "Wants an offer", username
    """


@keyword(
    "CREATE LEAD name:text, email:text[, phone:text[, source:text]]", result="text", capability="crm", effect="write"
)
async def create_lead(ctx: Any, **arguments: Any) -> None:
    """Store a new lead; gives its id.

    Example:
        id = CREATE LEAD name, email, phone, "website"
    """


@keyword("GENERATE CASE NUMBER", result="text", capability="crm", effect="write", tier=2)
async def generate_case_number(ctx: Any, **arguments: Any) -> None:
    """The next free number for a case.

    Example:
        number = GENERATE_CASE_NUMBER()
    """


@keyword("GET NEXT AVAILABLE AGENT", result="object", capability="crm", effect="read", tier=2)
async def get_next_available_agent(ctx: Any, **arguments: Any) -> None:
    """The member of the team whose turn it is, or null.

    Example:
        agent = GET_NEXT_AVAILABLE_AGENT()
    """


@keyword("IS PERSONAL EMAIL address:text", result="bool", capability="crm", effect="read", tier=2)
async def is_personal_email(ctx: Any, **arguments: Any) -> None:
    """True when an address belongs to a mail provider for private people.

    Example:
        IF IS_PERSONAL_EMAIL(email) THEN company = ""
    """


@keyword("IS AUTOREPLY headers:any", result="bool", capability="crm", effect="read", tier=2)
async def is_autoreply(ctx: Any, **arguments: Any) -> None:
    """True when a mail was sent by a machine, such as an out-of-office note.

    Example:
        IF IS_AUTOREPLY(headers) THEN RETURN
    """
