"""Describes the tools of a program: each section's name, description and PARAM lines, with the registers they bind.

Facts only; schemas for language models are made of them elsewhere. Called by ``api`` after registers are given.
"""

from __future__ import annotations

from compiler import ast
from compiler.outline import Section
from compiler.resolve import Bound
from vm.bytecode.program import Constant, Tool, ToolParam


def make_tools(bound: Bound) -> tuple[Tool, ...]:
    """One tool a section; the first is the script itself."""
    return tuple(_tool(bound, section, number) for number, section in enumerate(bound.outline.sections))


def _tool(bound: Bound, section: Section, number: int) -> Tool:
    variables = bound.outline.variables
    registers = tuple(variables[p.name.name.lower()].register for p in section.params)
    params = tuple(_param(p) for p in section.params)
    return Tool(section.name, section.description, params, number, registers)


def _param(node: ast.Param) -> ToolParam:
    default = constant(node.default)
    return ToolParam(
        name=node.name.name,
        type=node.type.lower() or "string",
        description=node.description,
        required=node.required and node.default is None,
        example=constant(node.example),
        default=default,
        has_default=node.default is not None,
        enum=tuple(node.enum),
    )


def constant(node: ast.Expr | None) -> Constant:
    """The value of a literal, a negative number or a bare word; None for what is only known at run time."""
    if isinstance(node, ast.Literal):
        return node.value
    if isinstance(node, ast.Unary) and node.op == "-":
        value = constant(node.operand)
        return -value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
    return node.name if isinstance(node, ast.Name) else None
