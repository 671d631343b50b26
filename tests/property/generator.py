"""Random well-formed Programs, and the values, pure functions and host answers that they run with.

Everything is drawn from one ``random.Random``-like object, so a seed or Hypothesis decides and a failure repeats.
Programs nest blocks (IF, FOR, FOR EACH, TRY), call functions further down, and mix kinds that do not fit on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from vm.bytecode.opcodes import BY_NAME, encode
from vm.bytecode.program import Function, KeywordImport, Program, Statement, TryRegion
from vm.error import BasicError
from vm.value import Array, Object

VARIABLES = 6
"""Registers 0..5 are the variables of every function; a loop has three registers above them, calls the last four."""
NAMES = ("a", "A", "items", "length", "data", "success", "year", "0", "message", "code")

INTEGERS = (0, 1, -1, 2, 3, 7, 10, -7, 63, (1 << 53) + 1, (1 << 62) + 1, (1 << 63) - 1, -(1 << 63))
FLOATS = (0.0, -0.0, 0.5, 1.0, -2.5, 1e15, 1e16, 1e300, 2.0**63, 0.1, float("inf"), float("nan"))
TEXTS = (
    "", " ", "a", "A", "1", " 2 ", "-1", "1.0", "1e3", "true", "nan", "9223372036854775808", "é🎈", "x" * 70,
    "2026-03-07", "07/03/2026", "2026-03-07 14:05", "14:05:00", '{"a": 1, "b": [1, 2]}', "[1, [2], {}]", "[{", "length",
    '```json\n{"a": {"A": 5}}\n```', "0", "items",
)  # fmt: skip
TIMES = (
    date(2026, 3, 7), date(1, 1, 1), date(9999, 12, 31), datetime(2026, 3, 7, 14, 5, 6, 700), datetime(2026, 3, 7),
    time(14, 5), timedelta(0), timedelta(days=1), timedelta(seconds=-90), timedelta(microseconds=1500000),
)  # fmt: skip

BINARY = ("ADD", "SUB", "MUL", "DIV", "IDIV", "MOD", "POW", "EQ", "NE", "LT", "LE")
UNARY = ("NEG", "NOT", "TEST", "ISNULL", "MOVE")
COMPARING_JUMPS = ("JEQ", "JNE", "JLT", "JNLT", "JLE", "JNLE")


def constant(r: Random) -> Any:
    """A value that may stand in a program."""
    kind = r.randrange(8)
    if kind < 3:
        return r.choice(INTEGERS)
    if kind < 4:
        return r.choice(FLOATS)
    return r.choice(TEXTS) if kind < 7 else r.choice((None, True, False))


def value(r: Random, depth: int = 0) -> Any:
    """Any value that a host may give."""
    kind = r.randrange(10)
    if kind < 4 or depth > 2:
        return constant(r)
    if kind < 6:
        return r.choice(TIMES)
    size = r.randrange(4)
    if kind < 8:
        made = Array([value(r, depth + 1) for _ in range(size)])
        made.rowset = r.random() < 0.4
        return made
    thing = Object([(r.choice(NAMES), value(r, depth + 1)) for _ in range(size)])
    thing.kind = r.choice(("", "", "response", "file"))
    return thing


# ---------------------------------------------------------------- what programs may call


def _pair(a: Any = None, b: Any = None, *rest: Any) -> Any:
    return Array([a, b])


def _rows(a: Any = None, *rest: Any) -> Any:
    rows = Array([Object([("a", a)])])
    rows.rowset = True
    return rows


def _answer(a: Any = None, *rest: Any) -> Any:
    answer = Object([("status", 200), ("data", a)])
    answer.kind = "response"
    return answer


def _fail(*arguments: Any) -> Any:
    raise BasicError("GB6004", "this function always fails")


def _same(a: Any = None, *rest: Any) -> Any:
    return a


def _clock(env: Any, *rest: Any) -> Any:
    return env.now()


FUNCTIONS = {
    "PAIR": (_pair, False), "ROWS": (_rows, False), "ANSWER": (_answer, False), "FAIL": (_fail, False),
    "SAME": (_same, False), "CLOCK": (_clock, True),
}  # fmt: skip
_ARITY = {"PAIR": 2, "ROWS": 1, "ANSWER": 1, "FAIL": 1, "SAME": 1, "CLOCK": 0}
BUILTINS = tuple(FUNCTIONS)
KEYWORDS = (KeywordImport("ASK", ()), KeywordImport("TALK", ("message",)), KeywordImport("SEND", ("to", "text")))


class Env:
    """The environment of pure functions, frozen."""

    def now(self) -> datetime:
        return datetime(2026, 1, 2, 3, 4, 5)

    def random(self) -> float:
        return 0.5

    def uuid(self) -> str:
        return "00000000-0000-4000-8000-000000000000"

    def error_state(self) -> Any:
        return None


# ---------------------------------------------------------------- programs


@dataclass
class Scene:
    """A program with the first values of its variables and the answers its host will give, in turn."""

    program: Program
    variables: dict[str, Any]
    answers: list[Any] = field(default_factory=list)


def scene(r: Random, size: int = 12) -> Scene:
    """A random program and what it needs; ``size`` is about the number of statements per function."""
    count = r.choice((1, 1, 2, 3))
    params = [0, *(r.randrange(3) for _ in range(count - 1))]
    functions = tuple(_Writer(r, number, params).function(size) for number in range(count))
    longest = max(len(f.code) for f in functions)
    program = Program(
        "random",
        functions,
        BUILTINS,
        KEYWORDS,
        variables=tuple((f"v{i}", i) for i in range(VARIABLES)),
        source="\n" * (longest + 1),
    )
    variables = {f"v{i}": value(r) for i in range(VARIABLES) if r.random() < 0.8}
    return Scene(program, variables, [value(r) for _ in range(r.randrange(1, 4))])


class _Writer:
    """Writes one function."""

    def __init__(self, r: Random, number: int, params: list[int]) -> None:
        self.r = r
        self.number = number
        self.params = params
        self.code: list[int] = []
        self.constants: list[Any] = list(NAMES)
        self.statements: list[Statement] = []
        self.tries: list[TryRegion] = []
        self.top = VARIABLES  # first register not taken by an open loop
        self.registers = VARIABLES + 3 * 3 + 5

    def function(self, size: int) -> Function:
        if self.r.random() < 0.7:
            self.emit("ONERR", 1)
        self.block(size, 0)
        self.emit(*self.r.choice((("RET", self.var()), ("RET", self.var()), ("RETNULL",), ("HALT",))))
        positions = tuple((at, at, at + 1) for at in range(len(self.code)))
        names = tuple((i, f"v{i}") for i in range(VARIABLES))
        return Function(
            f"f{self.number}", self.params[self.number], self.registers, tuple(self.code), tuple(self.constants), names,
            positions, tuple(self.statements), tuple(self.tries),
        )  # fmt: skip

    # ---- parts

    def emit(self, name: str, a: int = 0, b: int = 0, c: int = 0) -> int:
        self.code.append(encode(BY_NAME[name].number, a, b, c))
        return len(self.code) - 1

    def patch(self, at: int, name: str, a: int = 0, b: int = 0, c: int = 0) -> None:
        self.code[at] = encode(BY_NAME[name].number, a, b, c)

    def var(self) -> int:
        """A variable, or rarely a register of an open loop."""
        return self.r.randrange(VARIABLES) if self.r.random() < 0.95 else self.r.randrange(self.registers)

    def name(self) -> int:
        return self.r.randrange(len(NAMES))

    def block(self, size: int, depth: int) -> None:
        for _ in range(self.r.randrange(1, size + 1)):
            start = len(self.code)
            self.statement(size, depth)
            if self.r.random() < 0.95 and len(self.code) > start:
                target = self.r.choice((-1, self.var(), -2 - self.r.randrange(VARIABLES)))
                self.statements.append(Statement(start, len(self.code), len(self.code), target))

    def statement(self, size: int, depth: int) -> None:
        kinds = [self.plain] * 10 + [self.fields] * 7 + [self.call] * 4 + [self.error] * 2
        if depth < 3:
            kinds += [self.branch, self.branch, self.for_loop, self.for_each, self.try_block]
        chosen = self.r.choice(kinds)
        if chosen in (self.plain, self.fields, self.call, self.error):
            chosen()
        else:
            chosen(max(1, size // 2), depth + 1)

    def plain(self) -> None:
        kind = self.r.randrange(9)
        if kind < 2:
            self.constants.append(constant(self.r))
            self.emit("LOADK", self.var(), len(self.constants) - 1)
        elif kind < 3:
            self.emit("LOADI", self.var(), self.r.choice((0, 1, 2, 5, -1, -32768, 32767)))
        elif kind < 6:
            self.emit(self.r.choice(BINARY), self.var(), self.var(), self.var())
        elif kind < 7:
            self.emit(self.r.choice(UNARY), self.var(), self.var())
        elif kind < 8:
            start = self.r.randrange(VARIABLES)
            self.emit("CONCAT", self.var(), start, self.r.randrange(VARIABLES - start + 1))
        else:
            self.emit(
                *self.r.choice(
                    (
                        ("GETG", self.var(), self.var()),
                        ("SETG", self.var(), self.var()),
                        ("LOADNULL", self.var()),
                        ("LOADBOOL", self.var(), self.r.randrange(2)),
                    )
                )
            )

    def fields(self) -> None:
        kind = self.r.randrange(8)
        if kind == 0:
            start = self.r.randrange(VARIABLES)
            self.emit("NEWARR", self.var(), start, self.r.randrange(VARIABLES - start + 1))
        elif kind == 1:
            self.emit("NEWOBJ", self.var())
        elif kind == 2:
            self.emit("GETF", self.var(), self.var(), self.name())
        elif kind == 3:
            self.emit("SETF", self.var(), self.name(), self.var())
        elif kind == 4:
            self.emit("GETI", self.var(), self.var(), self.var())
        elif kind == 5:
            self.emit("SETI", self.var(), self.var(), self.var())
        elif kind == 6:
            self.emit(self.r.choice(("GETFO", "GETFA")), self.var(), self.var(), self.name())
        else:
            self.emit(self.r.choice(("GETIO", "GETIA")), self.var(), self.var(), self.var())

    def call(self) -> None:
        base = self.registers - 4
        kind = self.r.randrange(3)
        if kind == 0 and self.number + 1 < len(self.params):
            callee = self.r.randrange(self.number + 1, len(self.params))
            count = self.params[callee]
            name, which = "CALL", callee
        elif kind < 2:
            which = self.r.randrange(len(BUILTINS))
            name, count = "CALLB", _ARITY[BUILTINS[which]]
        else:
            which = self.r.randrange(len(KEYWORDS))
            name, count = "CALLK", len(KEYWORDS[which].arguments)
        for i in range(count):
            self.emit("MOVE", base + i, self.var())
        self.emit(name, base, which, count)
        self.emit("MOVE", self.var(), base)

    def error(self) -> None:
        kind = self.r.randrange(6)
        if kind == 0:
            self.emit("ONERR", 1)
        elif kind == 1:
            self.emit("ONERR", 0)
        elif kind == 2:
            self.goto_handler()
        elif kind == 3:
            self.emit("ERRGET", self.var(), self.r.randrange(5))
        elif kind == 4:
            self.emit(self.r.choice(("ERRCLR", "REARM")))
        else:
            skip = self.emit("JF")
            self.emit("THROW", self.var())
            self.patch(skip, "JF", self.var(), len(self.code))

    def goto_handler(self) -> None:
        """ON ERROR GOTO a handler that stands right here and is jumped over."""
        arm = self.emit("ONERR")
        skip = self.emit("JMP")
        self.patch(arm, "ONERR", 2, len(self.code))
        self.emit("ERRGET", self.var(), self.r.randrange(5))
        self.patch(skip, "JMP", len(self.code))

    def branch(self, size: int, depth: int) -> None:
        test = self.emit("JF")
        self.block(size, depth)
        skip = self.emit("JMP")
        if self.r.random() < 0.5:
            self.patch(test, self.r.choice(("JF", "JT")), self.var(), len(self.code))
        else:
            self.patch(test, self.r.choice(COMPARING_JUMPS), self.var(), self.var(), len(self.code))
        self.block(size, depth)
        self.patch(skip, "JMP", len(self.code))

    def for_loop(self, size: int, depth: int) -> None:
        base = self.top
        self.top += 3
        for i, choices in enumerate(((0, 1, -2), (3, 2, 0), (1, 1, 2, -1))):
            if self.r.random() < 0.15:
                self.emit("MOVE", base + i, self.var())
            else:
                self.emit("LOADI", base + i, self.r.choice(choices))
        prepare = self.emit("FORPREP")
        body = len(self.code)
        self.emit("MOVE", self.var(), base)
        self.block(size, depth)
        self.emit("FORLOOP", base, body)
        self.patch(prepare, "FORPREP", base, len(self.code))
        self.top = base

    def for_each(self, size: int, depth: int) -> None:
        base = self.top
        self.top += 3
        self.emit("ITERPREP", base, self.var())
        head = self.emit("ITERNEXT")
        self.emit("MOVE", self.var(), base + 2)
        self.block(size, depth)
        self.emit("JMP", head)
        self.patch(head, "ITERNEXT", base, len(self.code))
        self.top = base

    def try_block(self, size: int, depth: int) -> None:
        start = len(self.code)
        self.block(size, depth)
        end = len(self.code)
        skip = self.emit("JMP")
        self.tries.append(TryRegion(start, end, len(self.code), self.var()))
        self.block(size, depth)
        self.patch(skip, "JMP", len(self.code))
