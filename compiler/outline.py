"""The shape of a program before names are looked at closely: its sections, SUBs, variables and who owns them.

A PARAM or DESCRIPTION after executable code opens a new tool section; of several times in one file each heads a section
of its own, which it starts. A name that any section gives a value is a
variable of the script, shared with SUBs; a name that only a SUB gives a value is local to it. Called by ``resolve``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from compiler import ast, forms
from compiler.bound import Scope, Unit, Variable
from diagnostics.diagnostic import Diagnostics, Label
from diagnostics.record import Record, fresh
from diagnostics.source import Span
from stdlib.api import FunctionDecl
from stdlib.catalog import Catalog, Head

MUTATORS = frozenset(("APPEND", "PUSH", "ADD", "POP", "SHIFT", "UNSHIFT", "SPLICE"))
"""Functions that change the list they are given."""

_HEADERS = frozenset(
    ("SET SCHEDULE", "WEBHOOK", "ALLOW ROLE", "USE WEBSITE", "ADD TOOL", "USE TOOL", "USE KB", "ADD KB", "CREATE INDEX")
)
"""Keywords that register something; standing before a PARAM they are part of the tool's header."""

_INERT = (ast.Param, ast.Description, ast.Remark, ast.Table, ast.Pragma, ast.OnBlock, ast.Procedure, ast.Include)


class Section(Record):
    """One tool of the file: its name, statements, and the variables its PARAM lines declare."""

    name: str
    body: list[ast.Stmt]
    params: list[ast.Param] = fresh(factory=list)
    description: str = ""


class Outline(Record):
    """Sections in order, SUBs and FUNCTIONs by name (lower case, words with blanks), the script's variables by name."""

    sections: list[Section]
    procedures: dict[str, Unit]
    variables: dict[str, Variable]
    dimensioned: set[str]


def slug(text: str) -> str:
    """A tool name made of a remark: lower case words joined by ``_``, at most 60 characters."""
    return "_".join(re.findall(r"[a-z0-9]+", text.lower()))[:60].strip("_")


def outline(module: ast.Module, name: str, catalog: Catalog, found: Diagnostics) -> Outline:
    """Split ``module`` and collect who gives a value to what; ``name`` is the first tool's name."""
    sections = _split(module, name)
    result = Outline(sections, {}, {}, set())
    script = _Collector(catalog, found, result, result.variables, Scope.SCRIPT)
    for section in sections:
        script.statements(section.body)
        section.params = _parameters(section.body, found)
        section.description = next((s.text for s in reversed(section.body) if isinstance(s, ast.Description)), "")
    for unit in list(result.procedures.values()):
        _collect_locals(unit, catalog, found, result)
    return result


def _collect_locals(unit: Unit, catalog: Catalog, found: Diagnostics, result: Outline) -> None:
    unit.locals.update((p.name.lower(), p) for p in unit.params)
    for node in _parameters(unit.body, found):  # PARAM lines of a SUB are its parameters, too
        if node.name.name.lower() not in unit.locals:
            param = Variable(node.name.name, Scope.LOCAL, node.start, node.end, param=True)
            unit.locals[node.name.name.lower()] = param
            unit.params.append(param)
    inside = _Collector(catalog, found, result, unit.locals, Scope.LOCAL)
    inside.shared = result.variables
    inside.statements(unit.body)


def _parameters(body: list[ast.Stmt], found: Diagnostics) -> list[ast.Param]:
    """The PARAM lines of one tool; a name declared again is a finding, and the first line counts."""
    params: dict[str, ast.Param] = {}
    for statement in body:
        if not isinstance(statement, ast.Param):
            continue
        first = params.setdefault(statement.name.name.lower(), statement)
        if first is not statement:
            where = Label(Span(first.start, first.end), "first declared here")
            found.add(
                "GB2009",
                f"the parameter {statement.name.name} is declared twice",
                statement.start,
                statement.end,
                hint="remove one of the two lines",
                labels=(where,),
            )
    return list(params.values())


