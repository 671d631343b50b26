"""Makes the effects of one turn happen once, also when the turn is run again after a crash.

Every call that crosses a port gets a number. A read is kept with the next effect; a write to the bot's own database
commits with its entry; before anything leaves, an entry with its idempotency key is committed. Knows no port:
``effect_ports`` says which call is which. One for each turn, made by the host.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from array import array
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from stdlib.effect_values import pack, unpack
from stdlib.ports.conversation import Environment
from stdlib.ports.faults import KeywordFault
from stdlib.ports.journal import Entry, Journal, Saved, Stage

MAX_KEPT = 64 << 10
"""Bytes of a read that are kept; a repeated turn reads again what was larger."""

MAX_WAITING = 1 << 20
"""Bytes of reads that wait for an effect to be kept with."""

_SEED = "turn.seed"
_EPOCH = datetime(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)

Do = Callable[[], Awaitable[Any]]


class Effects:
    """The effects of the turn ``saved`` of conversation ``session``.

    ``memory`` is false where the bot's memory is saved with the state of the conversation, so that it is as it was
    when the turn is repeated. ``messages`` is true where the host keeps messages and memory together with their entries
    in the journal, so that a repeated turn does neither again. ``written`` is true when the journal holds something of
    this turn.
    """

    def __init__(
        self, journal: Journal, session: str, saved: Saved, *, memory: bool = True, messages: bool = False
    ) -> None:
        self.journal = journal
        self.session = session
        self.memory = memory
        self.messages = messages
        self.turn = saved.turn
        self.written = bool(saved.entries)
        self._entries = {entry.number: entry for entry in saved.entries}
        self._waiting: list[Entry] = []
        self._size = 0
        self._next = self._base = 1
        self._environment: _TurnEnvironment | None = None
        self._open = ""
        self._depth = 0
        self._times = array("q")
        self._replayed = deque(
            moment for _, entry in sorted(self._entries.items()) for moment in array("q", entry.times)
        )
        seed = self._entries.get(0) or Entry(0, _SEED, b"", Stage.DONE, os.urandom(32))
        if not saved.entries:
            self._waiting.append(seed)
        self._clock = seed.result
        self._name = hashlib.sha256(seed.result).hexdigest()[:16]  # stays when another process repeats the turn

    # ------------------------------------------------------------ the driver's part

    def begin_keyword(self) -> None:
        """A keyword is served; one that was cancelled before gets the numbers it had."""
        self._next = self._base

    def end_keyword(self) -> None:
        """The keyword has its result; its entries are not asked for again in this run."""
        for number in range(self._base, self._next):
            self._entries.pop(number, None)
        self._base = self._next

    def environment(self, env: Environment) -> Environment:
        """``env``, whose time and chance are the same when the turn is repeated; always the same object."""
        if self._environment is None:
            self._environment = _TurnEnvironment(env, self)
        return self._environment

    # ------------------------------------------------------------ calls

    async def read(self, call: str, arguments: Any, do: Do) -> Any:
        """The result of a call that changes nothing."""
        number, digest, known = self._numbered(call, arguments)
        if known is not None and known.stage is not Stage.AGAIN:
            return _replay(known)
        result, entry = await self._carry_out(number, call, digest, do, most=MAX_KEPT)
        if known is None:
            self._keep(entry)
        if self._size > MAX_WAITING and not self._open:
            await self._write()
        return _given(result, entry)

    async def say(self, call: str, arguments: Any, do: Do) -> Any:
        """A message to the person, or a change of memory; what it does is kept with the entry, at the next effect or
        ``flush``."""
        number, digest, known = self._numbered(call, arguments)
        if known is not None and known.stage is not Stage.AGAIN:
            return _replay(known)
        result = await do()
        again = known and replace(known, stage=Stage.DONE)
        self._keep(again or self._entry(number, call, digest, Stage.DONE, pack(result)))
        return result

    async def flush(self) -> None:
        """Make durable what waits, unless the program has a transaction open: its entries come with its end."""
        if not self._open:
            await self._write()

    async def own(self, call: str, arguments: Any, do: Do) -> Any:
        """The result of a change in the bot's own database, which commits with its entry."""
        number, digest, known = self._numbered(call, arguments)
        if known is not None:
            return _replay(known)
        if self._open:
            self._refuse_other(call)
            return await self._within(number, call, digest, do)
        try:
            async with self.journal.transaction():
                result = await do()
                await self._write(self._entry(number, call, digest, Stage.DONE, pack(result)))
        except KeywordFault as fault:
            self._keep(_failed(number, call, digest, fault))
            raise
        return result

    async def send(self, call: str, arguments: Any, do: Callable[[str], Awaitable[Any]], *, keyed: bool) -> Any:
        """The result of an effect outside; ``do`` is given its key. ``keyed``: it may be repeated with the same key."""
        number, digest, known = self._numbered(call, arguments)
        if known is not None and known.stage is not Stage.STARTED:
            return _replay(known)
        if known is not None and not keyed:
            raise KeywordFault("GB7501", f"{_words(call)} was interrupted and may have happened; look first")
        if self._open:
            self._refuse_other(call)
            return await self._within(number, call, digest, lambda: do(""))
        started = known or self._entry(number, call, digest, Stage.STARTED)
        if known is None:
            await self._write(started)
        key = f"{self.session}:{self._name}:{number}"
        result, entry = await self._carry_out(number, call, digest, lambda: do(key))
        await self._write(replace(entry, times=started.times + entry.times))
        return _given(result, entry)

    async def begin(self, place: str, do: Do) -> None:
        """Open the program's own transaction in the database ``place``; its entries are kept when it ends."""
        number, digest, known = self._numbered(f"{place}.begin", ())
        if known is None:
            await self._within(number, f"{place}.begin", digest, do)
        self._open = place
        self._depth += 1

    async def commit(self, place: str, do: Do, *, own: bool) -> None:
        """Commit it: the bot's own together with its entries, another one as an effect outside."""
        if self._ended():
            number, digest, known = self._numbered(f"{place}.commit", ())
            if known is None:
                await self._within(number, f"{place}.commit", digest, do)
            return
        if not own:
            await self.send(f"{place}.commit", (), lambda key: do(), keyed=False)
            return
        number, digest, known = self._numbered(f"{place}.commit", ())
        if known is None:
            await self._write(self._entry(number, f"{place}.commit", digest, Stage.DONE, pack(None)))
            await do()

    async def rollback(self, place: str, do: Do) -> None:
        """Undo it; a repeated turn neither does nor undoes it again."""
        self._ended()
        number, digest, known = self._numbered(f"{place}.rollback", ())
        if known is None:
            await self._within(number, f"{place}.rollback", digest, do)

    def _ended(self) -> bool:
        """Leave the innermost transaction; True when it was inside another one."""
        self._depth = max(0, self._depth - 1)
        if not self._depth:
            self._open = ""
        return bool(self._depth)

    async def _within(self, number: int, call: str, digest: bytes, do: Do) -> Any:
        """The result of ``do``, whose entry waits for the next effect."""
        result, entry = await self._carry_out(number, call, digest, do)
        self._keep(entry)
        return _given(result, entry)

    def _refuse_other(self, call: str) -> None:
        """Only the database of the open transaction can take part in it."""
        if call.rpartition(".")[0] != self._open:
            raise KeywordFault(
                "GB7503",
                f"{_words(call)} cannot be undone by ROLLBACK; do it after COMMIT",
            )

    # ------------------------------------------------------------ entries

    def _numbered(self, call: str, arguments: Any) -> tuple[int, bytes, Entry | None]:
        """Number and digest of the next call, and its entry when it was made before."""
        number, self._next = self._next, self._next + 1
        digest = hashlib.sha256(repr(arguments).encode("utf-8", "surrogatepass")).digest()[:16]
        known = self._entries.get(number)
        if known is not None and (known.call, known.digest) != (call, digest):
            raise KeywordFault(
                "GB7502",
                f"{_words(call)} is not what the program did here before it was interrupted, so it is not done again",
            )
        return number, digest, known

    async def _carry_out(
        self, number: int, call: str, digest: bytes, do: Do, *, most: int | None = None
    ) -> tuple[Any, Entry]:
        """Result and entry of ``do``; a fault becomes an entry too."""
        try:
            result = await do()
        except KeywordFault as fault:
            return fault, _failed(number, call, digest, fault)
        packed = pack(result)
        if most is not None and len(packed) > most:
            return result, self._entry(number, call, digest, Stage.AGAIN)
        return result, self._entry(number, call, digest, Stage.DONE, packed)

    def _entry(self, number: int, call: str, digest: bytes, stage: Stage, result: bytes = b"") -> Entry:
        times, self._times = self._times, array("q")
        return Entry(number, call, digest, stage, result, times.tobytes())

    def _keep(self, entry: Entry) -> None:
        """Let the entry wait for the next effect."""
        self._entries[entry.number] = entry
        self._waiting.append(entry)
        self._size += len(entry.result) + len(entry.times) + 100

    async def _write(self, *entries: Entry) -> None:
        """Make the waiting entries and these durable."""
        waiting, size = self._waiting, self._size
        self._waiting, self._size = [], 0
        try:
            await self.journal.write(self.session, self.turn, [*waiting, *entries])
        except BaseException:
            self._waiting[:0] = waiting
            self._size += size
            raise
        self.written = True
        self._entries.update((entry.number, entry) for entry in entries)

    # ------------------------------------------------------------ time and chance

    def now(self, env: Environment) -> datetime:
        """The time, as it was read when the turn is repeated."""
        if self._replayed:
            return _EPOCH + self._replayed.popleft() * _MICROSECOND
        now = env.now()
        self._times.append((now - _EPOCH) // _MICROSECOND)
        return now

    def chance(self, count: int) -> bytes:
        """16 bytes nobody can guess, the same for the same ``count`` of the same turn."""
        return hmac.digest(self._clock, count.to_bytes(8, "little"), "sha256")[:16]


class _TurnEnvironment:
    """Time and chance of a turn that can be repeated."""

    def __init__(self, env: Environment, effects: Effects) -> None:
        self._env = env
        self._effects = effects
        self._count = 0

    def now(self) -> datetime:
        return self._effects.now(self._env)

    def random(self) -> float:
        return (int.from_bytes(self._chance()[:7], "little") >> 3) / (1 << 53)

    def uuid(self) -> str:
        return str(UUID(bytes=self._chance(), version=4))

    def error_state(self) -> Any:
        return self._env.error_state()  # type: ignore[attr-defined]

    def _chance(self) -> bytes:
        self._count += 1
        return self._effects.chance(self._count)


def _failed(number: int, call: str, digest: bytes, fault: KeywordFault) -> Entry:
    return Entry(number, call, digest, Stage.FAILED, pack([fault.code, fault.message]))


def _replay(entry: Entry) -> Any:
    """What a call gave when it was made."""
    if entry.stage is Stage.FAILED:
        raise KeywordFault(*unpack(entry.result))
    return unpack(entry.result)


def _given(result: Any, entry: Entry) -> Any:
    """``result``, or the fault that stands for it."""
    if entry.stage is Stage.FAILED:
        raise result
    return result


_WORDS = {
    "mail.sending": "the mail", "messages.sending": "the message", "mail.draft": "the draft",
    "http.request": "the web request",
    "files.write": "writing the file", "files.append": "adding to the file", "files.delete": "deleting the file",
    "files.copy": "copying the file", "files.move": "moving the file",
}  # fmt: skip


def _words(call: str) -> str:
    """What a call is to the author of the bot."""
    place, _, method = call.rpartition(".")
    return _WORDS.get(call, f"the {method} in the {place}")
