"""Keywords of workflows: STEP lines, waiting for events, deferred blocks, and plans.

STEP, BRANCH and SCHEDULE IN are syntax of their own; here stand their ids and arguments. Where a workflow stands is
part of the conversation's state, so it goes on after a restart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stdlib.api import keyword
from stdlib.approving import ask_person, decided, escalates_to, sentence
from stdlib.context import Context
from stdlib.ports import Await, Came, KeywordFault, Task, Work
from stdlib.teamwork import ask_bots, next_reply, succeeded, text_of


@keyword("ORCHESTRATE WORKFLOW name:text", result="none", capability="agents", effect="write", tier=1)
async def orchestrate_workflow(ctx: Context, *, name: Any = None) -> None:
    """Start a named workflow.

    The STEP lines that follow are recorded and go on after a restart. `workflow.name`, `workflow.step` and
    `workflow.done` of GET SESSION tell how far it has come.

    Example:
        ORCHESTRATE WORKFLOW "order"
        STEP 1: BOT "stock" "reserve the items"
    """
    ctx.state.workflow = {"name": ctx.text(name).strip()[:200], "step": "", "done": []}
    _record(ctx)


def _record(ctx: Context) -> None:
    """Let the program read where the workflow stands."""
    ctx.state.values["workflow"] = ctx.value(dict(ctx.state.workflow))


def _begin_step(ctx: Context, number: Any) -> None:
    ctx.state.workflow = {"name": "", "done": [], **ctx.state.workflow, "step": ctx.text(number)}
    _record(ctx)


def _end_step(ctx: Context) -> None:
    done = [*ctx.state.workflow.get("done", ()), ctx.state.workflow.get("step", "")]
    ctx.state.workflow = {**ctx.state.workflow, "step": "", "done": done[-MOST_STEPS:]}
    _record(ctx)


MOST_STEPS = 1000
"""Steps of a workflow that are remembered."""


@keyword(
    "STEP number:any : BOT bot:any instruction:any",
    id="STEP BOT",
    result="text",
    capability="agents",
    effect="send",
    waits="event",
    tier=1,
    structural=True,
)
async def step_bot(
    ctx: Context, *, number: Any = None, bot: Any = None, instruction: Any = None, came: Came | None = None
) -> Any:
    """Give a step of the workflow to a bot and wait for it.

    The bot knows the variables of this program. Fields of an object that it returns become variables here. A bot that
    fails is an error, which TRY catches.

    Example:
        STEP 1: BOT "stock" "reserve the items"
    """
    if came is None:
        _begin_step(ctx, number)
        return await ask_bots(ctx, [_task(ctx, bot, instruction)])
    replies = next_reply(came)
    if isinstance(replies, Await):
        return replies
    _share(ctx, succeeded(replies[0]))
    _end_step(ctx)
    return text_of(ctx, replies[0])


def _task(ctx: Context, bot: Any, instruction: Any, thread: str = "") -> tuple[str, Task]:
    """A step as a task of a bot, with the variables of the program but for secret answers."""
    known = {name: value for name, value in ctx.variables().items() if value not in ctx.state.secrets}
    return ctx.text(bot), Task(ctx.text(instruction), variables=known, thread=thread)


def _share(ctx: Context, reply: Mapping[str, Any]) -> None:
    """Give the program's variables the values that a bot returned for them."""
    value = reply.get("value")
    for name, found in value.items() if isinstance(value, dict) else ():
        ctx.assign(name, ctx.value(found))


@keyword(
    "STEP number:any : HUMAN APPROVAL FROM approver:any [TIMEOUT timeout:number] [ON TIMEOUT : action:phrase]",
    id="STEP HUMAN",
    result="object",
    capability="approval",
    effect="wait",
    waits="human",
    tier=1,
    structural=True,
)
async def step_human(
    ctx: Context, *, number: Any = None, approver: Any = None, timeout: Any = None, action: Any = None,
    came: Came | None = None,
) -> Any:  # fmt: skip
    """Ask a person for approval and wait, an hour unless TIMEOUT says otherwise.

    The person gets a mail with the address of a page, or a notice at the desk, and is shown the variables. The variable
    `approval` then has `status`, `decided_by` and `comments`. A rejection is an error, which TRY catches, so that what
    follows is not done. When the seconds have passed without a decision the action is taken: ESCALATE TO asks another
    person, APPROVE goes on, anything else rejects.

    Example:
        STEP 2: HUMAN APPROVAL FROM "manager@example.com"
            TIMEOUT 900
            ON TIMEOUT: ESCALATE TO "director@example.com"
    """
    if came is None:
        _begin_step(ctx, number)
        seconds = 3600.0 if timeout is None else float(ctx.number(timeout, "the TIMEOUT of an approval"))
        if not 0 < seconds <= _LONGEST:
            raise KeywordFault("GB6004", "an approval takes a TIMEOUT from one second to ten years")
        step = f"{ctx.state.workflow['name']} {ctx.text(number)}".strip()
        return await ask_person(ctx, ctx.text(approver), f"{ctx.bot}: {step}", seconds)
    if came.late and (to := escalates_to(came, ctx.text(action))):
        return await ask_person(ctx, to, came.again["what"], came.again["seconds"], came.again["asked"] + 1)
    approval = decided(came, ctx.text(action))
    ctx.assign("approval", ctx.value(approval))
    if approval["status"] != "approved":
        raise KeywordFault("GB7905", sentence(approval, came))
    _end_step(ctx)
    return ctx.value(approval)


