"""The reference machine: one instruction at a time, frames as plain Python objects, nothing clever.

It has the surface of ``vm.machine.Machine`` and must end every program in the same way; ``ops`` holds what the
instructions do. Tests compare the two; nothing else calls it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from diagnostics.source import Source
from vm.budget import Budget, Limits, within
from vm.bytecode.opcodes import OPCODES, decode
from vm.bytecode.program import Function, Program
from vm.error import BasicError
from vm.outcome import Done, Fault, Frame, Outcome, Paused, Suspend
from vm.reference.errors import error_object, is_budget
from vm.reference.meter import Meter
from vm.reference.ops import OPS
from vm.reference.state import copy_graph
from vm.value import Object

if TYPE_CHECKING:
    from vm.machine import LinkedFunction


@dataclass(slots=True)
class Call:
    """One running function. ``at`` is the instruction it executes, or will; ``result`` the caller's register."""

    function: Function
    registers: list[Any]
    result: int = 0
    at: int = 0
    next: int = 0
    handler: int | None = None
    armed: bool = False

    def get(self, register: int) -> Any:
        """Value of a register."""
        return self.registers[register]

    def set(self, register: int, value: Any) -> None:
        """Change a register."""
        self.registers[register] = value

    def window(self, start: int, count: int) -> list[Any]:
        """Values of ``count`` registers."""
        return self.registers[start : start + count]

    def name(self, constant: int) -> str:
        """A constant that is a field's name."""
        return str(self.function.constants[constant])


@dataclass(slots=True)
class State:
    """A saved machine: copies of all that can change."""

    frames: list[tuple[Function, int, int, int, int | None, bool, int]]
    values: list[Any] = field(repr=False)
    waiting: int | None
    resume_next: bool


