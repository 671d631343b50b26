"""The targets: each takes bytes and fails only when a promise is broken.

An honest refusal (a finding, a fault, a named error) is a success. Used by ``fuzz.__main__`` under atheris and by the
suite, which replays every seed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable

import msgpack

from compiler.api import check_source, compile_source
from fuzz.play import ENV, FUNCTIONS, LIMITS, PLAIN, linked, linked_or_none, story
from stdlib.functions.condition_check import kept_rows
from stdlib.functions.conditions import filter_of
from stdlib.functions.format import formatted
from vm.bytecode.codec import MAGIC, CodecError, dumps, loads
from vm.error import BasicError
from vm.machine import Machine, SnapshotError
from vm.outcome import Suspend
from vm.reference import ReferenceMachine
from vm.value import Array, Object

MOST = 20_000
HEADER = 74
ROWS = Array([Object([("a", n), ("b", f"x{n}"), ("c", dt.date(2026, 3, 1 + n)), ("d", None)]) for n in range(5)])


def text_of(data: bytes) -> str:
    """Any bytes as text that an editor could save."""
    return data[:MOST].decode("utf-8", "replace")


def check(data: bytes) -> None:
    """Checking never fails, and every finding lies inside its source."""
    text = text_of(data)
    for finding in check_source(text):
        assert 0 <= finding.span.start <= finding.span.end <= len(finding.source.text) + 1, finding


def run(data: bytes) -> None:
    """What compiles is verified, survives its file, and does the same on both machines."""
    program = compile_source(text_of(data)).program
    if program is None:
        return
    assert loads(dumps(program)) == program
    ready = linked_or_none(program)
    assert ready is not None, "a compiled program was refused"
    fast = story(Machine(ready, limits=LIMITS, env=ENV))
    if fast[-1].startswith("GB69"):
        return  # in the reference, pure functions are not stopped by what they charge
    slow = story(ReferenceMachine(program, FUNCTIONS, limits=LIMITS, env=ENV))
    if not slow[-1].startswith("GB69"):
        assert fast == slow, (fast, slow)


def files(data: bytes) -> None:
    """Any bytes are refused by name or run in bounds; half of the time under a right checksum."""
    head = data[: HEADER - 32]
    for made in (data, head + hashlib.sha256(head + data[HEADER:]).digest() + data[HEADER:]):
        try:
            program = loads(made)
        except CodecError:
            continue
        ready = linked_or_none(program)
        if ready is not None:
            story(Machine(ready, limits=LIMITS, env=ENV))
    assert MAGIC


def states(data: bytes) -> None:
    """Any state is refused by name or goes on in bounds; the checksum is made right, and the program's hash put in."""
    ready = linked(PLAIN)
    body = data[13:]
    for inner in (body, _pinned(body, ready.hash)):
        sealed = data[:5] + hashlib.sha256(inner).digest()[:8] + inner
        try:
            machine = Machine.restore(ready, sealed, limits=LIMITS, env=ENV)
        except SnapshotError:
            continue
        machine.variables()
        machine.snapshot()
        try:
            outcome = machine.run() if machine.pending is None else machine.resume("x")
        except RuntimeError:
            continue
        for _ in range(5):
            if not isinstance(outcome, Suspend):
                break
            outcome = machine.resume("x")


def _pinned(body: bytes, digest: str) -> bytes:
    """The state with the right program hash, where it has the shape of one; else as it is."""
    try:
        parts = msgpack.unpackb(body, unicode_errors="surrogatepass", max_array_len=10_000)
        if isinstance(parts, list) and parts:
            packed: bytes = msgpack.packb([bytes.fromhex(digest), *parts[1:]], unicode_errors="surrogatepass")
            return packed
    except Exception:
        return body
    return body


def conditions(data: bytes) -> None:
    """A condition reads or is a named error; what reads selects rows that were there."""
    try:
        wanted, values = filter_of("FILTER", text_of(data))
        kept = kept_rows("FILTER", ROWS, wanted, values, ENV.now)
    except BasicError:
        return
    assert len(kept) <= len(ROWS)


def patterns(data: bytes) -> None:
    """A pattern writes numbers, dates and text, or is a named error; the result is not larger than it must be."""
    pattern = text_of(data)[:2000]
    for value in (0, -1234567.895, 1e300, float("nan"), "5551234", "2026-03-07", dt.datetime(2026, 3, 7, 14, 5), None):
        try:
            made = formatted(value, pattern)
        except BasicError:
            continue
        assert len(made) <= 4000 + 16 * len(pattern)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "check": check,
    "run": run,
    "files": files,
    "states": states,
    "conditions": conditions,
    "patterns": patterns,
}
