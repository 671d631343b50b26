"""Shorthand for syntax trees, to test the back end without a parser, and a run on the reference machine."""

from __future__ import annotations

from typing import Any

from compiler import ast
from compiler.check import check
from compiler.emit import emit
from compiler.labels import check_labels
from compiler.lints import lint
from compiler.lower.program import lower
from compiler.manifest import make_manifest
from compiler.optimise import optimise
from compiler.resolve import resolve
from compiler.tools import make_tools
from compiler.walk import Nodes
from diagnostics.diagnostic import Diagnostics
from diagnostics.source import Source
from stdlib.catalog import Catalog, load_catalog
from vm.bytecode.program import Program
from vm.bytecode.verify import verify
from vm.outcome import Done, Fault, Suspend
from vm.reference import ReferenceMachine
from vm.value import to_python

AT = (0, 0)


def expr(value: Any) -> ast.Expr:
    """A tree from a Python value; text is a name, ``T("...")`` a literal text."""
    if isinstance(value, ast.Expr):
        return value
    if isinstance(value, str):
        return ast.Name(*AT, value)
    if isinstance(value, list):
        return ast.ListLiteral(*AT, [expr(item) for item in value])
    if isinstance(value, dict):
        return ast.ObjectLiteral(*AT, [(name, expr(item)) for name, item in value.items()])
    return ast.Literal(*AT, value)


def T(text: str) -> ast.Literal:
    return ast.Literal(*AT, text)


def op(left: Any, operator: str, right: Any) -> ast.Binary:
    return ast.Binary(*AT, operator, expr(left), expr(right))


def not_(operand: Any) -> ast.Unary:
    return ast.Unary(*AT, "NOT", expr(operand))


def call(name: str, *args: Any) -> ast.Call:
    return ast.Call(*AT, ast.Name(*AT, name), [expr(arg) for arg in args])


def member(value: Any, name: str) -> ast.Member:
    return ast.Member(*AT, expr(value), name)


def index(value: Any, at: Any) -> ast.Index:
    return ast.Index(*AT, expr(value), expr(at))


def block(*statements: ast.Stmt) -> ast.Block:
    return ast.Block(*AT, list(statements))


def let(target: Any, value: Any, operator: str = "=") -> ast.Assign:
    return ast.Assign(*AT, expr(target), operator, expr(value))


def do(value: Any) -> ast.ExprStmt:
    return ast.ExprStmt(*AT, expr(value))


def if_(condition: Any, *body: ast.Stmt, otherwise: list[ast.Stmt] | None = None) -> ast.If:
    return ast.If(*AT, [(expr(condition), block(*body))], None if otherwise is None else block(*otherwise))


def for_(name: str, first: Any, limit: Any, *body: ast.Stmt, step: Any = None) -> ast.For:
    return ast.For(
        *AT, ast.Name(*AT, name), expr(first), expr(limit), None if step is None else expr(step), block(*body)
    )


def each(name: str, source: Any, *body: ast.Stmt) -> ast.ForEach:
    return ast.ForEach(*AT, ast.Name(*AT, name), expr(source), None, block(*body))


def while_(condition: Any, *body: ast.Stmt, until: bool = False, post: bool = False) -> ast.While:
    return ast.While(*AT, None if condition is None else expr(condition), block(*body), until, post)


def sub(name: str, params: list[str], *body: ast.Stmt, function: bool = False) -> ast.Procedure:
    return ast.Procedure(*AT, name.split(), [ast.Name(*AT, p) for p in params], block(*body), function)


def ret(value: Any = None) -> ast.Return:
    return ast.Return(*AT, None if value is None else expr(value))


def command(head: str, *items: Any) -> ast.Command:
    """A keyword; ``","`` is a comma, ``W("TO")`` a clause word, everything else a value."""
    made = []
    for item in items:
        if item == ",":
            made.append(ast.Item(*AT, "comma"))
        elif isinstance(item, ast.Item):
            made.append(item)
        else:
            made.append(ast.Item(*AT, "expr", expr(item)))
    return ast.Command(*AT, head, 0, made)


def W(word: str) -> ast.Item:
    return ast.Item(*AT, "clause", text=word)


def talk(value: Any) -> ast.ExprStmt:
    return do(command("TALK", value))


def compile_tree(*statements: ast.Stmt, catalog: Catalog | None = None) -> tuple[Program, Diagnostics]:
    """A verified program and the findings; AssertionError when there are errors."""
    program, found = check_tree(*statements, catalog=catalog)
    assert program is not None, [d.message for d in found]
    return program, found


def check_tree(*statements: ast.Stmt, catalog: Catalog | None = None) -> tuple[Program | None, Diagnostics]:
    source = Source("", "t.bas")
    found = Diagnostics(source)
    bound = resolve(ast.Module(*AT, list(statements)), "t", catalog or load_catalog(), found)
    check_labels(bound.units, found)
    nodes = Nodes(s for unit in bound.units for s in unit.body)
    check(nodes, found)
    if found.has_errors:
        return None, found
    lint(bound, nodes, found)
    codes, imports = lower(bound)
    for code in codes:
        optimise(code)
    program = Program(
        name="t",
        functions=tuple(emit(code) for code in codes),
        builtins=tuple(imports.builtins),
        keywords=tuple(imports.keywords),
        tools=make_tools(bound),
        variables=tuple((v.name, v.register) for v in bound.variables if v.origin is None),
        manifest=make_manifest(bound, nodes, source),
    )
    verify(program)
    return program, found


def functions(catalog: Catalog) -> dict[str, Any]:
    return {f.name: (f.call, f.env) for f in catalog.functions.values()}


def run(*statements: ast.Stmt, answers: list[Any] | None = None) -> tuple[list[Any], Any]:
    """What TALK says, and the result; a fault gives its code as result. ``answers`` are given to the other keywords."""
    program, _ = compile_tree(*statements)
    machine = ReferenceMachine(program, functions(load_catalog()))
    said: list[Any] = []
    replies = list(answers or [])
    outcome = machine.run()
    while isinstance(outcome, Suspend):
        if outcome.keyword == "TALK":
            said.append(to_python(outcome.arguments["message"]))
            outcome = machine.resume(None)
        else:
            outcome = machine.resume(replies.pop(0))
    if isinstance(outcome, Fault):
        return said, outcome.code
    assert isinstance(outcome, Done)
    return said, to_python(outcome.value)
