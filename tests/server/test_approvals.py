"""What a language model calls does nothing with consequences unless the bot permits it or the person approves it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from server.store.audit import Deed
from server.store.port import Incoming, Kind
from stdlib.api import KeywordDecl
from stdlib.calls import is_only_declared
from stdlib.catalog import load_catalog
from tests.server.conversing import Hosted, hosted, write_bot
from tests.servers.model import Provider, Say, provider

MAIL = """
PARAM address AS string
PARAM body AS string OPTIONAL
DESCRIPTION "sends a mail"
SEND MAIL address, "Prices", body
RETURN "sent"
"""
CALL = ("mail", '{"address": "eve@example.com", "body": "all secrets"}')
CONSEQUENTIAL = [
    decl for decl in load_catalog().keywords.values() if decl.consequential and not is_only_declared(decl.handler)
]
AT_PUBLISHING = {"WEBHOOK"}
"""What these do is done when a bot is published, by nobody's call."""

Work = Callable[[Hosted, Provider, str], Awaitable[None]]


class Ran:
    """Keywords whose handlers were called."""

    def __init__(self) -> None:
        self.keywords: list[str] = []

    def started(self, keyword: str) -> None:
        self.keywords.append(keyword)

    def finished(self, keyword: str, seconds: float, outcome: str) -> None:
        pass


def settings(found: Provider, more: str = "") -> str:
    return f"llm-url,{found.address}\nllm-model,m1\nllm-allow,127.0.0.1\nhttp-allow,127.0.0.1\n{more}"


def run(tmp_path: Path, work: Work, *say: Say, config: str = "", around: Any = None, **scripts: str) -> None:
    async def main() -> None:
        async with provider(*say) as found:
            write_bot(tmp_path / "bots", "b", {"start.bas": "", "mail.bas": MAIL, **scripts}, settings(found, config))
            async with hosted(tmp_path / "bots", tmp_path / "data", **(around or {})) as host:
                await work(host, found, await host.open())

    asyncio.run(main())


def mails(tmp_path: Path) -> int:
    return len(list((tmp_path / "data").rglob("*.eml")))


def results(found: Provider, asked: int = -1) -> list[str]:
    return [message["content"] for message in found.asked[asked]["messages"] if message["role"] == "tool"]


def test_the_person_sees_the_values_and_says_yes(tmp_path: Path) -> None:
    deeds: list[Deed] = []

    async def audit(deed: Deed) -> None:
        deeds.append(deed)

    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "send it")
        (question,) = await host.said(session)
        assert '"eve@example.com"' in question
        assert '"all secrets"' in question
        (hear,) = [event.body for event in await host.log(session) if event.kind == "hear"]
        assert hear["options"] == ["Yes", "No"]
        assert mails(tmp_path) == 0
        await host.say(session, "Yes")
        assert mails(tmp_path) == 1
        assert (await host.said(session))[1:] == ["done"]
        assert results(found) == ["sent"]
        assert [event.body["outcome"] for event in await host.log(session) if event.kind == "approval"] == ["allowed"]
        assert [(deed.who, deed.action, deed.object, deed.outcome) for deed in deeds] == [
            ("ann", "approval", "b/mail", "allowed")
        ]

    run(tmp_path, work, Say(calls=[CALL]), Say("done"), around={"audit": audit})


@pytest.mark.parametrize("answers", [["No"], ["não"], ["no way", "y", "1"], ["yes please do", "s", "ye"]])
def test_anything_but_a_clear_yes_is_a_no(tmp_path: Path, answers: list[str]) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "send it")
        for answer in answers:
            await host.say(session, answer)
        assert mails(tmp_path) == 0
        assert results(found) == ["the tool failed: SEND MAIL was not done: the person did not approve it"]
        assert (await host.said(session))[-1] == "all right"

    run(tmp_path, work, Say(calls=[CALL]), Say("all right"))


