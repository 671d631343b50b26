"""The triage example says what its transcript says: with both wires of a model, and its dialogs without any."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from tests.examples.conversations import EXAMPLES
from tests.server.conversing import hosted
from tests.servers.model import Say, provider

TRIAGE = EXAMPLES / "triage"
LINES = (TRIAGE / "triage.transcript").read_text().splitlines()


async def played(bots: Path, data: Path, lines: list[str]) -> list[str]:
    """The conversation that the lines of the person make."""
    async with asyncio.timeout(60), hosted(bots, data) as host:
        session = await host.open("desk")
        shown = list(await host.said(session))
        for line in lines:
            before = len(await host.said(session))
            if line.startswith("> !"):
                await host.press(session, line.removeprefix("> !"))
            else:
                await host.say(session, line.removeprefix("> "))
            await host.settled(session)
            shown += [line, *(await host.said(session))[before:]]
    return shown


@pytest.mark.parametrize("wire", ["openai", "anthropic"])
def test_the_transcript(tmp_path: Path, wire: str) -> None:
    async def main() -> None:
        bots = shutil.copytree(TRIAGE, tmp_path / "bots")
        answers = (
            Say(calls=[("find-invoice", '{"month": "May"}')]),
            Say("The invoice of May is 120 euros; it is not paid yet."),
        )
        async with provider(*answers, cuts=11) as found:
            with (bots / "invoices.gbai/invoices.gbot/config.csv").open("a") as config:
                config.write(f"llm-provider,{wire}\nllm-url,{found.address}\nllm-model,m1\nllm-allow,127.0.0.1\n")
            person = [line for line in LINES if line.startswith("> ")]
            assert await played(bots, tmp_path / "data", person) == LINES
            assert "The invoice of May is 120 euros and not paid yet." in repr(found.asked[1])

    asyncio.run(main())


def test_what_needs_no_model_is_the_same_without_one(tmp_path: Path) -> None:
    end = LINES.index("> And the invoice of May?")
    expected = LINES[:end] + LINES[-2:]
    bots = shutil.copytree(TRIAGE, tmp_path / "bots")
    person = [line for line in expected if line.startswith("> ")]
    assert asyncio.run(played(bots, tmp_path / "data", person)) == expected
