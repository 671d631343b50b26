"""Random BASIC source: expressions over literals, and whole programs that end.

Drawn from one ``random.Random``-like object, as in ``generator``. Programs use what authors use: blocks of every kind,
SUBs, lists and objects, texts with ``${}``, errors, TALK and HEAR. Loops count, and GOTO goes forward only.
"""

from __future__ import annotations

from random import Random

INTEGERS = ("0", "1", "2", "3", "7", "10", "63", "64", "9007199254740993", "4611686018427387905", "9223372036854775807")
FLOATS = ("0.5", "1.0", "2.5", "0.1", "1000000000000000.0", "3.0", "123456789012345680.0")
TEXTS = (
    '""', '"a"', '"A"', '" 2 "', '"1"', '"1.0"', '"true"', '"abc"', '"é🎈"', '"2026-03-07"', '"1e3"',
    '"07/03/2026 10:30"', '"%a_"', '"\\n"', '"[1, 2]"', '"14:05"',
)  # fmt: skip
WORDS = ("true", "false", "null")
ARITHMETIC = ("+", "-", "*", "/", "\\", "MOD", "^", "&")
COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")
LOGIC = ("AND", "OR", "XOR", "??")
MATCHES = ("LIKE", "CONTAINS", "STARTS WITH", "ENDS WITH", "NOT LIKE", "IN")
CALLS = (
    "LEN({})",
    "UCASE({})",
    "STR({})",
    "VAL({})",
    "ABS({})",
    "ROUND({})",
    "ISNULL({})",
    "TYPEOF({})",
    "TRIM({})",
    "INT({})",
)
NAMES = ("a", "b", "total", "Item", "data")


def literal(r: Random) -> str:
    """One literal."""
    return r.choice(r.choice((INTEGERS, INTEGERS, FLOATS, TEXTS, TEXTS, WORDS)))


def expression(r: Random, leaf: list[str], depth: int = 0) -> str:
    """An expression whose leaves are taken from ``leaf``."""
    if depth > 3 or r.random() < 0.25:
        return r.choice(leaf)
    one = expression(r, leaf, depth + 1)
    kind = r.randrange(12)
    if kind < 4:
        other = expression(r, leaf, depth + 1)
        return f"({one} {r.choice(fitting(one, other))} {other})"
    if kind < 6:
        return f"({one} {r.choice(COMPARISONS)} {expression(r, leaf, depth + 1)})"
    if kind < 7:
        return f"({one} {r.choice(LOGIC)} {expression(r, leaf, depth + 1)})"
    if kind < 8:
        return r.choice(
            (
                f"(-{one})" if len(fitting(one)) > 2 else f"(NOT {one})",
                f"(NOT {one})",
                f"({one} IS NULL)",
                f"({one} IS NOT NULL)",
            )
        )
    if kind < 9:
        return f"({one} {r.choice(MATCHES)} {expression(r, leaf, depth + 1)})"
    if kind < 10:
        return r.choice(CALLS).format(one)
    if kind < 11:
        other = expression(r, leaf, depth + 1)
        return r.choice((f"({one} BETWEEN {other} AND {r.choice(leaf)})", f"IIF({one}, {other}, {r.choice(leaf)})"))
    other = expression(r, leaf, depth + 1)
    return f"({one} {r.choice(fitting(one, other))} {other} {r.choice(COMPARISONS)} {r.choice(leaf)})"


def fitting(*operands: str) -> tuple[str, ...]:
    """Operators that the compiler accepts between operands: what is plainly a text can only be joined."""
    text = any(word in operand for operand in operands for word in ('"', "UCASE", "STR(", "TRIM", "TYPEOF"))
    return ("+", "&") if text else ARITHMETIC


