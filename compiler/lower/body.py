"""The function that is being lowered: its code so far, its registers, the loops and TRYs that are open.

Temporaries are a stack: take ``mark = b.top``, use ``b.temp()``, set ``b.top = mark`` when done. All lowering
functions take a ``Body`` first; how a node is lowered is looked up in the tables that ``program`` passes in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from compiler import ast
from compiler.bound import Ref, Scope, Unit, Variable
from compiler.ir import MARK, OP, POOL, TEMP, Code, Ins, Span, Target, TooLarge, key_of, load_op
from diagnostics.record import Record, fresh
from vm.bytecode.program import Constant, KeywordImport

ValueRule = Callable[["Body", Any, "int | None"], int]
StatementRule = Callable[["Body", Any], None]
BranchRule = Callable[["Body", Any, Target, bool], None]

MAX_POOL = 64
"""Most constants a function keeps in registers."""

MAX_CODE = 1 << 16
"""Most instructions of a function, as a jump can name no more."""


class Rules(Record):
    """How each kind of node is lowered."""

    values: dict[type, ValueRule]
    statements: dict[type, StatementRule]
    branches: dict[type, BranchRule]


class Imports(Record):
    """What the functions of one program refer to by number, and facts about the whole program."""

    builtins: dict[str, int] = fresh(factory=dict)
    keywords: dict[KeywordImport, int] = fresh(factory=dict)
    captured: list[Variable] = fresh(factory=list)
    script_size: int = 0
    resumes: bool = False  # ON ERROR RESUME NEXT stands somewhere: every function needs its table of statements

    def builtin(self, name: str) -> int:
        """Number of a pure function."""
        return self.builtins.setdefault(name, len(self.builtins))

    def keyword(self, keyword: str, arguments: tuple[str, ...]) -> int:
        """Number of a keyword with these arguments."""
        return self.keywords.setdefault(KeywordImport(keyword, arguments), len(self.keywords))


class Loop(Record):
    """A loop that is open: where EXIT and CONTINUE go. ``depth`` is the number of TRYs around it."""

    kind: str
    leave: Target
    again: Target
    depth: int


class Guard(Record):
    """A TRY that is open: code that must run when control leaves it, and the regions that a fault there ends.

    ``opened`` is where the current piece of its regions starts; ``pieces`` are those closed already.
    """

    last: ast.Block | None
    opened: Target
    pieces: list[tuple[Target, Target]] = fresh(factory=list)


class Body:
    """Code of one unit while it is built."""

    def __init__(self, unit: Unit, code: Code, rules: Rules, imports: Imports) -> None:
        self.unit = unit
        self.code = code
        self.rules = rules
        self.imports = imports
        self.top = TEMP
        self.loops: list[Loop] = []
        self.guards: list[Guard] = []
        self.counting: list[Variable] = []  # variables of the loops that are open
        self.labels: dict[str, Target] = {}
        self.depths: dict[str, int] = {}  # TRYs around each label
        self.at: ast.Node = ast.Node(unit.start, unit.start)
        self.gosub: tuple[int, int] | None = None  # registers of the list of return sites and of its length
        self.gosub_return = Target()
        self.sites: list[Target] = []  # where GOSUBs go on
        self.handlers: set[str] = set()  # labels that ON ERROR GOTO names
        self.counter: int | None = None  # register of the number of the statement that runs, for RESUME NEXT
        self.failed = 0  # register of the number of the statement that failed
        self.resume_next = Target()
        self.resumptions: list[Target] = []  # where RESUME NEXT goes on, by that number

    # ------------------------------------------------------------ code

    def emit(self, op: str, a: Any = 0, b: Any = 0, c: Any = 0, at: ast.Node | None = None) -> None:
        """Append an instruction that belongs to ``at``, or to the current statement."""
        place = at or self.at
        if len(self.code.body) > MAX_CODE:
            raise TooLarge(self.code.name)
        self.code.body.append(Ins(OP[op], a, b, c, place.start, place.end))

    def mark(self, target: Target) -> Target:
        """The next instruction is where ``target`` is."""
        self.code.body.append(Ins(MARK, target, 0, 0, 0, 0))
        return target

    def here(self) -> Target:
        """A new target at the next instruction."""
        return self.mark(Target())

    def value(self, node: ast.Expr, dest: int | None = None) -> int:
        """Compute ``node``; the result is in ``dest`` if given, else in the register returned."""
        return self.rules.values[type(node)](self, node, dest)

    def branch(self, node: ast.Expr, target: Target, when: bool) -> None:
        """Go to ``target`` when ``node`` counts as ``when``, else on to the next instruction."""
        rule = self.rules.branches.get(type(node))
        if rule is not None:
            rule(self, node, target, when)
            return
        mark = self.top
        register = self.value(node)
        self.emit("JT" if when else "JF", register, target, at=node)
        self.top = mark

    def statement(self, node: ast.Stmt) -> None:
        """Lower one statement."""
        rule = self.rules.statements[type(node)]
        before, self.at = self.at, node
        rule(self, node)
        self.at = before

    def block(self, block: ast.Block) -> None:
        """Lower the statements of a block."""
        self.statements(block.body)

    def statements(self, body: list[ast.Stmt]) -> None:
        """Lower statements in order, with a row in the table of statements for each where it is needed."""
        guarded = self.imports.resumes or self.counter is not None
        for statement in body:
            if guarded and type(statement) is not ast.Label:
                self.guarded(statement)
            else:
                self.statement(statement)

    def guarded(self, statement: ast.Stmt) -> None:
        """A statement after which the program can go on when it fails."""
        after = Target()
        start = self.here()
        self.number(after, statement)
        self.statement(statement)
        self.mark(after)
        self.code.statements.append(Span(start, after, after, self.failed_target(statement)))

    def number(self, after: Target, at: ast.Node) -> None:
        """Note that what follows goes on at ``after`` when its failure is answered by RESUME NEXT."""
        if self.counter is not None:
            self.load(len(self.resumptions), self.counter, at)
            self.resumptions.append(after)

    @contextmanager
    def attempt(self, after: Target, at: ast.Node) -> Iterator[None]:
        """Code inside a statement that goes on at ``after`` when it fails, such as the condition of a loop."""
        if not self.imports.resumes and self.counter is None:
            yield
            return
        start = self.here()
        self.number(after, at)
        yield
        self.code.statements.append(Span(start, self.here(), after))

    def failed_target(self, statement: ast.Stmt) -> int | None:
        """The variable that a failing assignment leaves null."""
        if not isinstance(statement, ast.Assign) or not isinstance(statement.target, Ref):
            return None
        variable = statement.target.variable
        return -2 - variable.register if self.is_global(variable) else variable.register

    # ------------------------------------------------------------ registers

    def temp(self) -> int:
        """A new temporary on top of the stack."""
        return self.window(1)

    def window(self, size: int) -> int:
        """``size`` temporaries in a row; returns the first."""
        first = self.top
        self.top = first + size
        if self.top - TEMP > self.code.temps:
            self.code.temps = self.top - TEMP
        return first

    def constant(self, value: Constant) -> int | None:
        """A register that holds a constant for the whole function, when in a loop and while there is room."""
        if not self.loops and not self.labels:
            return None
        key = key_of(value)
        number = self.code.pool.get(key)
        if number is None:
            if len(self.code.pool) >= MAX_POOL:
                return None
            number = self.code.pool[key] = len(self.code.pool)
            self.code.pool_values.append(value)
        return POOL + number

    def load(self, value: Constant, dest: int, at: ast.Node | None = None) -> int:
        """Put a constant in ``dest``."""
        place = at or self.at
        self.code.body.append(Ins(*load_op(dest, value), place.start, place.end))
        return dest

    def move(self, dest: int | None, register: int, at: ast.Node | None = None) -> int:
        """``register`` if there is no ``dest``, else ``dest`` with a copy."""
        if dest is None or dest == register:
            return register
        self.emit("MOVE", dest, register, at=at)
        return dest

    def is_global(self, variable: Variable) -> bool:
        """True when the variable lives in the script's frame and this is not that frame."""
        return variable.scope is not Scope.LOCAL and not self.unit.is_script

    def store(self, variable: Variable, register: int) -> None:
        """Give a variable the value in ``register``."""
        if self.is_global(variable):
            self.emit("SETG", variable.register, register)
        else:
            self.move(variable.register, register)

    def label(self, name: str) -> Target:
        """The target of the author's label."""
        return self.labels[name.lower()]
