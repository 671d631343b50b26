"""The machine for Python: link a program once, then run, resume, save and restore it.

It wraps the compiled core and turns its states into the plain outcomes of ``vm.outcome``. It serves no keyword and
never awaits; the driver and the command line call it.
"""

from __future__ import annotations

import random
import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from vm._loop import Core, Linked, LinkError
from vm.budget import Budget, Limits
from vm.bytecode.codec import program_hash
from vm.bytecode.program import Function, Program
from vm.bytecode.verify import VerifyError, verify
from vm.error import BasicError
from vm.outcome import Done, Fault, Frame, Outcome, Paused, Suspend
from vm.snapshot import SnapshotError, read_state, write_state
from vm.value import Array, CBuiltin, Object, json_start

__all__ = [
    "DefaultEnv", "LinkError", "Linked", "LinkedFunction", "Machine", "SnapshotError", "VerifyError", "link",
]  # fmt: skip

LinkedFunction = tuple[Callable[..., Any], bool] | tuple[Callable[..., Any], bool, int, int | None]
"""A pure function, whether it takes the environment as its first argument, and perhaps the fewest and most arguments
it takes besides (None = any number)."""

_DONE, _FAULTED = 0, 2
_SECRET: Final = re.compile(
    r"pass(word|wd|phrase)?|senha|token|secret|api_?key|credential|(^|_)(key|pin|cvv)(_|$)", re.I
)
_SHOWN: Final = 80
_TURN: Final = 1 << 15
"""Units after which a run that yields gives its host a turn: about a millisecond."""


class DefaultEnv:
    """Clock, chance and names for pure functions; a host passes its own to control them."""

    def now(self) -> datetime:
        """Local date and time."""
        return datetime.now()

    def random(self) -> float:
        """A number from 0 up to but not including 1."""
        return random.random()

    def uuid(self) -> str:
        """A new random UUID."""
        return str(uuid.uuid4())

    def error_state(self) -> Any:
        """The last error, as the host knows it."""
        return None


_LIMITS: Final = Limits()
_ENV: Final = DefaultEnv()


def link(
    program: Program, functions: Mapping[str, LinkedFunction], hot: Mapping[str, CBuiltin] | None = None
) -> Linked:
    """Verify the program and make it ready to run with these pure functions, by name.

    ``hot`` gives compiled twins of some of them. Raises VerifyError (GB8004), also for a call of a function with a
    wrong number of arguments, or LinkError when a function is missing.
    """
    verify(program)
    return Linked(program, functions, hot or {}, program_hash(program))