class Writer:
    """Writes one program, line by line."""

    def __init__(self, r: Random) -> None:
        self.r = r
        self.lines: list[str] = []
        self.loops = 0
        self.labels = 0
        self.subs: list[tuple[str, int]] = []
        self.in_loop: list[str] = []
        self.in_sub = False

    def program(self, size: int) -> str:
        """The text of a program of about ``size`` statements."""
        for number in range(self.r.randrange(3)):
            self.procedure(number, size // 2 + 1)
        if self.r.random() < 0.4:
            self.lines.append("ON ERROR RESUME NEXT")
        self.block(size, 0)
        self.lines.append("TALK " + ' + "|" + '.join(NAMES))
        self.lines.append(f"RETURN {self.r.choice(NAMES)}")
        return "\n".join(self.lines) + "\n"

    def procedure(self, number: int, size: int) -> None:
        params = self.r.randrange(3)
        name = f"step{number}"
        listed = ", ".join(("x", "y")[:params])
        self.lines.append(f"FUNCTION {name}({listed})")
        self.in_sub = True
        self.block(size, 2)
        self.in_sub = False
        self.lines += [f"  RETURN {self.value()}", "END FUNCTION"]
        self.subs.append((name, params))

    def block(self, size: int, depth: int) -> None:
        for _ in range(self.r.randrange(1, size + 1)):
            self.statement(size, depth)

    def value(self) -> str:
        """An expression over variables, their parts and literals."""
        leaf = [*NAMES, "x", *(literal(self.r) for _ in range(3))]
        name = self.r.choice(NAMES)
        leaf += [
            f"{name}.n",
            f"{name}[{self.r.randrange(3)}]",
            f"{name}.list[1].n",
            f"UBOUND({name})",
            f'"<${{{name}}}>"',
        ]
        if self.r.random() < 0.2:
            leaf.append(self.r.choice(("[1, 2, 3]", "[]", "{n: 1, list: [2]}", '{"N": "x"}', "TODAY()")))
        if self.subs and not self.in_sub and self.r.random() < 0.3:
            name, params = self.r.choice(self.subs)
            leaf += [f"{name}({', '.join(self.r.choice(NAMES) for _ in range(params))})"] * 4
        return expression(self.r, leaf, self.r.randrange(2, 4))

    def statement(self, size: int, depth: int) -> None:
        r = self.r
        simple = [self.assign] * 8 + [self.part] * 3 + [self.talk] * 2 + [self.leave, self.throw, self.compound]
        blocks = [self.if_, self.for_, self.for_each, self.while_, self.select, self.try_, self.goto]
        chosen = r.choice(simple if depth > 3 else simple + blocks)
        if chosen in blocks:
            chosen(max(1, size // 2), depth + 1)  # type: ignore[operator]
        else:
            chosen()  # type: ignore[operator]

    def assign(self) -> None:
        self.lines.append(f"{self.r.choice(NAMES)} = {self.value()}")

    def compound(self) -> None:
        self.lines.append(f"{self.r.choice(NAMES)} {self.r.choice(('+=', '-=', '*='))} {self.value()}")

    def part(self) -> None:
        name = self.r.choice(NAMES)
        target = self.r.choice((f"{name}.n", f"{name}[{self.r.randrange(3)}]", f"{name}.list[1].n", f'{name}["k"]'))
        self.lines.append(f"{target} = {self.value()}")

    def talk(self) -> None:
        self.lines.append(self.r.choice((f"TALK {self.value()}", f"HEAR {self.r.choice(NAMES)}")))

    def leave(self) -> None:
        """Leave a loop, rarely."""
        if self.in_loop and self.r.random() < 0.5:
            self.lines.append(f"IF {self.value()} THEN {self.r.choice((f'EXIT {self.in_loop[-1]}', 'CONTINUE'))}")

    def throw(self) -> None:
        self.lines.append(f"IF {self.value()} THEN THROW {self.value()}")

    def if_(self, size: int, depth: int) -> None:
        self.lines.append(f"IF {self.value()} THEN")
        self.block(size, depth)
        if self.r.random() < 0.4:
            self.lines.append(f"ELSEIF {self.value()} THEN")
            self.block(size, depth)
        if self.r.random() < 0.5:
            self.lines.append("ELSE")
            self.block(size, depth)
        self.lines.append("END IF")

    def loop(self, kind: str, head: str, end: str, size: int, depth: int) -> None:
        self.lines.append(head)
        self.in_loop.append(kind)
        self.block(size, depth)
        self.in_loop.pop()
        self.lines.append(end)

    def counter(self) -> str:
        self.loops += 1
        return f"i{self.loops}"

    def for_(self, size: int, depth: int) -> None:
        i = self.counter()
        step = self.r.choice(("", "", " STEP 2", " STEP -1", " STEP 0.5"))
        limit = self.r.choice(("3", "2", "0", "1.5", "-1", '"2"', "total"))
        first = self.r.choice(("0", "1", "3", "a"))
        self.loop("FOR", f"FOR {i} = {first} TO {limit}{step}", f"NEXT {i}", size, depth)

    def for_each(self, size: int, depth: int) -> None:
        i = self.counter()
        self.loop("FOR", f"FOR EACH {i} IN {self.r.choice((*NAMES, '[1, 2]', self.value()))}", "NEXT", size, depth)

    def while_(self, size: int, depth: int) -> None:
        i = self.counter()
        self.lines.append(f"{i} = 0")
        head, end, kind = self.r.choice(
            (
                (f"WHILE {i} < 3", "WEND", "WHILE"),
                (f"DO WHILE {i} < 2", "LOOP", "DO"),
                ("DO", f"LOOP UNTIL {i} >= 2", "DO"),
            )
        )
        self.lines.append(head)
        self.lines.append(f"{i} = {i} + 1")
        self.in_loop.append(kind)
        self.block(size, depth)
        self.in_loop.pop()
        self.lines.append(end)

    def select(self, size: int, depth: int) -> None:
        self.lines.append(f"SELECT CASE {self.value()}")
        for _ in range(self.r.randrange(1, 3)):
            case = self.r.choice((literal(self.r), f"{literal(self.r)}, {literal(self.r)}", "1 TO 5", "IS > 2"))
            self.lines.append(f"CASE {case}")
            self.block(size, depth)
        self.lines.append("CASE ELSE")
        self.block(size, depth)
        self.lines.append("END SELECT")

    def try_(self, size: int, depth: int) -> None:
        self.lines.append("TRY")
        self.block(size, depth)
        self.lines.append("CATCH problem")
        self.lines.append(
            f"{self.r.choice(NAMES)} = {self.r.choice(('problem.code', 'problem.number', 'ERR', 'problem.line'))}"
        )
        self.block(size, depth)
        if self.r.random() < 0.3:
            self.lines.append("FINALLY")
            self.block(size, depth)
        self.lines.append("END TRY")

    def goto(self, size: int, depth: int) -> None:
        self.labels += 1
        label = f"after{self.labels}"
        self.lines.append(f"IF {self.value()} THEN GOTO {label}")
        self.block(size, depth)
        self.lines.append(f"{label}:")
