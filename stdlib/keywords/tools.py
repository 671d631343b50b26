"""Keywords that choose which programs the model may call, and that call tools of other servers (MCP)."""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword
from stdlib.approval import listed, plain
from stdlib.context import Context


@keyword("USE TOOL name:text", "ADD TOOL name:text", result="text", capability="dialog", effect="write", tier=1)
async def use_tool(ctx: Context, *, name: Any = None) -> str:
    """Let the model call another program of the bot in this conversation.

    The name may carry `.bas` and its folder. A tool that does not exist is a warning, not a failure.

    Example:
        ADD TOOL "book-table"
    """
    wanted = plain(ctx.text(name))
    if wanted not in ctx.state.tools:
        ctx.state.tools.append(wanted)
    return wanted


@keyword(
    "USE TOOL name:text ALLOW keywords:any",
    "ADD TOOL name:text ALLOW keywords:any",
    id="USE TOOL ALLOW", result="text", capability="dialog", effect="write", consequential=True,
)  # fmt: skip
async def use_tool_allow(ctx: Context, *, name: Any = None, keywords: Any = None) -> str:
    """Let the model call another program of the bot, which may then use these keywords without asking the person.

    The keywords are a list or a text with commas: names of keywords such as `SEND MAIL`, of capabilities such as
    `mail`, or `*` for all. What a tool does with consequences is otherwise approved by the person, each time. The
    permission is for this conversation.

    Example:
        USE TOOL "send-invoice" ALLOW "SEND MAIL, DELETE FILE"
    """
    wanted = plain(ctx.text(name))
    words = [word for item in ctx.items(keywords) for word in listed(ctx.text(item))]
    ctx.state.allowed[wanted] = words
    return str(await use_tool(ctx, name=wanted))


@keyword("CLEAR TOOLS", result="none", capability="dialog", effect="write")
async def clear_tools(ctx: Context) -> None:
    """Take all tools away from the model in this conversation.

    Example:
        CLEAR TOOLS
    """
    ctx.state.tools[:] = [""]


@keyword("REMOVE TOOL name:text", result="none", capability="dialog", effect="write")
async def remove_tool(ctx: Context, *, name: Any = None) -> None:
    """Take one tool away from the model.

    Example:
        REMOVE TOOL "book-table"
    """
    wanted = plain(ctx.text(name))
    ctx.state.tools[:] = [tool for tool in ctx.state.tools if tool != wanted] or [""]


@keyword("LIST TOOLS", result="list", capability="dialog", effect="read")
async def list_tools(ctx: Context) -> Any:
    """The names of the tools that the model may call.

    Example:
        tools = LIST TOOLS
    """
    return ctx.array(tool for tool in ctx.state.tools if tool)


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
