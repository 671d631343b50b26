"""Checks labels and jumps of one unit: every target exists once, and no jump lands inside a loop it is not part of.

A jump into a FOR would find its counter unset. Runs on the bound tree, before ``lower``, which relies on it.
"""

from __future__ import annotations

from compiler import ast
from compiler.bound import Unit
from compiler.names import nearest
from compiler.walk import blocks_of
from diagnostics.diagnostic import Diagnostics, Label
from diagnostics.record import Record
from diagnostics.source import Span

Path = tuple[int, ...]


class Jumps(Record):
    """Labels of a unit by lower-case name, with the loops and TRYs each stands in; and the jumps."""

    labels: dict[str, tuple[ast.Label, Path]]
    jumps: list[tuple[str, ast.Stmt, Path]]


def check_labels(units: list[Unit], found: Diagnostics) -> None:
    """Report jumps that cannot work, in all units."""
    tables = [_collect(unit, found) for unit in units]
    homes: dict[str, Unit] = {}
    for unit, table in zip(units, tables, strict=True):
        for label in table.labels:
            homes.setdefault(label, unit)
    for table in tables:
        for name, statement, path in table.jumps:
            target = table.labels.get(name.lower())
            if target is None:
                _missing(name, statement, table, homes.get(name.lower()), found)
            elif path[: len(target[1])] != target[1]:
                where = Label(Span(target[0].start, target[0].end), "the label is here")
                found.add(
                    "GB2006",
                    f"{name} stands inside a loop or TRY that this jump is not in",
                    statement.start,
                    statement.end,
                    hint="put the label before the loop, or use CONTINUE",
                    labels=(where,),
                )


def _missing(name: str, statement: ast.Stmt, table: Jumps, other: Unit | None, found: Diagnostics) -> None:
    """A jump to a label that is not in its unit; ``other`` is a unit that has it."""
    if found.full:
        return
    if other is not None:
        place = f"SUB {other.name}" if not other.is_script else f"the part named {other.name}"
        hint = f"the label of that name is in {place}; a jump cannot leave the part it is in"
    else:
        near = nearest(name, (label.name for label, _ in table.labels.values()))
        hint = f"did you mean {near}?" if near else f"write {name}: alone on a line where the program is to go on"
    found.add("GB2001", f"there is no label named {name}", statement.start, statement.end, hint=hint)


def _collect(unit: Unit, found: Diagnostics) -> Jumps:
    table = Jumps({}, [])
    stack: list[tuple[ast.Stmt, Path]] = [(statement, ()) for statement in reversed(unit.body)]
    while stack:
        statement, path = stack.pop()
        if isinstance(statement, ast.Label):
            _declare(statement, path, table, found)
        elif isinstance(statement, _JUMPS):
            if statement.label:
                table.jumps.append((statement.label, statement, path))
        elif isinstance(statement, _BLOCKS):
            closed = isinstance(statement, _CLOSED)
            for block in reversed(blocks_of(statement)):
                inside = (*path, id(block)) if closed else path
                stack.extend((inner, inside) for inner in reversed(block.body))
    return table


_JUMPS = (ast.Goto, ast.Gosub, ast.OnError, ast.Resume)
_BLOCKS = (ast.If, ast.Select, ast.For, ast.ForEach, ast.While, ast.Try)
_CLOSED = (ast.For, ast.ForEach, ast.Try)
"""Statements into whose blocks no jump may go."""


def _declare(label: ast.Label, path: Path, table: Jumps, found: Diagnostics) -> None:
    first = table.labels.setdefault(label.name.lower(), (label, path))[0]
    if first is not label:
        where = Label(Span(first.start, first.end), "first used here")
        found.add(
            "GB2005",
            f"the label {label.name} is there twice",
            label.start,
            label.end,
            hint="give one of them another name",
            labels=(where,),
        )
