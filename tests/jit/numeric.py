"""Random BASIC source that keeps compiled code busy: loops over numbers and lists, functions that call each other.

Drawn from one ``random.Random``-like object. Types change, integers overflow, lists alias and grow, divisors are zero,
and now and then there is a text, an error handler or a question. Every program ends, or runs out of fuel.
"""

from __future__ import annotations

from random import Random

NUMBERS = ("a", "b", "c", "d")
LISTS = ("xs", "ys")
WHOLE = ("0", "1", "2", "3", "7", "-1", "-3", "10", "1000", "4611686018427387904", "9223372036854775807", "3037000500")
REAL = ("0.5", "1.5", "-0.25", "2.0", "1e300", "9007199254740993.0", "0.0")
OPERATORS = ("+", "+", "+", "-", "-", "*", "*", "/", "\\", "MOD")
RELATIONS = ("<", "<=", ">", ">=", "=", "<>")


class Writer:
    """Writes one program, line by line."""

    def __init__(self, r: Random) -> None:
        self.r = r
        self.lines: list[str] = []
        self.counters = 0
        self.functions: list[tuple[str, int]] = []
        self.local = False

    def program(self) -> str:
        """The text of a program."""
        r = self.r
        if r.random() < 0.2:
            self.lines.append("ON ERROR RESUME NEXT")
        for name in NUMBERS:
            self.lines.append(f"{name} = {self.literal()}")
        for name in LISTS:
            self.lines.append(f"{name} = [{', '.join(self.literal() for _ in range(r.randrange(1, 6)))}]")
        if r.random() < 0.3:
            self.lines.append("ys = xs")
        self.lines.append("grid = [[1, 2], [3, 4.5]]")
        for number in range(r.randrange(3)):
            self.function(number)
        for _ in range(r.randrange(1, 4)):
            self.loop(0)
        if r.random() < 0.3:
            self.lines.append("HEAR reply")
            self.loop(0)
        self.lines.append("RETURN a")
        return "\n".join(self.lines) + "\n"

    def literal(self) -> str:
        return self.r.choice(self.r.choice((WHOLE, WHOLE, REAL)))

    def leaf(self) -> str:
        r = self.r
        kind = r.randrange(10)
        if kind < 5:
            return r.choice(("x", "y", "t")) if self.local and r.random() < 0.7 else r.choice(NUMBERS)
        if kind < 7 and self.counters:
            return f"i{r.randrange(self.counters) + 1}"
        if kind < 8:
            return f"{r.choice(LISTS)}[{self.index()}]"
        return f"grid[{r.randrange(2)}][{r.randrange(2)}]" if kind < 9 and r.random() < 0.4 else self.literal()

    def index(self) -> str:
        counter = f"i{self.r.randrange(self.counters) + 1}" if self.counters else "a"
        return self.r.choice((str(self.r.randrange(4)), counter, f"{counter} MOD 5"))

    def value(self, depth: int = 0) -> str:
        r = self.r
        if depth > 2 or r.random() < 0.3:
            return self.leaf()
        kind = r.randrange(14)
        if kind < 10:
            return f"({self.value(depth + 1)} {r.choice(OPERATORS)} {self.value(depth + 1)})"
        if kind < 11:
            return f"(-{self.value(depth + 1)})"
        if kind < 12:
            return f"({self.leaf()} ^ {r.choice(('2', '3', '0.5', 'b'))})"
        if kind < 13 and self.functions:
            name, params = r.choice(self.functions)
            return f"{name}({', '.join(self.leaf() for _ in range(params))})"
        return f"({self.condition()})"

    def condition(self) -> str:
        r = self.r
        one = f"{self.leaf()} {r.choice(RELATIONS)} {self.value(2)}"
        return f"{one} {r.choice(('AND', 'OR'))} {self.leaf()} > {self.literal()}" if r.random() < 0.2 else one

    def target(self) -> str:
        if self.local and self.r.random() < 0.7:
            return self.r.choice(("x", "y", "t"))
        return self.r.choice(NUMBERS)

    def function(self, number: int) -> None:
        r = self.r
        name, params = f"fn{number}", r.randrange(1, 3)
        self.functions.append((name, params))
        self.lines.append(f"FUNCTION {name}({', '.join(('x', 'y')[:params])})")
        self.local = True
        others = [(other, n) for other, n in self.functions if r.random() < 0.8]
        self.lines.append(f"  IF x < {r.choice(('1', '2', '0.5'))} THEN RETURN {self.leaf()}")
        if others:
            other, n = r.choice(others)
            less = r.choice(("x - 1", "x - 2", "x / 2", "x - 1"))
            self.lines.append(f"  t = {other}({', '.join([less, 'x'][:n])}) {r.choice(('+', '-', '*'))} {self.leaf()}")
        for _ in range(r.randrange(3)):
            self.statement(3)
        self.lines.append(f"  RETURN {self.value(1)}")
        self.lines.append("END FUNCTION")
        self.local = False

    def statement(self, depth: int) -> None:
        r = self.r
        kind = r.randrange(16)
        if kind < 8:
            self.lines.append(f"{self.target()} = {self.value()}")
        elif kind < 10:
            self.lines.append(f"{r.choice(LISTS)}[{self.index()}] = {self.value(1)}")
        elif kind < 13:
            self.lines.append(f"IF {self.condition()} THEN")
            self.lines.append(f"{self.target()} = {self.value()}")
            if r.random() < 0.4:
                self.lines.append("ELSE")
                self.statement(3)
            self.lines.append("END IF")
        elif kind < 14 and depth < 2:
            self.loop(depth + 1)
        elif kind < 15:
            self.rare()
        else:
            self.lines.append(f"grid[{r.randrange(2)}][{r.randrange(3)}] = {self.leaf()}")

    def rare(self) -> None:
        r = self.r
        chosen = r.randrange(6)
        if chosen == 0:
            self.lines.append(f'IF {self.condition()} THEN {self.target()} = "12"')
        elif chosen == 1:
            self.lines += ["TRY", f"a = a / {self.leaf()}", "CATCH e", "b = b + 1", "END TRY"]
        elif chosen == 2:
            self.lines.append(f"IF {self.condition()} THEN TALK a")
        elif chosen == 3:
            self.lines.append(f"IF {self.condition()} THEN {self.target()} = NULL")
        elif chosen == 4:
            self.lines.append("ys = xs" if r.random() < 0.5 else "xs = [1, 2, 3]")
        else:
            self.lines.append(f"IF {self.condition()} THEN b = LEN(a)")

    def loop(self, depth: int) -> None:
        r = self.r
        self.counters += 1
        i = f"i{self.counters}"
        rounds = r.choice((5, 30, 70)) if depth else r.choice((40, 90, 150))
        end = f"NEXT {i}"
        kind = r.randrange(5)
        if kind < 3:
            step = r.choice(("", "", " STEP 2", " STEP 0.5"))
            self.lines.append(f"FOR {i} = {r.choice(('0', '1', '0', '0.5'))} TO {rounds}{step}")
        elif kind < 4:
            self.lines += [f"{i} = 0", f"WHILE {i} < {rounds}", f"{i} = {i} + 1"]
            end = "WEND"
        else:
            self.lines.append(f"FOR EACH {i} IN {r.choice(LISTS)}")
            end = "NEXT"
        for _ in range(r.randrange(1, 5)):
            self.statement(depth)
        self.lines.append(end)
