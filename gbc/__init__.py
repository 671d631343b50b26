"""The command line and the public Python API; the only package that imports all others.

``gbc.compile``, ``gbc.run``, ``gbc.resume`` and ``gbc.Host`` come from ``gbc.api`` and are imported when first used, so
that the command starts without what it does not need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server.version import VERSION as __version__

if TYPE_CHECKING:
    from gbc.api import (
        Answer,
        Compilation,
        Failed,
        Finished,
        Host,
        KeywordFault,
        Limits,
        Observer,
        Outcome,
        Ports,
        Program,
        Question,
        StateError,
        Suggestion,
        Suspended,
        compile,
        converse,
        resume,
        run,
    )

__all__ = [
    "Answer",
    "Compilation",
    "Failed",
    "Finished",
    "Host",
    "KeywordFault",
    "Limits",
    "Observer",
    "Outcome",
    "Ports",
    "Program",
    "Question",
    "StateError",
    "Suggestion",
    "Suspended",
    "__version__",
    "compile",
    "converse",
    "resume",
    "run",
]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from gbc import api

        return getattr(api, name)
    raise AttributeError(f"module 'gbc' has no attribute {name!r}")
