"""Types of all registers at every instruction of the code that is about to be compiled.

Abstract interpretation of verified bytecode from the types seen when it got hot. A *unit* is one native function: the
region entered from the loop, or a function called with certain types of arguments. Pure; ``emit`` turns the units
into code.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from vm.jit import rules
from vm.jit.analyse import Book, Facts, Instruction, successors
from vm.jit.types import DEAD, T_ANY, T_BOOL, T_FLOAT, T_INT, T_NULL, T_NUMBER, State, Type, join

MOST_INSTRUCTIONS = 400
"""Instructions of one unit; longer functions are not called natively."""
MOST_REGISTERS = 200
MOST_VERSIONS = 3
MOST_UNITS = 12
_ROUNDS = 40

Key = tuple[int, tuple[Type, ...]] | None
Place = tuple[int, int]


@dataclass(frozen=True)
class Guess:
    """What is assumed when compiling: the types in the frame and of shared registers, where guesses failed before, and
    the names of the pure functions that are known, "" for others."""

    function: int
    entry: int
    base: bool
    registers: tuple[Type, ...]
    shared: tuple[Type, ...] = ()
    wide: frozenset[Place] = frozenset()
    pure: tuple[str, ...] = ()


@dataclass
class Unit:
    """One native function. ``states`` are the types before each instruction that can be reached."""

    key: Key
    facts: Facts
    inside: range
    start: int
    arguments: tuple[Type, ...]
    base: bool = False
    states: dict[int, State] = field(default_factory=dict)
    calls: dict[int, Key] = field(default_factory=dict)
    result: Type | None = None

    @property
    def number(self) -> int:
        """The function's number in the program."""
        return self.facts.number


class Inference:
    """Finds the units that a guess needs, and their types."""

    def __init__(self, book: Book, guess: Guess, inside: range) -> None:
        self.book = book
        self.guess = guess
        self.units: dict[Key, Unit] = {}
        facts = book[guess.function]
        region = Unit(None, facts, inside, guess.entry, (), guess.base)
        region.states[guess.entry] = self._first_state(region)
        self.units[None] = region
        self._changed = True

    def _first_state(self, unit: Unit) -> State:
        live = unit.facts.live[unit.start]
        found = []
        for register in range(unit.facts.function.registers):
            seen = self.guess.registers[register]
            if register not in live:
                seen = DEAD
            elif seen in (T_INT, T_BOOL):
                seen = seen._replace(const=unit.facts.constant_at(register, unit.start))
            found.append(seen)
        return tuple(found)

    def run(self) -> dict[Key, Unit]:
        """The units with their types; the region has key None."""
        for _ in range(_ROUNDS):
            self._changed = False
            for unit in list(self.units.values()):
                self._flow(unit)
            if not self._changed:
                return self.units
        raise OverflowError("its types do not settle")

    def _flow(self, unit: Unit) -> None:
        waiting = sorted(unit.states, reverse=True)
        while waiting:
            at = waiting.pop()
            for to, state in self._step(unit, at):
                if self._arrive(unit, to, state) and to not in waiting:
                    waiting.append(to)

    def _arrive(self, unit: Unit, at: int, state: State) -> bool:
        live = unit.facts.live[at]
        state = tuple(t if register in live else DEAD for register, t in enumerate(state))
        before = unit.states.get(at)
        after = state if before is None else tuple(map(join, before, state))
        if after == before:
            return False
        unit.states[at] = after
        self._changed = True
        return True

    def _step(self, unit: Unit, at: int) -> list[tuple[int, State]]:
        """Where control goes from an instruction and with which types; nowhere when compiled code leaves there."""
        if at not in unit.inside:
            return []
        i, state = unit.facts.code[at], unit.states[at]
        if i.name in ("RET", "RETNULL"):
            self._return(unit, state[i.a]._replace(const=None) if i.name == "RET" else T_NULL)
            return []
        if i.name == "ITERNEXT":
            taken = self.assigned(unit, at)
            return [] if taken is None else [(at + 1, taken), (i.b, state)]
        after = self.assigned(unit, at)
        return [] if after is None else [(to, after) for to in successors(i, at)]

    def _return(self, unit: Unit, result: Type) -> None:
        joined = result if unit.result is None else join(unit.result, result)
        if joined != unit.result:
            unit.result, self._changed = joined, True

    def assigned(self, unit: Unit, at: int) -> State | None:
        """Types after the instruction, or None when compiled code leaves there."""
        i, state = unit.facts.code[at], unit.states[at]
        wide = (unit.number, at) in self.guess.wide
        if i.name in _TESTS:
            return state if _TESTS[i.name](i, state) else None
        if i.name == "CALL":
            return self._call(unit, at, i, state)
        if i.name == "FORPREP":
            return self._for_first(i, state)
        if i.name == "SETG":
            return self._set_shared(unit, i, state)
        if i.name == "GETG":
            result = self._shared(unit, i, state)
        elif i.name == "CALLB":
            result = rules.pure(self.guess.pure[i.b], state[i.a]) if i.c == 1 and self.guess.pure else None
        else:
            result = _result(unit.facts, i, state, wide)
        if result is None:
            return None
        written = (i.a + 1, i.a + 2) if i.name == "ITERNEXT" else (i.a,)
        after = list(state)
        after[written[-1]] = result
        if i.name == "ITERNEXT":
            after[i.a + 1] = T_INT
        return tuple(after)

    def _for_first(self, i: Instruction, state: State) -> State | None:
        parts = state[i.a : i.a + 3]
        return state if all(t.mask in (T_INT.mask, T_FLOAT.mask) for t in parts) else None

    def _shared(self, unit: Unit, i: Instruction, state: State) -> Type | None:
        if unit.base:
            known = unit.facts.is_entry and i.b < len(state) and state[i.b].mask
            return state[i.b] if known else None
        return self.guess.shared[i.b] if i.b < len(self.guess.shared) else T_ANY

    def _set_shared(self, unit: Unit, i: Instruction, state: State) -> State | None:
        if not unit.base:
            return state if state[i.b].mask else None
        if not unit.facts.is_entry or i.a >= len(state):
            return None
        return (*state[: i.a], state[i.b], *state[i.a + 1 :])

    # ---- calls ----

    def _call(self, unit: Unit, at: int, i: Instruction, state: State) -> State | None:
        arguments = tuple(t._replace(const=None) for t in state[i.a : i.a + i.c])
        callee = self._callee(i.b, arguments)
        if callee is None:
            unit.calls.pop(at, None)
            return None
        unit.calls[at] = callee.key
        if callee.result is None:
            return None
        after = list(state)
        after[i.a] = callee.result
        if unit.base:
            for register in self.book.globals_under(i.b)[1]:
                if register < len(after) and register != i.a:
                    after[register] = T_ANY
        return tuple(after)

    def _callee(self, number: int, arguments: tuple[Type, ...]) -> Unit | None:
        function = self.book.program.functions[number]
        if len(function.code) > MOST_INSTRUCTIONS or function.registers > MOST_REGISTERS:
            return None
        if not all(t.mask for t in arguments):
            return None
        versions = [key for key in self.units if key is not None and key[0] == number]
        if (number, arguments) not in versions and len(versions) >= MOST_VERSIONS:
            arguments = (T_ANY,) * len(arguments)
        key = (number, arguments)
        if key not in self.units:
            if len(self.units) >= MOST_UNITS:
                return None
            facts = self.book[number]
            unit = Unit(key, facts, range(len(function.code)), 0, arguments)
            start = (*arguments, *(T_NULL,) * (function.registers - len(arguments)))
            unit.states[0] = tuple(t if r in facts.live[0] else DEAD for r, t in enumerate(start))
            self.units[key] = unit
            self._changed = True
        return self.units[key]


