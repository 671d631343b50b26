"""Messages that the language model answers: its tools run as scripts, and their results go back to it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from server.hub import Live, Notice
from tests.server.conversing import Hosted, hosted, write_bot
from tests.servers.model import Provider, Say, provider

ADD = 'PARAM a AS integer\nPARAM b AS integer\nDESCRIPTION "adds two numbers"\nRETURN a + b\n'
ASK = 'PARAM city AS string\nDESCRIPTION "weather"\nTALK "Which day?"\nHEAR day\nRETURN city + " " + day + ": sunny"\n'
SCRIPTS = {"start.bas": 'TALK "hello"\n', "add.bas": ADD, "weather.bas": ASK}

Work = Callable[[Hosted, Provider, str], Awaitable[None]]


def run(tmp_path: Path, work: Work, *say: Say, wire: str = "openai", **scripts: str) -> None:
    async def main() -> None:
        async with provider(*say, cuts=9) as found:
            config = f"llm-provider,{wire}\nllm-url,{found.address}\nllm-model,m1\nllm-allow,127.0.0.1\n"
            config += "system-prompt,Be kind.\nllm-context-size,100000\n"
            write_bot(tmp_path / "bots", "b", {**SCRIPTS, **scripts}, config)
            async with hosted(tmp_path / "bots", tmp_path / "data") as host:
                await work(host, found, await host.open())

    asyncio.run(main())


@pytest.mark.parametrize("wire", ["openai", "anthropic"])
def test_the_model_answers_with_what_was_said_before(tmp_path: Path, wire: str) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        shown: list[str] = []

        def listen(notice: Notice) -> None:
            if isinstance(notice, Live) and notice.kind == "delta":
                shown.append(notice.body["text"])

        host.hub.listen(session, listen)
        await host.say(session, "who are you?")
        await host.say(session, "and again?")
        assert await host.said(session) == ["hello", "I am a bot.", "Still a bot."]
        assert "".join(shown) == "I am a bot.Still a bot."
        assert len(shown) > 2
        sent = [message for message in found.asked[1]["messages"] if message["role"] != "system"]
        texts = [message["content"] if wire == "openai" else message["content"][0]["text"] for message in sent]
        assert texts[-4:] == ["hello", "who are you?", "I am a bot.", "and again?"]
        assert "Be kind." in repr(found.asked[0])

    run(tmp_path, work, Say("I am a bot.", thinks="hm"), Say("Still a bot."), wire=wire)


@pytest.mark.parametrize("wire", ["openai", "anthropic"])
def test_a_tool_runs_and_its_result_goes_back(tmp_path: Path, wire: str) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "add them")
        assert await host.said(session) == ["hello", "It is 42."]
        assert "42" in repr(found.asked[1]["messages"][-1])
        (ran,) = [event.body for event in await host.log(session) if event.kind == "tool"]
        assert (ran["tool"], ran["arguments"]) == ("add", {"a": 40, "b": 2})

    run(tmp_path, work, Say(calls=[("add", '{"a": 40, "b": 2}')]), Say("It is 42."), wire=wire)


def test_a_tool_may_ask_and_the_answer_goes_on_in_another_process(tmp_path: Path) -> None:
    async def main() -> None:
        answers = (Say(calls=[("weather", '{"city": "Bern"}'), ("add", '{"a": 1, "b": 1}')]), Say("Sunny, and two."))
        async with provider(*answers, cuts=5) as found:
            config = f"llm-url,{found.address}\nllm-model,m1\nllm-allow,127.0.0.1\n"
            write_bot(tmp_path / "bots", "b", SCRIPTS, config)
            async with hosted(tmp_path / "bots", tmp_path / "data") as host:
                session = await host.open()
                await host.say(session, "weather?")
                assert await host.said(session) == ["hello", "Which day?"]
            async with hosted(tmp_path / "bots", tmp_path / "data") as host:
                await host.say(session, "Monday")
                assert await host.said(session) == ["hello", "Which day?", "Sunny, and two."]
                results = [m["content"] for m in found.asked[1]["messages"] if m["role"] == "tool"]
                assert results == ["Bern Monday: sunny", "2"]
                await host.say(session, "thanks")
                assert len(found.asked) == 3

    asyncio.run(main())


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("fly", "{}"), "there is no tool fly"),
        (("add", '{"a": 1'), "not JSON"),
        (("add", "[1]"), "not a JSON object"),
        (("add", '{"a": 1}'), "b must be given"),
        (("add", '{"a": 1, "b": "x"}'), "PARAM b does not take"),
        (("add", '{"a": 1, "b": 2, "c": 3}'), "no parameter c"),
        (("bad", "{}"), "the tool failed"),
        (("big", "{}"), "characters is left out"),
    ],
)
def test_what_goes_wrong_in_a_tool_is_told_to_the_model(tmp_path: Path, call: tuple[str, str], told: str) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "go")
        assert await host.said(session) == ["hello", "sorry"]
        result = found.asked[1]["messages"][-1]["content"]
        assert told in result
        assert len(result) < 21_000

    scripts: dict[str, Any] = {
        "bad.bas": 'DESCRIPTION "fails"\nTHROW "no"\n',
        "big.bas": 'DESCRIPTION "says much"\nRETURN SPACE(100000) + "x"\n',
    }
    run(tmp_path, work, Say(calls=[call]), Say("sorry"), **scripts)


def test_a_model_that_calls_for_ever_is_asked_for_an_answer(tmp_path: Path) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "go")
        assert len(found.asked) == 9
        assert "tools" in found.asked[7]
        assert "tools" not in found.asked[8]
        assert (await host.said(session))[-1] == "I have no answer to that."

    run(tmp_path, work, Say(calls=[("add", '{"a": 1, "b": 1}')]))


def test_only_chosen_tools_are_offered(tmp_path: Path) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "x")
        assert [tool["function"]["name"] for tool in found.asked[0]["tools"]] == ["add"]

    run(tmp_path, work, Say("ok"), **{"start.bas": 'ADD TOOL "tools/add.bas"\n'})


def test_no_model_no_answer_and_the_session_lives(tmp_path: Path) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "x")
        await host.say(session, "y")
        log = await host.log(session)
        assert [event.body["code"] for event in log if event.kind == "fault"] == ["GB7801"]
        assert (await host.said(session))[-1] == "back"

    run(tmp_path, work, Say(status=401), Say("back"))


def test_keywords_ask_the_model(tmp_path: Path) -> None:
    script = """
