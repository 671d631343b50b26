"""Keywords of administration: users, host protection, names (DNS).

Declarations only. They need the admin capability, which bots do not have unless it is granted.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword(
    "CREATE USER email:text WITH NAME name:text", result="text", capability="admin", effect="write", consequential=True
)
async def create_user(ctx: Any, **arguments: Any) -> None:
    """Create a user; gives the id.

    Example:
        id = CREATE USER "ana@example.com" WITH NAME "Ana"
    """


@keyword("GET USER field:text", result="any", capability="admin", effect="read")
async def get_user(ctx: Any, **arguments: Any) -> None:
    """A field of the user's record in the directory.

    Example:
        phone = GET USER "phone"
    """


@keyword("GET USER ID", result="text", capability="admin", effect="read")
async def get_user_id(ctx: Any, **arguments: Any) -> None:
    """The id of the user in the directory.

    Example:
        id = GET USER ID
    """


@keyword("DNS LIST domain:text", result="rows", capability="admin", effect="read")
async def dns_list(ctx: Any, **arguments: Any) -> None:
    """The name records of a domain.

    Example:
        records = DNS LIST "example.com"
    """


@keyword("DNS SET host:text, type:text, value:text", result="none", capability="admin", effect="send")
async def dns_set(ctx: Any, **arguments: Any) -> None:
    """Set a name record.

    Example:
        DNS SET "shop.example.com", "A", "192.0.2.7"
    """


@keyword("SECURITY TOOL STATUS", "SECURITY TOOL STATUS tool:text", result="object", capability="admin", effect="read")
async def security_tool_status(ctx: Any, **arguments: Any) -> None:
    """Whether the protection tools of the host are installed and running.

    Example:
        s = SECURITY TOOL STATUS "firewall"
    """


@keyword(
    "SECURITY RUN SCAN",
    "SECURITY RUN SCAN tool:text",
    result="object",
    capability="admin",
    effect="write",
    consequential=True,
)
async def security_run_scan(ctx: Any, **arguments: Any) -> None:
    """Start a scan of the host.

    Example:
        scan = SECURITY RUN SCAN
    """


@keyword("SECURITY GET REPORT", "SECURITY GET REPORT tool:text", result="object", capability="admin", effect="read")
async def security_get_report(ctx: Any, **arguments: Any) -> None:
    """What the last scan has found.

    Example:
        report = SECURITY GET REPORT
    """


@keyword("SECURITY UPDATE DEFINITIONS", result="none", capability="admin", effect="write", consequential=True)
async def security_update_definitions(ctx: Any, **arguments: Any) -> None:
    """Fetch the newest rules of the protection tools.

    Example:
        SECURITY UPDATE DEFINITIONS
    """


@keyword("SECURITY START SERVICE name:text", result="none", capability="admin", effect="write", consequential=True)
async def security_start_service(ctx: Any, **arguments: Any) -> None:
    """Start a protection service of the host.

    Example:
        SECURITY START SERVICE "firewall"
    """


@keyword("SECURITY STOP SERVICE name:text", result="none", capability="admin", effect="write", consequential=True)
async def security_stop_service(ctx: Any, **arguments: Any) -> None:
    """Stop a protection service of the host.

    Example:
        SECURITY STOP SERVICE "firewall"
    """


@keyword("SECURITY INSTALL TOOL name:text", result="none", capability="admin", effect="write", consequential=True)
async def security_install_tool(ctx: Any, **arguments: Any) -> None:
    """Install a protection tool on the host.

    Example:
        SECURITY INSTALL TOOL "firewall"
    """


@keyword("SECURITY HARDENING SCORE", result="number", capability="admin", effect="read")
async def security_hardening_score(ctx: Any, **arguments: Any) -> None:
    """How well the host is protected, from 0 to 100.

    Example:
        TALK SECURITY HARDENING SCORE
    """
