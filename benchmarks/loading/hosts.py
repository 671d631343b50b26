"""What it costs to leave the loop: a compiled builtin, a Python callable, an awaited keyword over a plain await."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from typing import Any

import gbc
from benchmarks.loading.timing import Row, in_turns
from compiler.api import compile_source
from gbc import Host
from stdlib.conversation import load_script
from vm.bytecode.program import Program
from vm.machine import Machine, link
from vm.outcome import Suspend

_CALLS = 20_000
_AWAITS = 2_000
_LOOP = "total = 0\nFOR i = 1 TO {n}\n  total = {body}\nNEXT\nRETURN total\n"


def _program(text: str) -> Program:
    found = compile_source(text)
    assert found.program is not None, [item.message for item in found.diagnostics]
    return found.program


def _same(value: object) -> object:
    return value


def _function_rows() -> list[Row]:
    empty = load_script(_program(_LOOP.format(n=_CALLS, body="i"))).linked
    call = _program(_LOOP.format(n=_CALLS, body="ABS(i)"))
    compiled = load_script(call).linked
    python = link(call, {"ABS": (_same, False)})
    times = in_turns(
        {
            "empty": lambda: Machine(empty).run(),
            "compiled": lambda: Machine(compiled).run(),
            "python": lambda: Machine(python).run(),
        },
        5,
    )
    net = {name: (times[name] - times["empty"]) / _CALLS * 1e3 for name in ("compiled", "python")}
    return [
        ("call of a compiled builtin, loop taken off", net["compiled"], "ns", "ceiling 30"),
        ("call of a Python callable, loop taken off", net["python"], "ns", "ceiling 600"),
    ]


async def _said(message: object) -> object:
    """A host's coroutine that has nothing to wait for."""
    return None


class _Silent(Host):
    async def talk(self, message: Any) -> None:
        """Take the message and say nothing."""


async def _plain() -> None:
    for _ in range(_AWAITS):
        await _said("hello")


async def _bare(machine: Machine) -> None:
    outcome = machine.run()
    while isinstance(outcome, Suspend):
        outcome = machine.resume(await _said(outcome.arguments["message"]))


async def _timed(action: Callable[[], Awaitable[object]]) -> float:
    before = time.process_time_ns()
    await action()
    return (time.process_time_ns() - before) / _AWAITS / 1e3


async def _await_rows() -> list[Row]:
    program = _program(f'FOR i = 1 TO {_AWAITS}\n  TALK "hello"\nNEXT\n')
    linked = load_script(program).linked
    plain, bare, driven = [], [], []
    for _ in range(7):
        plain.append(await _timed(_plain))
        bare.append(await _timed(lambda: _bare(Machine(linked))))
        driven.append(await _timed(lambda: gbc.run(program, _Silent())))
    base = statistics.median(plain)
    return [
        ("a plain await of a coroutine", base, "us", ""),
        ("awaited keyword of a bare machine, over that", statistics.median(bare) - base, "us", "ceiling 1.5"),
        ("awaited TALK through the driver and its ports, over that", statistics.median(driven) - base, "us", ""),
    ]


def measure() -> list[Row]:
    """Costs of calls, each over the same work without the call."""
    return _function_rows() + asyncio.run(_await_rows())
