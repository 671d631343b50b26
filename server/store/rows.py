"""Rows of the embedded store to the values of its port and back. No SQL is run here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgpack
import msgspec

from server.store.port import DAMAGED, Event, Incoming, Kind, Level, Release, SessionRow, Status
from stdlib.context import MASK
from stdlib.ports.journal import Entry, Stage

SESSION = "id, bot, user, channel, language, title, status, turn, seq, levels, state, facts, created, updated"
"""Columns that ``session`` reads, in order."""


def to_json(value: Any) -> str:
    """Compact JSON text."""
    try:
        return _encode(value).decode()
    except UnicodeEncodeError:  # half a character is written as an escape
        return json.dumps(value, separators=(",", ":"))


_encode = msgspec.json.Encoder().encode


SUMMARY = "id, bot, user, channel, language, title, status, turn, seq, created, updated"
"""Columns that ``summary`` reads, in order."""


def summary(row: Sequence[Any]) -> SessionRow:
    """A session from the columns ``SUMMARY``."""
    id, bot, user, channel, language, title, status, turn, seq, created, updated = row
    return SessionRow(
        id, bot, user, channel, language, title, Status(status), turn, seq, created=created, updated=updated
    )


def session(row: Sequence[Any]) -> SessionRow:
    """A session from the columns ``SESSION``."""
    id, bot, user, channel, language, title, status, turn, seq, levels, state, facts, created, updated = row[:14]
    opened, known = unpack_levels(levels), json.loads(facts)
    return SessionRow(
        id, bot, user, channel, language, title, Status(status), turn, seq, opened, state, known, created, updated
    )


NEW_SESSION = "(?, ?, ?, ?, ?, ?, ?, 1, 0, x'', ?, ?, 0, NULL, 0, NULL, '', 0, ?, ?)"


def new_session(session: SessionRow, now: float) -> tuple[Any, ...]:
    """The values of ``NEW_SESSION``."""
    return (
        session.id, session.bot, session.user, session.channel, session.language, session.title, session.status,
        session.state, facts(session.facts), now, now,
    )  # fmt: skip


def pack_levels(levels: Sequence[Level]) -> bytes:
    """The open dialogs as bytes with a checksum; none is no bytes."""
    if not levels:
        return b""
    plain = [[v.version, v.snapshot, v.question, v.due, v.event] for v in levels]
    packed: bytes = msgpack.packb(plain, use_bin_type=True)
    return hashlib.sha256(packed).digest()[:8] + packed


def unpack_levels(packed: bytes) -> tuple[Level, ...]:
    """What ``pack_levels`` was given; one ``DAMAGED`` dialog when the bytes are not whole."""
    if not packed:
        return ()
    if hashlib.sha256(packed[8:]).digest()[:8] != packed[:8]:
        return (DAMAGED,)
    return tuple(Level(*item) for item in msgpack.unpackb(packed[8:]))


def event(row: Sequence[Any]) -> Event:
    """An event from seq, kind, body, at."""
    seq, kind, body, at = row
    return Event(kind, json.loads(body), seq, at)


def incoming(row: Sequence[Any]) -> Incoming:
    """What came in, from number, kind, body, external."""
    number, kind, body, external = row
    return Incoming(Kind(kind), json.loads(body), external or "", number)


def entry(row: Sequence[Any]) -> Entry:
    """A journal entry from number, call, digest, stage, result, times."""
    number, call, digest, stage, *rest = row
    return Entry(number, call, digest, Stage(stage), *rest)


def release(row: Sequence[Any]) -> Release:
    """A release from bot, version, scripts, manifest, at."""
    bot, version, scripts, manifest, at = row
    return Release(bot, version, json.loads(scripts), json.loads(manifest), at)


SECRET = 2
"""``asking`` for a question whose answer must not be shown; 1 for another question, 0 for none."""


def waits(levels: Sequence[Level]) -> tuple[int, float | None]:
    """``asking`` of the innermost dialog, and when its waiting is over."""
    if not levels:
        return 0, None
    question = levels[-1].question
    return (0 if question is None else SECRET if question.get("secret") else 1), levels[-1].due


def told(incoming: Incoming, number: int, *, secret: bool) -> Event:
    """What came in as an event of the log; a secret answer without its text."""
    body = {**incoming.body, "number": number}
    if incoming.kind is Kind.RUN:
        body = {"number": number, "script": incoming.body.get("script", "")}
    if incoming.external:
        body["external"] = incoming.external
    if secret and incoming.kind is Kind.MESSAGE:
        body |= {"text": MASK, "secret": True}
    return Event("user" if incoming.kind is Kind.MESSAGE else str(incoming.kind), body)


def facts(given: Mapping[str, Any]) -> str:
    """What is known of a session, as text."""
    return to_json(dict(given))
