"""What names turn out to be: the nodes and records that ``resolve`` puts in place of names, calls and commands.

A bound tree uses the statements of ``ast`` with expressions in which no ``Name``, ``Call`` or ``Command`` is left.
Data only; written by ``outline`` and ``resolve``, read by the checks, the lints and ``lower``.
"""

from __future__ import annotations

from enum import Enum

from compiler import ast
from diagnostics.record import Record, fresh
from stdlib.api import FunctionDecl, KeywordDecl


class Scope(Enum):
    """Where a variable lives."""

    SCRIPT = "script"  # a register of the script's own frame, shared with SUBs
    LOCAL = "local"  # a register of one SUB or FUNCTION
    AMBIENT = "ambient"  # as SCRIPT, but the program only reads it: the host may set it


class Variable(Record):
    """One variable; ``start``/``end`` is the first place that gives it a value (or reads it, when ambient)."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__  # type: ignore[assignment]

    name: str
    scope: Scope
    start: int
    end: int
    register: int = -1
    reads: int = 0
    writes: int = 0
    constant: bool = False
    param: bool = False
    counts: bool = False  # counter of a FOR: limit and step follow in the next two registers
    iterates: bool = False  # element of a FOR EACH: list and position stand in the two registers before
    captured: bool = False  # handed to a block that runs later
    origin: Variable | None = None  # of a SUB's variable inside a block: where its value comes from


class Unit(Record):
    """One function of the program: ``kind`` is "script", "section", "sub", "function" or "block"."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__  # type: ignore[assignment]

    kind: str
    name: str
    number: int
    body: list[ast.Stmt]
    start: int
    end: int
    params: list[Variable] = fresh(factory=list)
    locals: dict[str, Variable] = fresh(factory=dict)
    owner: Unit | None = None  # of a block: the unit it is written in

    @property
    def is_script(self) -> bool:
        """True when its frame holds the script's variables."""
        return self.kind in ("script", "section", "block")


class Ref(ast.Name):
    """A variable; a name in the places where the tree wants one."""

    variable: Variable


class Builtin(ast.Expr):
    """A pure function of the catalog with its arguments."""

    function: FunctionDecl
    args: list[ast.Expr]


class Mutation(Builtin):
    """A function that changes its first argument in place, such as PUSH."""


class Invoke(ast.Expr):
    """A SUB or FUNCTION of the program with its arguments."""

    unit: Unit
    args: list[ast.Expr]


class Request(ast.Expr):
    """A keyword that the host answers; ``into`` is the place that also receives the answer.

    ``declared`` is true for a statement that only registers something: it is in the manifest and does not run.
    """

    keyword: str
    arguments: list[tuple[str, ast.Expr]]
    decl: KeywordDecl | None = None
    into: ast.Expr | None = None
    declared: bool = False


class ErrorState(ast.Expr):
    """Of the last error: 0 happened?, 1 number, 2 message, 3 line, 4 as an object."""

    what: int


class BlockNumber(ast.Expr):
    """The number of the function made from a block."""

    unit: Unit


class Captured(ast.Expr):
    """A list of the variables handed to blocks that run later."""