def collect_block(
    unit: Unit, catalog: Catalog, found: Diagnostics, result: Outline, around: dict[str, Variable]
) -> list[Variable]:
    """Variables that a block inside a SUB has for itself; ``around`` are those of the SUB."""
    inside = _Collector(catalog, found, result, unit.locals, Scope.SCRIPT)
    inside.shared = {**result.variables, **around}
    inside.statements(unit.body)
    return list(unit.locals.values())


def _split(module: ast.Module, name: str) -> list[Section]:
    sections = [Section(name, [])]
    titles: list[str] = [""]
    executed, described, remark = False, False, ""
    jobs = sum(map(_is_time, module.body)) > 1
    for statement in module.body:
        if isinstance(statement, ast.Remark):
            remark = statement.text
            continue
        heads = isinstance(statement, (ast.Param, ast.Description))
        if heads or (jobs and _is_time(statement)):
            if executed:
                sections.append(Section("", []))
                titles.append(slug(remark))
                executed = False
            elif heads and not described:
                titles[-1] = slug(remark)
            described |= heads
        elif not _is_header(statement):
            executed = True
        sections[-1].body.append(statement)
        remark = ""
    _name(sections, titles, name)
    return sections


def _is_header(statement: ast.Stmt) -> bool:
    """True for what may stand before the PARAMs of a tool without being its code."""
    if isinstance(statement, ast.ExprStmt) and isinstance(statement.expr, ast.Command):
        return statement.expr.head in _HEADERS
    return isinstance(statement, _INERT)


def _is_time(statement: ast.Stmt) -> bool:
    """True for SET SCHEDULE with a time and nothing else: it is about the lines that follow."""
    if not isinstance(statement, ast.ExprStmt) or not isinstance(statement.expr, ast.Command):
        return False
    command = statement.expr
    times = [item.expr for item in command.items if item.kind == "expr"]
    if command.head != "SET SCHEDULE" or not times or len(times) != len(command.items):
        return False
    return (len(times) == 1) is isinstance(times[0], ast.Literal)


def _name(sections: list[Section], titles: list[str], name: str) -> None:
    """Give each section a name of its own; a file with one section keeps the file's."""
    taken: set[str] = set()
    following: dict[str, int] = {}
    for number, (section, title) in enumerate(zip(sections, titles, strict=True), 1):
        wanted = name if len(sections) == 1 else title or (name if number == 1 else f"{name}_{number}")
        unique, again = wanted, following.get(wanted, 2)
        while unique in taken:
            unique, again = f"{wanted}_{again}", again + 1
        following[wanted] = again
        taken.add(unique)
        section.name = unique


class _Collector:
    """Walks statements and notes every name that is given a value."""

    def __init__(
        self, catalog: Catalog, found: Diagnostics, result: Outline, variables: dict[str, Variable], scope: Scope
    ) -> None:
        self.catalog = catalog
        self.found = found
        self.result = result
        self.variables = variables
        self.scope = scope
        self.shared: dict[str, Variable] = {}

    def statements(self, body: list[ast.Stmt]) -> None:
        """Look at every statement of a block."""
        for statement in body:
            visit = _VISITS.get(type(statement))
            if visit is not None:
                visit(self, statement)

    def assigned(self, target: ast.Expr | None) -> Variable | None:
        """Note the variable at the root of a place such as ``a.b[i]``."""
        while isinstance(target, (ast.Member, ast.Index)):
            target = target.object
        if isinstance(target, ast.Call):
            target = target.callee
        if not isinstance(target, ast.Name) or not target.name:
            return None
        key = target.name.lower()
        known = self.variables.get(key) or self.shared.get(key)
        if known is None:
            known = self.variables[key] = Variable(target.name, self.scope, target.start, target.end)
        return known

    def value(self, expr: ast.Expr | None) -> None:
        """Commands that store their answer in a variable."""
        if isinstance(expr, ast.Command):
            self.command(expr)

    def command(self, command: ast.Command) -> None:
        """``... INTO name`` and ``PUSH list, value`` give a variable a value."""
        head = self.catalog.heads.get(tuple(command.head.split()))
        if head is None:
            return
        if _receives(head):
            fitted = forms.match(head, command)
            if isinstance(fitted, forms.Match):
                for given in fitted.given:
                    if given.arg.type == "name":
                        self.assigned(given.values[0])
        elif command.items and any(isinstance(d, FunctionDecl) and d.name in MUTATORS for d, _ in head.entries):
            self.assigned(command.items[0].expr)

    def procedure(self, node: ast.Procedure) -> None:
        """Register a SUB or FUNCTION, wherever it stands."""
        words = " ".join(node.words)
        first = self.result.procedures.get(words.lower())
        if first is not None:
            where = Label(Span(first.start, first.start + 1), "first defined here")
            self.found.add(
                "GB2004",
                f"there are two SUBs or FUNCTIONs named {words}",
                node.start,
                node.start + 1,
                hint="give one of them another name",
                labels=(where,),
            )
            return
        number = len(self.result.sections) + len(self.result.procedures)
        unit = Unit("function" if node.is_function else "sub", words, number, node.body.body, node.start, node.end)
        for param in node.params:
            variable = Variable(param.name, Scope.LOCAL, param.start, param.end, param=True, writes=1)
            if any(p.name.lower() == param.name.lower() for p in unit.params):
                self.found.add(
                    "GB2009",
                    f"{words} has two parameters named {param.name}",
                    param.start,
                    param.end,
                    hint="give one of them another name",
                )
            unit.params.append(variable)
        self.result.procedures[words.lower()] = unit


