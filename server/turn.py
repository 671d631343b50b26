"""One turn of a session: from what came in to the state in which it waits again. The heart of the server.

Everything that the turn does outside goes through a journal, so that it happens once though the process dies on the
way; what the session is afterwards is one write, the ``Ending``. Called by ``server.conversations``, which holds the
claim.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from server.agents.approvals import Approvals
from server.agents.port import TASK, TurnAgents
from server.agents.relaying import Relaying, shown_at_parent
from server.agents.replies import Reply
from server.agents.team import ASKER, CHANNEL, PARENT, Team
from server.answering import Answering, is_answering
from server.approving import Audit, gate_of, unrecorded
from server.bots.bot import Bot
from server.bots.running import known
from server.bots.versions import Offer, Version
from server.desk.turn_desk import TurnDesk
from server.desk.work import Desks
from server.dialog import TurnDialog, asked
from server.grounding import Grounding
from server.history import READ_EVENTS
from server.hub import Hub
from server.journal import TurnJournal
from server.memory import TurnMemory
from server.metering import Metered
from server.metrics import Metrics
from server.replying import Replying
from server.store.port import DAMAGED, Change, Claim, Ending, Event, Incoming, Kind, Level, Status, Store
from server.trace import Trace
from server.triggers.answers import ANSWERED, MCP, MCP_TOOL, answer_of
from server.triggers.firing import Firing
from server.triggers.registering import TurnSchedule
from server.triggers.runs import STARTED, unpack_captured
from server.triggers.spoken import given as given_by
from server.triggers.spoken import taker
from stdlib.adapters.environment import SystemEnvironment
from stdlib.adapters.session_state import StateSession
from stdlib.approval import Gate
from stdlib.calls import Observer
from stdlib.context import SessionState
from stdlib.conversation import Conversation, Script, StateError, pack_state, unpack_state
from stdlib.driver import Driver, Finished, Result, Waiting
from stdlib.effects import Effects
from stdlib.knowledge.citing import answer_of_passages
from stdlib.params import bind_named
from stdlib.ports import Answer, Attachment, Environment, Happened, KeywordFault, Ports, Silence
from stdlib.ports.knowledge import Knowledge
from stdlib.ports.model import Model
from stdlib.ports.model import Turn as Asked
from stdlib.report import Failed
from vm.budget import Limits
from vm.bytecode.program import Tool
from vm.error import BasicError
from vm.value import from_python, to_text

_NO_TOOL = Tool("", "", (), 0)


@dataclass(frozen=True)
class Surroundings:
    """What all turns of a process share."""

    store: Store
    hub: Hub
    limits: Limits = field(default_factory=Limits)
    observers: tuple[Observer, ...] = ()
    env: Environment = field(default_factory=SystemEnvironment)
    dev: bool = False
    firing: Firing | None = None
    desks: Desks | None = None
    team: Team | None = None
    approvals: Approvals | None = None
    metrics: Metrics = field(default_factory=Metrics)
    audit: Audit = unrecorded
    person: Callable[[str], Mapping[str, Any]] = lambda user: {}
    """What is known of a user now, by name of the fact; roles above all."""


class _Nothing(Exception):
    """The turn has nothing to run; the reason is told to the person."""


class Turn:
    """One run of a turn; ``run`` it once."""

    def __init__(self, around: Surroundings, bot: Bot, claim: Claim) -> None:
        self._around = around
        self._bot = bot
        self._claim = claim
        self._session = claim.session
        self._levels = list(claim.session.levels)
        self._state = unpack_state(claim.session.state) if claim.session.state else SessionState()
        self._env = around.env
        self._reply_owed = Reply(claim)
        self._trace = Trace(claim.incoming, claim.session.levels) if around.dev else None

    async def run(self) -> Ending:
        """Run it; the Ending is not written yet."""
        leave = shown_at_parent(self._around.hub, self._session)
        try:
            return await self._whole()
        finally:
            leave()

    async def _whole(self) -> Ending:
        async with self._bot.world.ports(now=lambda: self._env.now()) as ports:
            journal = TurnJournal(self._around.store, self._around.hub, self._claim, ports.databases)
            saved = await journal.begin(lambda: self._bot.world.has_rows)
            effects = Effects(journal, self._session.id, saved, messages=True)
            self._env = effects.environment(self._around.env)
            dialog = TurnDialog(journal, self._around.hub, self._session.id, effects.flush)
            if ports.model is not None:
                ports = replace(ports, model=self._metered(ports.model, journal))
            try:
                memory = TurnMemory(self._around.store, journal)
                await self._go(
                    journal, effects, ports.granting(dialog=dialog, memory=memory, knowledge=self._knowledge())
                )
            finally:
                await dialog.settle()
            ending = self._ending(journal.take(), changes=journal.changes)
            if self._reply_owed:
                ending = await self._reply_owed.put_into(ending, self._state, self._around.store)
            return ending

    def _metered(self, model: Model, journal: TurnJournal) -> Model:
        around, config = self._around, self._bot.package.config
        return Metered(model, around.store, self._session, journal, around.metrics, config, self._trace)

    def _knowledge(self) -> Knowledge:
        """The bot's documents as the person of this session may read them, whoever the program says it is."""
        known = self._around.person(self._session.user)
        return self._bot.world.knowledge((self._session.user, str(known.get("user.name", ""))), self._roles())

    def _roles(self) -> list[str]:
        """The roles of the person of this session."""
        roles = str(self._around.person(self._session.user).get("user.roles", ""))
        return [role for role in roles.split(",") if role.strip()]

    def stopped(self) -> Ending:
        """The Ending of a turn that a person stopped: the dialog that ran is over."""
        rest = self._levels[:-1]
        while rest and is_answering(rest[-1].snapshot):
            rest.pop()
        return self._ending([Event("stopped", {})], levels=rest)

    def _ending(self, events: list[Event], levels: list[Level] | None = None, changes: Sequence[Change] = ()) -> Ending:
        rest = tuple(self._levels if levels is None else levels)
        status = Status.WAITING if rest else Status.IDLE
        if self._session.status is Status.HUMAN:
            status = Status.HUMAN
        incoming = self._claim.incoming
        title = None
        if not self._session.title and incoming.kind is Kind.MESSAGE:
            title = " ".join(str(incoming.body.get("text", "")).split())[:60]
        trace = None if self._trace is None else self._trace.told()
        return Ending(
            rest, pack_state(self._state), status, events, changes, facts=self._facts(rest), title=title, trace=trace
        )

    def _facts(self, rest: tuple[Level, ...]) -> Mapping[str, Any] | None:
        """What is known of the session, without what a run was started with once it is over; None changes nothing."""
        facts = self._session.facts
        if STARTED not in facts:
            return None
        return facts if rest else {name: value for name, value in facts.items() if name != STARTED}

    # ------------------------------------------------------------ what runs

    async def _go(self, journal: TurnJournal, effects: Effects, ports: Ports) -> None:
        relaying = None
        if (team := self._around.team) is not None:
            relaying = Relaying(team, self._bot, self._claim, self._state, self._levels, journal, effects)
            if await relaying.come_in():
                return
        await self._run(journal, effects, ports)
        if relaying is not None and PARENT not in self._session.facts and not self._levels:
            await relaying.hand_over()

    async def _run(self, journal: TurnJournal, effects: Effects, ports: Ports) -> None:
        """Let this bot take what came in."""
        try:
            self._hear_context()
            if self._answers():
                await self._reply(self._message(), journal, effects, ports)
                return
            version, conversation, answer = await self._conversation()
        except _Nothing as nothing:
            if sentence := str(nothing):
                journal.add("talk", {"text": sentence})
            return
        except (KeywordFault, StateError, BasicError) as error:
            journal.conclude("fault", {"code": error.code, "message": error.message})
            return
        result = await self._driver(version, conversation, journal, effects, ports).run(answer)
        self._reply_owed.result(result)
        self._keep(version, conversation, result, journal)
        if not isinstance(result, Waiting) and self._levels and is_answering(self._levels[-1].snapshot):
            answering = Answering.unpack(self._levels.pop().snapshot)
            answering.result(_given(result))
            try:
                await self._reply(answering, journal, effects, ports)
            except KeywordFault as error:
                journal.conclude("fault", {"code": error.code, "message": error.message})

    # ------------------------------------------------------------ answers of the language model

    def _answers(self) -> bool:
        """Whether a message is answered: no dialog waits, no block takes it, a model or a collection is there."""
        is_message = self._claim.incoming.kind is Kind.MESSAGE
        version = self._bot.current
        return (
            is_message
            and not self._levels
            and (self._bot.answers or bool(self._state.collections or self._state.websites))
            and version is not None
            and not self._takes_task()
            and taker(version.blocks, self._session, self._claim.incoming) is None
        )

    def _takes_task(self) -> bool:
        """Whether what came in is a task of another bot for which this one has a script."""
        current, incoming = self._bot.current, self._claim.incoming
        wanted = PARENT in self._session.facts and incoming.body.get("mode") == TASK
        return wanted and not self._levels and current is not None and current.has(TASK)

    def _hear_context(self) -> None:
        """What another bot tells besides the task itself."""
        context = self._claim.incoming.body.get("context") if PARENT in self._session.facts else None
        told = context if isinstance(context, dict) else {"context": context}
        self._state.contexts |= {name: to_text(from_python(value)) for name, value in told.items() if value}

    def _message(self) -> Answering:
        body = self._claim.incoming.body
        images = tuple(
            item["url"] for item in body.get("attachments", ()) if str(item.get("type", "")).startswith("image/")
        )
        return Answering([Asked("user", str(body.get("text", "")), images=images)])

    async def _reply(self, answering: Answering, journal: TurnJournal, effects: Effects, ports: Ports) -> None:
        """Let the model answer; a tool's script runs as a dialog on top of the answer."""
        version = self._bot.current
        grounding = Grounding(ports.knowledge, self._state, effects)
        if not self._bot.answers:
            await grounding.search(answering.turns[0].text)
            text = answer_of_passages(grounding.passages, self._session.language)
            journal.add("talk", {"text": text, **grounding.sources(None)}, len(text))
            return
        if version is None or ports.model is None:
            raise KeywordFault("GB7801", "the language model that was answering is no longer there")

        async def run(offer: Offer, given: dict[str, Any], so_far: Answering) -> str | None:
            conversation = self._tool(version, {"tool": offer.schema["function"]["name"], "arguments": given})
            self._levels.append(Level(version.number, so_far.pack(), None, None))
            result = await self._driver(version, conversation, journal, effects, ports).run(None)
            self._keep(version, conversation, result, journal)
            if isinstance(result, Waiting):
                return None
            self._levels.pop()
            return _given(result)

        around = self._around
        replying = Replying(
            around.store, around.hub, self._bot, version, self._claim, self._state, journal, effects, ports, run,
            grounding, self._roles(), around.metrics,
        )  # fmt: skip
        await replying.go_on(answering)

    def _gate(self, version: Version, journal: TurnJournal, effects: Effects) -> Gate | None:
        """What stands before the keywords of a tool that a model called; None for the program's own dialogs."""
        below = self._levels[-1].snapshot if self._levels else b""
        if is_answering(below):
            tool = Answering.unpack(below).open[0].name
        elif self._session.channel == MCP:
            tool = str(self._session.facts.get(MCP_TOOL, ""))
        else:
            return None
        around = self._around
        return gate_of(tool, self._bot, self._session, self._state, version, journal, effects, around.audit)

    def _driver(
        self, version: Version, conversation: Conversation, journal: TurnJournal, effects: Effects, ports: Ports
    ) -> Driver:
        session = self._session
        facts = {
            "session.id": session.id, "user.id": session.user, "bot": self._bot.name, "channel": session.channel,
            **self._bot.package.facts, **session.facts, **self._around.person(session.user),
        }  # fmt: skip
        own: dict[str, Any] = {"session": StateSession(self._state.values, facts)}
        if self._around.firing is not None:
            own["schedule"] = TurnSchedule(
                self._around.firing, self._bot, session, version, lambda: conversation.current.script.name
            )
        if self._around.team is not None:
            desks, approvals = self._around.desks, self._around.approvals
            desk = desks.of(self._bot) if desks is not None else None
            own["agents"] = TurnAgents(self._around.team, self._bot, session, self._around.firing, desk, approvals)
        if self._around.desks is not None and session.channel != CHANNEL:
            work = self._around.desks.of(self._bot)
            own["desk"] = TurnDesk(work, self._around.store, session)
        return Driver(
            conversation,
            ports.granting(**own),
            self._env,
            find=version.find,
            limits=self._around.limits,
            bot=self._bot.name,
            user=session.user,
            session_id=session.id,
            language=session.language,
            variables=self._variables,
            effects=effects,
            observers=self._around.observers if self._trace is None else (*self._around.observers, self._trace),
            gate=self._gate(version, journal, effects),
        )

    async def _conversation(self) -> tuple[Version, Conversation, Answer | Happened | Silence | None]:
        """The dialog that goes on with what came in, or the one that begins by it."""
        incoming = self._claim.incoming
        if incoming.kind in (Kind.WAKE, Kind.EVENT) or (incoming.kind is Kind.MESSAGE and self._levels):
            return await self._resumed(incoming)
        if incoming.kind is Kind.RUN:
            return await self._started(incoming.body)
        version = self._bot.current
        if version is None:
            raise _Nothing("This bot has errors and cannot answer yet.")
        if incoming.kind is Kind.TOOL:
            return version, self._tool(version, incoming.body), None
        if self._takes_task() and (task := version.find(TASK)) is not None:
            return version, self._begun(task, self._given_task(), 0), None
        if incoming.kind is Kind.MESSAGE and (block := taker(version.blocks, self._session, incoming)) is not None:
            given = given_by(self._session, incoming)
            self._session = replace(self._session, facts={**self._session.facts, STARTED: given})
            return await self._started({"script": block.script, "entry": block.entry})
        script = version.start
        if script is None or (incoming.kind is Kind.MESSAGE and not _hears(script)):
            if incoming.body.get("mode") == TASK:
                raise KeywordFault("GB7903", f"{self._bot.name} has neither a {TASK}.bas nor a language model")
            raise _Nothing("" if incoming.kind is Kind.START else "There is nobody here who could answer that.")
        return version, self._begun(script, {}, 0), None

    async def _resumed(self, incoming: Incoming) -> tuple[Version, Conversation, Answer | Happened | Silence | None]:
        """The innermost dialog, from its saved state."""
        level = self._levels.pop()
        if level is DAMAGED:
            raise StateError("GB8007", "the saved state is damaged; start the conversation again")
        version = await self._bot.version(level.version)
        if version is None:
            raise StateError("GB8006", "the version of the bot that this dialog runs is gone")
        conversation = Conversation.restore(
            level.snapshot, version.find, self._state, limits=self._around.limits, env=self._env
        )
        if incoming.kind is Kind.WAKE:
            return version, conversation, Silence.TIMED_OUT if level.question or level.event else Answer()
        if incoming.kind is Kind.EVENT:
            return version, conversation, Happened(incoming.body.get("data"))
        if conversation.approval is not None and await self._early(incoming):
            return version, conversation, Answer()
        files = tuple(Attachment(**item) for item in incoming.body.get("attachments", ()))
        return version, conversation, Answer(str(incoming.body.get("text", "")), files)

    def _given_task(self) -> dict[str, Any]:
        """The variables of the script that takes tasks."""
        body = self._claim.incoming.body
        given = {**body.get("variables", {}), "task": body.get("text", ""), "context": body.get("context")}
        given["sender"] = self._session.facts[ASKER]
        return {name: from_python(value) for name, value in given.items()}

    async def _early(self, incoming: Incoming) -> bool:
        """Whether a message comes from another bot, or from before the question it would answer could be seen."""
        if incoming.body.get("mode") == TASK:
            return True
        events = await self._around.store.events(self._session.id, max(0, self._session.seq - READ_EVENTS))
        for event in reversed(events):
            if event.kind == "hear" or event.body.get("number") == incoming.number:
                return event.kind == "hear"
        return True

    async def _started(self, body: Mapping[str, Any]) -> tuple[Version, Conversation, None]:
        """A script, or a block of one, that something started."""
        number = body.get("version")
        version = self._bot.current if number is None else await self._bot.version(number)
        script = None if version is None else version.find(str(body["script"]))
        if version is None or script is None:
            raise KeywordFault("GB6007", f"there is no script {str(body['script'])[:80]} in this bot")
        given = self._session.facts.get(STARTED, {})
        variables = {name: from_python(value) for name, value in given.items()}
        entry = int(body.get("entry") or 0)
        if "captured" in body:
            names = dict(script.program.functions[entry].names)
            variables = {
                **{names[at]: value for at, value in enumerate(unpack_captured(body["captured"])) if at in names},
                **variables,
            }
        return version, self._begun(script, variables, entry), None

    def _tool(self, version: Version, body: Mapping[str, Any]) -> Conversation:
        """A dialog of the script that a button or a caller names."""
        name, arguments = str(body.get("tool", "")), dict(body.get("arguments") or {})
        offer = version.tools.get(name)
        script = version.find(offer.script if offer else name)
        if script is None or (offer is None and _is_job(script)):
            raise KeywordFault("GB6007", f"there is no script {name[:80]} in this bot that a button may run")
        tools = script.program.tools
        tool = tools[offer.section if offer else 0] if tools else _NO_TOOL
        return self._begun(script, bind_named(tool, arguments, self._env.now().date()), tool.entry)

    @cached_property
    def _variables(self) -> Mapping[str, Any]:
        """What every script of this conversation begins with."""
        session = self._session
        told = self._around.person(session.user).get("user.name") or session.facts.get("user.name") or session.user
        found = known(self._bot.name, session.id, session.user, str(told), session.channel)
        return {**found, **self._bot.package.config.variables}

    def _begun(self, script: Script, variables: Mapping[str, Any], entry: int) -> Conversation:
        given = {**self._variables, **variables}
        conversation = Conversation.start(script, given, entry=entry, limits=self._around.limits, env=self._env)
        conversation.state = self._state
        return conversation

    # ------------------------------------------------------------ what is kept

    def _keep(self, version: Version, conversation: Conversation, result: Result, journal: TurnJournal) -> None:
        """Put the dialog aside when it waits; tell when it failed."""
        if self._trace is not None:
            self._trace.ended(version.number, conversation, result)
        if isinstance(result, Waiting):
            question = None if result.question is None else asked(result.question)
            seconds = result.seconds if result.question is None else result.question.timeout
            due = None if seconds is None else self._around.store.clock() + seconds
            self._levels.append(Level(version.number, conversation.snapshot(state=False), question, due, result.event))
            return
        if isinstance(result, Failed):
            for_model = self._levels and is_answering(self._levels[-1].snapshot)
            journal.conclude("tool_fault" if for_model else "fault", _told(result))
        elif isinstance(result, Finished) and self._levels and (below := self._levels[-1].question):
            journal.conclude("hear", dict(below))
        elif isinstance(result, Finished) and self._session.channel in ANSWERED:
            journal.conclude(
                "result", answer_of(result.value, conversation.current.machine.variables(), self._state.values)
            )


def _given(result: Result) -> str:
    """What a tool gave, as the model is told."""
    if isinstance(result, Failed):
        return f"the tool failed: {result.message}"
    value = result.value if isinstance(result, Finished) else None
    return "done" if value is None else to_text(value)


def _is_job(script: Script) -> bool:
    """Whether a script is started by times, requests or events, and so not by whoever names it."""
    return any(script.program.manifest.get(kind) for kind in ("schedules", "webhooks", "tables", "events"))


def _hears(script: Script) -> bool:
    return any(used.keyword == "HEAR" for used in script.program.keywords)


def _told(failed: Failed) -> dict[str, Any]:
    """A fault as plain data; who is shown how much of it is for others to say."""
    place = failed.place
    return {
        "code": failed.code,
        "message": failed.message,
        "script": place.script,
        "line": place.source.line_of(place.position[0]),
        "values": dict(failed.values),
    }
