"""What the language model is told: the conversation once, a summary of what is long ago, facts, texts and modes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from server.history import history, said, shortened, within
from server.prompt_manager import TEMPLATES, version_of
from server.store.port import Event
from stdlib.ports.model import Turn
from stdlib.tokens import PER_TURN
from tests.server.conversing import Hosted, hosted, write_bot
from tests.servers.model import Provider, Say, provider

ASK = 'PARAM city AS string\nDESCRIPTION "weather"\nTALK "Which day?"\nHEAR day\nRETURN city + " " + day + ": sunny"\n'

Work = Callable[[Hosted, Provider, str], Awaitable[None]]


def run(tmp_path: Path, work: Work, *say: Say, config: str = "", **scripts: str) -> None:
    async def main() -> None:
        async with provider(*say) as found:
            settings = f"llm-url,{found.address}\nllm-model,m1\nllm-allow,127.0.0.1\n{config}"
            write_bot(tmp_path / "bots", "b", {"start.bas": 'TALK "hello"\n', **scripts}, settings)
            async with hosted(tmp_path / "bots", tmp_path / "data") as host:
                await work(host, found, await host.open())

    asyncio.run(main())


def texts(asked: dict[str, Any]) -> list[str]:
    return [message["content"] for message in asked["messages"] if message["role"] != "system"]


def told(asked: dict[str, Any]) -> str:
    return "".join(message["content"] for message in asked["messages"] if message["role"] == "system")


def test_a_message_is_sent_once_though_its_tool_asks_in_between(tmp_path: Path) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "weather?")
        await host.say(session, "Monday")
        assert texts(found.asked[1]).count("weather?") == 1
        assert "Monday" not in texts(found.asked[1])
        await host.say(session, "thanks")
        assert texts(found.asked[2]) == ["hello", "weather?", "Which day?", "Monday", "It is sunny.", "thanks"]

    run(tmp_path, work, Say(calls=[("weather", '{"city": "Bern"}')]), Say("It is sunny."), **{"weather.bas": ASK})


def test_a_turn_that_is_run_again_asks_the_same(tmp_path: Path) -> None:
    add = 'PARAM a AS integer\nDESCRIPTION "adds"\nTALK "adding"\nRETURN a + 1\n'

    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.conversations.put(session, _message("go"))
        while len(found.asked) < 2:
            await asyncio.sleep(0.01)
        host.conversations._running[session].cancel()
        await host.quiet(session)
        found.answers[:] = [Say("done")]
        await host.until(session, "done")
        assert [event.body for event in await host.log(session) if event.kind == "fault"] == []
        assert found.asked[1]["messages"] == found.asked[2]["messages"]
        assert await host.said(session) == ["hello", "I look.", "adding", "done"]

    say = (Say("I look.", calls=[("add", '{"a": 1}')]), Say("never", holds=True))
    run(tmp_path, work, *say, **{"add.bas": add})


def _message(text: str) -> Any:
    from server.store.port import Incoming, Kind

    return Incoming(Kind.MESSAGE, {"text": text})


def test_a_long_conversation_becomes_a_summary_that_outlives_the_process(tmp_path: Path) -> None:
    async def main() -> None:
        async with provider(
            *[Say(f"answer {n}") for n in range(1, 4)], Say("They talked of cats."), Say("last")
        ) as found:
            settings = f"llm-url,{found.address}\nllm-model,m1\nllm-allow,127.0.0.1\nhistory-limit,4\n"
            write_bot(tmp_path / "bots", "b", {"start.bas": 'TALK "hello"\n'}, settings)
            async with hosted(tmp_path / "bots", tmp_path / "data") as host:
                session = await host.open()
                for number in range(1, 4):
                    await host.say(session, f"message {number}")
                assert len(found.asked) == 4
                summing = found.asked[3]
                assert told(summing) == TEMPLATES["summarize"].text
                assert "hello" in texts(summing)[0]
                assert "message 1" in texts(summing)[0]
                assert "answer 2" not in texts(summing)[0]
                assert [e.body["number"] for e in await host.log(session) if e.kind == "summary"] == [1]
            async with hosted(tmp_path / "bots", tmp_path / "data") as host:
                await host.say(session, "more")
                assert "They talked of cats." in told(found.asked[4])
                assert texts(found.asked[4]) == ["message 2", "answer 2", "message 3", "answer 3", "more"]
                other = await host.open()
                await host.say(other, "hi again")
                assert "They talked of cats." in told(found.asked[-1])
                stranger = await host.open(user="bob")
                await host.say(stranger, "hi")
                assert "cats" not in told(found.asked[-1])

    asyncio.run(main())


@pytest.mark.parametrize("config", ["episodic-memory-threshold,0\n", "episodic-memory-enabled,false\n"])
def test_no_summary_where_it_is_not_wanted(tmp_path: Path, config: str) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        for number in range(4):
            await host.say(session, f"message {number}")
        assert len(found.asked) == 4
        assert len(texts(found.asked[3])) == 5

    run(tmp_path, work, Say("ok"), config=f"history-limit,4\n{config}")


def test_a_summary_that_cannot_be_made_loses_nothing(tmp_path: Path) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "one")
        await host.say(session, "two")
        assert await host.said(session) == ["hello", "a", "b"]
        await host.say(session, "three")
        assert "S" in told(found.asked[-1]) or "one" in "".join(texts(found.asked[-1]))

    run(tmp_path, work, Say("a"), Say("b"), Say(status=400), Say("c"), Say("S"), config="history-limit,2\n")


def test_facts_contexts_and_the_system_prompt_reach_the_model(tmp_path: Path) -> None:
    script = """
