"""Several bots in one conversation: tasks, steps, triggers, handing over, messages; durable, and only where allowed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import pytest

from tests.server.conversing import Hosted, hosted, write_bot
from tests.servers.model import Say, provider

OPEN = "a2a-allow,*\n"
ECHO = 'RETURN "did " + task + " for " + sender\n'

Work = Callable[[Hosted], Awaitable[None]]
Bots = Mapping[str, Mapping[str, str]]


def run(tmp_path: Path, bots: Bots, work: Work, config: str = OPEN) -> None:
    async def main() -> None:
        for name, scripts in bots.items():
            write_bot(tmp_path / "bots", name, scripts, config)
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            async with asyncio.timeout(30):
                await work(host)

    asyncio.run(main())


def says(tmp_path: Path, bots: Bots, *texts: str, config: str = OPEN) -> None:
    """The bot ``b`` says exactly these texts in a new conversation."""

    async def work(host: Hosted) -> None:
        session = await host.open()
        await host.until(session, texts[-1])
        assert await host.said(session) == list(texts)

    run(tmp_path, bots, work, config)


def test_a_task_is_delegated_and_its_result_comes_back(tmp_path: Path) -> None:
    script = 'r = DELEGATE "the count" TO BOT "stock" TIMEOUT 60\nTALK r\n'
    says(tmp_path, {"b": {"start.bas": script}, "stock": {"task.bas": ECHO}}, "did the count for b")


def test_a_bot_without_a_result_answers_with_what_it_said(tmp_path: Path) -> None:
    script = 'TALK DELEGATE "x" TO BOT "stock"\n'
    says(tmp_path, {"b": {"start.bas": script}, "stock": {"task.bas": 'TALK "one"\nTALK "two"\n'}}, "one\ntwo")


def test_steps_share_variables_and_branches_run_together(tmp_path: Path) -> None:
    script = """
ORCHESTRATE WORKFLOW "order"
amount = 5
STEP 1: BOT "stock" "reserve ${amount}"
TALK "left " + left
STEP 2: PARALLEL
  BRANCH A: BOT "one" "a"
  BRANCH B: BOT "two" "b"
