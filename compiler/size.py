"""The most that one script may hold, so that every check ends soon whatever the text is.

Called by ``analyse`` before names are looked at, and by ``api`` to learn whether code must be made to know if it fits.
"""

from __future__ import annotations

from compiler import ast
from compiler.bound import Unit, Variable
from compiler.walk import Nodes, blocks_of, descend
from diagnostics.diagnostic import Diagnostics

MAX_STATEMENTS = 20_000
"""Most statements of a script, those of its included files too."""

MAX_NODES = 200_000
"""Most names, values and operations of a script."""


def fits(module: ast.Module, length: int, found: Diagnostics) -> bool:
    """False, with a finding, when the script is too large; ``length`` is that of its text in characters."""
    excess = None
    if length >= MAX_STATEMENTS:  # a statement takes a character at least, and so does a value
        excess = _after_statements(module)
        what = f"{MAX_STATEMENTS:,} statements"
    if excess is None and length >= MAX_NODES:
        excess = _after_nodes(module)
        what = f"{MAX_NODES:,} names and values"
    if excess is None:
        return True
    hint = "move a part of it into a script of its own and CALL it; data belongs in a table or a file"
    found.add("GB3014", f"this script has more than {what}", excess.start, excess.end, hint=hint)
    return False


def _after_statements(module: ast.Module) -> ast.Node | None:
    """The first statement that is too many."""
    stack = list(reversed(module.body))
    count = 0
    while stack:
        statement = stack.pop()
        count += 1
        if count > MAX_STATEMENTS:
            return statement
        for block in reversed(blocks_of(statement)):
            stack.extend(reversed(block.body))
    return None


def _after_nodes(module: ast.Module) -> ast.Node | None:
    """The first statement of the script itself up to whose end there are too many nodes."""
    count = 0
    for statement in module.body:
        count += len(descend(statement))
        if count > MAX_NODES:
            return statement
    return None


SURE = 4000
"""Registers and nodes up to which every function is certain to fit."""


def surely_fits(units: list[Unit], variables: list[Variable], nodes: Nodes) -> bool:
    """True when no function can need more registers or instructions than an instruction can name.

    A variable takes up to three registers; a node takes one and makes a few instructions, unless FINALLY repeats it.
    """
    names = len(variables) + sum(len(unit.locals) for unit in units)
    return 3 * names + nodes.count <= SURE and not any(node.last is not None for node in nodes.of(ast.Try))