@keyword(
    "STEP number:any : PARALLEL branches...:any END PARALLEL",
    "BRANCH label:word : BOT bot:any instruction:any",
    id="STEP PARALLEL",
    result="list",
    capability="agents",
    effect="send",
    waits="event",
    tier=1,
    structural=True,
)
async def step_parallel(ctx: Context, *, number: Any = None, branches: Any = None, came: Came | None = None) -> Any:
    """Give several branches of a step to bots at once and wait for all of them.

    All are waited for, also when one fails; then the step fails.

    Example:
        STEP 3: PARALLEL
            BRANCH A: BOT "transport" "plan the route"
            BRANCH B: BOT "billing" "write the invoice"
        END PARALLEL
    """
    if came is None:
        _begin_step(ctx, number)
        parts = [[ctx.field(item, name) for name in ("bot", "instruction", "label")] for item in ctx.items(branches)]
        return await ask_bots(ctx, [_task(ctx, bot, words, ctx.text(label)) for bot, words, label in parts])
    replies = next_reply(came)
    if isinstance(replies, Await):
        return replies
    for reply in [succeeded(reply) for reply in replies]:
        _share(ctx, reply)
    _end_step(ctx)
    return ctx.array(text_of(ctx, reply) for reply in replies)


@keyword(
    "SCHEDULE IN amount:number unit:word(SECONDS|MINUTES|HOURS|DAYS) DO END SCHEDULE",
    id="SCHEDULE IN",
    result="none",
    capability="schedule",
    effect="write",
    tier=2,
    structural=True,
)
async def schedule_in(
    ctx: Context, *, amount: Any = None, unit: Any = None, function: Any = None, variables: Any = None
) -> None:
    """Run a block later, with the variables as they are now.

    The program goes on at once.

    Example:
        SCHEDULE IN 10 MINUTES DO
            TALK "Are you still there?"
        END SCHEDULE
    """
    seconds = ctx.number(amount, "the time of SCHEDULE IN") * _SECONDS[ctx.text(unit).upper().rstrip("S")]
    if not 0 <= seconds <= _LONGEST:
        raise KeywordFault("GB7601", "SCHEDULE IN takes a time from now to ten years")
    await ctx.schedule.later(seconds, Work(block=int(function or 0), captured=tuple(ctx.items(variables))))


_SECONDS = {
    "MILLISECOND": 0.001,
    "SECOND": 1,
    "MINUTE": 60,
    "HOUR": 3600,
    "DAY": 86400,
    "WEEK": 604800,
    "MONTH": 2592000,
}
_LONGEST = 3660 * 86400


@keyword(
    "WAIT FOR EVENT name:text [TIMEOUT timeout:number]",
    result="object",
    capability="schedule",
    effect="wait",
    waits="event",
    tier=2,
)
async def wait_for_event(ctx: Context, *, name: Any = None, timeout: Any = None) -> Await:
    """Wait until an event is published; null when the seconds have passed.

    Example:
        WAIT FOR EVENT "order_paid" TIMEOUT 3600
    """
    seconds = None if timeout is None else ctx.number(timeout, "the TIMEOUT of WAIT FOR EVENT")
    if seconds is not None and not 0 <= seconds <= _LONGEST:
        raise KeywordFault("GB7601", "WAIT FOR EVENT takes a TIMEOUT from 0 seconds to ten years")
    return Await(_event_name(ctx, name), None if seconds is None else float(seconds))


def _event_name(ctx: Context, name: Any) -> str:
    """An event's name, the same in any case."""
    text = ctx.text(name).strip().lower()
    if not text or len(text) > 200:
        raise KeywordFault("GB6004", "an event has a name of at most 200 characters")
    return text


@keyword(
    "PUBLISH EVENT name:text[, data:any]",
    "PUBLISH EVENT name:text WITH data:any",
    result="none",
    capability="schedule",
    effect="send",
    tier=1,
)
async def publish_event(ctx: Context, *, name: Any = None, data: Any = None) -> None:
    """Publish an event to who waits for it and to the ON EVENT blocks of all programs.

    Example:
        PUBLISH EVENT "order_paid"
    """
    await ctx.schedule.publish(_event_name(ctx, name), ctx.plain(data))


@keyword("TRIGGER event:text[, data:any]", result="none", capability="schedule", effect="send", tier=2)
async def trigger(ctx: Context, *, event: Any = None, data: Any = None) -> None:
    """Start the automations that wait for an event, with data for them.

    Example:
        TRIGGER "new_order", order
    """
    await ctx.schedule.publish(_event_name(ctx, event), ctx.plain(data))
