"""Random BASIC source with every statement of the language: what ``basic`` writes, and all that is rarer.

Untyped: any name may hold anything. Drawn from one ``random.Random``-like object. Jumps backward are counted, so every
program ends or uses up its fuel. Called by the differential tests; INCLUDE needs files and is left out.
"""

from __future__ import annotations

from basic import NAMES, Writer, literal

EVENTS = ('EVENT "paid"', 'FORM SUBMIT "contact"', 'INSERT OF "orders"', "WHATSAPP MESSAGE RECEIVED")
HEARS = ("{} AS INTEGER", "{} AS DATE", '{} AS "red", "green", *', "{} AS TEXT", "{} AS EMAIL")
HEADS = (
    'DESCRIPTION "what it does"\n',
    "#workflow\n",
    "TABLE stock\n  Id integer key\n  Name string(150)\n  Price double(10,2)\nEND TABLE\n",
    'PARAM data AS STRING LIKE "A-1" DESCRIPTION "an order"\n',
    'REM the tool\nPARAM a AS INTEGER\nDESCRIPTION "adds"\n',
)


class FullWriter(Writer):
    """Writes one program, line by line."""

    def program(self, size: int) -> str:
        """The text of a program of about ``size`` statements."""
        r = self.r
        self.lines += [r.choice(HEADS).rstrip("\n")] if r.random() < 0.2 else []
        if r.random() < 0.3:
            self.lines.append(f"CONST LIMIT = {literal(r)}")
        for number in range(r.randrange(3)):
            self.procedure(number, size // 2 + 1)
        handler = r.random() < 0.25
        if handler:
            self.lines.append("ON ERROR GOTO trouble")
        elif r.random() < 0.3:
            self.lines.append("ON ERROR RESUME NEXT")
        gosub = r.random() < 0.3
        self.gosubs = ["part"] if gosub else []
        self.block(size, 0)
        self.lines.append("TALK " + ' + "|" + '.join(NAMES))
        self.lines.append(r.choice((f"RETURN {r.choice(NAMES)}", f"RETURN WITH n AS {r.choice(NAMES)}", "END", "STOP")))
        if gosub:
            self.gosubs = []
            self.lines.append("part:")
            self.block(2, 3)
            self.lines.append("RETURN")
        if handler:
            self.lines.append("trouble:")
            self.handler()
        return "\n".join(self.lines) + "\n"

    gosubs: list[str] = []

    def handler(self) -> None:
        """What stands behind ``ON ERROR GOTO trouble``; it gives up after a few errors."""
        r = self.r
        self.lines += ["troubles = troubles + 1", "IF troubles > 3 THEN END", f"{r.choice(NAMES)} = ERR"]
        if r.random() < 0.3:
            self.lines.append(r.choice(("CLEAR ERROR", "ON ERROR GOTO 0", 'TALK "" + ERROR', "ERR.CLEAR")))
        self.lines.append(r.choice(("RESUME NEXT", "RESUME", "RESUME NEXT")))

    def procedure(self, number: int, size: int) -> None:
        if self.r.random() < 0.6:
            super().procedure(number, size)
            return
        name = f"task{number}"
        self.lines.append(f"SUB {name}(x)")
        self.in_sub = True
        if self.r.random() < 0.2:
            self.lines.append("ON ERROR RESUME NEXT")
        self.block(size, 2)
        self.lines.append(f"IF {self.value()} THEN EXIT SUB")
        self.block(1, 4)
        self.in_sub = False
        self.lines.append("END SUB")
        self.tasks.append(name)

    @property
    def tasks(self) -> list[str]:
        """Names of the SUBs so far."""
        return self.__dict__.setdefault("_tasks", [])

    def statement(self, size: int, depth: int) -> None:
        if self.r.random() < 0.75:
            super().statement(size, depth)
            return
        plain = [self.dim, self.hear, self.ask, self.clear, self.check, self.choose, self.invoke, self.text_block]
        plain += [self.with_, self.switch_value, self.error_mode, self.database, self.list_change, self.deep]
        if not self.in_sub:
            plain += [self.backward, self.step, self.on_event, self.deferred]
        blocks = [self.last, self.switch]
        chosen = self.r.choice(plain if depth > 3 else plain + blocks)
        if chosen in blocks:
            chosen(max(1, size // 2), depth + 1)  # type: ignore[call-arg]
        else:
            chosen()  # type: ignore[call-arg]

    def dim(self) -> None:
        name = self.r.choice(NAMES)
        self.lines.append(
            self.r.choice((f"DIM {name}", f"DIM {name}(3)", f"REDIM {name}(2)", f"REDIM PRESERVE {name}(4)"))
        )

    def hear(self) -> None:
        self.lines.append("HEAR " + self.r.choice(HEARS).format(self.r.choice(NAMES)))

    def ask(self) -> None:
        self.lines.append(f'{self.r.choice(NAMES)} = HEAR "well?"')

    def clear(self) -> None:
        self.lines.append(self.r.choice(("CLEAR ERROR", f"{self.r.choice(NAMES)} = ERROR MESSAGE", "ERR.CLEAR")))

    def check(self) -> None:
        self.lines.append(f'ASSERT {self.value()}, "not so"')

    def choose(self) -> None:
        self.lines.append(f"{self.r.choice(NAMES)} = {self.value()} ? {self.value()} : {literal(self.r)}")

    def invoke(self) -> None:
        if self.gosubs and not self.in_sub:
            self.lines.append("GOSUB part")
        elif self.tasks and not self.in_sub:
            name = self.r.choice(self.tasks)
            self.lines.append(self.r.choice((f"CALL {name}({self.value()})", f"{name} {self.r.choice(NAMES)}")))

    def text_block(self) -> None:
        self.lines += ["BEGIN TALK", f"Hello ${{{self.r.choice(NAMES)}}}", "END TALK"]
        if self.r.random() < 0.2:
            self.lines += ['BEGIN MAIL "ann@x.org"', "Subject: Hello", "", "Text", "END MAIL"]

    def with_(self) -> None:
        name = self.r.choice(NAMES)
        self.lines += [f"WITH {name}", f"n = {self.value()}", f"list = [{literal(self.r)}]", "END WITH"]

    def switch_value(self) -> None:
        self.lines += [f"{self.r.choice(NAMES)} = SWITCH {self.value()}", f"CASE {literal(self.r)} : {literal(self.r)}"]
        self.lines += [f"DEFAULT : {literal(self.r)}", "END SWITCH"]

    def switch(self, size: int, depth: int) -> None:
        self.lines += [f"SWITCH {self.value()}", f"CASE {literal(self.r)}, {literal(self.r)}"]
        self.block(size, depth)
        self.lines.append("DEFAULT")
        self.block(size, depth)
        self.lines.append("END SWITCH")

    def last(self, size: int, depth: int) -> None:
        head = f"FOR EACH {self.counter()} IN {self.r.choice(NAMES)} LAST {self.r.randrange(3)}"
        self.loop("FOR", head, "NEXT", size, depth)

    def error_mode(self) -> None:
        self.lines.append(self.r.choice(("ON ERROR RESUME NEXT", "ON ERROR GOTO 0")))

    def database(self) -> None:
        name = self.r.choice(NAMES)
        self.lines.append(
            self.r.choice((f'{name} = FIND "stock", "a = 1"', f'SAVE "stock", {name}', f'SET CONTEXT "x" AS {name}'))
        )

    def deep(self) -> None:
        path = self.r.choice((".kind.n", ".list.n", '["k"].n', "[1].list[0]", ".kind.list[2].n"))
        self.lines.append(f"{self.r.choice(NAMES)}{path} = {self.value()}")

    def list_change(self) -> None:
        name = self.r.choice(NAMES)
        self.lines.append(f"{name} = [{', '.join(literal(self.r) for _ in range(self.r.randrange(4)))}]")
        self.lines.append(f"PUSH {name}, {self.value()}")

    def backward(self) -> None:
        """A loop made of a label and a GOTO, three rounds long."""
        self.labels += 1
        label, i = f"again{self.labels}", self.counter()
        self.lines.append(f"{label}:")
        self.assign()
        self.lines += [f"{i} = {i} + 1", f"IF {i} < 3 THEN GOTO {label}"]

    def step(self) -> None:
        self.lines.append('STEP 1: BOT "fraud" "check"')
        if self.r.random() < 0.3:
            self.lines += [
                "STEP 2: PARALLEL",
                'BRANCH A: BOT "mail" "tell"',
                'BRANCH B: BOT "log" "write"',
                "END PARALLEL",
            ]

    def on_event(self) -> None:
        if not self.in_loop and self.lines[-1:] != ["TRY"]:
            self.lines += [f"ON {self.r.choice(EVENTS)}", f"TALK {self.r.choice(NAMES)}", "END ON"]

    def deferred(self) -> None:
        self.lines += ["SCHEDULE IN 5 MINUTES DO", f"TALK {self.r.choice(NAMES)}", "END SCHEDULE"]
