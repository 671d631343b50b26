"""Keywords that read an approval request: whether it is decided, how, and by whom.

Declarations only. STEP ... HUMAN APPROVAL makes the request.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword("APPROVAL IS APPROVED request:object", result="bool", capability="approval", effect="read")
async def approval_is_approved(ctx: Any, **arguments: Any) -> None:
    """True when the request was approved.

    Example:
        IF APPROVAL_IS_APPROVED(request) THEN TALK "Approved"
    """


@keyword("APPROVAL IS REJECTED request:object", result="bool", capability="approval", effect="read")
async def approval_is_rejected(ctx: Any, **arguments: Any) -> None:
    """True when the request was rejected.

    Example:
        IF APPROVAL_IS_REJECTED(request) THEN TALK APPROVAL_COMMENTS(request)
    """


@keyword("APPROVAL IS PENDING request:object", result="bool", capability="approval", effect="read")
async def approval_is_pending(ctx: Any, **arguments: Any) -> None:
    """True while nobody has decided.

    Example:
        IF APPROVAL_IS_PENDING(request) THEN TALK "Still waiting"
    """


@keyword("APPROVAL IS TIMED OUT request:object", result="bool", capability="approval", effect="read")
async def approval_is_timed_out(ctx: Any, **arguments: Any) -> None:
    """True when nobody has decided in time.

    Example:
        IF APPROVAL_IS_TIMED_OUT(request) THEN TALK "Nobody answered"
    """


@keyword("APPROVAL DECISION request:object", result="text", capability="approval", effect="read")
async def approval_decision(ctx: Any, **arguments: Any) -> None:
    """The decision: approved, rejected, pending or timed out.

    Example:
        TALK APPROVAL_DECISION(request)
    """


@keyword("APPROVAL DECIDED BY request:object", result="text", capability="approval", effect="read")
async def approval_decided_by(ctx: Any, **arguments: Any) -> None:
    """Who has decided.

    Example:
        TALK "Decided by " + APPROVAL_DECIDED_BY(request)
    """


@keyword("APPROVAL COMMENTS request:object", result="text", capability="approval", effect="read")
async def approval_comments(ctx: Any, **arguments: Any) -> None:
    """What the decider wrote.

    Example:
        TALK APPROVAL_COMMENTS(request)
    """
