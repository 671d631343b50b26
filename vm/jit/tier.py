"""Decides what to compile and when, and installs it: the object that a linked program keeps as its ``tier``.

``auto`` compiles a loop or function once it has used about a million units, ``always`` everything at its first use,
when the types of its values can be seen. The loop calls ``sample``, ``reached`` and ``poor``; any failure here only
means that it goes on alone.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal
from weakref import WeakValueDictionary

from vm._loop import Core, Linked, shapes
from vm.bytecode.program import Program
from vm.jit.analyse import Book, shared
from vm.jit.infer import MOST_INSTRUCTIONS, MOST_REGISTERS, Guess, Inference, Place
from vm.jit.store import Entry, Image, knows
from vm.jit.types import Type, observed

if TYPE_CHECKING:
    from vm.jit.engine import Native

Mode = Literal["off", "auto", "always"]
SAMPLES: Final = 3
"""Ends of a slice in one loop or function before it is compiled; about 800,000 units. One is enough for a program
whose code is kept from before."""
ATTEMPTS: Final = 3
NAME: Final = "region"
"""The native function of a module that is entered from the loop."""
_WIDENED: Final = frozenset({"ADD", "SUB", "MUL", "POW", "GETI", "GETIA", "GETIO", "ITERNEXT"})

_log = logging.getLogger("gbc.jit")


class Shelf:
    """Compiled code of one program, by what was assumed. Freed with the last program that uses it."""

    def __init__(self) -> None:
        self.built: dict[tuple[Guess, range], Built] = {}


class Built:
    """Code of one region, where it can be entered, and what its entries need."""

    def __init__(self, native: Native, image: Image, region: range) -> None:
        self.native = native
        self.region = region
        self.entries = image.entries
        self.widest = image.widest
        self.size = image.size
        self.slice = image.slice


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, "gbc-jit")


_failures: set[str] = set()


def _log_once(program: str, error: Exception, quietly: bool) -> None:
    """Say that something stays interpreted; each reason once in a process. Quietly where nobody asked for more."""
    if str(error) not in _failures:
        _failures.add(str(error))
        level = logging.DEBUG if quietly else logging.WARNING
        _log.log(level, "a part of %s stays interpreted: %s", program, error)


_shelves: WeakValueDictionary[str, Shelf] = WeakValueDictionary()


def attach(linked: Linked, mode: Mode, folder: Path | None = None) -> None:
    """Let the program use compiled code; with ``off`` or without llvmlite it runs on the loop alone. Code is kept in
    ``folder`` for later processes (see ``store``)."""
    if mode != "off":
        linked.tier = Tier(linked, mode, folder)


class Tier:
    """The compiled code of one linked program and what was learnt about it."""

    def __init__(self, linked: Linked, mode: Mode, folder: Path | None = None) -> None:
        self.mode = mode
        self.folder = folder
        self.program: Program = linked.program
        self.book = Book(self.program)
        self.shelf = _shelves.setdefault(linked.hash, Shelf())
        self.reasons: dict[Place, str] = {}
        self.installed: dict[Place, Built] = {}
        self._enough = 0
        self._samples: Counter[Place] = Counter()
        self._jobs: dict[Place, tuple[Guess, range, Future[Built]]] = {}
        self._attempts: Counter[tuple[int, range]] = Counter()
        self._wide: set[Place] = set()
        self._sources: dict[Place, list[Place]] = {}
        self._find_sources()
        if mode == "always":
            for place in self._sources:
                self._hint(linked, place, True)

    def _find_sources(self) -> None:
        """Where the loop goes to each place from: jumps backward and calls."""
        for number, function in enumerate(self.program.functions):
            if len(function.code) > 1 << 14:
                continue
            facts = self.book[number]
            for target, at in facts.loops:
                self._sources.setdefault((number, target), []).append((number, at))
            for at, i in enumerate(facts.code):
                if i.name == "CALL":
                    self._sources.setdefault((i.b, 0), []).append((number, at))

    def _hint(self, linked: Linked, place: Place, on: bool) -> None:
        for function, at in self._sources.get(place, ()):
            linked.hint(function, at, on)

    # ---- what the loop calls ----

    def sample(self, core: Core, function: int, at: int) -> None:
        """A slice of fuel has ended on the way to this place, or to this function."""
        if self.mode != "auto":
            return
        if not self._enough:
            self._enough = 1 if self.folder and knows(self.folder, core.linked.hash) else SAMPLES
        self._collect(core.linked)
        self._count(core.linked, function, at)
        caller, call = core.place()
        if self.book[caller].code[call].name == "CALL":
            self._count(core.linked, caller, call)

    def _count(self, linked: Linked, function: int, at: int) -> None:
        """One more sample for the outermost loop around an instruction, or for the function that begins there."""
        facts = self.book[function]
        nest = facts.nest(at, MOST_INSTRUCTIONS)
        if nest is None and at:
            return
        first, last = nest or (0, 0)
        self._samples[function, first] += 1
        if self._samples[function, first] < self._enough:
            return
        headers = {target for target, _ in facts.loops if first <= target <= last} if nest else {0}
        for place in [(function, header) for header in headers]:
            if place not in self.installed and place not in self.reasons and place not in self._jobs:
                self._hint(linked, place, True)

    def reached(self, core: Core, function: int, at: int) -> None:
        """The top frame is at a place where compiled code is wanted, and there is none."""
        place = function, at
        if place not in self.reasons and place not in self._jobs:
            self._compile(core, place)
        if place not in self.installed:
            self._hint(core.linked, place, False)

    def poor(self, core: Core, function: int, at: int, left_function: int, left_at: int) -> None:
        """Code entered at a place has gained nothing many times; it was last left at the second one."""
        place = function, at
        instruction = self.book[left_function].code[left_at]
        built = self.installed.get(place)
        if built is None:
            return
        from vm.jit.emit import WRITTEN

        self._attempts[function, built.region] += 1
        if instruction.name in WRITTEN and self._attempts[function, built.region] <= ATTEMPTS:
            if instruction.name in _WIDENED:
                self._wide.add((left_function, left_at))
            for other in [other for other, code in self.installed.items() if code is built]:
                self._take_away(core.linked, other)
        else:  # other places of the same code may be worth entering
            self._take_away(core.linked, place)
            self._refuse(core.linked, place, f"it left for {instruction.name} at {left_at} too often")

    # ---- compiling ----

    def _refuse(self, linked: Linked, place: Place, reason: str) -> None:
        self.reasons[place] = reason
        self._hint(linked, place, False)

    def _take_away(self, linked: Linked, place: Place) -> None:
        linked.install(*place, 0, 0, 0, 0, False)
        del self.installed[place]

    def _compile(self, core: Core, place: Place) -> None:
        """Compile now, or start to: ``auto`` leaves it to another thread, and the loop goes on meanwhile."""
        region = self.region(place)
        if isinstance(region, str):
            self.reasons[place] = region
            return
        guess = self._guess(core, place)
        known = self.shelf.built.get((guess, region))
        work = self.book, guess, region, core.linked.hash, self.folder
        if known is not None:
            self._install(core.linked, place, guess, known)
        elif self.mode == "auto":
            self._jobs[place] = guess, region, _workers().submit(build, *work)
        else:
            self._finish(core.linked, place, guess, region, lambda: build(*work))

    def _collect(self, linked: Linked) -> None:
        """Install what the other thread has done."""
        for place, (guess, region, job) in list(self._jobs.items()):
            if job.done():
                del self._jobs[place]
                self._finish(linked, place, guess, region, job.result)

    def _finish(self, linked: Linked, place: Place, guess: Guess, region: range, result: Callable[[], Built]) -> None:
        try:
            built = self.shelf.built[guess, region] = result()
        except Exception as error:
            self._refuse(linked, place, f"it could not be compiled: {error}")
            _log_once(self.program.name, error, quietly=self.mode == "auto" and isinstance(error, ImportError))
        else:
            self._install(linked, place, guess, built)

    def _install(self, linked: Linked, place: Place, guess: Guess, built: Built) -> None:
        for entry in ((place[0], at) for at in built.entries):
            if entry not in self.installed and entry not in self.reasons:
                self.installed[entry] = built
                linked.install(*entry, built.native.address, entry[1], built.widest, built.slice, guess.base)
                self._hint(linked, entry, True)

    def region(self, place: Place) -> range | str:
        """The instructions to compile for a place, or why there are none."""
        function, at = place
        facts = self.book[function]
        if facts.function.registers > MOST_REGISTERS:
            return f"it uses more than {MOST_REGISTERS} variables and places for values"
        is_header = any(target == at for target, _ in facts.loops)
        if not is_header and len(facts.code) <= MOST_INSTRUCTIONS:
            plain = not facts.loops and all(i.name != "CALL" for i in facts.code)
            if plain and self.mode == "auto":
                return "it has no loop and calls nothing"
            return range(len(facts.code))
        nest = facts.nest(at, MOST_INSTRUCTIONS) if is_header else None
        return "it is too large" if nest is None else range(nest[0], nest[1] + 1)

    def _guess(self, core: Core, place: Place) -> Guess:
        depth = core.calls_depth()
        registers = tuple(observed(shape) for shape in shapes(core, depth - 1))
        base: list[Type] = [observed(shape) for shape in shapes(core, 0)] if shared(self.program) else []
        known = tuple(name if twin is not None and twin.name == name else "" for name, _, twin in core.linked.callables)
        return Guess(place[0], place[1], depth == 1, registers, tuple(base), frozenset(self._wide), known)


def build(book: Book, guess: Guess, region: range, program: str = "", folder: Path | None = None) -> Built:
    """Infer, write and compile one region, or take its code from the folder; raises when that cannot be done."""
    from vm.jit.engine import engine

    entry = Entry(folder, program, guess, region) if folder else None
    image = entry.load() if entry else None
    if image is not None:
        try:
            return _ready(image, region)
        except (RuntimeError, OSError) as error:
            _log.debug("code kept in %s cannot be used: %s", folder, error)
    code = generate(book, guess, region)
    image = Image(engine().compile(code.text), code.entries, code.widest, code.size, code.slice)
    if entry:
        entry.save(image)
    return _ready(image, region)


def _ready(image: Image, region: range) -> Built:
    from vm.jit.engine import engine

    return Built(engine().link(image.code, NAME), image, region)


def generate(book: Book, guess: Guess, region: range) -> Any:
    """The text of one region."""
    from vm.jit.emit import Code

    inference = Inference(book, guess, region)
    inference.run()
    return Code(inference, NAME)
