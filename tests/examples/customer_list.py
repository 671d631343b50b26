"""The other system of the sync example: a customer list in pages of JSON, which wants a key and takes notes."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from tests.servers.web import Seen, WebServer

NAMES = ("Ana Souza", " Ben Okoro", "Chiara Neri", "Dimitri Petrov", "Emi Sato", "Farid Haddad", "Grace Lee")
CITIES = ("Lisbon", "Lagos", "Rome", None, "Osaka", "Tunis", "Boston")


def customer_list(server: WebServer) -> None:
    """Answer below ``/api``. The second reading finds that one customer has ordered and one has moved, the third finds
    the system down.
    """
    asked: list[int] = []

    def page(seen: Seen) -> web.Response:
        if seen.headers.get("authorization") != "Bearer change-me":
            return web.json_response({"error": "who are you?"}, status=401)
        number, size = int(seen.query.get("page", 1)), int(seen.query["limit"])
        if number == 1:
            asked.append(1)
        if len(asked) == 3:
            return web.json_response({"error": "down"}, status=503)
        found = [_customer(at, len(asked)) for at in range(len(NAMES))][(number - 1) * size : number * size]
        answer: dict[str, Any] = {"customers": found, "total": len(NAMES)}
        if number * size < len(NAMES):
            answer["links"] = {"next": f"/api/customers?limit={size}&page={number + 1}"}
        return web.json_response(answer)

    def note(seen: Seen) -> web.Response:
        return web.json_response({"number": 17}, status=201)

    server.answers["/api/customers"] = page
    server.answers["/api/customers/c-2/notes"] = note


def _customer(at: int, reading: int) -> dict[str, Any]:
    name = NAMES[at].strip()
    city = "Porto" if at == 1 and reading > 1 else CITIES[at]
    return {
        "id": f"c-{at + 1}",
        "name": NAMES[at],
        "contact": {"email": f"{name.split()[0]}@Example.com", "phone": None},
        "address": None if city is None else {"city": city},
        "orders": [{"number": n} for n in range(at + (reading if at == 0 else 0))],
    }
