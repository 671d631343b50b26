"""Where a request really comes from: the proxies that the settings count are believed, and nobody else.

Each trusted proxy adds the address it saw to the end of ``X-Forwarded-For``; what a client wrote there itself stands
further left and counts for nothing.
"""

from __future__ import annotations

import ipaddress
import re

from aiohttp import web

from server.keys import SETTINGS

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}")


def address(request: web.Request) -> str:
    """The address of the client as text; of IPv6 the network of 64 bits, which one subscriber has."""
    return _network(_seen(request))


def _seen(request: web.Request) -> str:
    direct, trusted = request.remote or "", request.app[SETTINGS].proxies
    if not trusted:
        return direct
    told = [item.strip() for line in request.headers.getall("X-Forwarded-For", []) for item in line.split(",")]
    return told[-trusted] if len(told) >= trusted else direct


def _network(text: str) -> str:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((int(found), 64), strict=False))


def is_secure(request: web.Request) -> bool:
    """Whether the client speaks HTTPS, with us or with the nearest trusted proxy."""
    if request.secure:
        return True
    return bool(request.app[SETTINGS].proxies) and request.headers.get("X-Forwarded-Proto", "").lower() == "https"


def language_of(request: web.Request, given: str = "") -> str:
    """The language of a person, two or three letters; English when nothing says."""
    for text in (given, request.headers.get("Accept-Language", "")):
        if found := _LANGUAGE.match(text):
            return found[0].lower()
    return "en"
