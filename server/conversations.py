"""Runs the sessions of this process: takes in what is said, claims turns and runs them, wakes those whose time came.

Holds nothing that must last. A session that waits costs no task and no memory here. Made by ``server.app``.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from server.agents.replies import Reply
from server.agents.team import Team
from server.bots.bot import Bot
from server.bots.registry import Bots
from server.hub import Live, Notice
from server.logs import SESSION, TURN
from server.store.port import CAREFUL, Claim, Closed, Event, Fenced, Incoming, Kind, SessionRow
from server.turn import Surroundings, Turn
from vm.value import tidy

log = logging.getLogger("gbc.turns")

SWEEP = 1.0
"""Seconds between two looks for sessions that nobody runs; a time that comes sooner is not waited for as long."""

RENEW = 3.0
"""Seconds between two renewals of a lease."""

MOST_ATTEMPTS = 3
"""Times that a turn which ends its process is begun; then its session is set aside."""


class Conversations:
    """The sessions of all bots. ``start`` it, and ``drain`` it before the store closes."""

    def __init__(self, around: Surroundings, bots: Bots) -> None:
        self._around = replace(around, team=Team(bots, around.store, self._go))
        self._store = around.store
        self._hub = around.hub
        self._bots = bots
        self._running: dict[str, asyncio.Task[None]] = {}
        self._stopped: set[str] = set()
        self._woken = asyncio.Event()
        self._sweeper: asyncio.Task[None] | None = None
        self._renewer: asyncio.Task[None] | None = None
        self._claims: dict[str, Claim] = {}
        self._draining = False
        self._alone = ""
        if around.firing is not None:
            around.firing.runs_by(self._go)
        if around.desks is not None:
            around.desks.runs_by(self._go)

    # ------------------------------------------------------------ what comes in

    async def open(
        self, bot: Bot, user: str, *, channel: str = "web", language: str = "en",
        facts: Mapping[str, Any] | None = None, greet: bool = True,
    ) -> SessionRow:  # fmt: skip
        """A new session of ``user`` with ``bot``, which may greet."""
        session = SessionRow(secrets.token_hex(16), bot.name, user, channel, language, facts=facts or {})
        self._go(await self._store.create(session, Incoming(Kind.START) if greet else None))
        return session

    async def put(self, session: str, incoming: Incoming) -> int:
        """Take in a message or a tool call; durable on return. Gives its number; KeyError for no such session, Closed
        for one that is over."""
        number, events, claim = await self._store.accept(session, incoming)
        self._hub.tell(session, events)
        self._go(claim)
        return number

    async def finish(self, session: str) -> None:
        """Close a session: what runs in it is broken off, and nothing more is taken in."""
        events = await self._store.finish(session)
        if (task := self._running.get(session)) is not None:
            task.cancel()
        self._hub.tell(session, events)

    async def stop(self, session: str) -> None:
        """End the dialog that runs now, here or in another process."""
        if not self._end(session):
            await self._store.add_event(session, Event("stop", {}))

    def _end(self, session: str) -> bool:
        task = self._running.get(session)
        if task is None:
            return False
        self._stopped.add(session)
        task.cancel()
        return True

    def busy(self, session: str) -> bool:
        """Whether a turn of the session runs in this process."""
        return session in self._running

    # ------------------------------------------------------------ turns

    def _go(self, claim: Claim | None) -> None:
        if claim is None:
            return
        id = claim.session.id
        task = asyncio.get_running_loop().create_task(self._run(claim), name=f"session {id}")
        self._running[id] = task
        self._around.metrics.running.set(len(self._running))
        task.add_done_callback(lambda done: self._running.pop(id, None) if self._running.get(id) is done else None)

    async def _run(self, claim: Claim) -> None:
        """Run turns of one session until it has nothing to do."""
        id = claim.session.id
        SESSION.set(id)
        self._hub.tell(id, [Live("busy")])
        leave = self._hub.listen(id, lambda notice: self._told(id, notice))
        following: Claim | None = claim
        try:
            while following is not None:
                claim = following
                following = await self._turn(claim)
                if self._draining and following is not None:
                    await self._store.release(following)
                    return
        except Fenced:
            log.warning("session %s has gone on in another process", id)
        except asyncio.CancelledError:
            with contextlib.suppress(Exception):
                await self._store.release(claim)
            raise
        except Exception:
            log.exception("a turn of session %s was broken off; it is run again when its lease is over", id)
        finally:
            leave()
            self._stopped.discard(id)
            self._hub.tell(id, [Live("quiet")])
            if id == self._alone:
                self._woken.set()

    def _told(self, session: str, notice: Notice) -> None:
        """Another process was asked to stop what runs here."""
        if isinstance(notice, Event) and notice.kind == "stop":
            self._end(session)

    async def _turn(self, claim: Claim) -> Claim | None:
        """Run one turn and write its end; gives the next."""
        session = claim.session
        if claim.attempt > MOST_ATTEMPTS:
            log.error("session %s is set aside: its turn was begun %d times", session.id, claim.attempt - 1)
            self._hub.tell(session.id, await self._store.park(claim, Event("parked", {})))
            await self._tell_failed(claim)
            return None
        bot = self._bots.get(session.bot)
        if bot is None:
            self._hub.tell(session.id, await self._store.park(claim, Event("parked", {"reason": "the bot is gone"})))
            await self._tell_failed(claim)
            return None
        turn, began = Turn(self._around, bot, claim), time.perf_counter()
        TURN.set(session.turn)
        self._claims[session.id] = claim
        try:
            ending = await turn.run()
        except asyncio.CancelledError:
            if session.id not in self._stopped:
                raise
            self._stopped.discard(session.id)
            asyncio.current_task().uncancel()  # type: ignore[union-attr]
            ending = turn.stopped()
        finally:
            self._claims.pop(session.id, None)
        logged, following = await self._store.end(claim, ending)
        self._around.metrics.turn(bot.name, ending.status, time.perf_counter() - began, logged)
        self._hub.tell(session.id, logged)
        for other, _ in ending.posts:
            self._go(await self._store.claim(other))
        if ending.levels and ending.levels[-1].due is not None:
            self._woken.set()
        return following

    async def _tell_failed(self, claim: Claim) -> None:
        """The bot that waits for a session which is set aside must not wait for ever."""
        if reply := Reply(claim):
            other, incoming = reply.failed()
            with contextlib.suppress(KeyError, Closed):
                self._go((await self._store.accept(other, incoming))[2])

    async def _renew(self) -> None:
        """Keep the leases of long turns; a turn whose lease cannot be kept is cancelled."""
        while True:
            last = dict(self._claims)
            await asyncio.sleep(RENEW)
            for id, claim in last.items():
                if self._claims.get(id) is not claim:
                    continue
                try:
                    await self._store.renew(claim)
                except Fenced:
                    if (turn := self._running.get(id)) is not None:
                        turn.cancel()
                except Exception:
                    log.exception("the lease of session %s could not be renewed", id)

    # ------------------------------------------------------------ time

    async def start(self) -> None:
        """Begin to look for sessions whose time has come, and for those of a process that died."""
        self._sweeper = asyncio.create_task(self._sweep(), name="sweeper")
        self._renewer = asyncio.create_task(self._renew(), name="leases")

    def look(self) -> None:
        """Look at once for sessions whose time has come."""
        self._woken.set()

    async def _sweep(self) -> None:
        while not self._draining:
            self._woken.clear()
            try:
                for session, begun in await self._store.runnable():
                    alone = begun >= CAREFUL
                    if session in self._running or (alone and self._alone in self._running):
                        continue
                    if alone:
                        self._alone = session
                    self._go(await self._store.claim(session))
                due = await self._store.next_due()
            except Exception:
                log.exception("the store could not be read")
                due = None
            while tidy():
                await asyncio.sleep(0)
            wait = SWEEP if due is None else min(SWEEP, max(0.001, due - self._store.clock()))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._woken.wait()

    async def drain(self, seconds: float = 25.0) -> None:
        """Begin nothing more; let what runs end, and what does not end in time go on elsewhere."""
        self._draining = True
        if self._sweeper is not None:
            self._sweeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._sweeper
        tasks = list(self._running.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=seconds)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late, timeout=5)
        if self._renewer is not None:
            self._renewer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._renewer
