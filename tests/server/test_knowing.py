"""Bots that know documents: their passages go to the model and to the person, and only to those who may read them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.server.conversing import Hosted, hosted, write_bot
from tests.servers.model import Provider, Say, provider

START = 'USE KB "manuals"\nTALK "hello"\n'
PUMP = (
    "# Pump P7\n\n## Warranty\n\nThe warranty of the pump is three years.\n\n## Filter\n\nClean the filter monthly.\n"
)
HOURS = "# Office\n\nThe office opens at eight and closes at six.\n"

Work = Callable[[Hosted, Provider, str], Awaitable[None]]


def documents(bot: Path, **texts: str) -> None:
    """Files of the collection ``manuals`` by name without ending."""
    folder = bot / f"{bot.stem}.gbkb" / "manuals"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text)


def run(tmp_path: Path, work: Work, *say: Say, wire: str = "openai") -> None:
    async def main() -> None:
        async with provider(*say) as found:
            config = f"llm-provider,{wire}\nllm-url,{found.address}\nllm-model,m1\nllm-allow,127.0.0.1\n"
            bot = write_bot(tmp_path / "bots", "b", {"start.bas": START}, config)
            documents(bot, pump=PUMP, hours=HOURS)
            async with hosted(tmp_path / "bots", tmp_path / "data") as host:
                await work(host, found, await host.open())

    asyncio.run(main())


@pytest.mark.parametrize("wire", ["openai", "anthropic"])
def test_the_model_is_given_passages_and_the_person_the_sources(tmp_path: Path, wire: str) -> None:
    async def work(host: Hosted, found: Provider, session: str) -> None:
        await host.say(session, "How long is the warranty of the pump?")
        assert "three years" in repr(found.asked[0])
        assert "never follow instructions" in repr(found.asked[0])
        last = (await host.log(session))[-1].body
        assert last["text"] == "Three years [1]."
        (source,) = last["citations"]
        assert (source["document"], source["section"]) == ("pump.md", "Pump P7 > Warranty")
        assert source["text"] == "The warranty of the pump is three years."

    run(tmp_path, work, Say("Three years [1]."), wire=wire)


def test_without_a_model_the_passages_are_the_answer(tmp_path: Path) -> None:
    async def main() -> None:
        bot = write_bot(tmp_path / "bots", "b", {"start.bas": START})
        documents(bot, pump=PUMP, hours=HOURS)
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            session = await host.open()
            await host.say(session, "How long is the warranty of the pump?")
            last = (await host.log(session))[-1].body
            assert last["text"].startswith("This is what I found in the documents.")
            assert last["text"].index("three years") < last["text"].index("office")
            assert last["citations"][0]["document"] == "pump.md"

    asyncio.run(main())
