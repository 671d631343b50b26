"""Lowers all units of a program: one function of the IR for each, in the order of their numbers."""

from __future__ import annotations

from collections.abc import Iterator

from compiler import ast
from compiler.bound import Unit
from compiler.ir import Code, Target, TooLarge
from compiler.lower import conditions, expressions, jumps
from compiler.lower.body import Body, Imports, Rules
from compiler.lower.statements import STATEMENTS
from compiler.registers import assign_registers, local_size
from compiler.resolve import Bound
from compiler.walk import blocks_of

RULES = Rules({**expressions.VALUES, **conditions.VALUES}, STATEMENTS, conditions.BRANCHES)


MAX_TOTAL = 1 << 19
"""Most instructions of all functions of a program."""


def lower(bound: Bound) -> tuple[list[Code], Imports]:
    """Functions in linear form, and what they import."""
    size, captured = assign_registers(bound)
    imports = Imports(script_size=size)
    imports.captured = sorted((v for v in bound.variables if v.captured), key=lambda v: v.register)
    facts = [_facts(unit) for unit in bound.units]
    imports.resumes = any(fact.resumes for fact in facts)
    names = sorted((v.register, v.name) for v in bound.variables)
    codes: list[Code] = []
    total = 0
    for unit, fact in zip(bound.units, facts, strict=True):
        code = _code(unit, size, captured, names)
        _lower_unit(Body(unit, code, RULES, imports), fact)
        codes.append(code)
        total += len(code.body)
        if total > MAX_TOTAL:
            raise TooLarge(unit.name)
    return codes, imports


def _code(unit: Unit, size: int, captured: int, names: list[tuple[int, str]]) -> Code:
    if unit.is_script:
        return Code(unit.name, captured if unit.kind == "block" else 0, size, names)
    own = sorted((v.register, v.name) for v in {id(v): v for v in (*unit.params, *unit.locals.values())}.values())
    return Code(unit.name, len(unit.params), max(local_size(unit), len(unit.params)), own)


class _Facts:
    """What must be known of a unit before its first statement is lowered."""

    def __init__(self) -> None:
        self.labels: dict[str, int] = {}  # TRYs around each
        self.gosubs = self.resumes = self.resume_next = False
        self.handlers: set[str] = set()


def _facts(unit: Unit) -> _Facts:
    facts = _Facts()
    for statement, depth in _statements(unit.body):
        kind = type(statement)
        if kind is ast.Label:
            facts.labels.setdefault(statement.name.lower(), depth)  # type: ignore[attr-defined]
        elif kind is ast.Gosub:
            facts.gosubs = True
        elif isinstance(statement, ast.OnError):
            facts.resumes = facts.resumes or statement.mode == "RESUME"
            if statement.mode == "GOTO":
                facts.handlers.add(statement.label.lower())
        elif isinstance(statement, ast.Resume) and not statement.label:
            facts.resume_next = True
    return facts


def _statements(body: list[ast.Stmt]) -> Iterator[tuple[ast.Stmt, int]]:
    """Every statement, and how many TRYs are open around it when it is lowered."""
    stack = [(statement, 0) for statement in reversed(body)]
    while stack:
        statement, depth = stack.pop()
        yield statement, depth
        inside: list[tuple[ast.Block | None, int]]
        if isinstance(statement, ast.Try):
            outer = depth + (statement.last is not None)
            catches = statement.last is None or statement.handler is not None
            inside = [(statement.body, outer + catches), (statement.handler, outer), (statement.last, depth)]
        else:
            inside = [(block, depth) for block in blocks_of(statement)]
        for block, around in reversed(inside):
            if block is not None:
                stack.extend((inner, around) for inner in reversed(block.body))


def _lower_unit(b: Body, facts: _Facts) -> None:
    b.labels = {name: Target() for name in facts.labels}
    b.depths = facts.labels
    b.handlers = facts.handlers
    if facts.gosubs:
        sites = b.window(2)
        b.gosub = (sites, sites + 1)
        b.load(0, sites + 1)
    if facts.handlers and facts.resume_next:
        b.counter = b.temp()
        b.failed = b.temp()
        b.load(0, b.failed)
    b.statements(b.unit.body)
    b.at = ast.Node(b.unit.end, b.unit.end)
    jumps.finish(b)
    if b.gosub is not None:
        jumps.return_table(b)
    if b.counter is not None:
        jumps.resume_table(b)
