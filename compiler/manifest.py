"""Collects what publishing a program would register: schedules, webhooks, tables, websites, events, capabilities.

Plain data (dicts, lists, texts, numbers) read from the bound tree; nothing is applied here. Called by ``api``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from compiler import ast
from compiler.bound import Request
from compiler.resolve import Bound
from compiler.tools import constant
from compiler.walk import Nodes
from diagnostics.source import Source

_LISTS = {
    "SET SCHEDULE": "schedules",
    "WEBHOOK": "webhooks",
    "USE WEBSITE": "websites",
    "CREATE INDEX": "indexes",
    "CREATE UNIQUE INDEX": "indexes",
}
"""Keywords that register something when the program is published, and the list of the manifest they go to."""

LineOf = Callable[[int], int]


def make_manifest(bound: Bound, nodes: Nodes, source: Source) -> dict[str, Any]:
    """The manifest. Lines are 1-based lines of the joined source; values known only at run time are left out."""
    line = source.line_of
    manifest: dict[str, Any] = {
        "schedules": [], "webhooks": [], "websites": [], "indexes": [], "tables": [], "events": [],
        "capabilities": {}, "calls": {}, "tools": {}, "roles": {}, "pragmas": [], "prompt": False,
    }  # fmt: skip
    sections = {s.start: number for number, section in enumerate(bound.outline.sections) for s in section.body}
    for node in nodes.of(Request):
        _request(manifest, node, line, sections.get(node.start, 0))
    for declaration in bound.declarations:
        if isinstance(declaration, ast.Table):
            manifest["tables"].append(_table(declaration, line))
        elif isinstance(declaration, ast.Pragma):
            manifest["pragmas"].append(declaration.text)
    for names in ("calls", "tools", "roles"):
        manifest[names] = list(manifest[names])
    return manifest


def _request(manifest: dict[str, Any], node: Request, line: LineOf, section: int) -> None:
    arguments = {name: value for name, expr in node.arguments if (value := constant(expr)) is not None}
    if node.decl is not None:
        for capability in node.decl.capabilities:
            manifest["capabilities"].setdefault(capability, line(node.start))
    if node.keyword in _LISTS:
        unique = {"unique": True} if node.keyword == "CREATE UNIQUE INDEX" else {}
        computed = {"computed": True} if node.keyword in ("SET SCHEDULE", "WEBHOOK") and not node.declared else {}
        headed = {"section": section} if section and node.keyword == "SET SCHEDULE" else {}
        manifest[_LISTS[node.keyword]].append({**arguments, **unique, **computed, **headed, "line": line(node.start)})
    elif node.keyword == "ON":
        manifest["events"].append(_event(node, line))
    elif node.keyword == "CALL" and "target" in arguments:
        _once(manifest["calls"], arguments["target"])
    elif node.keyword in ("ADD TOOL", "USE TOOL"):
        _once(manifest["tools"], next(iter(arguments.values()), None))
    elif node.keyword == "ALLOW ROLE" and "role" in arguments:
        _once(manifest["roles"], arguments["role"])
    elif node.keyword == "SYSTEM PROMPT":
        manifest["prompt"] = True


def _once(names: dict[Any, None], name: Any) -> None:
    """Note a name in the order of its first use."""
    if name is not None:
        names[name] = None


def _event(node: Request, line: LineOf) -> dict[str, Any]:
    """An ON line: the event, its literal arguments (null where computed) and the number of the block's function."""
    given = dict(node.arguments)
    arguments = given["arguments"]
    items = arguments.items if isinstance(arguments, ast.ListLiteral) else []
    unit = getattr(given["function"], "unit", None)
    return {
        "event": constant(given["event"]),
        "arguments": [constant(item) for item in items],
        "function": unit.number if unit is not None else None,
        "line": line(node.start),
    }


def _table(node: ast.Table, line: LineOf) -> dict[str, Any]:
    fields = [
        {
            "name": field.name, "type": field.type, "length": field.length, "scale": field.scale, "key": field.key,
            "references": field.references, "rest": field.rest,
        }
        for field in node.fields
    ]  # fmt: skip
    return {
        "name": node.name, "connection": node.connection, "read_by": node.read_by, "write_by": node.write_by,
        "fields": fields, "constraints": list(node.constraints), "line": line(node.start),
    }  # fmt: skip
