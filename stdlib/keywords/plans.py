"""Keywords of plans: tasks that the language model parts into steps, choices with their reasons, limits and a record.

Where a plan stands is part of the conversation's state; the model proposes, the program decides.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword
from stdlib.asking import ask, ask_json
from stdlib.context import Context
from stdlib.ports import Ask, KeywordFault, Level

MOST_ENTRIES = 200
"""Entries of a plan's record that are kept in the conversation."""


async def _note(ctx: Context, kind: str, text: str) -> None:
    """Write into the record of the plan, which `plan` of GET SESSION shows, and into the bot's log."""
    workflow = ctx.state.workflow
    entry = {"at": ctx.text(ctx.env.now()), "kind": kind, "text": text[:2000]}
    workflow["record"] = [*workflow.get("record", ()), entry][-MOST_ENTRIES:]
    name = workflow.get("plan", "")
    ctx.state.values["plan"] = ctx.value({"name": name, "record": workflow["record"]})
    await ctx.log(Level.INFO, f"plan {name}: {kind}: {text[:2000]}".replace("  ", " "))


@keyword("PLAN START", "PLAN START name:text", result="none", capability="core", effect="write")
async def plan_start(ctx: Context, *, name: Any = None) -> None:
    """Begin a plan of tasks; what is decided up to PLAN END is in its record, `plan.record` of GET SESSION.

    Example:
        PLAN START "move the office"
    """
    ctx.state.workflow |= {"plan": "" if name is None else ctx.text(name).strip()[:200], "record": []}
    await _note(ctx, "start", ctx.state.workflow["plan"])


@keyword("PLAN END", result="none", capability="core", effect="write")
async def plan_end(ctx: Context) -> None:
    """End the plan that PLAN START began.

    Example:
        PLAN END
    """
    if "plan" not in ctx.state.workflow:
        raise KeywordFault("GB6004", "PLAN END needs a PLAN START before it")
    await _note(ctx, "end", ctx.state.workflow["plan"])
    ctx.state.workflow.pop("plan")


@keyword("AUTO TASK description:text", result="object", capability="llm", effect="read")
async def auto_task(ctx: Context, *, description: Any = None) -> Any:
    """Part a task in words into steps: `steps`, each with `title` and `details`. Nothing is carried out.

    Example:
        task = AUTO TASK "Send every customer of May a thank-you note"
        FOR EACH step IN task.steps
            TALK step.title
        NEXT
    """
    instruction = (
        "Part the task into at most ten steps that can be done one after the other. Answer with JSON: "
        '{"steps": [{"title": text, "details": text}]}.'
    )
    found = await ask_json(ctx, instruction, ctx.text(description))
    steps = [
        {name: ctx.text(ctx.field(item, name)) for name in ("title", "details")}
        for item in ctx.items(ctx.field(found, "steps"))
    ]
    await _note(ctx, "task", f"{ctx.text(description)} ({len(steps)} steps)")
    return {"description": ctx.text(description), "status": "planned", "steps": steps}


@keyword(
    "OPTION A OR B question:text, first:text, second:text",
    result="text",
    capability="dialog",
    effect="wait",
    waits="human",
)
async def option_a_or_b(ctx: Context, *, question: Any = None, first: Any = None, second: Any = None) -> Ask:
    """Let the person choose between two ways.

    Example:
        way = OPTION A OR B "How shall we ship?", "by road", "by air"
    """
    return Ask(options=(ctx.text(first), ctx.text(second)), prompt=ctx.text(question))


@keyword("DECIDE question:text[, options:list]", result="text", capability="llm", effect="read")
async def decide(ctx: Context, *, question: Any = None, options: Any = None) -> str:
    """Let the model choose between ways; why is in the record of the plan.

    Example:
        way = DECIDE "Which carrier?", ["Blue", "Green"]
    """
    labels = [ctx.text(item) for item in ctx.items(options)]
    among = f"Choose exactly one of: {', '.join(labels)}. " if labels else "Choose the best way. "
    found = await ask_json(ctx, f'{among}Answer with JSON: {{"choice": text, "reason": text}}.', ctx.text(question))
    said = ctx.text(ctx.field(found, "choice")).strip()
    choice = next((label for label in labels if label.casefold() == said.casefold()), "" if labels else said)
    if not choice:
        raise KeywordFault("GB7803", "the language model was asked to decide and chose none of the ways")
    await _note(ctx, "decision", f"{ctx.text(question)} {choice}: {ctx.text(ctx.field(found, 'reason'))}")
    return choice


