"""Tokens and cost of language models are counted once, by bot, person and day; a budget ends in a friendly sentence."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from server.keys import STORE
from server.metering import BUDGETS
from server.store.port import Event, SessionRow
from server.store.sqlite import EmbeddedStore
from tests.server.conversing import Hosted, hosted, write_bot
from tests.server.talking import served
from tests.servers.model import Provider, Say, provider

Work = Callable[[Hosted, Provider, str], Awaitable[None]]


def run(tmp_path: Path, work: Work, *say: Say, config: str = "", **scripts: str) -> None:
    async def main() -> None:
        async with provider(*say) as found:
            settings = f"llm-url,{found.address}\nllm-model,m1\nllm-allow,127.0.0.1\nllm-prices,m1=1/2\n{config}"
            write_bot(tmp_path / "bots", "b", {"start.bas": 'TALK "hello"\n', **scripts}, settings)
            async with hosted(tmp_path / "bots", tmp_path / "data") as host:
                await work(host, found, await host.open())

    asyncio.run(main())


def test_calls_of_answers_and_keywords_are_counted_by_bot_and_person(tmp_path: Path) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "one")
        await host.say(await host.open(user="bob"), "two")
        calls = [event.body for event in await host.log(session) if event.kind == "llm"]
        assert [(c["model"], c["given"], c["made"], c["cost"]) for c in calls] == [("m1", 11, 7, 25_000)] * 2
        ann, all = await host.store.spent("b", "ann"), await host.store.spent("b")
        assert (ann.calls, ann.given, ann.made, ann.cost) == (2, 22, 14, 50_000)
        assert (all.calls, all.cost) == (4, 100_000)
        assert (await host.store.spent("c")).calls == 0
        rows, total = await host.store.usage("", ann.day, 10)
        assert ([row.user for row in rows], total) == (["ann", "bob"], 2)

    run(tmp_path, work, Say("ok"), **{"start.bas": 'x = LLM "hi"\n'})


def test_a_call_that_breaks_off_is_counted_by_estimate(tmp_path: Path) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "hello there")
        (call,) = [event.body for event in await host.log(session) if event.kind == "llm"]
        assert call["given"] > 0
        assert call["made"] > 0

    run(tmp_path, work, Say("a longer answer " * 20, broken=True))


def test_a_refused_call_costs_nothing(tmp_path: Path) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "hello")
        assert (await host.store.spent("b")).calls == 0

    run(tmp_path, work, Say(status=401))


@pytest.mark.parametrize(
    ("budget", "messages"),
    [
        ("llm-budget-daily,0.00005", 2), ("llm-budget-user-daily,0.00005", 2), ("llm-tokens-daily,36", 2),
        ("llm-tokens-user-daily,37", 3), ("llm-budget-daily,0", 0), ("llm-budget-daily,much", 4),
    ],
)  # fmt: skip
def test_a_budget_that_is_used_up_ends_in_a_friendly_sentence(tmp_path: Path, budget: str, messages: int) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        for _ in range(4):
            await host.say(session, "hi")
        assert len(found.asked) == messages
        said = await host.said(session)
        assert said.count("ok") == messages
        assert said.count("Enough for today.") == 4 - messages
        kinds = [event.kind for event in await host.log(session)]
        assert kinds.count("budget") == 4 - messages
        assert "fault" not in kinds
        await host.say(other := await host.open(user="bob"), "hi")
        whole = "user" not in budget and messages < 4
        assert (await host.said(other))[-1] == ("Enough for today." if whole else "ok")

    run(tmp_path, work, Say("ok"), config=f"{budget}\nllm-budget-message,Enough for today.\n")


def test_a_program_can_catch_that_a_budget_is_used_up(tmp_path: Path) -> None:
    script = 'TRY\n  TALK LLM "hi"\nCATCH\n  TALK "later"\nEND TRY\n'

    async def work(host: Hosted, found: Provider, session: str) -> None:
        assert await host.said(session) == ["later"]

    run(tmp_path, work, Say("ok"), config="llm-tokens-daily,0\n", **{"start.bas": script})


def test_what_is_counted_is_durable_and_once_by_day(tmp_path: Path) -> None:
    async def main() -> None:
        now = [1_000_000_000.0]
        call = Event("llm", {"model": "m", "given": 1, "made": 2, "cost": 3})
        store = EmbeddedStore(tmp_path / "s.db", clock=lambda: now[0])
        await store.create(SessionRow("s", "b", "ann"))
        await store.add_event("s", call)
        await store.add_event("s", Event("llm", {"given": 5, "made": 5, "cost": None, "cached": True}))
        await store.close()
        store = EmbeddedStore(tmp_path / "s.db", clock=lambda: now[0])
        spent = await store.spent("b", "ann")
        assert (spent.day, spent.calls, spent.cached, spent.given, spent.cost) == ("2001-09-09", 1, 1, 6, 3)
        now[0] += 86_400
        assert (await store.spent("b", "ann")).calls == 0
        await store.add_event("s", call)
        assert [row.day for row in (await store.usage("b", "2001-09-09", 9))[0]] == ["2001-09-10", "2001-09-09"]
        assert (await store.usage("b", "2001-09-10", 9))[1] == 1
        now[0] += 401 * 86_400
        await store.add_event("s", call)
        assert (await store.usage("b", "2001-09-09", 9))[1] == 1
        await store.close()

    asyncio.run(main())


def test_every_budget_is_told_in_the_page_of_its_fault() -> None:
    page = Path("diagnostics/pages/GB7804.md").read_text()
    assert all(name in page for name, _, _ in BUDGETS)


def test_operators_see_what_was_taken_and_metrics_and_the_console_too(tmp_path: Path) -> None:
    async def main() -> None:
        async with provider(Say("ok")) as found:
            settings = f"llm-url,{found.address}\nllm-model,m1\nllm-allow,127.0.0.1\nllm-prices,m1=1/2\n"
            write_bot(tmp_path / "bots", "shop", {"start.bas": 'TALK "hello"\n'}, settings)
            async with served(tmp_path / "bots", tmp_path / "data", dev=True) as server:
                user, operator = await server.person(), await server.person("operator")
                told = await user.post("/api/v1/chat", {"message": "hi", "bot_name": "shop"})
                assert told.status == 200
                (row,) = (await operator.get("/api/v1/usage?days=1")).json["data"]
                assert (row["bot_name"], row["calls"], row["tokens_given"], row["cost"]) == (
                    "shop",
                    1,
                    11,
                    "0.000025000",
                )
                assert (await operator.get("/api/v1/usage?bot_name=other")).json["total"] == 0
                assert (await user.get("/api/v1/usage")).status == 403
                metrics = (await operator.get("/metrics")).text
                assert 'llm_requests_total{model="m1"} 1.0' in metrics
                assert 'llm_tokens_total{bot="shop",way="made"} 7.0' in metrics
                assert 'llm_cost_dollars_total{bot="shop"} 2.5e-05' in metrics
                steps = await server.app[STORE].steps(told.json["session_id"])
                shown = [effect for effect in steps[-1].trace["effects"] if effect["keyword"] == "model m1"]
                assert shown[0]["outcome"] == "11 + 7 tokens, $0.000025"

    asyncio.run(main())