class Machine:
    """One run of a linked program.

    ``entry`` is the function to start with, ``variables`` values for the script's variables by the author's names
    (others are ignored). After ``run`` gives Suspend, ``resume`` or ``resume_error`` goes on, each with full fuel.
    One that ``yields`` gives Paused about every millisecond of computing, also inside of a pure function over much
    data, and ``run`` goes on with the fuel it had. Nobody may change what the program holds in between.
    RuntimeError when it is asked for what it cannot do now. ``snapshot`` may be taken whenever it is not running.
    """

    __slots__ = ("__weakref__", "_core", "linked")

    def __init__(
        self,
        linked: Linked,
        *,
        entry: int = 0,
        variables: Mapping[str, Any] | None = None,
        limits: Limits | None = None,
        env: Any = None,
        yields: bool = False,
    ) -> None:
        self.linked = linked
        self._core = Core(linked, entry, Budget(limits or _LIMITS), _ENV if env is None else env)
        self._core.stretch = _TURN if yields else 0
        if variables:
            registers = {name.casefold(): register for name, register in self._names}
            for name, value in variables.items():
                register = registers.get(name.casefold())
                if register is not None:
                    self._core.set_value(register, value)

    @classmethod
    def restore(
        cls, linked: Linked, data: bytes, *, limits: Limits | None = None, env: Any = None, yields: bool = False
    ) -> Machine:
        """The machine that ``snapshot`` saved.

        SnapshotError: GB8005 for what is no saved state, GB8006 for one of another program, GB8007 for a damaged one.
        """
        machine = cls.__new__(cls)
        machine.linked = linked
        machine._core = read_state(linked, data, Budget(limits or _LIMITS), _ENV if env is None else env)
        machine._core.stretch = _TURN if yields else 0
        return machine

    def snapshot(self) -> bytes:
        """The whole state; restored anywhere with the same program it goes on in the same way."""
        return write_state(self._core)

    def run(self, steps: int | None = None) -> Outcome:
        """Run from the start, or go on after Paused. ``steps`` bounds the number of instructions (slower)."""
        found = self._core.start(steps)
        return found if isinstance(found, Suspend) else self._end(found)

    def resume(self, value: Any, steps: int | None = None) -> Outcome:
        """Answer the keyword that the machine waits for, and go on."""
        found = self._core.answer(value, steps)
        return found if isinstance(found, Suspend) else self._end(found)

    def resume_error(self, code: str, message: str, steps: int | None = None) -> Outcome:
        """Let the keyword that the machine waits for fail, and go on: the program may catch it."""
        found = self._core.answer_error(BasicError(code, message), steps)
        return found if isinstance(found, Suspend) else self._end(found)

    @property
    def pending(self) -> Suspend | None:
        """What the machine waits for, as when it suspended; None when it waits for nothing."""
        return self._core.pending()

    @property
    def fuel(self) -> int:
        """Units left of the last run."""
        return self._core.budget.fuel

    def variables(self) -> dict[str, Any]:
        """The script's variables by the author's names."""
        return {name: self._core.value_at(register) for name, register in self._names}

    def assign(self, name: str, value: Any) -> bool:
        """Give a variable of the script a value, while the machine waits for a keyword; False when it has none of this
        name."""
        register = {known.casefold(): at for known, at in self._names}.get(name.casefold())
        if register is None:
            return False
        self._core.set_value(register, value)
        return True

    @property
    def _names(self) -> Iterable[tuple[str, int]]:
        return _variable_names(self.linked.program, self._core.entry)

    def _end(self, status: int) -> Outcome:
        if status == _DONE:
            return Done(self._core.ending()[0])
        return self._fault() if status == _FAULTED else Paused()

    def _fault(self) -> Fault:
        error = self._core.ending()[1]
        assert error is not None
        calls = self._core.calls()
        function, position = calls[0]
        line = error.first_line()
        if 0 < line <= self.linked.source.line_count:
            position = self.linked.source.line_span(line)
        frames = [Frame(call.name, place) for call, place in calls]
        return Fault(error.code, error.message, position, frames, self._shown_values(function, position[0]))

    def _shown_values(self, function: Function, offset: int) -> list[tuple[str, Any]]:
        """The values of the variables that the faulting line names, as a report may show them."""
        registers = self._core.registers(len(self._core.calls()) - 1)
        values = [(name, registers[register]) for register, name in function.names]
        if len(self._core.calls()) > 1:
            mine = {name.casefold() for name, _ in values}
            values += [(name, value) for name, value in self.variables().items() if name.casefold() not in mine]
        source = self.linked.source
        if self.linked.program.source:
            words = set(re.findall(r"\w+", source.line_text(source.line_of(offset)).casefold()))
            values = [(name, value) for name, value in values if name.rstrip("$%").casefold() in words]
        return [(name, "***" if _SECRET.search(name) else _shown(value)) for name, value in values]


def _variable_names(program: Program, entry: int) -> Iterable[tuple[str, int]]:
    """``(name, register)`` of the variables of the frame that ``entry`` starts."""
    if entry == 0 or any(tool.entry == entry for tool in program.tools):
        return program.variables
    return tuple((name, register) for register, name in program.functions[entry].names)


def _shown(value: Any) -> Any:
    """A value as a fault shows it: numbers and dates as they are, the rest as text of bounded length."""
    if isinstance(value, (Array, Object)):
        try:
            value = json_start(value, _SHOWN)
        except BasicError:
            return "…"
    if isinstance(value, str) and len(value) > _SHOWN:
        return value[: _SHOWN - 1] + "…"
    return value
