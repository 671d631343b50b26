"""Checks labels and jumps of one unit: every target exists once, and no jump lands inside a loop it is not part of.

A jump into a FOR would find its counter unset. Runs on the bound tree, before ``lower``, which relies on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from compiler import ast
from compiler.bound import Unit
from compiler.names import nearest
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
    for unit, table in zip(units, tables, strict=True):
        for name, statement, path in table.jumps:
            target = table.labels.get(name.lower())
            if target is None:
                _missing(name, statement, unit, units, tables, found)
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


def _missing(
    name: str, statement: ast.Stmt, unit: Unit, units: list[Unit], tables: list[Jumps], found: Diagnostics
) -> None:
    other = next((u for u, t in zip(units, tables, strict=True) if u is not unit and name.lower() in t.labels), None)
    near = nearest(name, (label.name for label, _ in _all_labels(units.index(unit), tables)))
    if other is not None:
        place = f"SUB {other.name}" if not other.is_script else f"the part named {other.name}"
        hint = f"the label of that name is in {place}; a jump cannot leave the part it is in"
    else:
        hint = f"did you mean {near}?" if near else f"write {name}: alone on a line where the program is to go on"
    found.add("GB2001", f"there is no label named {name}", statement.start, statement.end, hint=hint)


def _all_labels(number: int, tables: list[Jumps]) -> list[tuple[ast.Label, Path]]:
    return list(tables[number].labels.values())


def _collect(unit: Unit, found: Diagnostics) -> Jumps:
    table = Jumps({}, [])
    for statement, path in _statements(unit.body, ()):
        if isinstance(statement, ast.Label):
            first = table.labels.setdefault(statement.name.lower(), (statement, path))[0]
            if first is not statement:
                where = Label(Span(first.start, first.end), "first used here")
                found.add(
                    "GB2005",
                    f"the label {statement.name} is there twice",
                    statement.start,
                    statement.end,
                    hint="give one of them another name",
                    labels=(where,),
                )
        elif isinstance(statement, (ast.Goto, ast.Gosub, ast.OnError, ast.Resume)) and statement.label:
            table.jumps.append((statement.label, statement, path))
    return table


def _statements(body: list[ast.Stmt], path: Path) -> Iterator[tuple[ast.Stmt, Path]]:
    """Every statement with the loops and TRY parts around it, by identity."""
    for statement in body:
        yield statement, path
        for block, closed in _blocks(statement):
            yield from _statements(block.body, (*path, id(block)) if closed else path)


def _blocks(statement: ast.Stmt) -> list[tuple[ast.Block, bool]]:
    """Blocks of a statement, and whether a jump may not enter them."""
    if isinstance(statement, (ast.If, ast.Select)):
        blocks = [(block, False) for _, block in statement.arms]
        return [*blocks, *([(statement.otherwise, False)] if statement.otherwise else [])]
    if isinstance(statement, (ast.For, ast.ForEach)):
        return [(statement.body, True)]
    if isinstance(statement, ast.While):
        return [(statement.body, False)]
    if isinstance(statement, ast.Try):
        return [(b, True) for b in (statement.body, statement.handler, statement.last) if b is not None]
    return []