TALK LLM "Say hi"
TALK CLASSIFY "it broke" INTO ["complaint", "praise"]
info = SENTIMENT "great"
TALK info.score
USE MODEL "quality"
TALK TRANSLATE "dog", "pt"
"""

    async def work(host: Hosted, found: Provider, session: str) -> None:
        assert await host.said(session) == ["hi", "complaint", "0.9", "cão"]
        assert "response_format" in found.asked[2]

    says = (Say("hi"), Say("Complaint."), Say('```json\n{"sentiment": "positive", "score": 0.9}\n```'), Say("cão"))
    run(tmp_path, work, *says, **{"start.bas": script})


def test_free_text_is_sorted_into_a_table(tmp_path: Path) -> None:
    tables = "TABLE tickets\n  id integer key\n  who string\n  subject string\nEND TABLE\n"
    script = 'row = SAVE FROM UNSTRUCTURED "tickets", "Ann writes that the printer is on fire"\nTALK row.who\n'
    script += 'rows = FIND "tickets"\nTALK rows[0].subject + rows[0].id\n'

    async def work(host: Hosted, found: Provider, session: str) -> None:
        assert await host.said(session) == ["Ann", "printer on fire1"]
        assert "subject" in found.asked[0]["messages"][0]["content"]
        assert found.asked[0]["messages"][1]["content"] == "Ann writes that the printer is on fire"

    say = Say('{"who": "Ann", "subject": "printer on fire", "evil": 1}')
    run(tmp_path, work, say, **{"start.bas": script, "tables.bas": tables})
