"""Tokens, logins, origins, headers, limits, the audit log, secrets: each rule from both sides."""

from __future__ import annotations

import asyncio
import base64
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import jwt
import pytest

from server import keys
from server.limits import Limits
from server.tokens import BadToken, Principal, Tokens
from tests.server.conversing import write_bot
from tests.server.talking import served

NOW = 1_800_000_000.0
SECRET = "canary-7f3a91"
ROLES = 'held = GET "user.roles"\nTALK "[" + held + "]"\nALLOW ROLE "boss"\nTALK "in"\nHEAR x\n'


def run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(work())


def bots(tmp_path: Path, script: str = 'TALK "hello"\nHEAR x\n', config: str = "") -> Path:
    write_bot(tmp_path / "bots", "shop", {"start.bas": script}, config)
    return tmp_path / "bots"


# ---------------------------------------------------------------- tokens


def good(**changes: Any) -> dict[str, Any]:
    claims: dict[str, Any] = {
        "sub": "guest-1", "iss": "gbc", "aud": "gbc", "iat": int(NOW), "nbf": int(NOW), "exp": int(NOW) + 100,
        "jti": "j", "type": "guest",
    }  # fmt: skip
    claims.update(changes)
    return {name: value for name, value in claims.items() if value is not ...}


def signed(claims: dict[str, Any], **rest: Any) -> str:
    return jwt.encode(claims, Tokens("k")._key, "HS256", **rest)


def raw(header: Any, claims: Any, signature: bytes = b"") -> str:
    parts = [json.dumps(header).encode(), json.dumps(claims).encode(), signature]
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)


