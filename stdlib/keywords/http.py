"""Keywords that call web services: POST, PUT, PATCH, DELETE HTTP, GraphQL, SOAP, the headers they send, the weather.

Everything goes through the http port. A result is a response object: status, statusText, headers, data, and the body's
own fields. GET is in ``session``, since the same word reads values of the conversation.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.ports import KeywordFault
from stdlib.web import calls, paging, soap, weather
from stdlib.web.bodies import read_body, read_text
from stdlib.web.headers import MOST, check_header
from vm.value import Object


@keyword(
    "POST url:text, values...:named",
    "POST url:text WITH fields:assigns",
    result="response",
    capability="http",
    effect="send",
    tier=1,
)
async def post(ctx: Context, *, url: Any = None, values: Any = None, fields: Any = None) -> Object:
    """Send data to a web address by HTTP POST.

    One value is the body: an object goes as JSON, and a content type in quotes after it says otherwise. Several
    variables become fields with their names.

    The result has `status`, `headers` and `data`; other fields are those of the answer's body.

    Example:
        answer = POST "https://api.example.com/orders", {"item": 7, "count": 2}
        TALK "Order " + answer.id
    """
    body, content_type = (fields, "") if values is None else calls.named_values(ctx, values)
    return await calls.call(ctx, "POST", url, body, content_type)


@keyword(
    "PUT url:text, data:any",
    "PUT url:text WITH fields:assigns",
    result="response",
    capability="http",
    effect="send",
    tier=1,
)
async def put(ctx: Context, *, url: Any = None, data: Any = None, fields: Any = None) -> Object:
    """Replace what a web address holds by HTTP PUT.

    Example:
        PUT "https://api.example.com/orders/7", {"count": 3}
    """
    return await calls.call(ctx, "PUT", url, data if fields is None else fields)


@keyword(
    "PATCH url:text, data:any",
    "PATCH url:text WITH fields:assigns",
    result="response",
    capability="http",
    effect="send",
    tier=2,
)
async def patch(ctx: Context, *, url: Any = None, data: Any = None, fields: Any = None) -> Object:
    """Change a part of what a web address holds by HTTP PATCH.

    Example:
        done = PATCH "https://api.example.com/orders/7", {"status": "paid"}
    """
    return await calls.call(ctx, "PATCH", url, data if fields is None else fields)


@keyword("DELETE HTTP url:text", result="response", capability="http", effect="send", tier=2)
async def delete_http(ctx: Context, *, url: Any = None) -> Object:
    """Delete what a web address holds by HTTP DELETE.

    Example:
        done = DELETE HTTP "https://api.example.com/orders/7"
    """
    return await calls.call(ctx, "DELETE", url)


@keyword("DELETE target:any", id="DELETE TARGET", result="any", capability="file,http", effect="send", tier=2)
async def delete_target(ctx: Context, *, target: Any = None) -> Any:
    """Delete a web address, or a file of the drive, whichever the value names.

    Of an address the result is a response, of a file whether it was there.

    Example:
        DELETE "https://api.example.com/items/7"
        DELETE "drafts/old.txt"
    """
    place = ctx.text(ctx.field(target, "path") or target).strip()
    if not place:
        raise KeywordFault("GB6004", "DELETE needs a web address or the path of a file")
    if calls.is_address(place):
        return await calls.call(ctx, "DELETE", place)
    return await ctx.files.delete(place)


@keyword(
    "GRAPHQL url:text, query:text[, variables:object]",
    "GRAPHQL url:text WITH fields:assigns",
    result="response",
    capability="http",
    effect="send",
    tier=2,
)
async def graphql(
    ctx: Context, *, url: Any = None, query: Any = None, variables: Any = None, fields: Any = None
) -> Object:
    """Ask a GraphQL service.

    The rows stand in the field `data` of the answer's `data`. After WITH, fields other than `query` and `variables` are
    variables of the query.

    Example:
        r = GRAPHQL "https://api.example.com/graphql", "query($id: ID!) { user(id: $id) { name } }", {"id": 7}
        TALK r.data.data.user.name
    """
    if fields is not None:
        query, variables = ctx.field(fields, "query"), ctx.field(fields, "variables")
        others = {name: ctx.field(fields, name) for name in ctx.fields(fields) if name.lower() not in _GRAPHQL}
        variables = ctx.object(others) if variables is None else variables
    if not ctx.text(query).strip():
        raise KeywordFault("GB6004", "GRAPHQL needs a query")
    body = ctx.object({"query": ctx.text(query), "variables": ctx.object({}) if variables is None else variables})
    return await calls.call(ctx, "POST", url, body, "application/json")


_GRAPHQL = frozenset(("query", "variables"))


@keyword(
    "SOAP url:text, operation:text, parameters:object",
    result="response",
    capability="http",
    effect="send",
    tier=2,
)
async def soap_call(ctx: Context, *, url: Any = None, operation: Any = None, parameters: Any = None) -> Object:
    """Call an operation of a SOAP 1.1 service.

    An address that ends in `?wsdl` is asked for the service's description first. Otherwise the setting `soap-namespace`
    is the namespace. The result has the parsed members of the answer, and `raw` with its text.

    Example:
        r = SOAP "https://bank.example.com/rates?wsdl", "GetRate", {"currency": "EUR"}
    """
    address, name = await calls.address_of(ctx, url), ctx.text(operation).strip()
    if not name.replace("_", "a").isalnum():
        raise KeywordFault("GB6004", f"SOAP needs the name of an operation, and got {name[:40]!r}")
    if address.lower().endswith("?wsdl"):
        described = await calls.exchange(ctx, "GET", address, timeout=calls.READ_TIMEOUT)
        called = soap.operation_of(described.body, name, address)
    else:
        called = soap.default_operation(address, name, await calls.setting(ctx, "soap-namespace"))
    reply = await calls.exchange(
        ctx,
        "POST",
        called.address,
        soap.envelope(called, name, parameters),
        "text/xml; charset=utf-8",
        timeout=calls.SOAP_TIMEOUT,
        extra={"SOAPAction": '"' + quote(called.action, safe=":/#?&=.-_~+%") + '"'},
    )
    return calls.response(ctx, reply, soap.members(reply.body, read_text(reply)))


@keyword(
    "SET HEADER name:text, value:any",
    "SET HEADER name:text = value:any",
    "SET HEADER name:text AS value:any",
    result="none",
    capability="http",
    effect="write",
    tier=1,
)
async def set_header(ctx: Context, *, name: Any = None, value: Any = None) -> None:
    """Send a header with later web calls of this run; an empty value removes it.

    Example:
        SET HEADER "Authorization" = "Bearer " + token
    """
    headers, given = ctx.state.headers, ctx.text(value).strip(" ")
    wanted, sent = check_header(ctx.text(name), given or "-")
    for known in [known for known in headers if known.lower() == wanted.lower()]:
        del headers[known]
    if given and len(headers) >= MOST:
        raise KeywordFault("GB7207", f"a program may set at most {MOST} headers; CLEAR HEADERS forgets them")
    if given:
        headers[wanted] = sent


@keyword("CLEAR HEADERS", result="none", capability="http", effect="write", tier=2)
async def clear_headers(ctx: Context) -> None:
    """Forget every header set by SET HEADER.

    Example:
        CLEAR HEADERS
    """
    ctx.state.headers.clear()


@keyword("SET PAGE MODE mode:text", result="none", capability="http", effect="write", tier=2)
async def set_page_mode(ctx: Context, *, mode: Any = None) -> None:
    """With `auto`, GET follows the next-page links of a list and gives all of it.

    With `manual`, the next GET of the same address gives the next page, as long as CONTINUATION TOKEN is not false.
    `none` is as it was. At most 100 pages are followed at once, and only on the same host.

    Example:
        SET PAGE MODE "auto"
    """
    wanted = ctx.text(mode).strip().lower() or "none"
    if wanted not in paging.MODES:
        raise KeywordFault("GB6004", f"SET PAGE MODE takes auto, manual or none, and got {wanted[:40]}")
    ctx.state.paging = {"mode": wanted}


@keyword("CONTINUATION TOKEN", result="any", capability="http", effect="read", tier=2)
async def continuation_token(ctx: Context) -> Any:
    """The mark of the next page when the last GET left one, else false.

    Example:
        SET PAGE MODE "manual"
        DO
            page = GET "https://api.example.com/items"
            TALK UBOUND(page.items) + " items"
        LOOP WHILE CONTINUATION TOKEN
    """
    return ctx.state.paging.get("next") or False


@keyword("WEBHOOK POST path:text WITH data:any", result="response", capability="http", effect="send", tier=2)
async def webhook_post(ctx: Context, *, path: Any = None, data: Any = None) -> Object:
    """Call a webhook of another system with an object as JSON.

    A path that begins with / is one of the server in the setting `http-base-url`.

    Example:
        WEBHOOK POST "/hooks/order-paid" WITH order
    """
    return await calls.call(ctx, "POST", path, data)


# ---------------------------------------------------------------- weather


@keyword("WEATHER place:text", result="text", capability="http", effect="read")
async def weather_now(ctx: Context, *, place: Any = None) -> str:
    """The present weather at a place, as a sentence.

    Needs `weather-api-key` of an OpenWeather account in config.csv; `weather-url` names another server.

    Example:
        TALK WEATHER "Lisbon"
    """
    return weather.now_sentence(await _weather(ctx, "weather", place))


@keyword("FORECAST place:text, days:int", result="text", capability="http", effect="read")
async def forecast(ctx: Context, *, place: Any = None, days: Any = None) -> str:
    """The weather at a place for the coming days, at most 5.

    Example:
        TALK FORECAST "Lisbon", 3
    """
    wanted = int(ctx.number(days, "the number of days of FORECAST"))
    if not 1 <= wanted <= weather.MOST_DAYS:
        raise KeywordFault("GB6004", f"FORECAST gives 1 to {weather.MOST_DAYS} days, not {wanted}")
    return weather.forecast_sentences(await _weather(ctx, "forecast", place), wanted)


async def _weather(ctx: Context, what: str, place: Any) -> Any:
    """The answer of the service; GB7208 for a place that it does not know."""
    name = ctx.text(place).strip()
    if not name:
        raise KeywordFault("GB6004", f"{what.upper()} needs the name of a place")
    key = await calls.setting(ctx, "weather-api-key", what.upper())
    base = await calls.setting(ctx, "weather-url") or weather.DEFAULT_URL
    query = urlencode({"q": name, "units": "metric", "lang": ctx.language, "appid": key}, errors="replace")
    address = f"{base.rstrip('/')}/data/2.5/{what}?{query}"
    reply = await calls.fetch(ctx, address)
    if reply.status == 404:
        raise KeywordFault("GB7208", f"the weather service knows no place {name[:80]}")
    if reply.status in (401, 403):
        raise KeywordFault("GB7209", "the weather service refuses the setting weather-api-key")
    if reply.status != 200:
        raise KeywordFault("GB7208", f"the weather service answered {reply.status} {reply.reason}".rstrip())
    return read_body(reply)