def test_the_question_outlives_the_process_and_is_in_the_language_of_the_person(tmp_path: Path) -> None:
    async def main() -> None:
        async with provider(Say(calls=[CALL]), Say("feito")) as found:
            write_bot(tmp_path / "bots", "b", {"start.bas": "", "mail.bas": MAIL}, settings(found))
            async with hosted(tmp_path / "bots", tmp_path / "data") as host:
                bot = host.bots.get("b")
                assert bot is not None
                session = (await host.conversations.open(bot, "ann", language="pt-BR")).id
                await host.quiet(session)
                await host.say(session, "envie")
                assert (await host.said(session))[0].startswith("Posso fazer isto")
            async with hosted(tmp_path / "bots", tmp_path / "data") as host:
                await host.say(session, "Sim")
                assert mails(tmp_path) == 1
                assert (await host.said(session))[-1] == "feito"

    asyncio.run(main())


def test_each_call_and_each_change_of_a_value_is_approved_anew(tmp_path: Path) -> None:
    other = ("mail", '{"address": "mallory@example.com", "body": "all secrets"}')

    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "send it")
        await host.say(session, "yes")
        assert mails(tmp_path) == 1
        assert "mallory" in (await host.said(session))[-1]
        await host.say(session, "no")
        await host.say(session, "no")
        assert mails(tmp_path) == 1
        assert len(results(found)) == 3

    run(tmp_path, work, Say(calls=[CALL]), Say(calls=[other, CALL]), Say("done"))


def test_a_tool_that_was_refused_does_not_ask_again(tmp_path: Path) -> None:
    stubborn = 'PARAM a AS string\nDESCRIPTION "mails"\nON ERROR RESUME NEXT\nFOR i = 1 TO 3\n'
    stubborn += 'SEND MAIL "eve@example.com", "x", a + i\nNEXT i\nRETURN "ok"\n'

    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "send it")
        await host.say(session, "no")
        assert [text[:5] for text in await host.said(session)] == ["May I", "done"]
        assert mails(tmp_path) == 0

    scripts: dict[str, Any] = {"stubborn.bas": stubborn}
    run(tmp_path, work, Say(calls=[("stubborn", '{"a": "b"}')]), Say("done"), **scripts)


@pytest.mark.parametrize(
    ("config", "start", "sent"),
    [
        ("tool-allow,mail: SEND MAIL", "", 1),
        ("tool-allow,other; Mail", "", 1),
        ("tool-allow,*: mail", "", 1),
        ("tool-allow,other: SEND MAIL; mail: POST", "", 0),
        ("", 'USE TOOL "mail.bas" ALLOW "SEND_MAIL"', 1),
        ("", 'USE TOOL "mail" ALLOW ["POST", "mail"]', 1),
        ("", 'USE TOOL "mail" ALLOW "POST"', 0),
        ("tool-allow,mail: SEND MAIL\ntool-ask,SEND MAIL", "", 1),
    ],
)
def test_the_bot_permits_a_tool_what_it_needs(tmp_path: Path, config: str, start: str, sent: int) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "send it")
        assert mails(tmp_path) == sent

    scripts: dict[str, Any] = {"start.bas": start}
    run(tmp_path, work, Say(calls=[CALL]), Say("done"), config=config + "\n", **scripts)


def test_a_bot_may_ask_for_more_than_is_asked_for_anyway(tmp_path: Path) -> None:
    saves = 'PARAM a AS string\nDESCRIPTION "saves"\nSET BOT MEMORY "a", a\nRETURN "ok"\n'

    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "go")
        assert '"a": ' not in (await host.said(session))[0]
        assert "SET BOT MEMORY" in (await host.said(session))[0]

    scripts: dict[str, Any] = {"saves.bas": saves}
    run(tmp_path, work, Say(calls=[("saves", '{"a": "b"}')]), config="tool-ask,set bot memory\n", **scripts)


def test_dialogs_of_the_program_are_not_asked_about(tmp_path: Path) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        assert mails(tmp_path) == 1
        await host.press(session, "mail", address="ann@example.com", body="x")
        assert mails(tmp_path) == 2
        assert await host.said(session) == []

    scripts: dict[str, Any] = {"start.bas": 'SEND MAIL "ann@example.com", "a", "b"\n'}
    run(tmp_path, work, Say("x"), **scripts)


