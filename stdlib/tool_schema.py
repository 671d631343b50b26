"""Tool sections of a program as the schemas that language models are given: MCP and OpenAI function calling.

Pure. Called by ``gbc tools`` and by whoever offers a bot's scripts to a model.
"""

from __future__ import annotations

import re
from typing import Any

from vm.bytecode.program import Program, Tool, ToolParam

_PLAIN = {
    "integer": "integer int",
    "number": "number numeric float double decimal money currency amount",
    "boolean": "boolean bool",
    "array": "array list",
    "object": "object map json",
}
_FORMATS = {
    "date": "date",
    "date-time": "datetime",
    "time": "time hour",
    "email": "email mail",
    "uri": "url link",
    "uuid": "uuid guid",
}
_TYPES: dict[str, dict[str, str]] = {
    **{word: {"type": kind} for kind, words in _PLAIN.items() for word in words.split()},
    **{word: {"type": "string", "format": form} for form, words in _FORMATS.items() for word in words.split()},
}
"""JSON schema by the type word of PARAM, lower case; every other type is a plain string."""


def schemas(program: Program) -> dict[str, list[dict[str, Any]]]:
    """``{"mcp": [...], "openai": [...]}`` of all sections that have a description or parameters."""
    tools = [tool for tool in program.tools if tool.description or tool.params]
    return {"mcp": [_mcp(tool) for tool in tools], "openai": [_openai(tool) for tool in tools]}


def _mcp(tool: Tool) -> dict[str, Any]:
    return {"name": _name(tool), "description": tool.description, "input_schema": _parameters(tool)}


def _openai(tool: Tool) -> dict[str, Any]:
    function = {"name": _name(tool), "description": tool.description, "parameters": _parameters(tool)}
    return {"type": "function", "function": function}


def _name(tool: Tool) -> str:
    """The tool's name in the characters that models allow."""
    return re.sub(r"[^A-Za-z0-9_-]+", "_", tool.name).strip("_")[:64] or "tool"


def _parameters(tool: Tool) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {param.name: _property(param) for param in tool.params},
        "required": [param.name for param in tool.params if param.required and not param.has_default],
    }


def _property(param: ToolParam) -> dict[str, Any]:
    found: dict[str, Any] = dict(_TYPES.get(param.type.lower(), {"type": "string"}))
    if param.description:
        found["description"] = param.description
    if param.enum:
        found["enum"] = list(param.enum)
    if param.example is not None:
        found["example"] = param.example
    if param.has_default:
        found["default"] = param.default
    return found
