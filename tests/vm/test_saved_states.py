"""Saved machines: exact in every kind of value, small and quick, and any other bytes are refused."""

from __future__ import annotations

import datetime as dt
import statistics
import time
from hashlib import sha256
from random import Random
from typing import Any

import msgpack
import pytest
from programs import linked, machine

from vm.budget import Limits
from vm.machine import Linked, Machine, SnapshotError
from vm.outcome import Done, Fault, Paused, Suspend
from vm.snapshot import MAGIC, VERSION
from vm.value import Array, Object

DIALOG = """
FUNCTION ask(question, tries)
  HEAR answer AS TEXT WITH question
  IF answer = "" AND tries > 0 THEN RETURN ask(question, tries - 1)
  RETURN answer
END FUNCTION
customer = {"name": "Maria da Silva", "mail": "maria@example.com", "tags": ["new", "gold"]}
cart = []
FOR i = 1 TO 12
  PUSH cart, {"sku": "item-" + i, "price": i * 1.5, "count": i}
NEXT
ON ERROR GOTO trouble
city = ask("Which city?", 3)
RETURN customer.name + " " + city + " " + UBOUND(cart)
trouble:
RETURN "trouble " + ERR
"""


def waiting() -> tuple[Linked, Machine]:
    program = linked(DIALOG)
    started = Machine(program)
    assert isinstance(started.run(), Suspend)
    started.resume("")
    return program, started


def test_a_dialog_goes_on_in_another_machine() -> None:
    program, started = waiting()
    saved = started.snapshot()
    again = Machine.restore(linked(DIALOG), saved)
    assert again.pending == started.pending
    assert again.snapshot() == saved
    assert again.variables() == started.variables()
    assert again.resume("Recife") == Done("Maria da Silva Recife 12")
    failed = Machine.restore(program, saved)
    assert failed.resume_error("GB7002", "gone") == Done("trouble 7002")


def test_a_typical_dialog_is_small_and_quick() -> None:
    program, started = waiting()
    assert len(started.snapshot()) <= 2048
    spent = []
    for _ in range(50):
        before = time.process_time()
        Machine.restore(program, started.snapshot())
        spent.append(time.process_time() - before)
    assert statistics.median(spent) < 0.001  # a tenth of this is the aim; the bound leaves room for a busy machine


def values() -> Array:
    """One of everything that a program can hold, with sharing and a cycle."""
    rows, response, error = Array([{"a": 1}]), Object({"data": [1]}), Object({"message": "no"})
    rows.rowset, response.kind, error.kind = True, "response", "error"
    many = Object({f"field {number}": number for number in range(30)})
    top = Array([
        None, True, False, 0, -1, 2**63 - 1, -(2**63), 0.1, -0.0, float("inf"), 1e300,
        "", "ação 🎉", "\ud800", "x" * 300,
        dt.date(2026, 3, 7), dt.datetime(2026, 3, 7, 14, 5, 6, 789), dt.time(1, 2, 3), dt.timedelta(-5, 7, 9),
        dt.timedelta.max, rows, response, error, many, rows, Object({"Id": 1, "id": 2}), Array(), Object(),
    ])  # fmt: skip
    top.append(top)
    many["up"] = top
    return top


def test_every_kind_of_value_comes_back_the_same() -> None:
    program = linked("kept = all\nHEAR x\nRETURN kept")
    started = Machine(program, variables={"all": values()})
    started.run()
    found = Machine.restore(program, started.snapshot()).variables()
    top, wanted = found["kept"], values()
    assert top is found["all"]
    assert top[-1] is top
    assert top[20] is top[24]
    assert top[20].rowset
    assert [top[21].kind, top[22].kind, top[23].kind] == ["response", "error", ""]
    assert top[23]["up"] is top
    assert str(top[8]) == "-0.0"
    assert list(top[25].items()) == [("Id", 1), ("id", 2)]
    assert list(top)[:20] == list(wanted)[:20]
    assert [type(value) for value in top] == [type(value) for value in wanted]


