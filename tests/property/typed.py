"""Random BASIC source whose variables keep their kinds, as compiled code expects it, until one does not.

Whole numbers, floats, booleans, texts, lists of each and objects; loops, calls, jumps and errors around them. Now and
then a list or a variable changes its kind in the middle of a loop. Drawn from one ``random.Random``-like object.
"""

from __future__ import annotations

from random import Random

WHOLE = ("0", "1", "2", "3", "7", "-1", "-3", "10", "1000", "4611686018427387904", "9223372036854775807", "3037000500")
REAL = ("0.5", "1.5", "-0.25", "2.0", "1e300", "9007199254740993.0", "0.0")
TEXT = ('""', '"a"', '"B"', '"12"', '"é🎈"', '"2026-03-07"')
KINDS = ("int", "int", "float", "bool", "text")
LITERALS = {"int": WHOLE, "float": REAL, "bool": ("TRUE", "FALSE"), "text": TEXT}
SCALARS = {"int": ("n", "m"), "float": ("f", "g"), "bool": ("yes", "no"), "text": ("s", "t")}
LISTS = {"int": "ints", "float": "reals", "bool": "flags", "text": "words"}
CHANGES = {
    "int": ("0.5", '"x"', "NULL", "TRUE"),
    "float": ("7", '"x"', "[1]"),
    "bool": ("1", "NULL"),
    "text": ("1", "{k: 1}"),
}
RELATIONS = ("<", "<=", ">", ">=", "=", "<>")