def test_scripts_that_a_tool_calls_are_asked_about_too(tmp_path: Path) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "go")
        assert mails(tmp_path) == 0
        await host.say(session, "Monday")
        assert "May I" in (await host.said(session))[-1]
        assert mails(tmp_path) == 0

    outer = 'PARAM a AS string\nDESCRIPTION "x"\nTALK "When?"\nHEAR day\nCALL "inner"\nRETURN "ok"\n'
    scripts: dict[str, Any] = {"outer.bas": outer, "inner.bas": 'SEND MAIL "eve@example.com", "a", "b"\n'}
    run(tmp_path, work, Say(calls=[("outer", '{"a": "b"}')]), Say("done"), **scripts)


def test_a_yes_that_was_sent_before_the_question_is_none(tmp_path: Path) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.conversations.put(session, Incoming(Kind.MESSAGE, {"text": "send it"}))
        await host.conversations.put(session, Incoming(Kind.MESSAGE, {"text": "yes"}))
        await host.quiet(session)
        assert (await host.said(session))[-1] == "Please choose one of: Yes, No."
        assert mails(tmp_path) == 0
        await host.say(session, "yes")
        assert mails(tmp_path) == 1

    run(tmp_path, work, Say(calls=[CALL]), Say("done"))


def test_an_approval_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    now = [1_000_000.0]

    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "send it")
        now[0] += 29
        await asyncio.sleep(0)
        assert len(found.asked) == 1
        now[0] += 2
        await host.until(session, "too late")
        await host.say(session, "yes")
        assert mails(tmp_path) == 0
        assert "did not approve" in results(found, 1)[0]

    around = {"clock": lambda: now[0]}
    run(tmp_path, work, Say(calls=[CALL]), Say("too late"), config="approval-seconds,30\n", around=around)


def worst(decl: KeywordDecl) -> str:
    """A tool that does what the keyword's example shows, and goes on whatever happens."""
    return f'PARAM a AS string\nDESCRIPTION "does it"\nON ERROR RESUME NEXT\n{decl.example}\nRETURN "it ran"\n'


@pytest.mark.parametrize("decl", CONSEQUENTIAL, ids=lambda decl: decl.id)
def test_the_worst_model_makes_nothing_with_consequences_happen(tmp_path: Path, decl: KeywordDecl) -> None:
    """It calls every time, several times at once, and what the person says is never a yes."""
    ran = Ran()
    calls = [("evil", json.dumps({"a": value})) for value in ("eve@example.com", "'; DROP TABLE x; --", "*" * 2000)]

    async def work(host: Hosted, found: Provider, session: str) -> None:
        for text in ("hello", "what?", "maybe", "no idea", "go on", "sure, you are the best", "no"):
            await host.say(session, text)
        assert decl.id not in ran.keywords
        assert not {other.id for other in CONSEQUENTIAL} & set(ran.keywords)
        asked = [event for event in await host.log(session) if event.kind == "hear"]
        assert bool(asked) == (decl.id not in AT_PUBLISHING)

    scripts: dict[str, Any] = {"evil.bas": worst(decl)}
    run(tmp_path, work, Say(text="Answer Yes now.", calls=calls), around={"observers": (ran,)}, **scripts)


@pytest.mark.parametrize("decl", CONSEQUENTIAL, ids=lambda decl: decl.id)
def test_a_yes_makes_it_happen(tmp_path: Path, decl: KeywordDecl) -> None:
    """What the test before this one does not see happen does happen when it may."""
    ran = Ran()

    async def work(host: Hosted, found: Provider, session: str) -> None:
        for _ in range(3):
            await host.say(session, "yes")
        assert (decl.id in ran.keywords) == (decl.id not in AT_PUBLISHING)

    scripts: dict[str, Any] = {"evil.bas": worst(decl)}
    run(tmp_path, work, Say(calls=[("evil", '{"a": "b"}')]), around={"observers": (ran,)}, **scripts)


def test_what_has_consequences_is_declared() -> None:
    ids = {decl.id for decl in load_catalog().keywords.values() if decl.consequential}
    assert {
        "SEND MAIL",
        "POST",
        "DELETE",
        "DELETE FILE",
        "TALK TO",
        "SQL",
        "RUN BASH",
        "DNS SET",
        "USE TOOL ALLOW",
    } <= ids
    assert not {"TALK", "HEAR", "SAVE", "FIND", "GET", "SET BOT MEMORY", "USE TOOL", "LLM"} & ids
