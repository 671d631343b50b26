"""All declared routes of the REST interface. Called by ``server.app`` and for the OpenAPI document."""

from __future__ import annotations

from server import pages, uploads
from server.api import Operation
from server.routes import auth, bots, chat, data, drive, openai, people, sessions, status, usage, watching


def operations() -> list[Operation]:
    """Every declared route."""
    modules = (status, auth, sessions, chat, bots, data, drive, openai, people, watching, usage)
    tables = (*(module.routes for module in modules), uploads.routes, pages.shown)
    return [operation for table in tables for operation in table.operations]