def _result(facts: Facts, i: Instruction, state: State, wide: bool) -> Type | None:
    """The type of the one register that the instruction writes."""
    if i.name in ("LOADI", "LOADBOOL"):
        return (T_INT if i.name == "LOADI" else T_BOOL)._replace(const=i.b)
    if i.name == "LOADK":
        return _constant(facts.function.constants[i.b])
    if i.name == "LOADNULL":
        return T_NULL
    if i.name == "MOVE":
        return state[i.b] if state[i.b].mask else None
    if i.name in ("ADD", "SUB", "MUL"):
        return rules.arithmetic(state[i.b], state[i.c], wide)
    if i.name in _BINARY:
        return _BINARY[i.name](state[i.b], state[i.c])
    if i.name == "POW":
        return rules.power(state[i.b], state[i.c], wide)
    if i.name in ("NOT", "TEST"):
        return rules.truth(state[i.b])
    if i.name == "NEG":
        return rules.negative(state[i.b])
    if i.name == "GETI":
        return rules.element(state[i.b], state[i.c], wide)
    if i.name in ("GETIA", "GETIO"):
        return rules.element_on_the_way(state[i.b], state[i.c], wide)
    if i.name == "ITERNEXT":
        return rules.element(state[i.a], state[i.a + 1], wide)
    if i.name == "FORLOOP":
        return _next_round(state[i.a], state[i.a + 1], state[i.a + 2])
    return None


def _constant(value: object) -> Type | None:
    if isinstance(value, bool):
        return T_BOOL._replace(const=int(value))
    if isinstance(value, int):
        return T_INT._replace(const=value)
    return T_FLOAT if isinstance(value, float) else T_NULL if value is None else None


def _next_round(value: Type, limit: Type, step: Type) -> Type | None:
    numbers = T_NUMBER.mask
    if not (value.mask & numbers and limit.mask & numbers and step.mask in (T_INT.mask, T_FLOAT.mask)):
        return None
    result = rules.arithmetic(value._replace(mask=value.mask & numbers), step, False)
    return None if result == T_NUMBER else result


_BINARY = {
    "DIV": rules.quotient, "IDIV": rules.whole_quotient, "MOD": rules.remainder,
    "EQ": rules.comparison, "NE": rules.comparison, "LT": rules.comparison, "LE": rules.comparison,
}  # fmt: skip


def _stores(i: Instruction, state: State) -> bool:
    return rules.stores(state[i.a], state[i.b], state[i.c])


def _compares(i: Instruction, state: State) -> bool:
    return rules.comparison(state[i.a], state[i.b]) is not None


_TESTS = {
    "JMP": lambda i, state: True,
    "JT": lambda i, state: rules.truth(state[i.a]) is not None,
    "JF": lambda i, state: rules.truth(state[i.a]) is not None,
    **dict.fromkeys(("JEQ", "JNE", "JLT", "JNLT", "JLE", "JNLE"), _compares),
    "SETI": _stores,
}