def test_every_state_can_be_saved() -> None:
    program = linked("x = 1\nHEAR y\nRETURN [x, y]")
    fresh = Machine.restore(program, Machine(program).snapshot())
    assert isinstance(fresh.run(steps=1), Paused)
    paused = Machine.restore(program, fresh.snapshot())
    assert isinstance(paused.run(), Suspend)
    paused.resume(2)
    ended = Machine.restore(program, paused.snapshot())
    assert ended.variables() == {"x": 1, "y": 2}
    with pytest.raises(RuntimeError):
        ended.run()


def test_a_failed_machine_can_be_saved_for_a_look() -> None:
    program = linked("x = 5\ny = 1 / 0")
    failed = Machine(program)
    assert isinstance(failed.run(), Fault)
    assert Machine.restore(program, failed.snapshot()).variables() == {"x": 5, "y": None}


def test_the_error_state_and_handlers_are_kept() -> None:
    program = linked("ON ERROR RESUME NEXT\nx = 1 / 0\nHEAR y\nz = 1 / 0\nRETURN [ERR, ERROR MESSAGE, z]")
    started = Machine(program)
    started.run()
    again = Machine.restore(program, started.snapshot())
    assert started.resume("") == again.resume("")


def refusal(program: Linked, data: Any, **options: Any) -> str:
    with pytest.raises(SnapshotError) as caught:
        Machine.restore(program, data, **options)
    return str(caught.value.code)  # type: ignore[attr-defined]


def signed(parts: Any) -> bytes:
    """Bytes with a right checksum around any content."""
    body = msgpack.packb(parts, unicode_errors="surrogatepass")
    return MAGIC + bytes([VERSION]) + sha256(body).digest()[:8] + body


def opened(saved: bytes) -> list[Any]:
    parts: list[Any] = msgpack.unpackb(saved[len(MAGIC) + 9 :], unicode_errors="surrogatepass", strict_map_key=False)
    return parts


def test_each_refusal_has_its_code() -> None:
    program, started = waiting()
    saved = started.snapshot()
    assert refusal(program, b"") == refusal(program, "text") == refusal(program, b"GIF89a" * 9) == "GB8005"
    assert refusal(program, MAGIC + bytes([VERSION + 1]) + saved[5:]) == "GB8005"
    assert refusal(program, saved[:-1]) == refusal(program, saved + b"x") == "GB8007"
    assert refusal(linked(DIALOG + "\n' changed\nx = 1"), saved) == "GB8006"
    assert refusal(program, saved, limits=Limits(depth=2)) == "GB8007"


def test_every_flipped_bit_is_refused() -> None:
    program, started = waiting()
    saved = started.snapshot()
    random = Random(1)
    for _ in range(300):
        damaged = bytearray(saved)
        damaged[random.randrange(len(saved))] ^= 1 << random.randrange(8)
        assert refusal(program, bytes(damaged)).startswith("GB800")


STRANGE: list[Any] = [
    None, True, -1, 0, 1, 2, 7, 250, 1 << 40, 1 << 63, -(1 << 63), 1.5, float("nan"), "", "GB6001", b"x",
    [], [0], [1], [-1], [-2], [-9], [9], [1 << 40], [-(1 << 63)], b"\x00",
    b"\x05\x02\x01\x00", b"\x06" * 40, "x" * 80,
    ["d", 0], ["d", 1], ["d", "x"], ["t", "2026-03-07T10:00:00+01:00"], ["t", 5],
    ["c", "25:00"], ["u", 1 << 40, 0, 0], ["u", 1, 2], ["q", 1], [[]], [[0]], {}, {"a": 1}, [None] * 9, [0, 1, 2],
    msgpack.ExtType(5, b"x"), msgpack.Timestamp(1),
]  # fmt: skip


