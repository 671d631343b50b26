"""Keywords that choose which programs the model may call, and that call tools of other servers (MCP).

Declarations only.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword("USE TOOL name:text", "ADD TOOL name:text", result="text", capability="tools", effect="write", tier=1)
async def use_tool(ctx: Any, **arguments: Any) -> None:
    """Let the model call another program of the bot in this conversation.

    The name may carry `.bas` and its folder. A tool that does not exist is a warning, not a failure.

    Example:
        ADD TOOL "book-table"
    """


@keyword("CLEAR TOOLS", result="none", capability="tools", effect="write")
async def clear_tools(ctx: Any, **arguments: Any) -> None:
    """Take all tools away from the model in this conversation.

    Example:
        CLEAR TOOLS
    """


@keyword("REMOVE TOOL name:text", result="none", capability="tools", effect="write")
async def remove_tool(ctx: Any, **arguments: Any) -> None:
    """Take one tool away from the model.

    Example:
        REMOVE TOOL "book-table"
    """


@keyword("LIST TOOLS", result="list", capability="tools", effect="read")
async def list_tools(ctx: Any, **arguments: Any) -> None:
    """The names of the tools that the model may call.

    Example:
        tools = LIST TOOLS
    """


@keyword("GET TOOL PARAM name:text", result="any", capability="tools", effect="read")
async def get_tool_param(ctx: Any, **arguments: Any) -> None:
    """One argument that this tool or webhook was called with.

    Example:
        city = GET TOOL PARAM "city"
    """


@keyword("USE MCP server:text, tool:text, parameters:any", result="any", capability="tools,http", effect="send")
async def use_mcp(ctx: Any, **arguments: Any) -> None:
    """Call a tool of a server that the bot's `mcp.csv` lists.

    Example:
        rows = USE MCP "crm", "find_contact", {"name": name}
    """


@keyword("MCP LIST TOOLS server:text", result="list", capability="tools,http", effect="read")
async def mcp_list_tools(ctx: Any, **arguments: Any) -> None:
    """The tools that a server offers.

    Example:
        tools = MCP LIST TOOLS "crm"
    """


@keyword("MCP INVOKE target:text, parameters:any", result="any", capability="tools,http", effect="send")
async def mcp_invoke(ctx: Any, **arguments: Any) -> None:
    """Call a tool named `server.tool`.

    Example:
        rows = MCP INVOKE "crm.find_contact", {"name": name}
    """
