"""Keywords of customer relations: lead scores, leads, activities, cases and mail helpers.

Leads, activities and tickets are the bot's own tables ``leads``, ``activities`` and ``tickets``.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword
from stdlib.asking import ask_json
from stdlib.context import Context
from stdlib.customers.mail_signs import headers_in, is_automatic, is_personal
from stdlib.customers.scoring import BEST, QUALIFIED, grade_of, score, state_of
from stdlib.ports import KeywordFault, Scope
from stdlib.ports.database import Row
from stdlib.tables.kept import add, change, kept, next_number, row_needed, row_with, schema
from stdlib.tables.places import Place
from vm.value import Object, from_python, to_python

LEADS = schema(
    "leads", "name, email, phone, company, source, status, score integer, qualified boolean, created datetime"
)
ACTIVITIES = schema("activities", "record, type, action, description, user, created datetime")
TICKETS = schema("tickets", "number, title, description, priority, status, user, created datetime")


@keyword("SCORE LEAD lead:any", result="object", capability="crm", effect="write", tier=2)
async def score_lead(ctx: Context, *, lead: Any = None) -> Any:
    """Score a lead by rules, from 0 to 100; gives `score`, `grade` and `status`.

    The lead is an object, or the id or mail address of a row of the table `leads`, whose score is then kept there. The
    grade is A (85 and more), B (70), C (50), D (30) or F, the status hot (70), warm (40) or cold; `breakdown` has the
    points of each rule and `recommendations` what would raise them. Looked at are the fields `email`, `phone`,
    `company`, `job_title`, `company_size`, `budget`, `source`, `interactions` and their usual other names.

    Example:
        s = SCORE LEAD lead
        TALK lead.name + ": " + s.grade
    """
    place = await kept(ctx, "SCORE LEAD", LEADS)
    row, known = await _looked_at(place, lead)
    points, breakdown, hints = score(known)
    await _keep_score(place, row, points)
    return _told(ctx, points, breakdown=breakdown, recommendations=hints)


@keyword("AI SCORE LEAD lead:any", result="object", capability="crm,llm", effect="write", tier=2)
async def ai_score_lead(ctx: Context, *, lead: Any = None) -> Any:
    """Let the model score a lead; as SCORE LEAD, with `ai_confidence` from 0 to 1.

    The model is shown what is known of the lead and what the rules say.

    Example:
        s = AI SCORE LEAD lead
        TALK s.score + " (" + s.ai_confidence + ")"
    """
    place = await kept(ctx, "AI SCORE LEAD", LEADS)
    row, known = await _looked_at(place, lead)
    points, breakdown, hints = score(known)
    instruction = (
        f"Say how promising a sales lead is. Rules over its fields give {points} of 100 points. Answer with one JSON "
        'object: "score" (whole number 0 to 100), "confidence" (0 to 1), "recommendations" (a list of short sentences).'
    )
    said = await ask_json(ctx, instruction, ctx.json(from_python(known)))
    points = _points(ctx, ctx.field(said, "score"))
    confidence = min(1.0, max(0.0, float(ctx.number(ctx.field(said, "confidence"), "the confidence of the model"))))
    await _keep_score(place, row, points)
    hints = [ctx.text(item) for item in ctx.items(ctx.field(said, "recommendations"))] or hints
    return _told(ctx, points, breakdown=breakdown, recommendations=hints, ai_confidence=confidence)


async def _looked_at(place: Place, lead: Any) -> tuple[Row | None, Row]:
    """The row of a lead, and all that is known of it; for something else than an object the row must be there."""
    if not isinstance(lead, Object):
        there = await row_needed(place, lead, "lead", "email")
        return there, there
    fields = to_python(lead)
    row = None
    for value in filter(None, (lead.get("id"), lead.get("email"))):
        row = row or await row_with(place, value, "email")
    return row, {**(row or {}), **fields}


async def _keep_score(place: Place, row: Row | None, points: int) -> None:
    if row is not None:
        await change(place, row, {"score": points})


def _told(ctx: Context, points: int, **more: Any) -> Any:
    """What the keywords of scores give."""
    told = {"score": points, "grade": grade_of(points), "status": state_of(points), **more}
    return ctx.object({name: from_python(value) for name, value in told.items()})


def _points(ctx: Context, value: Any) -> int:
    """A score of 0 to 100."""
    return round(min(BEST, max(0, ctx.number(value, "the score of a lead"))))


@keyword("GET LEAD SCORE id:any", result="object", capability="crm", effect="read", tier=2)
async def get_lead_score(ctx: Context, *, id: Any = None) -> Any:
    """The stored score of a lead: `score`, `grade`, `status`, `qualified`; null for a lead that is not there.

    The lead is told by its id or mail address in the table `leads`.

    Example:
        s = GET LEAD SCORE lead.id
    """
    row = await row_with(await kept(ctx, "GET LEAD SCORE", LEADS), id, "email")
    return None if row is None else _told(ctx, int(row.get("score") or 0), qualified=bool(row.get("qualified")))


@keyword("QUALIFY LEAD id:any[, threshold:number]", result="object", capability="crm", effect="write")
async def qualify_lead(ctx: Context, *, id: Any = None, threshold: Any = None) -> Any:
    """Mark a lead as qualified when its score reaches a threshold, 70 unless given; gives its score.

    `qualified` of the result, and the column `qualified` of the table `leads`, say whether it is.

    Example:
        done = QUALIFY LEAD lead.id, 80
        IF done.qualified THEN TALK "Call this one."
    """
    place = await kept(ctx, "QUALIFY LEAD", LEADS)
    row = await row_needed(place, id, "lead", "email")
    points = int(row.get("score") or 0)
    reached = points >= _threshold(ctx, threshold)
    await change(place, row, {"qualified": reached})
    return _told(ctx, points, qualified=reached)


def _threshold(ctx: Context, given: Any) -> int | float:
    return QUALIFIED if given is None else ctx.number(given, "the threshold of a lead")


@keyword(
    "UPDATE LEAD SCORE id:any, delta:number[, reason:text]", result="object", capability="crm", effect="write", tier=2
)
async def update_lead_score(ctx: Context, *, id: Any = None, delta: Any = None, reason: Any = None) -> Any:
    """Add points to the score of a lead, or take some away; gives the new score.

    The score stays between 0 and 100. The change and its reason are kept in the table `activities`.

    Example:
        UPDATE LEAD SCORE lead.id, 10, "asked for an offer"
    """
    more = ctx.number(delta, "the points of UPDATE LEAD SCORE")
    place = await kept(ctx, "UPDATE LEAD SCORE", LEADS)
    activities = await kept(ctx, "UPDATE LEAD SCORE", ACTIVITIES)
    async with (await ctx.databases.open("")).transaction():
        row = await row_needed(place, id, "lead", "email")
        points = _points(ctx, int(row.get("score") or 0) + more)
        await change(place, row, {"score": points})
        told = f"{more:+g} points: {ctx.text(reason)}" if reason is not None else f"{more:+g} points"
        await add(activities, _activity(ctx, row["id"], "lead", "score", told, ctx.acting))
    return _told(ctx, points, qualified=bool(row.get("qualified")))


@keyword("SET LEAD SCORE id:any, score:number", result="object", capability="crm", effect="write")
async def set_lead_score(ctx: Context, *, id: Any = None, score: Any = None) -> Any:
    """Set the score of a lead, 0 to 100; gives it with its grade.

    Example:
        SET LEAD SCORE(lead.id, 90)
    """
    points = _points(ctx, score)
    place = await kept(ctx, "SET LEAD SCORE", LEADS)
    row = await row_needed(place, id, "lead", "email")
    await change(place, row, {"score": points})
    return _told(ctx, points, qualified=bool(row.get("qualified")))


@keyword("IS QUALIFIED id:any[, threshold:number]", result="bool", capability="crm", effect="read")
async def is_qualified(ctx: Context, *, id: Any = None, threshold: Any = None) -> bool:
    """True when the score of a lead reaches a threshold, 70 unless given.

    Example:
        IF IS_QUALIFIED(lead.id, 70) THEN TALK "Call this one."
    """
    row = await row_with(await kept(ctx, "IS QUALIFIED", LEADS), id, "email")
    return row is not None and int(row.get("score") or 0) >= _threshold(ctx, threshold)


@keyword(
    "LOG ACTIVITY id:any, type:text, action:text, text:text, user:any",
    result="none",
    capability="crm",
    effect="write",
    tier=2,
)
async def log_activity(
    ctx: Context, *, id: Any = None, type: Any = None, action: Any = None, text: Any = None, user: Any = None
) -> None:
    """Write an entry into the history of a customer, a lead or a case.

    The history is the table `activities`: `record` (the id), `type`, `action`, `description`, `user`, `created`.

    Example:
        LOG ACTIVITY lead.id, "lead", "call", "Wants an offer", username
        history = FIND "activities" WHERE type = "lead" AND record = lead.id ORDER BY created
    """
    place = await kept(ctx, "LOG ACTIVITY", ACTIVITIES)
    who = ctx.field(user, "email") or ctx.field(user, "name") or ctx.field(user, "id") or user
    await add(place, _activity(ctx, id, ctx.text(type), ctx.text(action), ctx.text(text), ctx.text(who)))


def _activity(ctx: Context, id: Any, type: str, action: str, text: str, user: str) -> Row:
    return {
        "record": ctx.text(id), "type": type, "action": action, "description": text, "user": user,
        "created": ctx.env.now(),
    }  # fmt: skip


@keyword(
    "CREATE LEAD name:text, email:text[, phone:text[, source:text]]", result="int", capability="crm", effect="write"
)
async def create_lead(
    ctx: Context, *, name: Any = None, email: Any = None, phone: Any = None, source: Any = None
) -> Any:
    """Store a new lead; gives its id. One with the same mail address is completed and not stored twice.

    Leads are the table `leads`: `id`, `name`, `email`, `phone`, `company`, `source`, `status` (new), `score` (by the
    rules of SCORE LEAD), `qualified`, `created`.

    Example:
        id = CREATE LEAD name, email, phone, "website"
    """
    given = {"name": name, "email": email, "phone": phone, "source": source}
    told = {column: ctx.text(value).strip() for column, value in given.items() if ctx.text(value).strip()}
    if not told.keys() & {"name", "email"}:
        raise KeywordFault("GB6004", "CREATE LEAD needs a name or a mail address")
    place = await kept(ctx, "CREATE LEAD", LEADS)
    row = await row_with(place, told["email"], "email") if "email" in told else None
    if row is not None:
        await change(place, row, told)
        return row["id"]
    new = {"status": "new", "qualified": False, "created": ctx.env.now(), "score": score(told)[0]}
    return await add(place, {**told, **new})


@keyword("GENERATE CASE NUMBER", result="text", capability="crm", effect="write", tier=2)
async def generate_case_number(ctx: Context) -> str:
    """The next free number for a case, such as CASE-00017. No number is given twice.

    The numbers count up from 1 in the table `counters`.

    Example:
        number = GENERATE_CASE_NUMBER()
    """
    return f"CASE-{await next_number(ctx, 'GENERATE CASE NUMBER', 'case'):05d}"


@keyword(
    "CREATE TICKET title:text[, description:text[, priority:text]]", result="int", capability="crm", effect="write"
)
async def create_ticket(ctx: Context, *, title: Any = None, description: Any = None, priority: Any = None) -> Any:
    """Open a support ticket; gives its id.

    Tickets are the table `tickets`: `id`, `number` (as of GENERATE CASE NUMBER), `title`, `description`, `priority`
    (medium unless given), `status` (open), `user`, `created`.

    Example:
        id = CREATE_TICKET("Printer broken", "Second floor", "high")
        TALK "We look after it: " + FIND("tickets", "id", id).number
    """
    name = ctx.text(title).strip()
    if not name:
        raise KeywordFault("GB6004", "CREATE TICKET needs a title")
    place = await kept(ctx, "CREATE TICKET", TICKETS)
    number = await next_number(ctx, "CREATE TICKET", "case")
    row = {
        "number": f"CASE-{number:05d}", "title": name, "description": ctx.text(description),
        "priority": ctx.text(priority) or "medium", "status": "open", "user": ctx.acting, "created": ctx.env.now(),
    }  # fmt: skip
    return await add(place, row)


@keyword("GET NEXT AVAILABLE AGENT", result="object", capability="crm,memory", effect="write", tier=2)
async def get_next_available_agent(ctx: Context) -> Any:
    """The member of the team whose turn it is, or null.

    The team are the attendants who are online, where the server has a desk for them, else the group `agents`
    (CREATE_TEAM). The result has `name`, `email` and `id` as far as they are known.

    Example:
        agent = GET_NEXT_AVAILABLE_AGENT()
        IF agent IS NULL THEN TALK "Nobody is there now." ELSE TALK agent.name + " will help you."
    """
    if ctx.ports.desk is not None:
        team = [from_python(person) for person in await ctx.desk.attendants("online")]
    else:
        owner = f"{ctx.owner(Scope.BOT)}/groups/agents"
        team = [_member(ctx, member) for _, member in await ctx.memory.entries(Scope.BOT, owner)]
    if not team:
        return None
    return team[(await next_number(ctx, "GET NEXT AVAILABLE AGENT", "turn:agents") - 1) % len(team)]


def _member(ctx: Context, member: Any) -> Any:
    email = ctx.text(ctx.field(member, "email"))
    return ctx.object({"id": ctx.field(member, "id"), "name": email, "email": email})


@keyword("IS PERSONAL EMAIL address:text", result="bool", capability="crm", effect="none", tier=2)
async def is_personal_email(ctx: Context, *, address: Any = None) -> bool:
    """True when an address, or a domain, belongs to a mail provider for private people.

    Example:
        IF IS_PERSONAL_EMAIL(email) THEN company = ""
    """
    return is_personal(ctx.text(address))


@keyword("IS AUTOREPLY headers:any", result="bool", capability="crm", effect="none", tier=2)
async def is_autoreply(ctx: Context, *, headers: Any = None) -> bool:
    """True when a mail was sent by a machine, such as an out-of-office note, a bounce or a mailing list.

    The headers are an object, a list of objects with `name` and `value`, or text with a header on each line.

    Example:
        IF IS_AUTOREPLY(headers) THEN RETURN
    """
    if isinstance(headers, Object):
        named = {name: ctx.text(ctx.field(headers, name)) for name in ctx.fields(headers)}
    elif isinstance(headers, str):
        named = headers_in(headers)
    else:
        named = {ctx.text(ctx.field(h, "name")): ctx.text(ctx.field(h, "value")) for h in ctx.items(headers)}
    return is_automatic(named)
