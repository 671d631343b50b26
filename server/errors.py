"""The one shape of an error: ``{"error": code, "message": sentence, "request_id": id}`` with its HTTP status; behind
``OPENAI`` the shape that clients of that interface know."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from server.keys import REQUEST_ID
from server.tokens import BadToken
from stdlib.ports import KeywordFault

log = logging.getLogger("gbc.http")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


OPENAI = "/v1/"
"""Where paths begin that speak OpenAI's form."""


class Refused(Exception):
    """A request that is not carried out; ``retry_after`` in seconds where asking again may help."""

    def __init__(
        self, status: int, code: str, message: str, retry_after: float | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(message)
        self.headers = headers or {}
        self.status = status
        self.code = code
        self.message = message
        self.retry_after = retry_after


def not_found(what: str) -> Refused:
    """What is not there, or is another's: both look the same."""
    return Refused(404, "not_found", f"there is no such {what}")


@web.middleware
async def errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn whatever goes wrong into the one shape."""
    id = request[REQUEST_ID]
    shape = _openai if request.path.startswith(OPENAI) else _answer
    response: web.StreamResponse
    try:
        response = await handler(request)
    except Refused as refused:
        response = shape(refused.status, refused.code, refused.message, id)
        response.headers.update(refused.headers)
        if refused.retry_after is not None:
            response.headers["Retry-After"] = str(math.ceil(refused.retry_after))
    except KeywordFault as fault:
        status = _FAULTS.get(fault.code, 400)
        response = shape(status, _CODES.get(status, "bad_request"), fault.message, id)
    except BadToken as bad:
        response = shape(401, bad.code, str(bad), id)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        response = shape(error.status, _CODES.get(error.status, "bad_request"), error.reason, id)
        if "Allow" in error.headers:
            response.headers["Allow"] = error.headers["Allow"]
    except (ConnectionResetError, TimeoutError):
        raise
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        response = shape(500, "internal_error", "something went wrong on the server", id)
    return response


_FAULTS = {"GB7101": 404, "GB7104": 503, "GB7107": 403, "GB7302": 404, "GB7303": 413, "GB7304": 503}
_CODES = {
    400: "bad_request", 401: "missing_token", 403: "forbidden", 404: "not_found", 405: "method_not_allowed",
    503: "unavailable", 413: "too_large", 415: "unsupported_media_type", 429: "rate_limit_exceeded",
}  # fmt: skip


def _answer(status: int, code: str, message: str, id: str) -> web.Response:
    body = {"error": code, "message": message, "request_id": id}
    return web.Response(status=status, text=json.dumps(body), content_type="application/json")


def _openai(status: int, code: str, message: str, id: str) -> web.Response:
    error = {"message": message, "type": _TYPES.get(status, "invalid_request_error"), "param": None, "code": code}
    return web.Response(status=status, text=json.dumps({"error": error}), content_type="application/json")


_TYPES = {
    401: "authentication_error", 403: "permission_error", 429: "rate_limit_error", 500: "server_error",
    503: "server_error",
}  # fmt: skip
