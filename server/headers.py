"""Headers that every answer carries, so that a browser does with it only what is meant. Set by ``server.app``.

Whatever a handler sets itself stays. Pages get their policy from ``page_policy``; everything else opens nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from aiohttp import web

CLOSED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""The policy of what is no page: a browser that shows it runs and loads nothing."""

FILE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""The policy of files that people and authors bring: an SVG may look like itself, and that is all."""

STANDARD = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": CLOSED,
}


async def standard(request: web.Request, response: web.StreamResponse) -> None:
    """Add what the handler has not set; a signal of the application."""
    for name, value in STANDARD.items():
        response.headers.setdefault(name, value)


def page_policy(frames: Iterable[str] = ()) -> str:
    """The policy of a page: all of it comes from this server, nothing is inline; ``frames`` are origins whose pages may
    show it in a frame."""
    around = " ".join(("'self'", *frames))
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        f"font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {around}"
    )


def console_policy() -> str:
    """The policy of the author's console, which shows the chat in a frame of its own server."""
    return page_policy() + "; frame-src 'self'"
