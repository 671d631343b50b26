"""Gives every name a meaning: variable, SUB, pure function, keyword or field. Statements in, bound statements out.

The tree that comes in is not changed. What cannot be understood is reported and stands for null, so that one run finds
every mistake. Called by ``api``; expressions are in ``bind``, commands in ``commands``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from compiler import ast, structures
from compiler.bind import Binder
from compiler.bound import Ref, Request, Unit, Variable
from compiler.outline import Outline, collect_block, outline
from diagnostics.diagnostic import Diagnostics
from diagnostics.record import Record, fresh
from stdlib.catalog import Catalog
from stdlib.hear.types import TYPES


class Bound(Record):
    """A program whose names all have a meaning. ``units`` are its functions by number; ``declarations`` are its TABLEs,
    events and pragmas in the order written."""

    outline: Outline
    units: list[Unit]
    variables: list[Variable]
    declarations: list[ast.Stmt] = fresh(factory=list)


PARAM_TYPES = frozenset(["string", "text", "object", "array", "list", "map", "json", "number", "any", "datetime"])
"""Types of a PARAM beyond those of HEAR, lower case."""


def resolve(module: ast.Module, name: str, catalog: Catalog, found: Diagnostics, given: Iterable[str] = ()) -> Bound:
    """Bind every statement of ``module``; ``name`` is the script's name, ``given`` are variables that its host sets."""
    shape = outline(module, name, catalog, found)
    units: list[Unit] = []
    for number, section in enumerate(shape.sections):
        kind = "section" if number else "script"
        units.append(Unit(kind, section.name, number, section.body, module.start, module.end))
    units.extend(shape.procedures.values())
    resolver = Resolver(catalog, found, shape, units, given)
    at = 0
    while at < len(units):  # blocks that run later are added while it goes
        resolver.bind_unit(units[at])
        at += 1
    resolver.finish()
    return Bound(shape, units, resolver.script_variables(), resolver.declarations)


class Resolver(Binder):
    """Binds the statements of one unit after the other."""

    def __init__(
        self, catalog: Catalog, found: Diagnostics, shape: Outline, units: list[Unit], given: Iterable[str] = ()
    ) -> None:
        super().__init__(catalog, found, shape, units, given)
        self.declarations: list[ast.Stmt] = []
        self.loops: list[str] = []

    def bind_unit(self, unit: Unit) -> None:
        """Replace the body of ``unit`` by its bound form."""
        self.unit = unit
        self.loops = []
        unit.body = self.statements(unit.body)

    def statements(self, body: list[ast.Stmt]) -> list[ast.Stmt]:
        """Bound statements; one may become none or several."""
        bound: list[ast.Stmt] = []
        for statement in body:
            made = _BINDERS[type(statement)](self, statement)
            if made is not None:
                bound.append(made)
        return bound

    def block(self, block: ast.Block) -> ast.Block:
        """A bound block."""
        return ast.Block(block.start, block.end, self.statements(block.body))

    def loop(self, kind: str, block: ast.Block) -> ast.Block:
        """A bound loop body."""
        self.loops.append(kind)
        bound = self.block(block)
        self.loops.pop()
        return bound

    def script_variables(self) -> list[Variable]:
        """Every variable with a register in the script's frame."""
        return [*self.shape.variables.values(), *self.ambient.values(), *self.hidden]

    def later(self, statement: ast.OnBlock | ast.Deferred, name: str, body: list[ast.Stmt]) -> Unit:
        """A new unit for statements that run later."""
        unit = Unit("block", name, len(self.units), body, statement.start, statement.end, owner=self.unit)
        if self.procedure_of(unit) is not None:
            self.hidden.extend(collect_block(unit, self.catalog, self.found, self.shape, self.local_names()))
        self.units.append(unit)
        return unit


# ---------------------------------------------------------------- plain statements


def _assign(r: Resolver, s: ast.Assign) -> ast.Stmt:
    value = r.expr(s.value)
    target = r.place(s.target, reads=s.op != "=")
    return ast.Assign(s.start, s.end, target, s.op, value)