@keyword(
    "ESCALATE", "ESCALATE reason:text", "ESCALATE TO target:any", result="none", capability="attendance", effect="send"
)
async def escalate(ctx: Context, *, reason: Any = None, target: Any = None) -> None:
    """Pass the conversation on to who stands above: a supervisor, or an attendant or department by name.

    Example:
        ESCALATE "The budget is not enough"
    """
    why = "" if reason is None else ctx.text(reason)
    await _note(ctx, "escalation", why)
    to = "supervisor" if target is None else ctx.text(target).strip()
    found = await ctx.desk.transfer(to, "urgent", why)
    if not found.get("success"):
        raise KeywordFault("GB6004", f"ESCALATE reaches nobody: {found.get('message', '')}")


@keyword("REQUIRE APPROVAL reason:text", result="bool", capability="dialog", effect="wait", waits="human")
async def require_approval(ctx: Context, *, reason: Any = None) -> Ask:
    """Ask the person whether the plan may go on: true or false. STEP HUMAN APPROVAL asks somebody else.

    Example:
        IF NOT REQUIRE APPROVAL "This mail goes to 4,000 people" THEN EXIT
    """
    await _note(ctx, "approval", ctx.text(reason))
    return Ask(type="BOOLEAN", prompt=ctx.text(reason))


@keyword("SIMULATE IMPACT action:any", result="object", capability="llm", effect="read")
async def simulate_impact(ctx: Context, *, action: Any = None) -> Any:
    """What an action would change, as the model sees it: `summary`, `changes`, `reversible`. Nothing is done.

    Example:
        impact = SIMULATE IMPACT "delete the orders of 2019"
    """
    instruction = (
        "What would this action change? Be careful: when in doubt it cannot be undone. Answer with JSON: "
        '{"summary": text, "changes": [text], "reversible": true or false}.'
    )
    found = await ask_json(ctx, instruction, ctx.text(action))
    changes = [ctx.text(item) for item in ctx.items(ctx.field(found, "changes"))]
    return {
        "summary": ctx.text(ctx.field(found, "summary")), "changes": changes,
        "reversible": ctx.field(found, "reversible") is True,
    }  # fmt: skip


@keyword("CHECK CONSTRAINTS", "CHECK CONSTRAINTS action:any", result="object", capability="llm,session", effect="read")
async def check_constraints(ctx: Context, *, action: Any = None) -> Any:
    """Whether an action, or what the plan has recorded, keeps to the limits: `ok` and `violations`.

    The limits are the text or list that SET SESSION "constraints" keeps; without any everything is ok.

    Example:
        SET SESSION "constraints", "Never spend more than 500"
        check = CHECK CONSTRAINTS "Buy a car"
        IF NOT check.ok THEN TALK check.violations[0]
    """
    limits = await ctx.session.get("constraints")
    if not limits:
        return {"ok": True, "violations": []}
    instruction = (
        f"Limits:\n{ctx.text(limits)[:4000]}\n\nWhich of the limits does the text break? Answer with JSON: "
        '{"violations": [text]}.'
    )
    looked = ctx.json(ctx.value(ctx.state.workflow.get("record", []))) if action is None else ctx.text(action)
    found = ctx.items(ctx.field(await ask_json(ctx, instruction, looked), "violations"))
    return {"ok": not found, "violations": [ctx.text(item) for item in found]}


@keyword("AUDIT LOG text:any", result="none", capability="core", effect="write")
async def audit_log(ctx: Context, *, text: Any = None) -> None:
    """Write an entry into the record of the plan, and into the bot's log.

    Example:
        AUDIT LOG "Carrier Blue chosen"
    """
    await _note(ctx, "note", ctx.text(text))


@keyword("SUMMARIZE MEETING meeting:any", "SUMMARIZE MEETING", result="text", capability="llm,agents", effect="read")
async def summarize_meeting(ctx: Context, *, meeting: Any = None) -> str:
    """The decisions and tasks of a meeting in a few sentences: of its minutes, or of this conversation.

    Example:
        TALK SUMMARIZE MEETING READ("minutes.txt")
    """
    lines = [f"{turn['role']}: {turn['text']}" for turn in await ctx.agents.transcript("")] if meeting is None else []
    given = "\n".join(lines) if meeting is None else ctx.text(meeting)
    return await ask(ctx, "Name the decisions and tasks of this meeting in a few sentences, in its language.", given)
