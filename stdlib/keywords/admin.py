"""Keywords of administration: users, host protection, names (DNS).

A bot may not change the computer it runs on or the names of domains: those keywords are refused with the reason. CREATE
USER needs the admin capability and is only declared.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.ports import KeywordFault

_NAMES = "name records are looked after by whoever owns the domain, at its registrar"
_HOST = "the protection of the computer is looked after by its operator, with the tools of its system"


@keyword(
    "CREATE USER email:text WITH NAME name:text", result="text", capability="admin", effect="write", consequential=True
)
async def create_user(ctx: Any, **arguments: Any) -> None:
    """Create a user; gives the id.

    Example:
        id = CREATE USER "ana@example.com" WITH NAME "Ana"
    """


@keyword("GET USER field:text", result="any", capability="session", effect="read")
async def get_user(ctx: Context, *, field: Any = None) -> Any:
    """A field of what the host knows of the user, such as `name`, `email` or `roles`; null when it knows nothing.

    Example:
        name = GET USER "name"
    """
    return await ctx.session.get(f"user.{ctx.text(field).strip()}")


@keyword("GET USER ID", result="text", capability="core", effect="none")
async def get_user_id(ctx: Context) -> str:
    """The id of the user of this conversation.

    Example:
        id = GET USER ID
    """
    return ctx.acting


@keyword("DNS LIST domain:text", result="rows", capability="core", effect="read")
async def dns_list(ctx: Context, *, domain: Any = None) -> None:
    """The name records of a domain.

    Refused (GB7005): a person does it.

    Example:
        records = DNS LIST "example.com"
    """
    raise KeywordFault("GB7005", f"DNS LIST is not for bots: {_NAMES}")


@keyword("DNS SET host:text, type:text, value:text", result="none", capability="core", effect="send")
async def dns_set(ctx: Context, *, host: Any = None, type: Any = None, value: Any = None) -> None:
    """Set a name record.

    Refused (GB7005): a person does it.

    Example:
        DNS SET "shop.example.com", "A", "192.0.2.7"
    """
    raise KeywordFault("GB7005", f"DNS SET is not for bots: {_NAMES}")


@keyword("SECURITY TOOL STATUS", "SECURITY TOOL STATUS tool:text", result="object", capability="core", effect="read")
async def security_tool_status(ctx: Context, *, tool: Any = None) -> None:
    """Whether the protection tools of the host are installed and running.

    Refused (GB7005): a person does it.

    Example:
        s = SECURITY TOOL STATUS "firewall"
    """
    raise KeywordFault("GB7005", f"SECURITY TOOL STATUS is not for bots: {_HOST}")


@keyword(
    "SECURITY RUN SCAN",
    "SECURITY RUN SCAN tool:text",
    result="object",
    capability="core",
    effect="write",
    consequential=True,
)
async def security_run_scan(ctx: Context, *, tool: Any = None) -> None:
    """Start a scan of the host.

    Refused (GB7005): a person does it.

    Example:
        scan = SECURITY RUN SCAN
    """
    raise KeywordFault("GB7005", f"SECURITY RUN SCAN is not for bots: {_HOST}")


@keyword("SECURITY GET REPORT", "SECURITY GET REPORT tool:text", result="object", capability="core", effect="read")
async def security_get_report(ctx: Context, *, tool: Any = None) -> None:
    """What the last scan has found.

    Refused (GB7005): a person does it.

    Example:
        report = SECURITY GET REPORT
    """
    raise KeywordFault("GB7005", f"SECURITY GET REPORT is not for bots: {_HOST}")


@keyword("SECURITY UPDATE DEFINITIONS", result="none", capability="core", effect="write", consequential=True)
async def security_update_definitions(ctx: Context) -> None:
    """Fetch the newest rules of the protection tools.

    Refused (GB7005): a person does it.

    Example:
        SECURITY UPDATE DEFINITIONS
    """
    raise KeywordFault("GB7005", f"SECURITY UPDATE DEFINITIONS is not for bots: {_HOST}")


@keyword("SECURITY START SERVICE name:text", result="none", capability="core", effect="write", consequential=True)
async def security_start_service(ctx: Context, *, name: Any = None) -> None:
    """Start a protection service of the host.

    Refused (GB7005): a person does it.

    Example:
        SECURITY START SERVICE "firewall"
    """
    raise KeywordFault("GB7005", f"SECURITY START SERVICE is not for bots: {_HOST}")


@keyword("SECURITY STOP SERVICE name:text", result="none", capability="core", effect="write", consequential=True)
async def security_stop_service(ctx: Context, *, name: Any = None) -> None:
    """Stop a protection service of the host.

    Refused (GB7005): a person does it.

    Example:
        SECURITY STOP SERVICE "firewall"
    """
    raise KeywordFault("GB7005", f"SECURITY STOP SERVICE is not for bots: {_HOST}")


@keyword("SECURITY INSTALL TOOL name:text", result="none", capability="core", effect="write", consequential=True)
async def security_install_tool(ctx: Context, *, name: Any = None) -> None:
    """Install a protection tool on the host.

    Refused (GB7005): a person does it.

    Example:
        SECURITY INSTALL TOOL "firewall"
    """
    raise KeywordFault("GB7005", f"SECURITY INSTALL TOOL is not for bots: {_HOST}")


@keyword("SECURITY HARDENING SCORE", result="number", capability="core", effect="read")
async def security_hardening_score(ctx: Context) -> None:
    """How well the host is protected, from 0 to 100.

    Refused (GB7005): a person does it.

    Example:
        TALK SECURITY HARDENING SCORE
    """
    raise KeywordFault("GB7005", f"SECURITY HARDENING SCORE is not for bots: {_HOST}")