def _expression(r: Resolver, s: ast.ExprStmt) -> ast.Stmt | None:
    if r.clears_error(s.expr):
        return ast.ClearError(s.start, s.end)
    bound = r.statement_expr(s.expr)
    if isinstance(bound, Request) and bound.keyword in DECLARATIONS:
        bound.declared = all(isinstance(value, ast.Literal) for _, value in bound.arguments)
    return ast.ExprStmt(s.start, s.end, bound)


DECLARATIONS = frozenset(("SET SCHEDULE", "WEBHOOK", "CREATE INDEX"))
"""Keywords that, with fixed values, are carried out when the program is published instead of when it runs."""


def _call(r: Resolver, s: ast.CallSub) -> ast.Stmt:
    """CALL name; a variable holds the name of the script to run."""
    if not r.is_defined(s.name.name) and r.holds_value(s.name.name):
        arguments = [("target", r.expr(s.name)), ("arguments", ast.ListLiteral(s.start, s.end, r.exprs(s.args)))]
        return ast.ExprStmt(s.start, s.end, r.request(s, "CALL", arguments))
    return ast.ExprStmt(s.start, s.end, r.called(s.name, s.args, s, statement=True))


def _with(r: Resolver, s: ast.With) -> ast.Stmt:
    fields = [(name, r.expr(value)) for name, value in s.fields]
    return ast.Assign(s.start, s.end, r.place(s.target), "=", ast.ObjectLiteral(s.start, s.end, fields))


def _const(r: Resolver, s: ast.Const) -> ast.Stmt:
    value = r.expr(s.value)
    return ast.Assign(s.start, s.end, r.target(s.name, constant=True), "=", value)


def _dim(r: Resolver, s: ast.Dim) -> ast.Stmt:
    entries: list[tuple[ast.Name, list[ast.Expr] | None]] = []
    for name, sizes in s.entries:
        bound = None if sizes is None else [r.expr(size) for size in sizes]
        entries.append((r.target(name), bound))
    return ast.Dim(s.start, s.end, entries, s.preserve)


def _param(r: Resolver, s: ast.Param) -> ast.Stmt | None:
    known = s.type.upper() in TYPES or s.type.lower() in PARAM_TYPES or not s.type
    if not known:
        r.found.add(
            "GB3009",
            f"a PARAM cannot be of type {s.type}",
            s.start,
            s.end,
            hint="use a type such as STRING, INTEGER, NUMBER, BOOLEAN, DATE, EMAIL, OBJECT or ARRAY",
        )
    variable = r.lookup(s.name.name)
    if variable is None:
        return None
    variable.writes += 1
    if s.default is None:
        return None
    place = Ref(s.name.start, s.name.end, s.name.name, variable)
    fill = ast.Assign(s.start, s.end, place, "=", r.expr(s.default))
    return ast.If(s.start, s.end, [(ast.IsNull(s.start, s.end, place, False), ast.Block(s.start, s.end, [fill]))], None)


def _return(r: Resolver, s: ast.Return) -> ast.Stmt:
    return ast.Return(s.start, s.end, None if s.value is None else r.expr(s.value))


def _throw(r: Resolver, s: ast.Throw) -> ast.Stmt:
    return ast.Throw(s.start, s.end, None if s.value is None else r.expr(s.value))


def _assert(r: Resolver, s: ast.Assert) -> ast.Stmt:
    """ASSERT is an IF that throws; without a message of its own it shows the condition."""
    condition = r.expr(s.condition)
    shown = " ".join(r.text_of(s.condition.start, s.condition.end).split())
    message = ast.Literal(s.start, s.end, f"not true: {shown}") if s.message is None else r.expr(s.message)
    throw = ast.Throw(s.start, s.end, message)
    failed = ast.Unary(s.condition.start, s.condition.end, "NOT", condition)
    return ast.If(s.start, s.end, [(failed, ast.Block(s.start, s.end, [throw]))], None)


def _same(r: Resolver, s: ast.Stmt) -> ast.Stmt:
    return s


def _declaration(r: Resolver, s: ast.Stmt) -> None:
    r.declarations.append(s)


def _nothing(r: Resolver, s: ast.Stmt) -> None:
    """A statement that only the outline reads."""


# ---------------------------------------------------------------- control flow