WRONG: dict[str, Any] = {
    f"{name} {said}": good(**{name: value})
    for name in ("sub", "iss", "aud", "exp", "iat", "nbf", "jti", "type")
    for said, value in (("missing", ...), ("null", None), ("list", [1]), ("object", {}), ("other", "x"), ("true", True))
    if (name, said) != ("jti", "other")
} | {
    "expired": good(exp=NOW - 61), "not yet": good(nbf=NOW + 61), "from the future": good(iat=NOW + 61),
    "endless": good(exp="9" * 400), "infinite": good(exp=float("inf"), nbf=float("inf")),
    "guest with the id of an account": good(sub="user-1"), "account with the id of a guest": good(type="access"),
    "refresh": good(type="refresh"), "empty": good(sub=""), "login is a number": good(login=1),
    "issuer in part": good(iss="gb"), "audience in part": good(aud="gbcx"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_token_with_wrong_claims_is_refused(name: str) -> None:
    try:
        token = signed(WRONG[name])
    except (TypeError, ValueError):
        token = jwt.api_jws.encode(json.dumps(WRONG[name]).encode(), Tokens("k")._key, "HS256")
    with pytest.raises(BadToken):
        Tokens("k", lambda: NOW).check(token)


@pytest.mark.parametrize(
    "token",
    [
        "", ".", "..", "a.b.c", "x" * 5000, "é.é.é", "\udcff", raw({"alg": "none"}, good()),
        raw({"alg": "None", "typ": "JWT"}, good()), raw({"alg": "HS256"}, good()), raw([], good()),
        raw({"alg": "HS256"}, []), jwt.encode(good(), "another key that is long enough 1234", "HS256"),
        jwt.encode(good(), Tokens("k")._key * 2, "HS512"), signed(good(), headers={"crit": ["x"], "x": 1}),
        signed(good())[:-2], signed(good()) + "A", raw({"alg": "RS256"}, good(), b"x"),
    ],
)  # fmt: skip
def test_a_forged_token_is_refused(token: str) -> None:
    with pytest.raises(BadToken):
        Tokens("k", lambda: NOW).check(token)


def test_a_good_token_is_taken_until_its_time_is_over() -> None:
    now = NOW
    tokens = Tokens("k", lambda: now)
    token, who = tokens.guest()
    assert tokens.check(token) == who
    assert tokens.check(signed(good())).user == "guest-1"
    assert tokens.check(signed(good(exp=NOW - 59))).user == "guest-1"
    now += 31 * 86400
    with pytest.raises(BadToken) as caught:
        tokens.check(token)
    assert caught.value.code == "expired_token"


# ---------------------------------------------------------------- logins


def test_a_login_is_refreshed_and_a_stolen_refresh_token_ends_it(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(bots(tmp_path), tmp_path / "data") as server:
            await server.person("boss", name="ana")
            nobody = server.nobody()
            for name, password in (("ana", "wrong password"), ("nobody", "correct horse")):
                refused = await nobody.post("/api/auth/login", {"username": name, "password": password})
                assert (refused.status, refused.json["error"]) == (401, "invalid_credentials")
            first = (await nobody.post("/api/auth/login", {"username": "ANA", "password": "correct horse"})).json
            second = (await nobody.post("/api/auth/refresh", {"refresh_token": first["refresh_token"]})).json
            ana = server.nobody()
            ana.token = second["access_token"]
            me = (await ana.get("/api/auth/me")).json
            assert (me["username"], me["roles"], me["is_anonymous"]) == ("ana", ["boss"], False)
            assert (await nobody.post("/api/auth/refresh", {"refresh_token": first["refresh_token"]})).status == 401
            assert (await nobody.post("/api/auth/refresh", {"refresh_token": second["refresh_token"]})).status == 401
            assert (await ana.get("/api/auth/me")).json["error"] == "session_expired"

    run(work)


def test_logout_ends_the_tokens_at_once(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(bots(tmp_path), tmp_path / "data") as server:
            ana = await server.person()
            assert (await ana.post("/api/auth/logout")).status == 200
            assert (await ana.get("/api/auth/me")).status == 401

    run(work)


def test_roles_count_at_once_and_reach_programs(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(bots(tmp_path, ROLES), tmp_path / "data") as server:
            admin, ana = await server.person("admin"), await server.person("boss", name="ana")
            assert (await ana.post("/api/v1/chat")).json["message"] == "[boss]\nin"
            guest = (await (await server.guest()).post("/api/v1/chat")).json["message"]
            assert guest.startswith("[]")
            assert "in" not in guest.split("\n")
            id = server.principal(ana).user
            assert (await ana.get("/api/audit")).status == 403
            assert (await admin.ask("PATCH", f"/api/users/{id}", {"roles": ["operator"]})).json["roles"] == ["operator"]
            assert (await ana.get("/api/audit")).status == 200
            assert (await ana.post("/api/v1/chat")).json["message"].startswith("[operator]")
            await admin.ask("PATCH", f"/api/users/{id}", {"disabled": True})
            assert (await ana.get("/api/auth/me")).status == 401

    run(work)


def test_the_first_administrator_comes_from_the_command_line(tmp_path: Path) -> None:
    def gbc(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "gbc", *words]
        return subprocess.run(command, input=given, capture_output=True, text=True, check=False)

    data = str(tmp_path / "data")
    assert gbc("users", "add", "root", "--role", "admin", "--data", data, given="long enough\n").returncode == 0
    assert gbc("users", "add", "root", "--data", data, given="long enough\n").returncode == 2
    assert "10 to 1000" in gbc("users", "add", "x", "--data", data, given="short\n").stderr
    assert gbc("users", "list", "--data", data).stdout == "root admin\n"
    assert "1 records" in gbc("audit", "verify", data).stdout
    with sqlite3.connect(tmp_path / "data" / "server.db") as db:
        db.execute("DROP TRIGGER audit_fixed")
        db.execute("UPDATE audit SET who = 'eve'")
    db.close()
    damaged = gbc("audit", "verify", data)
    assert (damaged.returncode, damaged.stdout) == (
        1, "the audit log is damaged: record 1 is not as it was written\n",
    )  # fmt: skip


# ---------------------------------------------------------------- the audit log


def test_the_audit_log_tells_and_cannot_be_changed(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(bots(tmp_path), tmp_path / "data") as server:
            user, operator = await server.person(), await server.person("operator")
            await user.get("/api/audit")
            forged = server.nobody()
            forged.token = "a.b.c"
            assert (await forged.get("/api/bots")).status == 401
            deeds = [(d["action"], d["outcome"]) for d in (await operator.get("/api/audit?limit=100")).json["data"]]
            for deed in (("publish", "allowed"), ("user.add", "allowed"), ("login", "allowed"), ("audit", "denied"),
                         ("token", "denied")):  # fmt: skip
                assert deed in deeds

    run(work)
    db = sqlite3.connect(tmp_path / "data" / "server.db")
    for statement in ("DELETE FROM audit", "UPDATE audit SET at = 0"):
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(statement)
    db.close()


# ---------------------------------------------------------------- origins and headers


def test_origins_are_those_of_the_bot(tmp_path: Path) -> None:
    root = bots(tmp_path, config="cors-allowed-origins,https://a.example\n")
    write_bot(root, "other", {"start.bas": 'TALK "x"\n'}, "cors-allowed-origins,https://b.example\n")

    async def work() -> None:
        async with served(root, tmp_path / "data") as server:
            guest = await server.guest()
            for bot, origin, status in (
                ("shop", "https://a.example", 201), ("shop", "https://b.example", 403),
                ("other", "https://b.example", 201),
                ("shop", "https://a.example.evil", 403), ("shop", "http://a.example", 403), ("shop", "null", 403),
                ("shop", "https://[", 403), ("shop", "https://a.example:444", 403), ("shop", server.base, 201),
            ):  # fmt: skip
                path, headers = f"/api/sessions?bot_name={bot}", {"Origin": origin}
                got = await guest.post(path, {"bot_name": bot}, headers=headers)
                assert got.status == status, (bot, origin)
                assert got.headers.get("Access-Control-Allow-Origin") == (origin if status == 201 else None)
                assert "Access-Control-Allow-Credentials" not in got.headers
                asked = {**headers, "Access-Control-Request-Method": "POST"}
                before = await server.nobody().ask("OPTIONS", path, headers=asked)
                assert (before.status == 204) == (status == 201)
                if status == 403:
                    with pytest.raises(Exception, match="403"):
                        async with guest.connect(f"/ws/{bot}", headers=headers):
                            pass

    run(work)


def test_every_answer_carries_the_headers(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(bots(tmp_path), tmp_path / "data") as server:
            for path in ("/health", "/api/bots", "/none/none", "/", "/shop", "/api/auth"):
                got = await server.nobody().get(path)
                assert got.headers["X-Content-Type-Options"] == "nosniff"
                assert "unsafe" not in got.headers["Content-Security-Policy"]
                assert "default-src 'none'" in got.headers["Content-Security-Policy"]
                assert len(got.headers["X-Request-Id"]) == 16
                assert "Strict-Transport-Security" not in got.headers
            refused = await server.nobody().get("/api/bots")
            assert refused.json["request_id"] == refused.headers["X-Request-Id"]

    run(work)


# ---------------------------------------------------------------- how often


def test_a_bucket_fills_again() -> None:
    now = 0.0
    limits = Limits({"api": 60, "free": 0}, lambda: now)
    left = [limits.ask("api", "a") for _ in range(16)]
    assert [item.wait for item in left if item] == [0.0] * 15 + [1.0]
    assert left[0] is not None
    assert left[0].headers["RateLimit-Remaining"] == "14"
    assert limits.ask("api", "b").wait == 0  # type: ignore[union-attr]
    now = 1.0
    assert limits.ask("api", "a").wait == 0  # type: ignore[union-attr]
    assert limits.ask("api", "a").wait > 0  # type: ignore[union-attr]
    assert limits.ask("free", "a") is None


def test_who_asks_too_often_is_told_when_to_come_again(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(bots(tmp_path), tmp_path / "data", rate_api=8, proxies=1) as server:

            async def look(address: str) -> Any:
                return await server.nobody().get("/health", headers={"X-Forwarded-For": address})

            assert (await look("1.1.1.1")).headers["RateLimit-Remaining"] == "1"
            assert (await look("9.9.9.9, 1.1.1.1")).status == 200
            refused = await look("8.8.8.8, 1.1.1.1")
            assert (refused.status, refused.json["error"]) == (429, "rate_limit_exceeded")
            assert 1 <= int(refused.headers["Retry-After"]) <= 8
            assert (await look("1.1.1.2")).status == 200
            assert [(await look(f"2001:db8::{n}")).status for n in (1, 2, 3)] == [200, 200, 429]

    run(work)


def test_a_flood_over_websocket_is_heard_slowly_and_whole(tmp_path: Path) -> None:
    script = 'WHILE TRUE\nHEAR x\nTALK "got " + x\nWEND\n'

    async def work() -> None:
        async with served(bots(tmp_path, script), tmp_path / "data", rate_messages=40) as server:
            guest = await server.guest()
            async with guest.connect("/ws/shop") as socket:
                for number in range(12):
                    await socket.send_json({"content": str(number)})
                kinds, said = set(), []
                while len(said) < 12:
                    frame = await socket.receive_json(timeout=60)
                    kinds.add(frame["type"])
                    if frame["type"] == "message":
                        said.append(frame["content"])
            assert said == [f"got {number}" for number in range(12)]
            assert "throttled" in kinds

    run(work)


# ---------------------------------------------------------------- bad input


def test_bad_frames_are_answered_and_the_connection_goes_on(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(bots(tmp_path), tmp_path / "data") as server:
            guest = await server.guest()
            async with guest.connect("/ws/shop") as socket:
                bad = ["", "{", "[]", "1", '"x"', '{"content": 1}', '{"content": "\\ud800"}', "[" * 60000,
                       '{"id": 1}', '{"content": "x", "id": "' + "i" * 101 + '"}',
                       '{"message_type": 6, "arguments": 1}']  # fmt: skip
                for text in bad:
                    await socket.send_str(text)
                await socket.send_json({"type": "ping"})
                errors = 0
                while (frame := await socket.receive_json(timeout=20))["type"] != "pong":
                    errors += frame["type"] == "error"
                assert errors == len(bad)
                await socket.send_bytes(b"\x00")
                while (await socket.receive(timeout=20)).data != 4003:
                    pass
            async with guest.connect("/ws/shop") as socket:
                await socket.send_str('{"content": "' + "x" * (65 << 10) + '"}')
                while (await socket.receive(timeout=20)).data != 1009:
                    pass
            for path in ("/ws/none", "/ws/shop?session_id=x", "/ws/shop?session_id=%00"):
                with pytest.raises(Exception, match="404"):
                    async with guest.connect(path):
                        pass
            with pytest.raises(Exception, match="401"):
                async with server.nobody().connect("/ws/shop"):
                    pass

    run(work)


def test_bodies_are_read_up_to_the_limit(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(bots(tmp_path), tmp_path / "data", body_limit=1000) as server:
            guest = await server.guest()
            assert (await guest.post("/api/v1/chat", {"message": "x" * 900})).status == 200
            too_large = await guest.post("/api/v1/chat", {"message": "x" * 1000})
            assert (too_large.status, too_large.json["error"]) == (413, "too_large")
            for data in (b"{", b"[]", b"\xff", b"1", b"[" * 900, b'{"message": "\\ud800"}', b'{"message": 1}'):
                got = await guest.ask("POST", "/api/v1/chat", data=data, headers={"Content-Type": "application/json"})
                assert (got.status, got.json["error"]) == (400, "bad_request"), data
            got = await guest.ask("POST", "/api/v1/chat", data=b"{}", headers={"Content-Type": "text/plain"})
            assert got.status == 415

    run(work)


# ---------------------------------------------------------------- secrets


def test_no_public_route_tells_a_secret(tmp_path: Path) -> None:
    config = f"llm-key,{SECRET}\nemail-pass,{SECRET}\nparam-key,{SECRET}\ntheme-title,Shop\n"

    async def work() -> None:
        async with served(bots(tmp_path, config=config), tmp_path / "data", secret=f"{SECRET}-sign") as server:
            guest = await server.guest()
            await guest.post("/api/v1/chat")
            for route in server.app.router.routes():
                assert route.resource is not None
                path = route.resource.canonical
                for name, value in (("{bot}", "shop"), ("{id}", "current"), ("{name}", "config.csv")):
                    path = path.replace(name, value)
                if "{" not in path and "/ws" not in path:
                    for person in (guest, server.nobody()):
                        got = await person.ask(route.method, path, {} if route.method in ("POST", "PATCH") else None)
                        assert SECRET not in got.text + str(got.headers), path

    run(work)


def test_an_access_token_without_a_login_opens_nothing(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(bots(tmp_path), tmp_path / "data") as server:
            eve = server.nobody()
            eve.token = server.app[keys.TOKENS].access(Principal("user-x", frozenset({"admin"}), guest=False))
            assert (await eve.get("/api/users")).status == 401

    run(work)
