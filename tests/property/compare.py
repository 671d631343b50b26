"""Runs one scene on two machines and says where they part.

Compared at every stop: kind of outcome, keyword, arguments, fault code and place, and all variables of the script as a
graph, with sharing. Wordings of faults may differ, so ``plain_wording`` makes each fault's message its code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from generator import Scene

from vm.error import BasicError
from vm.outcome import Done, Fault, Outcome, Paused, Suspend
from vm.reference.state import copy_graph, flatten

MAX_STOPS = 40


def seen(machine: Any, outcome: Outcome) -> list[Any]:
    """What a stop shows, as plain data."""
    roots: list[Any] = []
    if isinstance(outcome, Done):
        head: list[Any] = ["done"]
        roots.append(outcome.value)
    elif isinstance(outcome, Suspend):
        head = ["suspend", outcome.keyword, tuple(outcome.position), list(outcome.arguments)]
        roots.extend(outcome.arguments.values())
    elif isinstance(outcome, Fault):
        places = [(frame.function, tuple(frame.position)) for frame in outcome.frames]
        if outcome.code.startswith("GB69"):
            return ["fault", outcome.code]
        head = ["fault", outcome.code, outcome.message, tuple(outcome.position), places]
    else:
        head = ["paused"]
    variables = machine.variables()
    values, table = flatten([*roots, *variables.values()])
    return [head, list(variables), values, table]


@contextmanager
def plain_wording() -> Iterator[None]:
    """Until the end, the message of every fault that the program did not throw itself is just its code."""
    original = BasicError.__init__

    def init(self: BasicError, code: str, message: str, value: Any = None) -> None:
        original(self, code, message if code == "GB6100" else code, value)

    BasicError.__init__ = init  # type: ignore[method-assign]
    try:
        yield
    finally:
        BasicError.__init__ = original  # type: ignore[method-assign]


Step = Callable[[Any], Any]


def play(machine: Any, scene: Scene, between: Step = lambda machine: machine, steps: int | None = None) -> list[Any]:
    """All stops of a run. With ``steps`` it pauses after so many instructions; ``between`` may replace the machine."""
    answers = copy_graph(scene.answers)
    shown: list[Any] = []
    options = {} if steps is None else {"steps": steps}
    outcome = machine.run(**options)
    pauses = 0
    while len(shown) < MAX_STOPS and pauses < 5000:
        if isinstance(outcome, Paused):
            pauses += 1
            machine = between(machine)
            outcome = machine.run(**options)
            continue
        shown.append(seen(machine, outcome))
        if not isinstance(outcome, Suspend):
            break
        machine = between(machine)
        count = len(shown)
        if count % 5 == 4:
            outcome = machine.resume_error("GB7002", "no connection", **options)
        else:
            outcome = machine.resume(answers[count % len(answers)], **options)
    return shown