def _if(r: Resolver, s: ast.If) -> ast.Stmt:
    arms = [(r.expr(condition), r.block(block)) for condition, block in s.arms]
    return ast.If(s.start, s.end, arms, None if s.otherwise is None else r.block(s.otherwise))


def _select(r: Resolver, s: ast.Select) -> ast.Stmt:
    subject = r.expr(s.subject)
    arms = [([r.case(label) for label in labels], r.block(block)) for labels, block in s.arms]
    return ast.Select(s.start, s.end, subject, arms, None if s.otherwise is None else r.block(s.otherwise))


def _for_each(r: Resolver, s: ast.ForEach) -> ast.Stmt:
    source = r.expr(s.source)
    last = None if s.last is None else r.expr(s.last)
    var = r.target(s.var)
    var.variable.iterates = True
    return ast.ForEach(s.start, s.end, var, source, last, r.loop("FOR", s.body))


def _for(r: Resolver, s: ast.For) -> ast.Stmt:
    first, limit = r.expr(s.first), r.expr(s.limit)
    step = None if s.step is None else r.expr(s.step)
    var = r.target(s.var)
    var.variable.counts = True
    return ast.For(s.start, s.end, var, first, limit, step, r.loop("FOR", s.body))


def _while(r: Resolver, s: ast.While) -> ast.Stmt:
    if s.post:
        body = r.loop("DO", s.body)
        condition = None if s.condition is None else r.expr(s.condition)
    else:
        condition = None if s.condition is None else r.expr(s.condition)
        body = r.loop("DO", s.body)
    return ast.While(s.start, s.end, condition, body, s.until, s.post)


def _exit(r: Resolver, s: ast.Exit) -> ast.Stmt | None:
    kind = "DO" if s.kind == "WHILE" else s.kind
    if kind in ("SUB", "FUNCTION"):
        possible = not r.unit.is_script
    else:
        possible = kind == "SCRIPT" or (bool(r.loops) if kind == "LOOP" else kind in r.loops)
    if possible:
        return ast.Exit(s.start, s.end, kind)
    what = {"LOOP": "loop", "DO": "DO or WHILE loop", "FOR": "FOR loop"}.get(kind, kind)
    r.found.add(
        "GB3011",
        f"there is no {what} here to leave",
        s.start,
        s.end,
        hint="write EXIT alone to end the script, or RETURN to give a result",
    )
    return None


def _continue(r: Resolver, s: ast.Continue) -> ast.Stmt | None:
    if r.loops:
        return s
    r.found.add("GB3011", "there is no loop here to go on with", s.start, s.end, hint="remove this CONTINUE")
    return None


def _try(r: Resolver, s: ast.Try) -> ast.Stmt:
    body = r.block(s.body)
    name = None if s.name is None else r.target(s.name)
    handler = None if s.handler is None else r.block(s.handler)
    return ast.Try(s.start, s.end, body, name, handler, None if s.last is None else r.block(s.last))


Bind = Callable[[Resolver, Any], ast.Stmt | None]

_BINDERS: dict[type, Bind] = {
    ast.Assign: _assign,
    ast.ExprStmt: _expression,
    ast.CallSub: _call,
    ast.With: _with,
    ast.Const: _const,
    ast.Dim: _dim,
    ast.Param: _param,
    ast.Return: _return,
    ast.Throw: _throw,
    ast.Assert: _assert,
    ast.If: _if,
    ast.Select: _select,
    ast.ForEach: _for_each,
    ast.For: _for,
    ast.While: _while,
    ast.Exit: _exit,
    ast.Continue: _continue,
    ast.Try: _try,
    ast.Hear: structures.bind_hear,
    ast.TextBlock: structures.bind_text_block,
    ast.OnBlock: structures.bind_on,
    ast.Deferred: structures.bind_deferred,
    ast.Step: structures.bind_step,
    ast.Branch: structures.bind_branch,
    ast.OnError: _same,
    ast.Resume: _same,
    ast.ClearError: _same,
    ast.Label: _same,
    ast.Goto: _same,
    ast.Gosub: _same,
    ast.Table: _declaration,
    ast.Pragma: _declaration,
    ast.Description: _nothing,
    ast.Remark: _nothing,
    ast.Procedure: _nothing,
    ast.Include: _nothing,
}
