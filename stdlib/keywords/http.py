"""Keywords that call web services: GET, POST, PUT, PATCH, DELETE HTTP, GraphQL, SOAP, and the headers they send.

Declarations only. A result is a response object: status, statusText, headers, data, and the body's own fields.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword(
    "POST url:text, values...:named",
    "POST url:text WITH fields:assigns",
    result="response",
    capability="http",
    effect="send",
    tier=1,
)
async def post(ctx: Any, **arguments: Any) -> None:
    """Send data to a web address by HTTP POST.

    One value is the body: an object goes as JSON, and a content type in quotes after it says otherwise. Several
    variables become fields with their names.

    The result has `status`, `headers` and `data`; other fields are those of the answer's body.

    Example:
        answer = POST "https://api.example.com/orders", {"item": 7, "count": 2}
        TALK "Order " + answer.id
    """


@keyword(
    "PUT url:text, data:any",
    "PUT url:text WITH fields:assigns",
    result="response",
    capability="http",
    effect="send",
    tier=1,
)
async def put(ctx: Any, **arguments: Any) -> None:
    """Replace what a web address holds by HTTP PUT.

    Example:
        PUT "https://api.example.com/orders/7", {"count": 3}
    """


@keyword(
    "PATCH url:text, data:any",
    "PATCH url:text WITH fields:assigns",
    result="response",
    capability="http",
    effect="send",
    tier=2,
)
async def patch(ctx: Any, **arguments: Any) -> None:
    """Change a part of what a web address holds by HTTP PATCH.

    Example:
        done = PATCH "https://api.example.com/orders/7", {"status": "paid"}
    """


@keyword("DELETE HTTP url:text", result="response", capability="http", effect="send", tier=2)
async def delete_http(ctx: Any, **arguments: Any) -> None:
    """Delete what a web address holds by HTTP DELETE.

    Example:
        done = DELETE HTTP "https://api.example.com/orders/7"
    """


@keyword(
    "GRAPHQL url:text, query:text[, variables:object]",
    "GRAPHQL url:text WITH fields:assigns",
    result="response",
    capability="http",
    effect="send",
    tier=2,
)
async def graphql(ctx: Any, **arguments: Any) -> None:
    """Ask a GraphQL service.

    The rows stand in the field `data` of the answer's `data`.

    Example:
        r = GRAPHQL "https://api.example.com/graphql", "query($id: ID!) { user(id: $id) { name } }", {"id": 7}
        TALK r.data.data.user.name
    """


@keyword(
    "SOAP url:text, operation:text, parameters:object",
    result="response",
    capability="http",
    effect="send",
    tier=2,
)
async def soap(ctx: Any, **arguments: Any) -> None:
    """Call an operation of a SOAP 1.1 service.

    The result has the parsed members of the answer, and `raw` with its text.

    Example:
        r = SOAP "https://bank.example.com/rates?wsdl", "GetRate", {"currency": "EUR"}
    """


@keyword(
    "SET HEADER name:text, value:any",
    "SET HEADER name:text = value:any",
    "SET HEADER name:text AS value:any",
    result="none",
    capability="http",
    effect="write",
    tier=1,
)
async def set_header(ctx: Any, **arguments: Any) -> None:
    """Send a header with later web calls of this run; an empty value removes it.

    Example:
        SET HEADER "Authorization" = "Bearer " + token
    """


@keyword("CLEAR HEADERS", result="none", capability="http", effect="write", tier=2)
async def clear_headers(ctx: Any, **arguments: Any) -> None:
    """Forget every header set by SET HEADER.

    Example:
        CLEAR HEADERS
    """


@keyword("SET PAGE MODE mode:text", result="none", capability="http", effect="write", tier=2)
async def set_page_mode(ctx: Any, **arguments: Any) -> None:
    """With `auto`, GET follows the next-page links of a list and gives all of it.

    Example:
        SET PAGE MODE "auto"
    """


@keyword("CONTINUATION TOKEN", result="any", capability="http", effect="read", tier=2)
async def continuation_token(ctx: Any, **arguments: Any) -> None:
    """The mark of the next page when the last GET left one, else false.

    Example:
        DO WHILE CONTINUATION TOKEN
            more = GET "https://api.example.com/items"
        LOOP
    """


@keyword("WEBHOOK POST path:text WITH data:any", result="response", capability="http", effect="send", tier=2)
async def webhook_post(ctx: Any, **arguments: Any) -> None:
    """Call a webhook of another system with an object as JSON.

    Example:
        WEBHOOK POST "/hooks/order-paid" WITH order
    """


@keyword("WEATHER place:text", result="text", capability="http", effect="read")
async def weather(ctx: Any, **arguments: Any) -> None:
    """The present weather at a place, as a sentence.

    Example:
        TALK WEATHER "Lisbon"
    """


@keyword("FORECAST place:text, days:int", result="text", capability="http", effect="read")
async def forecast(ctx: Any, **arguments: Any) -> None:
    """The weather at a place for the coming days.

    Example:
        TALK FORECAST "Lisbon", 3
    """