class ReferenceMachine:
    """Runs one program; ``functions`` gives the pure functions by name as ``(callable, wants the environment)``."""

    def __init__(
        self,
        program: Program,
        functions: Mapping[str, LinkedFunction] | None = None,
        *,
        entry: int = 0,
        variables: Mapping[str, Any] | None = None,
        limits: Limits | None = None,
        env: Any = None,
    ) -> None:
        self.program = program
        self.functions = functions or {}
        self.env = env
        self.meter = Meter(limits or Limits(), self._alive)
        self.resume_next = False
        self.last_error: Object | None = None
        self.ended: Outcome | None = None
        self._waiting: int | None = None
        self._source = Source(program.source)
        first = program.functions[entry]
        size = max(first.registers, program.functions[0].registers)
        self.script = Call(first, [None] * size)
        self.frames = [self.script]
        for name, value in (variables or {}).items():
            self._set_variable(name, value)

    def _set_variable(self, name: str, value: Any) -> None:
        for known, register in self._names():
            if known.lower() == name.lower():
                self.script.set(register, value)

    def _names(self) -> Iterable[tuple[str, int]]:
        if self.script.function is self.program.functions[0]:
            return self.program.variables
        return [(name, register) for register, name in self.script.function.names]

    def variables(self) -> dict[str, Any]:
        """The script's variables by the author's names."""
        return {name: self.script.get(register) for name, register in self._names()}

    # ------------------------------------------------------------ running

    def run(self, steps: int | None = None) -> Outcome:
        """Go on until the program ends, suspends or faults, or ``steps`` instructions have passed."""
        if self._waiting is not None or self.ended is not None:
            raise RuntimeError("the machine cannot run now")
        self.meter.fuel = self.meter.limits.fuel
        return self._run(steps)

    def resume(self, value: Any, steps: int | None = None) -> Outcome:
        """Answer the keyword the machine waits for and go on."""
        self.frames[-1].set(self._take_waiting(), value)
        self.meter.fuel = self.meter.limits.fuel
        return self._run(steps)

    def resume_error(self, code: str, message: str, steps: int | None = None) -> Outcome:
        """Let the keyword the machine waits for fail and go on."""
        self._take_waiting()
        self.meter.fuel = self.meter.limits.fuel
        fault = self._fail(BasicError(code, message))
        self.meter.fuel = self.meter.limits.fuel
        return fault if fault is not None else self._run(steps)

    def _take_waiting(self) -> int:
        if self._waiting is None:
            raise RuntimeError("the machine waits for nothing")
        register, self._waiting = self._waiting, None
        return register

    def _run(self, steps: int | None) -> Outcome:
        while steps is None or steps > 0:
            outcome = self.step()
            if outcome is not None:
                return outcome
            steps = None if steps is None else steps - 1
        return Paused()

    def step(self) -> Outcome | None:
        """Execute one instruction."""
        frame = self.frames[-1]
        frame.at = frame.next
        frame.next += 1
        op, a, b, c = decode(frame.function.code[frame.at])
        try:
            outcome = OPS[OPCODES[op].name](self, frame, a, b, c)
        except BasicError as error:
            outcome = self._fail(error)
        if isinstance(outcome, (Done, Fault)):
            self.ended = outcome
        return outcome

    def jump(self, frame: Call, target: int) -> None:
        """Go to ``target``; backward costs 1, and 1 more for 8 instructions that are jumped over."""
        if target <= frame.at:
            self.meter.charge(1 + (frame.at - target) // 8)
        frame.next = target

    def enter(self, number: int, arguments: list[Any], result: int) -> None:
        """Call a function of the program; costs 1, and 1 more for 8 instructions it has."""
        function = self.program.functions[number]
        self.meter.charge(1 + len(function.code) // 8)
        if len(self.frames) >= self.meter.limits.depth:
            raise BasicError("GB6902", f"more than {self.meter.limits.depth} calls are inside each other")
        rest = [None] * (function.registers - len(arguments))
        self.frames.append(Call(function, [*arguments, *rest], result))

    def leave(self, value: Any) -> Done | None:
        """Return from the running function."""
        call = self.frames[-1]
        if len(self.frames) == 1:
            return Done(value)
        self.frames.pop()
        self.frames[-1].set(call.result, value)
        return None

    def pure(self, number: int, arguments: list[Any]) -> Any:
        """Result of a pure function."""
        function, wants_env = self.functions[self.program.builtins[number]][:2]
        self.meter.charge(10 + sum(map(text_units, arguments)))
        try:
            result = self._paying(function, [self.env, *arguments] if wants_env else arguments)
        except BasicError:
            raise
        except RecursionError:
            raise BasicError("GB6905", "a value is nested too deeply for this function") from None
        except MemoryError:
            raise BasicError("GB6901", "this function needs more memory than there is") from None
        except Exception as error:
            raise BasicError("GB0001", f"this function failed inside with {error!r}") from error
        self.meter.charge(text_units(result))
        self.meter.text_length(len(result) if isinstance(result, str) else 0)
        return result

    def _paying(self, function: Callable[..., Any], arguments: list[Any]) -> Any:
        """Call a function that charges for what it does; this machine pays."""
        budget = Budget(self.meter.limits)
        budget.fuel = self.meter.fuel
        try:
            return within(budget, function, arguments)
        finally:
            self.meter.fuel = budget.fuel

    def wait(self, keyword: str, arguments: dict[str, Any], register: int) -> Suspend:
        """Stop until the host answers."""
        self._waiting = register
        return Suspend(keyword, arguments, self.position(self.frames[-1]))

    # ------------------------------------------------------------ errors

    def position(self, frame: Call) -> tuple[int, int]:
        """Place in the source of the instruction that ``frame`` executes."""
        rows = frame.function.positions
        index = bisect_right([at for at, _, _ in rows], frame.at) - 1
        return rows[index][1:] if index >= 0 else (0, 0)

    def _fail(self, error: BasicError) -> Fault | None:
        """Go to the handler of the error, or make it the end."""
        top = self.frames[-1]
        line = self._source.line_of(self.position(top)[0]) if top.function.positions else 0
        if not is_budget(error):
            for depth in range(len(self.frames) - 1, -1, -1):
                if self._handle(self.frames[depth], error, line):
                    del self.frames[depth + 1 :]
                    return self._metered()
        return self._fault(error)

    def _metered(self) -> Fault | None:
        """Going to a handler costs 100, or a program could fail and go on for ever."""
        try:
            self.meter.charge(100)
        except BasicError as error:
            return self._fault(error)
        return None

    def _handle(self, frame: Call, error: BasicError, line: int) -> bool:
        tries = [t for t in frame.function.tries if t.start <= frame.at < t.end]
        statements = [s for s in frame.function.statements if s.start <= frame.at < s.end]
        if tries:
            region = min(tries, key=lambda t: t.end - t.start)
            self.last_error = error_object(error, line)
            frame.set(region.register, self.last_error)
            frame.next = region.handler
        elif self.resume_next and frame is self.frames[-1] and statements:
            statement = min(statements, key=lambda s: s.end - s.start)
            self.last_error = error_object(error, line)
            if statement.target < -1:
                self.script.set(-2 - statement.target, None)
            elif statement.target >= 0:
                frame.set(statement.target, None)
            frame.next = statement.resume
        elif frame.handler is not None and frame.armed:
            self.last_error = error_object(error, line)
            frame.armed = False
            frame.next = frame.handler
        else:
            return False
        return True

    def _fault(self, error: BasicError) -> Fault:
        frames = [Frame(call.function.name, self.position(call)) for call in reversed(self.frames)]
        top = self.frames[-1]
        values = [(name, top.get(register)) for register, name in top.function.names]
        line = error.first_line()
        again = 0 < line <= self._source.line_count
        place = self._source.line_span(line) if again else frames[0].position
        self.ended = Fault(error.code, error.message, place, frames, values)
        return self.ended

    # ------------------------------------------------------------ saving

    def _alive(self) -> list[Any]:
        return [*(value for frame in self.frames for value in frame.registers), self.last_error]

    def snapshot(self) -> State:
        """All that can change, copied; sharing and cycles are kept."""
        rows = [(f.function, f.result, f.at, f.next, f.handler, f.armed, len(f.registers)) for f in self.frames]
        return State(rows, copy_graph(self._alive()), self._waiting, self.resume_next)

    @classmethod
    def restore(
        cls,
        program: Program,
        state: State,
        functions: Mapping[str, LinkedFunction] | None = None,
        *,
        limits: Limits | None = None,
        env: Any = None,
    ) -> ReferenceMachine:
        """A machine that goes on where the saved one stood."""
        machine = cls(program, functions, limits=limits, env=env)
        values = copy_graph(state.values)
        machine.last_error = values.pop()
        machine.frames = []
        for function, result, at, next_, handler, armed, size in state.frames:
            machine.frames.append(Call(function, values[:size], result, at, next_, handler, armed))
            del values[:size]
        machine.script = machine.frames[0]
        machine._waiting, machine.resume_next = state.waiting, state.resume_next
        return machine


def text_units(value: Any) -> int:
    """What a text costs a pure function that takes or gives it: 1 per 64 characters."""
    return len(value) // 64 if isinstance(value, str) else 0