def _receives(head: Head) -> bool:
    return any(arg.type == "name" for _, form in head.entries for arg in form.args)


def _assign(c: _Collector, s: ast.Assign) -> None:
    c.assigned(s.target)
    c.value(s.value)


def _expression(c: _Collector, s: ast.ExprStmt) -> None:
    expr = s.expr
    if isinstance(expr, ast.Command):
        c.command(expr)
    elif isinstance(expr, ast.Call):
        callee = expr.callee
        if isinstance(callee, ast.Member) and callee.name.upper() in MUTATORS:
            c.assigned(callee.object)
        elif isinstance(callee, ast.Name) and callee.name.upper() in MUTATORS and expr.args:
            c.assigned(expr.args[0])


def _if(c: _Collector, s: ast.If) -> None:
    for _, block in s.arms:
        c.statements(block.body)
    if s.otherwise is not None:
        c.statements(s.otherwise.body)


def _for(c: _Collector, s: ast.For | ast.ForEach) -> None:
    c.assigned(s.var)
    c.statements(s.body.body)


def _try(c: _Collector, s: ast.Try) -> None:
    c.assigned(s.name)
    for block in (s.body, s.handler, s.last):
        if block is not None:
            c.statements(block.body)


def _dim(c: _Collector, s: ast.Dim) -> None:
    for name, sizes in s.entries:
        c.assigned(name)
        if sizes is not None:
            c.result.dimensioned.add(name.name.lower())


def _const(c: _Collector, s: ast.Const) -> None:
    variable = c.assigned(s.name)
    if variable is not None:
        variable.constant = True


def _param(c: _Collector, s: ast.Param) -> None:
    variable = c.assigned(s.name)
    if variable is not None:
        variable.param = True


def _target(c: _Collector, s: ast.With | ast.Hear) -> None:
    c.assigned(s.target)


def _body(c: _Collector, s: Any) -> None:
    if s.body is not None:
        c.statements(s.body.body)


def _script_block(c: _Collector, s: ast.OnBlock | ast.Deferred) -> None:
    """A block that runs later shares the script's variables; inside a SUB it is looked at when it is resolved."""
    if c.scope is Scope.SCRIPT:
        _body(c, s)


_VISITS: dict[type, Callable[[_Collector, Any], None]] = {
    ast.Assign: _assign,
    ast.ExprStmt: _expression,
    ast.If: _if,
    ast.Select: _if,
    ast.ForEach: _for,
    ast.For: _for,
    ast.While: _body,
    ast.Try: _try,
    ast.Dim: _dim,
    ast.Const: _const,
    ast.Param: _param,
    ast.Procedure: _Collector.procedure,
    ast.With: _target,
    ast.Hear: _target,
    ast.OnBlock: _script_block,
    ast.Deferred: _script_block,
    ast.Return: lambda c, s: c.value(s.value),
}