END PARALLEL
TALK first + second
TALK GET SESSION "workflow.name"
w = GET SESSION "workflow"
TALK JOIN(w.done, ",")
"""
    bots = {
        "b": {"start.bas": script},
        "stock": {"task.bas": 'RETURN {"left": 12 - amount}\n'},
        "one": {"task.bas": 'WAIT 0.05\nRETURN {"first": task + amount}\n'},
        "two": {"task.bas": 'RETURN {"second": task}\n'},
    }
    says(tmp_path, bots, "left 7", "a5b", "order", "1,2")


def test_a_message_with_a_trigger_is_answered_by_that_bot_which_may_ask(tmp_path: Path) -> None:
    start = 'ADD BOT "low" WITH TRIGGER "pay"\nADD BOT "billing" WITH TRIGGER "Invoice, pay"\n'
    start += 'SET BOT PRIORITY "billing", 9\nTALK "hello"\n'
    asks = 'TALK "billing here"\nHEAR n AS INTEGER\nTALK "invoice " + n + " of " + GET("user.id")\n'

    async def work(host: Hosted) -> None:
        session = await host.open()
        await host.say(session, "I want to PAY")
        await host.until(session, "billing here")
        await host.say(session, "x")
        await host.said_times(session, 3)
        await host.say(session, "7")
        await host.until(session, "invoice 7 of ann")
        log = await host.log(session)
        assert next(event.body.get("bot") for event in log if event.kind == "talk") is None
        assert {event.body.get("bot") for event in log if event.kind == "talk"} == {None, "billing"}
        assert [event.body["type"] for event in log if event.kind == "hear"] == ["INTEGER", "INTEGER"]
        await host.say(session, "anything else")
        assert [event.body["text"] for event in await host.log(session) if event.kind == "talk"][-1] != "billing here"

    bots = {"b": {"start.bas": start}, "billing": {"start.bas": asks}, "low": {"start.bas": asks}}
    run(tmp_path, bots, work)


def test_a_secret_answer_to_another_bot_is_in_no_log(tmp_path: Path) -> None:
    async def work(host: Hosted) -> None:
        session = await host.open()
        await host.say(session, "vault")
        await host.until(session, "code?")
        await host.say(session, "hunter2hunter")
        await host.until(session, "13 letters")
        for row in [session, *host.children(session)]:
            assert "hunter2hunter" not in repr(await host.log(row))

    vault = 'TALK "code?"\nHEAR code AS PASSWORD\nTALK LEN(code) + " letters"\n'
    run(tmp_path, {"b": {"start.bas": 'ADD BOT "vault" WITH TRIGGER "vault"\n'}, "vault": {"start.bas": vault}}, work)


def test_a_conversation_is_handed_over_and_back(tmp_path: Path) -> None:
    start = 'HEAR x\nIF x = "go" THEN TRANSFER CONVERSATION TO "billing" WITH {"order": 7}\nTALK "not reached by go"\n'
    takes = 'HEAR y\nIF y = "back" THEN TRANSFER CONVERSATION TO "b"\nTALK "billing heard " + y\n'

    async def work(host: Hosted) -> None:
        session = await host.open()
        await host.say(session, "go")
        await host.settled(session)
        await host.say(session, "one")
        await host.until(session, "billing heard one")
        await host.say(session, "two")
        await host.settled(session)
        await host.say(session, "back")
        await host.settled(session)
        await host.say(session, "zzz")
        await host.settled(session)
        await host.say(session, "zzz")
        await host.until(session, "not reached by go")
        assert "billing heard back" not in await host.said(session)

    run(tmp_path, {"b": {"start.bas": start}, "billing": {"start.bas": takes}}, work)


def test_bots_that_hand_on_without_end_are_stopped(tmp_path: Path) -> None:
    async def work(host: Hosted) -> None:
        session = await host.open()
        await host.say(session, "x")
        await host.settled(session)
        faults = [event.body["code"] for event in await host.log(session) if event.kind == "fault"]
        assert faults == ["GB7904"]

    bots = {
        "b": {"start.bas": 'HEAR x\nTRANSFER CONVERSATION TO "one"\n'},
        "one": {"start.bas": 'TRANSFER CONVERSATION TO "two"\nHEAR x\n'},
        "two": {"start.bas": 'TRANSFER CONVERSATION TO "one"\nHEAR x\n'},
    }
    run(tmp_path, bots, work)


@pytest.mark.parametrize(
    ("config", "bot", "code"),
    [
        ("", "stock", "GB7901"),
        ("a2a-allow,someone\n", "stock", "GB7901"),
        ("a2a-allow,someone; B\n", "stock", "did it"),
        (OPEN, "nobody", "GB7901"),
        (OPEN, "broken", "GB7903"),
        (OPEN, "silent", "GB7903"),
        (OPEN, "slow", "GB7902"),
    ],
)
def test_what_cannot_be_asked_is_a_fault_that_can_be_caught(tmp_path: Path, config: str, bot: str, code: str) -> None:
    script = f'TRY\nTALK DELEGATE "x" TO BOT "{bot}" TIMEOUT 0.3\nCATCH e\nTALK e.code\nEND TRY\n'
    bots = {
        "b": {"start.bas": script},
        "stock": {"task.bas": 'RETURN "did it"\n'},
        "broken": {"task.bas": 'THROW "no"\n'},
        "silent": {"start.bas": 'TALK "hi"\n'},
        "slow": {"task.bas": "WAIT 60\n"},
    }
    says(tmp_path, bots, code, config=config)


def test_bots_that_ask_each_other_without_end_are_stopped(tmp_path: Path) -> None:
    ask = 'TRY\nr = DELEGATE "x" TO BOT "{}" TIMEOUT 60\nCATCH e\nr = "stopped: " + e.message\nEND TRY\n'
    bots = {
        "b": {"start.bas": ask.format("one") + "TALK r\n"},
        "one": {"task.bas": ask.format("two") + "RETURN r\n"},
        "two": {"task.bas": ask.format("one") + "RETURN r\n"},
    }
    says(tmp_path, bots, "stopped: 6 bots would stand behind each other; a2a-max-hops is the limit")


def test_a_step_that_fails_fails_after_all_branches(tmp_path: Path) -> None:
    script = 'TRY\nSTEP 1: PARALLEL\nBRANCH A: BOT "bad" "a"\nBRANCH B: BOT "good" "b"\nEND PARALLEL\n'
    script += 'CATCH e\nTALK e.message\nEND TRY\nTALK GET BOT MEMORY "x"\n'
    bots = {"b": {"start.bas": script}, "bad": {"task.bas": 'THROW "no"\n'}, "good": {"task.bas": "RETURN 1\n"}}
    says(tmp_path, bots, "the bot bad could not do it: no", "")


def test_what_waits_for_a_bot_goes_on_in_another_process(tmp_path: Path) -> None:
    async def main() -> None:
        write_bot(tmp_path / "bots", "b", {"start.bas": 'TALK DELEGATE "x" TO BOT "slow" TIMEOUT 60\n'})
        write_bot(tmp_path / "bots", "slow", {"task.bas": 'WAIT 1\nRETURN "late"\n'}, OPEN)
        async with asyncio.timeout(30):
            async with hosted(tmp_path / "bots", tmp_path / "data") as host:
                session = await host.open()
                assert await host.said(session) == []
            async with hosted(tmp_path / "bots", tmp_path / "data") as host:
                await host.until(session, "late")

    asyncio.run(main())


def test_bots_send_each_other_messages(tmp_path: Path) -> None:
    start = """