class TypedWriter:
    """Writes one program, line by line; ``loops`` is how many stand one after another."""

    def __init__(self, r: Random) -> None:
        self.r = r
        self.lines: list[str] = []
        self.counters: list[str] = []
        self.made = 0
        self.functions: list[tuple[str, str]] = []
        self.inside = False
        self.around: list[str] = []

    def program(self, loops: int = 2) -> str:
        """The text of a program."""
        r = self.r
        handler = r.random() < 0.15
        self.lines += ["ON ERROR GOTO trouble"] if handler else ["ON ERROR RESUME NEXT"] * (r.random() < 0.15)
        for kind, names in SCALARS.items():
            self.lines += [f"{name} = {r.choice(LITERALS[kind])}" for name in names]
            size = r.randrange(0, 6)
            self.lines.append(f"{LISTS[kind]} = [{', '.join(r.choice(LITERALS[kind]) for _ in range(size))}]")
        self.lines += ["grid = [[1, 2], [3, 4]]", 'item = {n: 1, f: 0.5, s: "a", list: [1, 2]}', "DIM spare(3)"]
        for number in range(r.randrange(3)):
            self.function(number)
        for _ in range(r.randrange(1, loops + 1)):
            self.loop(0)
        if r.random() < 0.2:
            self.lines.append(r.choice(("HEAR s", "HEAR n AS INTEGER", "GOSUB part")))
            self.loop(0)
        self.lines += ["RETURN [n, f, s, ints, reals]", "part:", "n = n + 1", "RETURN"]
        if handler:
            self.lines += ["trouble:", "m = m + 1", "IF m > 5 THEN END", "RESUME NEXT"]
        return "\n".join(self.lines) + "\n"

    # ---- values

    def leaf(self, kind: str) -> str:
        r = self.r
        if kind == "int" and self.counters and r.random() < 0.3:
            return r.choice(self.counters)
        chosen = r.randrange(10)
        if chosen < 5:
            return r.choice(SCALARS[kind]) if not self.inside or r.random() < 0.3 else self.local(kind)
        if chosen < 7:
            return f"{LISTS[kind]}[{self.index()}]"
        if chosen < 8:
            return {"int": f"grid[{r.randrange(2)}][{r.randrange(2)}]", "float": "item.f", "text": "item.s"}.get(
                kind, "yes"
            )
        return r.choice(LITERALS[kind])

    def local(self, kind: str) -> str:
        return {"int": "x", "float": "y"}.get(kind, SCALARS[kind][0])

    def index(self) -> str:
        counter = self.r.choice(self.counters) if self.counters else "n"
        return self.r.choice((str(self.r.randrange(4)), counter, f"{counter} MOD 5", f"{counter} MOD 3"))

    def value(self, kind: str, depth: int = 0) -> str:
        r = self.r
        if depth > 2 or r.random() < 0.3:
            return self.leaf(kind)
        one = self.value(kind, depth + 1)
        if kind == "bool":
            other = r.choice(KINDS[:3])
            return f"({self.value(other, depth + 1)} {r.choice(RELATIONS)} {self.leaf(other)})"
        if kind == "text":
            return r.choice((f"({one} & {self.leaf(r.choice(KINDS))})", f"UCASE({one})", f"LEFT({one}, 5)", '"<${n}>"'))
        return self.number(kind, one, depth)

    def number(self, kind: str, one: str, depth: int) -> str:
        r = self.r
        if r.random() < 0.7:
            other = self.value(kind if r.random() < 0.8 else r.choice(("int", "float")), depth + 1)
            return f"({one} {r.choice(('+', '+', '-', '-', '*', 'MOD', chr(92), '/', '^'))} {other})"
        called = [name for name, result in self.functions if result == kind]
        if called and r.random() < 0.6:
            return f"{r.choice(called)}({self.leaf('int')}, {self.leaf('float')})"
        return r.choice(
            (f"(-{one})", f"ABS({one})", f"SQR({self.leaf('int')})", "LEN(s)", "UBOUND(ints)", f"INT({one})")
        )

    # ---- statements

    def function(self, number: int) -> None:
        r = self.r
        name, kind = f"fn{number}", r.choice(("int", "float"))
        self.functions.append((name, kind))
        self.lines += [
            f"FUNCTION {name}(x, y)",
            f"IF x < {r.choice(('1', '2'))} THEN RETURN {r.choice(LITERALS[kind])}",
        ]
        self.inside, counters, self.counters = True, self.counters, []
        if r.random() < 0.5:
            self.lines.append(f"y = {name}(x - {r.choice(('1', '2'))}, y) {r.choice(('+', '-', '*'))} y")
        for _ in range(r.randrange(3)):
            self.statement(3)
        self.lines += [f"RETURN {self.value(kind, 1)}", "END FUNCTION"]
        self.inside, self.counters = False, counters

    def statement(self, depth: int) -> None:
        r = self.r
        kind = r.choice(KINDS)
        chosen = r.randrange(24)
        if chosen < 8:
            self.lines.append(f"{self.target(kind)} {r.choice(('=', '=', '=', '+='))} {self.value(kind)}")
        elif chosen < 12:
            self.lines.append(f"{LISTS[kind]}[{self.index()}] = {self.value(kind, 1)}")
        elif chosen < 15:
            self.branch()
        elif chosen < 17 and depth < 2:
            self.loop(depth + 1)
        elif chosen < 20:
            self.rare(kind)
        elif chosen < 21 and self.around:
            self.lines.append(f"IF {self.value('bool')} THEN {r.choice(('CONTINUE', f'EXIT {self.around[-1]}'))}")
        elif chosen < 22:
            self.change(kind)
        else:
            self.lines.append(
                r.choice((f"item.n = {self.leaf('int')}", f"grid[{r.randrange(2)}][{r.randrange(3)}] = n"))
            )

    def target(self, kind: str) -> str:
        return self.local(kind) if self.inside and self.r.random() < 0.7 else self.r.choice(SCALARS[kind])

    def branch(self) -> None:
        r = self.r
        kind = r.choice(KINDS)
        if r.random() < 0.3:
            self.lines += [f"SELECT CASE {self.leaf('int')}", "CASE 1, 2", f"{self.target(kind)} = {self.value(kind)}"]
            self.lines += ["CASE 3 TO 9", "m = m + 1", "CASE IS > 100", "m = 0", "CASE ELSE", "f = f + 1", "END SELECT"]
            return
        self.lines += [f"IF {self.value('bool')} THEN", f"{self.target(kind)} = {self.value(kind)}"]
        if r.random() < 0.4:
            self.lines.append("ELSE")
            self.statement(3)
        self.lines.append("END IF")

    def change(self, kind: str) -> None:
        """A variable or an element gets a value of another kind, at some round of the loop."""
        r = self.r
        what = r.choice((*SCALARS[kind], f"{LISTS[kind]}[{self.index()}]"))
        counter = r.choice(self.counters) if self.counters else "n"
        self.lines.append(f"IF {counter} = {r.randrange(20)} THEN {what} = {r.choice(CHANGES[kind])}")

    def rare(self, kind: str) -> None:
        r = self.r
        some = LISTS[kind]
        lines = r.choice(
            (
                ["TRY", f"n = n \\ {self.leaf('int')}", "CATCH e", "m = e.line", "FINALLY", "f = f + 1", "END TRY"],
                [f"IF {self.value('bool')} THEN TALK s", f"IF {self.value('bool')} THEN THROW s"],
                [f"PUSH {some}, {self.leaf(kind)}"],
                [f"spare = {some}", f"spare[1] = {self.leaf(r.choice(KINDS))}"],
                [f"{some} = [{', '.join(self.leaf(kind) for _ in range(3))}]"],
                [f"FOR EACH each IN {some}", f"{self.target(kind)} = each", "NEXT"],
                [f"spare = {some} + {LISTS[r.choice(KINDS)]}", f"yes = spare = {some}"],
                ["DIM spare(2)", f"spare[0] = {self.leaf(kind)}", "REDIM PRESERVE spare(5)"],
                [f"words[1] = {self.leaf('text')}", 'yes = "a" IN words'],
                [f"{some}[n MOD 7] += {self.leaf(kind)}"],
                ["grid[1] = ints", "grid[0] = [1, 2.5]"],
            )
        )
        self.lines += lines

    def loop(self, depth: int) -> None:
        r = self.r
        self.made += 1
        i = f"i{self.made}"
        rounds = r.choice((3, 10)) if depth else r.choice((5, 20, 40))
        kind = r.randrange(8)
        end, leave = f"NEXT {i}", "FOR"
        if kind < 4:
            step = r.choice(("", "", "", " STEP 2", " STEP 0.5"))
            self.lines.append(f"FOR {i} = {r.choice(('0', '1', '0', '0.5'))} TO {rounds}{step}")
        elif kind < 5:
            self.lines += [f"{i} = 0", f"WHILE {i} < {rounds}", f"{i} = {i} + 1"]
            end, leave = "WEND", "WHILE"
        elif kind < 6:
            self.lines += [f"{i} = 0", "DO", f"{i} = {i} + 1"]
            end, leave = f"LOOP UNTIL {i} >= {rounds}", "DO"
        elif kind < 7:
            self.lines.append(f"FOR EACH {i} IN {LISTS[r.choice(('int', 'float'))]}")
            end = "NEXT"
        else:
            self.lines += [f"{i} = 0", f"top{self.made}:", f"{i} = {i} + 1"]
            end, leave = f"IF {i} < {rounds} THEN GOTO top{self.made}", ""
        self.rounds(i, leave, depth)
        self.lines.append(end)

    def rounds(self, counter: str, leave: str, depth: int) -> None:
        """What a loop does each time."""
        self.counters.append(counter)
        self.around += [leave] if leave else []
        for _ in range(self.r.randrange(1, 5)):
            self.statement(depth)
        if leave:
            self.around.pop()