BEGIN SYSTEM PROMPT
You are a librarian.
END SYSTEM PROMPT
SET CONTEXT "Open from 9 to 17."
SET CONTEXT "prices" AS "A card costs 12."
SET USER FACT "team", "Santos"
REMEMBER USER FACT "likes tea"
SET USER MEMORY "language", "pt"
"""

    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "hi")
        for part in ("You are a librarian.", "Open from 9 to 17.", "prices:\nA card costs 12.", "- team: Santos"):
            assert part in told(found.asked[0])
        assert "- likes tea" in told(found.asked[0])
        assert "- language: pt" in told(found.asked[0])
        stranger = await host.open(user="bob")
        await host.say(stranger, "hi")
        assert "Santos" in told(found.asked[1])

    run(tmp_path, work, Say("ok"), **{"start.bas": script})


def test_facts_stay_out_where_they_are_not_wanted(tmp_path: Path) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "hi")
        assert "Santos" not in told(found.asked[0])

    run(tmp_path, work, Say("ok"), config="user-memory-enabled,false\n",
        **{"start.bas": 'SET USER FACT "team", "Santos"\n'})  # fmt: skip


def test_from_documents_the_model_answers_without_tools(tmp_path: Path) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "hi")
        assert TEMPLATES["document"].text in told(found.asked[0])
        assert "tools" not in found.asked[0]

    run(tmp_path, work, Say("ok"), **{"start.bas": 'SET ANSWER MODE "document"\n', "weather.bas": ASK})


TABLES = """TABLE orders
  id integer key
  city string
  total number
END TABLE
TABLE wages READ BY "boss"
  id integer key
  amount number
END TABLE
"""


@pytest.mark.parametrize(
    ("sql", "given"),
    [
        ("SELECT city, SUM(total) AS sum FROM orders GROUP BY city ORDER BY city", '[{"city":"Bern","sum":30}]'),
        ("DELETE FROM orders", "only SELECT"),
        ("SELECT 1; DELETE FROM orders", ""),
        ("SELECT amount FROM wages", "only for the role boss"),
        ("SELECT nothing FROM orders", "nothing"),
    ],
)
def test_from_tables_the_model_answers_by_sql(tmp_path: Path, sql: str, given: str) -> None:
    import json

    script = 'city = "Bern"\ntotal = 10\nSAVE "orders", city, total\ntotal = 20\nSAVE "orders", city, total\n'
    script += 'SET ANSWER MODE "sql"\n'

    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "how much?")
        assert "orders(id" in told(found.asked[0])
        result = texts(found.asked[1])[-1]
        assert given.replace(" ", "") in result.replace(" ", "")
        await host.say(session, "and now?")
        assert (await host.said(session))[-1] == "30"

    call = Say(calls=[("query_tables", json.dumps({"sql": sql}))])
    run(tmp_path, work, call, Say("30"), config="llm-context-size,50000\n",
        **{"start.bas": script, "tables.bas": TABLES})  # fmt: skip


def test_a_message_longer_than_the_window_is_cut_and_history_stays(tmp_path: Path) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "word " * 20_000)
        sent = texts(found.asked[0])
        assert sent[-1].endswith("(the rest is left out)")
        assert len(sent[-1]) < 12_000
        await host.say(session, "and?")
        assert texts(found.asked[1])[-1] == "and?"
        assert len(texts(found.asked[1])) >= 2

    run(tmp_path, work, Say("long"))


# ---------------------------------------------------------------- the pure part


def _log(*items: tuple[str, str]) -> list[Event]:
    return [Event(kind, {"text": text}, seq) for seq, (kind, text) in enumerate(items, 1)]


def test_what_was_taken_back_was_not_said() -> None:
    events = _log(("talk", "a"), ("user", "b"), ("talk", "c"), ("user", "d"))
    events += [Event("back", {"to": 2}, 5), Event("talk", {"text": "e"}, 6)]
    assert [item.turn.text for item in said(events, 99)] == ["a", "b", "e"]


def test_messages_of_one_side_are_one_and_the_newest_count() -> None:
    events = _log(("talk", "a"), ("talk", "b"), ("hear", ""), ("user", "c"), ("talk", "d"))
    assert [turn.text for turn in history(events, 99, 2)] == ["c", "d"]
    assert [turn.text for turn in history(events, 99, 9)] == ["a\nb", "c", "d"]
    assert history(events, 99, 0) == []


def test_a_budget_keeps_the_newest_and_is_never_exceeded() -> None:
    turns = [Turn("user", "x" * 10), Turn("assistant", "y" * 10), Turn("user", "z" * 10)]
    one = 10 + PER_TURN
    assert within(turns, 3 * one, len) == turns
    assert within(turns, 3 * one - 1, len) == turns[1:]
    assert within(turns, 2 * one, len) == turns[1:]
    (cut,) = within([Turn("user", "q" * 500)], 100, len)
    assert len(cut.text) + PER_TURN <= 100
    assert within(turns, 2 * PER_TURN, len) == []
    assert len(shortened(Turn("user", "w" * 1000), 50, len).text) <= 50
    assert shortened(Turn("user", "short"), 50, len).text == "short"


def test_a_prompt_has_the_version_of_its_words() -> None:
    assert version_of("a", "b") == version_of("a", "b") != version_of("ab", "")
    assert TEMPLATES["person"].fill(facts="{facts} {x}").endswith("{facts} {x}")