ADD BOT "stock" WITH TRIGGER "stock"
ADD BOT "other" WITH TOOLS "find"
BROADCAST "hello all" TO BOTS
SEND TO BOT "stock" MESSAGE {"item": 7}
TALK DELEGATE "read" TO BOT "stock" TIMEOUT 60
TALK WAIT FOR BOT "stock" TIMEOUT 60
IF WAIT FOR BOT "stock" TIMEOUT 0 IS NULL THEN TALK "nothing more"
TALK REMOVE BOT "Other"
FOR EACH x IN LIST BOTS
  TALK x.name + ":" + x.trigger
NEXT
FOR EACH m IN GET A2A MESSAGES()
  TALK m.from + " " + m.content
NEXT
"""
    stock = 'SEND TO BOT "b" MESSAGE "got it"\nall = ""\n'
    stock += "FOR EACH m IN GET A2A MESSAGES()\nall = all + m.from + m.content\nNEXT\nRETURN all\n"
    bots = {"b": {"start.bas": start}, "stock": {"task.bas": stock}, "other": {"task.bas": stock}}
    said = ('bhello allb{"item": 7}', "got it", "nothing more", "other", "stock:stock", "stock got it")
    says(tmp_path, bots, *said)


def test_the_child_has_no_more_rights_than_its_own(tmp_path: Path) -> None:
    """Memory, variables and scripts of the bot that asks are not those of the bot that works."""
    start = 'SET BOT MEMORY "key", "secret"\nhidden = 5\nTALK DELEGATE "x" TO BOT "stock" TIMEOUT 60\n'
    task = 'a = GET BOT MEMORY "key"\nTRY\nCALL "start.bas"\nCATCH e\na = a + e.code\nEND TRY\nRETURN "[" + a + "]"\n'
    says(tmp_path, {"b": {"start.bas": start}, "stock": {"task.bas": task}}, "[GB6007]")


@pytest.mark.parametrize("wire", ["openai", "anthropic"])
def test_a_trigger_bot_answers_with_its_own_prompt_and_tools(tmp_path: Path, wire: str) -> None:
    async def main() -> None:
        answers = (Say(calls=[("find", '{"month": "May"}')]), Say("It is 12."))
        async with provider(*answers, cuts=9) as found:
            config = f"llm-provider,{wire}\nllm-url,{found.address}\nllm-model,m1\nllm-allow,127.0.0.1\n{OPEN}"
            start = "BEGIN SYSTEM PROMPT\nI am the desk.\nEND SYSTEM PROMPT\n"
            start += 'ADD BOT "billing" WITH TRIGGER "invoice"\nTALK "hello"\n'
            write_bot(tmp_path / "bots", "b", {"start.bas": start}, config)
            tool = 'PARAM month AS STRING\nDESCRIPTION "finds invoices"\nRETURN 12\n'
            prompt = config + "system-prompt,I am billing.\n"
            write_bot(tmp_path / "bots", "billing", {"find.bas": tool}, prompt)
            async with hosted(tmp_path / "bots", tmp_path / "data") as host, asyncio.timeout(30):
                session = await host.open()
                shown: list[str] = []
                host.listen_deltas(session, shown)
                await host.say(session, "my invoice of May?")
                await host.until(session, "It is 12.")
                assert "".join(shown) == "It is 12."
                first = repr(found.asked[0])
                assert "I am billing." in first
                assert "I am the desk." not in first
                assert "assistant: hello" in first
                assert len(found.asked[0]["tools"]) == 1

    asyncio.run(main())
