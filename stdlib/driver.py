"""Moves one conversation on: serves what the program asks for through the ports and resumes it with the result.

The only place where a program meets the outside. It knows no keyword: a handler gives a value or a directive (``Ask``,
``Pause``, ``Start``). A host calls ``run`` until the outcome is not ``Waiting``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from stdlib.approval import Gate, read, refusal
from stdlib.calls import Handler, Observer, Watch, call, failure, ready, timeout_of
from stdlib.catalog import Catalog, load_catalog
from stdlib.context import Context, SessionState
from stdlib.conversation import Activation, Conversation, FindScript, new_machine
from stdlib.effect_ports import journalled
from stdlib.effects import Effects
from stdlib.hear.accept import ATTEMPTS, Accepted, accept, give_up, is_prompt, type_of
from stdlib.hear.media import understood
from stdlib.params import bind
from stdlib.ports import (
    Answer,
    Ask,
    Attachment,
    Await,
    Came,
    Environment,
    Happened,
    KeywordFault,
    Leave,
    Pause,
    Ports,
    Question,
    Silence,
    Start,
)
from stdlib.ports.granted import NOT_HERE
from stdlib.report import Failed, Place, describe
from vm.budget import Limits
from vm.error import BasicError
from vm.outcome import Done, Fault, Outcome, Suspend
from vm.value import from_python

TURN = 0.002
"""Seconds after which a conversation that waits for nothing lets others of its event loop have a turn."""

MAX_SCRIPTS = 16
"""Scripts that may run inside each other by CALL."""


MAX_CALLS = 100_000
"""Keywords that a program may use between two answers of the person; each one fills its fuel up again."""


@dataclass(frozen=True)
class Finished:
    """The program ended; ``value`` is what it returned, or None."""

    value: Any = None


@dataclass(frozen=True)
class Waiting:
    """The conversation is put aside: for an answer to ``question``, for ``event``, or until ``seconds`` have passed."""

    question: Question | None
    seconds: float | None
    place: Place
    event: str = ""


Result = Finished | Waiting | Failed


class Driver:
    """Serves one conversation. ``ports`` are all it can reach; ``find`` gives the scripts that CALL may start.

    ``timeout`` bounds each outside call in seconds (else ``calls.TIMEOUTS`` does), ``max_calls`` the keywords served
    between two answers. Each script begins with ``variables``. ``effects`` is the journal of this turn, ``observers``
    are told of every keyword. ``gate`` stands before keywords with consequences. Not for two tasks at once. A cancelled
    ``run`` leaves the conversation at the keyword that was being served; running again serves it again.
    """

    def __init__(
        self,
        conversation: Conversation,
        ports: Ports,
        env: Environment,
        *,
        find: FindScript = lambda name: None,
        catalog: Catalog | None = None,
        limits: Limits | None = None,
        timeout: float | None = None,
        max_calls: int = MAX_CALLS,
        bot: str = "bot",
        user: str = "user",
        session_id: str = "session",
        language: str = "en",
        variables: Mapping[str, Any] | None = None,
        effects: Effects | None = None,
        observers: tuple[Observer, ...] = (),
        gate: Gate | None = None,
    ) -> None:
        self.conversation = conversation
        if effects is not None:
            ports = journalled(ports, effects)
        self._ports = ports
        self._effects = effects
        self._observers = observers
        self._gate = gate
        self._variables = variables or {}
        self.context = Context(
            ports, conversation.state, env, bot, user, session_id, language,
            lambda: conversation.current.machine.variables(),
            lambda name, value: conversation.current.machine.assign(name, value),
        )  # fmt: skip
        self._find = find
        self._catalog = catalog or load_catalog()
        self._limits = limits
        self._timeout = timeout
        self._max_calls = self._calls_left = max_calls
        self._inner: Failed | None = None
        self._handlers: dict[str, tuple[Handler, float]] = {}
        self._turn = 0.0

    @property
    def state(self) -> SessionState:
        """What the conversation has set up for itself."""
        return self.conversation.state

    async def run(self, answer: Answer | Happened | Silence | None = None) -> Result:
        """Go on until the program ends, fails or must wait.

        ``answer`` is for the HEAR that the conversation waits at; without it the dialog port is asked. At a WAIT,
        ``answer`` of any kind says that the time is over, and so does Silence at a WAIT FOR EVENT, which Happened ends.
        """
        conversation = self.conversation
        self._calls_left = self._max_calls
        self._turn = monotonic() + TURN
        if self._effects is not None:
            self._effects.begin_keyword()
        outcome: Outcome
        if conversation.request is None:
            outcome = conversation.current.machine.run()
        elif conversation.pending is not None:
            waited = await self._wait(conversation.pending, answer)
            if isinstance(waited, Waiting):
                return waited
            outcome = waited
        else:
            outcome = conversation.request
        return await self._advance(outcome)

    async def _advance(self, outcome: Outcome) -> Result:
        """Serve suspensions and join finished scripts to their callers until there is a result."""
        while True:
            if isinstance(outcome, Suspend):
                served = await self._serve(outcome)
                if isinstance(served, Waiting):
                    return served
                outcome = served
            elif isinstance(outcome, Done):
                if len(self.conversation.stack) == 1:
                    await self._leave()
                    return Finished(outcome.value)
                self.conversation.stack.pop()
                outcome = self._resume(outcome.value)
            elif isinstance(outcome, Fault):
                failed = self._report(outcome)
                if len(self.conversation.stack) == 1:
                    return failed
                self._inner = failed
                self.conversation.stack.pop()
                outcome = self._fail(outcome.code, outcome.message)
            else:
                await self._take_turns()
                outcome = self.conversation.current.machine.run()

    async def _take_turns(self) -> None:
        """Let others of the event loop go on; to be called only where a cancelled ``run`` can begin again."""
        await asyncio.sleep(0)
        self._turn = monotonic() + TURN

    async def _leave(self) -> None:
        """Show the buttons for which no message came."""
        queued = self.state.take_suggestions()
        dialog = self.context.ports.dialog
        if queued and dialog is not None:
            await dialog.suggest(queued, tuple(self.state.switchers))

    # ------------------------------------------------------------ one keyword

    async def _serve(self, request: Suspend, *, approved: bool = False) -> Outcome | Waiting:
        """Call the handler of the keyword and act on what it gives; a person may have to approve it first."""
        conversation = self.conversation
        conversation.request, conversation.pending, conversation.approval = request, None, None
        conversation.attempts, conversation.prompted, conversation.shown = 0, False, False
        self._calls_left -= 1
        if self._calls_left < 0:
            used = f"the program used {self._max_calls} keywords without an answer in between"
            return self._fail("GB6900", f"{used}; look for a loop that does not end")
        keyword = request.keyword
        if monotonic() > self._turn:
            await self._take_turns()
        if self._effects is not None:
            self._effects.begin_keyword()
        if self._gate is not None and not approved and self._stops(self._gate, keyword):
            return await self._asked(self._gate, request)
        watch = Watch(self._observers, keyword) if self._observers else None
        try:
            handler, timeout = self._handlers.get(keyword) or self._handler(keyword)
            result = await call(keyword, handler(self.context, **request.arguments), timeout)
        except (KeywordFault, BasicError) as error:
            if watch is not None:
                watch.finished(error.code)
            return self._fail(error.code, error.message)
        if watch is not None:
            watch.finished("waits" if isinstance(result, Ask | Await | Pause | Start) else "done")
        return await self._gave(result)

    async def _gave(self, result: Any) -> Outcome | Waiting:
        """Act on what a handler gave: a value or a directive."""
        conversation = self.conversation
        if result is None:
            return self._resume(None)
        if isinstance(result, Ask | Await | Pause):
            conversation.pending = result
            return await self._wait(result, None)
        if isinstance(result, Start):
            return self._start(result)
        if isinstance(result, Leave):
            conversation.request = conversation.pending = None
            del conversation.stack[1:]
            return Done(None)
        return self._resume(from_python(result) if isinstance(result, list | tuple | dict) else result)

    def _stops(self, gate: Gate, keyword: str) -> bool:
        decl = self._catalog.keywords.get(keyword)
        return decl is not None and gate.stops(decl)

    async def _asked(self, gate: Gate, request: Suspend) -> Outcome | Waiting:
        """Ask whether the keyword may run; one that cannot run here is not asked about."""
        conversation, context = self.conversation, self.context
        try:
            self._handler(request.keyword)
            if conversation.refused:
                raise refusal(request.keyword, "the person has said no to what this tool wanted to do")
            ask, approval = gate.ask(request.keyword, request.arguments, context.env.now(), context.language)
        except (KeywordFault, BasicError) as error:
            return self._fail(error.code, error.message)
        conversation.pending, conversation.approval = ask, approval
        return await self._wait(ask, None)

    async def _decided(self, yes: bool) -> Outcome | Waiting:
        """Run the keyword that was approved, or fail it."""
        conversation, gate = self.conversation, self._gate
        request, approval = conversation.request, conversation.approval
        conversation.approval = None
        if request is None or approval is None or gate is None:
            raise KeywordFault("GB7891", "this was not done: it is not known any more who may approve it")
        holds = gate.holds(approval, request.keyword, request.arguments, self.context.env.now())
        await gate.decided(approval, yes and holds)
        if not yes:
            conversation.refused = True
            raise refusal(request.keyword, "the person did not approve it")
        if not holds:
            raise refusal(request.keyword, "the approval was for something else, or came too late")
        if self._effects is not None:
            self._effects.end_keyword()
        return await self._serve(request, approved=True)

    def _handler(self, keyword: str) -> tuple[Handler, float]:
        """Handler and time limit of a keyword that this host knows and can serve; kept for the next use."""
        decl = self._catalog.keywords.get(keyword)
        if decl is None:
            raise KeywordFault("GB7001", f"{keyword} is not known to this host")
        self._require(keyword, *decl.capabilities)
        handler = ready(decl)
        if handler is None:
            raise KeywordFault("GB7001", f"{keyword} is known to this host, but it does not carry it out yet")
        timeout = timeout_of(keyword) if self._timeout is None else self._timeout
        found = self._handlers[keyword] = handler, timeout
        return found

    def _require(self, what: str, *capabilities: str) -> None:
        for capability in capabilities:
            if not capability or self._ports.provides(capability):
                continue
            if capability in NOT_HERE:
                raise KeywordFault("GB7004", f"{what} {NOT_HERE[capability]}")
            raise KeywordFault("GB7001", f"{what} needs the {capability} capability, which this host does not provide")

    def _resume(self, value: Any) -> Outcome:
        self.conversation.request = self.conversation.pending = None
        if self._effects is not None:
            self._effects.end_keyword()
        return self.conversation.current.machine.resume(value)

    def _fail(self, code: str, message: str) -> Outcome:
        self.conversation.request = self.conversation.pending = None
        if self._effects is not None:
            self._effects.end_keyword()
        return self.conversation.current.machine.resume_error(code, message)

    # ------------------------------------------------------------ waiting

    async def _wait(
        self, pending: Ask | Await | Pause, answer: Answer | Happened | Silence | None
    ) -> Outcome | Waiting:
        try:
            if isinstance(pending, Await):
                return await self._event(pending, answer)
            if isinstance(pending, Pause):
                return await self._pause(pending, answer)
            return await self._ask(pending, answer)
        except (KeywordFault, BasicError) as error:
            return self._fail(error.code, error.message)
        except Exception as error:
            request = self.conversation.request
            fault = failure(request.keyword if request else "HEAR", error)
            return self._fail(fault.code, fault.message)

    async def _pause(self, pause: Pause, answer: Answer | Happened | Silence | None) -> Outcome | Waiting:
        if answer is None and not await self.context.dialog.wait(pause.seconds):
            return Waiting(None, pause.seconds, self._place())
        return self._resume(pause.result)

    async def _event(self, awaited: Await, answer: Answer | Happened | Silence | None) -> Outcome | Waiting:
        """Go on with what happened, or with nothing when the time is over."""
        if not isinstance(answer, Happened):
            over = isinstance(answer, Silence) or awaited.timeout == 0
            if not over and awaited.timeout is not None:
                over = await self.context.dialog.wait(awaited.timeout)
            if not over:
                return Waiting(None, awaited.timeout, self._place(), awaited.event)
        data = answer.data if isinstance(answer, Happened) else None
        request = self.conversation.request
        if awaited.again is None or request is None:
            return self._resume(from_python(data))
        handler, timeout = self._handlers.get(request.keyword) or self._handler(request.keyword)
        came = Came(awaited.again, data, not isinstance(answer, Happened))
        return await self._gave(
            await call(request.keyword, handler(self.context, **request.arguments, came=came), timeout)
        )

    async def _ask(self, ask: Ask, answer: Answer | Happened | Silence | None) -> Outcome | Waiting:
        """Ask until an answer fits, the attempts are used up, or the host has no answer yet."""
        conversation, context = self.conversation, self.context
        menu = bool(ask.options) and not is_prompt(ask)
        approving = conversation.approval is not None
        row = None if menu else type_of(ask)
        if row is not None:
            self._require(f"HEAR AS {row.name}", row.capability)
        await self._prompt(ask)
        while True:
            question = self._question(ask, secret=row is not None and row.secret)
            given = answer if answer and not isinstance(answer, Happened) else await context.dialog.ask(question)
            answer, conversation.shown = None, True
            if given is Silence.NOT_YET and ask.timeout != 0:
                return Waiting(question, None, self._place())
            if isinstance(given, Silence):
                return await self._decided(False) if approving else self._resume(give_up(ask).value)
            self.state.suggestions.clear()
            self._calls_left = self._max_calls
            conversation.attempts += 1
            today = context.env.now().date()
            if approving:
                verdict = read(ask, given, conversation.attempts, context.language)
            else:
                verdict = accept(ask, given, conversation.attempts, today=today, language=context.language)
            if isinstance(verdict, Accepted):
                value = verdict.value
                if approving:
                    return await self._decided(value)
                if row is not None and isinstance(value, Attachment):
                    value = await understood(context, row.name, value)
                if value is not None or verdict.value is None or row is None or conversation.attempts >= ATTEMPTS:
                    return self._accepted(verdict, value)
                await context.talk(row.sentence(context.language))
            else:
                await context.talk(verdict.sentence)

    async def _prompt(self, ask: Ask) -> None:
        """Say the prompt, once in the life of a HEAR."""
        prompt = ask.prompt or (ask.options[0] if is_prompt(ask) else "")
        if prompt and not self.conversation.prompted:
            await self.context.talk(prompt)
        self.conversation.prompted = True

    def _question(self, ask: Ask, *, secret: bool) -> Question:
        options = () if is_prompt(ask) else ask.options
        attempt = min(self.conversation.attempts + 1, ATTEMPTS)
        suggestions, switchers = tuple(self.state.suggestions), tuple(self.state.switchers)
        shown = self.conversation.shown
        return Question(ask.type, options, ask.free, secret, ask.timeout, attempt, shown, suggestions, switchers)

    def _accepted(self, verdict: Accepted, value: Any) -> Outcome:
        if verdict.secret and isinstance(value, str) and value not in self.state.secrets:
            self.state.secrets.append(value)
        return self._resume(self.context.file(value) if isinstance(value, Attachment) else value)

    # ------------------------------------------------------------ other scripts

    def _start(self, start: Start) -> Outcome:
        """Run another script on top of the current one."""
        stack = self.conversation.stack
        if len(stack) >= MAX_SCRIPTS:
            return self._fail("GB6902", f"more than {MAX_SCRIPTS} scripts are inside each other by CALL")
        try:
            script = self._find(start.script)
        except KeywordFault as error:
            return self._fail(error.code, error.message)
        if script is None:
            return self._fail("GB6007", f"there is no script {start.script} in this bot")
        given = bind(script.program.tools[0], start.arguments) if script.program.tools else {}
        machine = new_machine(script, {**self._variables, **given}, 0, self._limits, self.context.env)
        stack.append(Activation(script, machine))
        return machine.run()

    # ------------------------------------------------------------ faults

    def _place(self) -> Place:
        current, request = self.conversation.current, self.conversation.request
        return Place(current.script.name, current.script.program, request.position if request else (0, 0), "")

    def _report(self, fault: Fault) -> Failed:
        """The fault as the author should see it: at its innermost place, with every call on the way."""
        failed = describe(fault, self.conversation.current.script, self.state.mask)
        inner, self._inner = self._inner, None
        if inner is not None and (inner.code, inner.message) == (failed.code, failed.message):
            return Failed(
                inner.code, inner.message, inner.place, (*inner.calls, failed.place, *failed.calls), inner.values
            )
        return failed
