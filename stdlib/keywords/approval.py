"""Keywords that read an approval request: whether it is decided, how, and by whom.

STEP ... HUMAN APPROVAL keeps it in the variable `approval`.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword
from stdlib.context import Context


def _status(ctx: Context, request: Any) -> str:
    """The decision; a request that says none is pending."""
    return ctx.text(ctx.field(request, "status") or ctx.field(request, "decision") or "pending").lower()


@keyword("APPROVAL IS APPROVED request:object", result="bool", capability="core", effect="none")
async def approval_is_approved(ctx: Context, *, request: Any = None) -> bool:
    """True when the request was approved.

    Example:
        IF APPROVAL_IS_APPROVED(request) THEN TALK "Approved"
    """
    return _status(ctx, request) == "approved"


@keyword("APPROVAL IS REJECTED request:object", result="bool", capability="core", effect="none")
async def approval_is_rejected(ctx: Context, *, request: Any = None) -> bool:
    """True when the request was rejected.

    Example:
        IF APPROVAL_IS_REJECTED(request) THEN TALK APPROVAL_COMMENTS(request)
    """
    return _status(ctx, request) == "rejected"


@keyword("APPROVAL IS PENDING request:object", result="bool", capability="core", effect="none")
async def approval_is_pending(ctx: Context, *, request: Any = None) -> bool:
    """True while nobody has decided.

    Example:
        IF APPROVAL_IS_PENDING(request) THEN TALK "Still waiting"
    """
    return _status(ctx, request) == "pending"


@keyword("APPROVAL IS TIMED OUT request:object", result="bool", capability="core", effect="none")
async def approval_is_timed_out(ctx: Context, *, request: Any = None) -> bool:
    """True when nobody has decided in time.

    Example:
        IF APPROVAL_IS_TIMED_OUT(request) THEN TALK "Nobody answered"
    """
    return _status(ctx, request) == "timed_out"


@keyword("APPROVAL DECISION request:object", result="text", capability="core", effect="none")
async def approval_decision(ctx: Context, *, request: Any = None) -> str:
    """The decision: approved, rejected, pending or timed out.

    Example:
        TALK APPROVAL_DECISION(request)
    """
    return _status(ctx, request).replace("_", " ")


@keyword("APPROVAL DECIDED BY request:object", result="text", capability="core", effect="none")
async def approval_decided_by(ctx: Context, *, request: Any = None) -> str:
    """Who has decided.

    Example:
        TALK "Decided by " + APPROVAL_DECIDED_BY(request)
    """
    return ctx.text(ctx.field(request, "decided_by"))


@keyword("APPROVAL COMMENTS request:object", result="text", capability="core", effect="none")
async def approval_comments(ctx: Context, *, request: Any = None) -> str:
    """What the decider wrote.

    Example:
        TALK APPROVAL_COMMENTS(request)
    """
    return ctx.text(ctx.field(request, "comments"))