def places(tree: Any, path: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    """Paths to everything inside nested lists."""
    found = [path] if path else []
    if isinstance(tree, list):
        for at, item in enumerate(tree):
            found += places(item, (*path, at))
    return found


def changed(saved: bytes, random: Random) -> bytes:
    """A saved state with one part replaced, dropped or doubled, and a right checksum."""
    parts = opened(saved)
    *above, last = random.choice(places(parts))
    parent = parts
    for at in above:
        parent = parent[at]
    kind = random.randrange(4)
    if kind == 0:
        del parent[last]
    elif kind == 1:
        parent.insert(last, parent[last])
    else:
        parent[last] = random.choice(STRANGE)
    return signed(parts)


def go_on(program: Linked, data: bytes) -> None:
    """Restore if possible and run on for a little while, whatever comes."""
    limits = Limits(fuel=2000, items=1000, text=10_000, memory=1 << 20)
    try:
        restored = Machine.restore(program, data, limits=limits)
    except SnapshotError:
        return
    restored.variables()
    restored.snapshot()
    try:
        outcome = restored.run() if restored.pending is None else restored.resume("x")
    except RuntimeError:
        return
    for _ in range(5):
        if not isinstance(outcome, Suspend):
            break
        outcome = restored.resume("x")


def test_changed_states_are_refused_or_run_in_bounds() -> None:
    program, started = waiting()
    saved = started.snapshot()
    random = Random(2)
    for _ in range(1500):
        go_on(program, changed(saved, random))


def test_changed_states_of_every_kind_of_value() -> None:
    program = linked("kept = all\nFOR EACH y IN kept\n  x = x + y\nNEXT\nHEAR x\nRETURN kept")
    started = Machine(program, variables={"all": values()})
    started.run(steps=7)
    saved = started.snapshot()
    random = Random(3)
    for _ in range(800):
        go_on(program, changed(saved, random))


def test_a_running_machine_cannot_be_saved() -> None:
    machines: list[Machine] = []

    def save(*_: Any) -> None:
        machines[0].snapshot()

    machines.append(Machine(linked('x = REPLACE("a", "b", "c")', REPLACE=(save, False))))
    outcome = machines[0].run()
    assert isinstance(outcome, Fault)
    assert "running" in outcome.message


def test_strange_objects_stay_out_of_machines() -> None:
    started = machine("HEAR x")
    started.run()
    with pytest.raises(TypeError):
        started.resume({1, 2})
    assert started.resume(1) == Done(None)


def test_lengths_and_numbers_of_every_width_come_back() -> None:
    numbers = [sign * (1 << bits) + off for bits in range(63) for off in (-1, 0, 1) for sign in (1, -1)]
    sizes = (0, 1, 15, 16, 31, 32, 63, 64, 255, 256, 65_535, 65_536)
    made = Array([
        Array(numbers), Array([letter * size for size in sizes for letter in "xã🎉"]),
        *[Array([False] * size) for size in sizes], Object({"n" * size: size for size in sizes}),
        Array([Array() for _ in range(300)]),
    ])  # fmt: skip
    started = Machine(linked("kept = all\nHEAR x\nRETURN kept"), variables={"all": made})
    started.run()
    program = started.linked
    again = Machine.restore(program, started.snapshot())
    assert again.snapshot() == started.snapshot()
    outcome = again.resume("")
    assert isinstance(outcome, Done)
    assert outcome.value == made


def test_a_state_may_be_cut_or_go_on_anywhere_under_a_right_checksum() -> None:
    program, started = waiting()
    body = started.snapshot()[len(MAGIC) + 9 :]
    head = MAGIC + bytes([VERSION])
    for end in range(len(body)):
        assert refusal(program, head + sha256(body[:end]).digest()[:8] + body[:end]) == "GB8007"
    assert refusal(program, head + sha256(body + b"\xc0").digest()[:8] + body + b"\xc0") == "GB8007"


def test_bytes_changed_at_random_under_a_right_checksum() -> None:
    program, started = waiting()
    head, body = MAGIC + bytes([VERSION]), started.snapshot()[len(MAGIC) + 9 :]
    random = Random(4)
    for _ in range(3000):
        damaged = bytearray(body)
        for _ in range(random.randrange(1, 4)):
            damaged[random.randrange(40, len(body))] = random.randrange(256)
        go_on(program, head + sha256(damaged).digest()[:8] + bytes(damaged))


def test_a_long_name_that_is_also_a_value_is_written_the_same_after_reading() -> None:
    ready = linked('t = STRING(1000, "n")\no = {}\no[t] = t\nHEAR x\nRETURN o[t]')
    first = Machine(ready)
    first.run()
    saved = first.snapshot()
    assert Machine.restore(ready, saved).snapshot() == saved
