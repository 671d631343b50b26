"""Kept answers: given again for the same prompt or a message that means the same, and for nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from server.answer_cache import same_matter
from tests.server.conversing import Hosted, hosted, write_bot
from tests.servers.model import Provider, Say, provider

Work = Callable[[Hosted, Provider], Awaitable[None]]


def run(tmp_path: Path, work: Work, *say: Say, config: str = "llm-cache,true\n", **scripts: str) -> None:
    async def main() -> None:
        async with provider(*say) as found:
            settings = f"llm-url,{found.address}\nllm-model,m1\nllm-allow,127.0.0.1\nembedding-model,e\n{config}"
            write_bot(tmp_path / "bots", "b", {"start.bas": 'TALK "hello"\n', **scripts}, settings)
            async with hosted(tmp_path / "bots", tmp_path / "data") as host:
                await work(host, found)

    asyncio.run(main())


async def ask(host: Hosted, text: str, user: str = "ann") -> str:
    """Ask in a new session."""
    session = await host.open(user=user)
    await host.say(session, text)
    return (await host.said(session))[-1]


def chats(found: Provider) -> int:
    return sum("messages" in asked for asked in found.asked)


def test_the_same_question_has_the_kept_answer_also_for_others(tmp_path: Path) -> None:
    async def work(host: Hosted, found: Provider) -> None:
        assert await ask(host, "What are your opening hours?") == "9 to 17"
        assert await ask(host, "What are your opening hours?", "bob") == "9 to 17"
        assert await ask(host, "Please tell me your opening hours") == "9 to 17"
        assert chats(found) == 1
        spent = await host.store.spent("b")
        assert (spent.calls, spent.cached) == (1, 2)
        assert host.conversations._around.metrics.llm_hits._value.get() == 2

    run(tmp_path, work, Say("9 to 17"), Say("other"))


def test_what_is_told_of_a_person_stays_with_the_person(tmp_path: Path) -> None:
    async def work(host: Hosted, found: Provider) -> None:
        assert await ask(host, "who am I?", "ann") == "one"
        assert await ask(host, "who am I?", "bob") == "two"
        assert await ask(host, "who am I?", "ann") == "one"

    run(tmp_path, work, Say("one"), Say("two"), **{"start.bas": 'SET USER FACT "likes", "tea"\n'})


def test_nothing_is_kept_once_a_tool_ran(tmp_path: Path) -> None:
    async def work(host: Hosted, found: Provider) -> None:
        assert await ask(host, "go") == "ran"
        assert await ask(host, "go") == "ran again"
        assert chats(found) == 4

    call = Say(calls=[("add", "{}")])
    add = 'DESCRIPTION "adds"\nRETURN 1\n'
    run(tmp_path, work, call, Say("ran"), call, Say("ran again"), **{"add.bas": add})


@pytest.mark.parametrize(
    ("config", "asked"),
    [
        ("", 3),
        ("llm-cache,true\nllm-cache-semantic,false\n", 2),
        ("llm-cache,true\nllm-cache-threshold,1\n", 2),
        ("llm-cache,true\nllm-cache-ttl,0\n", 3),
    ],
)
def test_settings_of_the_cache(tmp_path: Path, config: str, asked: int) -> None:
    async def work(host: Hosted, found: Provider) -> None:
        for text in ("opening hours", "opening hours", "your opening hours"):
            await ask(host, text)
        assert chats(found) == asked

    run(tmp_path, work, Say("ok"), config=config)


def test_another_history_or_another_version_is_another_prompt(tmp_path: Path) -> None:
    async def work(host: Hosted, found: Provider) -> None:
        session = await host.open()
        await host.say(session, "more")
        await host.say(session, "more")
        assert chats(found) == 2
        bot = host.bots.get("b")
        assert bot is not None
        write_bot(tmp_path / "bots", "b", {"start.bas": 'TALK "hello" \' new\nx = 1\n'})
        await host.bots.refresh(bot)
        await ask(host, "more")
        assert chats(found) == 3

    run(tmp_path, work, Say("ok"))


SAME = [
    ("What are your opening hours?", "Please tell me your opening hours"),
    ("How much is a ticket?", "how much is the ticket"),
    ("Hello, where is the library?", "Where is the library please?"),
    ("reset my password", "I want to reset the password"),
    ("Qual é o horário de funcionamento?", "Gostaria de saber o horário de funcionamento"),
    ("return policy", "What is your return policy?"),
]
DIFFERENT = [
    ("Are you open on Monday?", "Are you open on Sunday?"),
    ("Can I return the book?", "Can I not return the book?"),
    ("What does 1 ticket cost?", "What does 10 tickets cost?"),
    ("Convert 5 EUR to USD", "Convert 5 USD to EUR"),
    ("Is parking free?", "Is entry free?"),
    ("Cancel my order", "Change my order"),
    ("Who is the boss of Ann?", "Who is Ann the boss of?"),
    ("How do I open an account?", "How do I close an account?"),
    ("Price before tax", "Price after tax"),
    ("Flights from Rio to Bern", "Flights from Bern to Rio"),
    ("Vocês abrem no sábado?", "Vocês abrem no domingo?"),
    ("Quero comprar um livro", "Quero vender um livro"),
    ("status of order 1001", "status of order 1010"),
    ("with sugar", "without sugar"),
    ("Flights to Rio", "Flights from Rio"),
    ("Do I pay you?", "Do you pay me?"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_fillers_and_endings_do_not_matter(one: str, other: str) -> None:
    assert same_matter(one, other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_words_matter(one: str, other: str) -> None:
    assert not same_matter(one, other)
