"""What a run answers to who called it: the value it returned, else its ``result_`` variables, with status and headers.

Pure. Called when a run of a webhook or a form ends, and by the routes that wait for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from vm.value import to_json, to_python

MCP, MCP_TOOL = "mcp", "mcp.tool"
"""The channel of tools that another program's model calls, and the fact that says which one."""

ANSWERED = frozenset({"webhook", "form", MCP})
"""Channels whose callers wait for an answer."""

PREFIX = "result_"


def answer_of(value: Any, variables: Mapping[str, Any], session: Mapping[str, Any]) -> dict[str, Any]:
    """The answer as plain data: ``value``, ``status``, ``headers`` and ``errors``."""
    named = {
        name[len(PREFIX):].lower(): _plain(found)
        for name, found in variables.items()
        if name.lower().startswith(PREFIX) and found is not None
    }  # fmt: skip
    status = session.get("response.status") or named.get("status")
    if not (isinstance(status, int) and 200 <= status <= 599):
        status = 200
    elif named.get("status") == status:
        named.pop("status")
    headers = to_python(session.get("response.headers")) or {}
    errors = to_python(session.get("response.errors")) or {}
    given = _plain(value) if value is not None else named or None
    return {"value": given, "status": status, "headers": headers, "errors": errors}


def _plain(value: Any) -> Any:
    return json.loads(to_json(value))
