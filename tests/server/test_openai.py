"""A bot behind OpenAI's interface, used with OpenAI's own client."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import openai
import pytest

from tests.server.conversing import write_bot
from tests.server.talking import Served, served
from tests.servers.model import Provider, Say, provider

ASKS = 'TALK "Welcome"\nHEAR name AS NAME\nTALK "hi " + name\nHEAR size AS "Small", "Large"\nTALK "A " + size\n'
MAIL = 'PARAM address AS string\nDESCRIPTION "mails"\nSEND MAIL address, "a", "b"\nRETURN "sent"\n'
PIXEL = "data:image/png;base64,iVBORw0KGgo="

Work = Callable[[Served, Provider, openai.AsyncOpenAI], Awaitable[None]]


def run(tmp_path: Path, work: Work, *say: Say) -> None:
    async def main() -> None:
        async with provider(*say, cuts=9) as found:
            config = f"llm-url,{found.address}\nllm-model,m1\nllm-allow,127.0.0.1\n"
            write_bot(tmp_path / "bots", "thinks", {"start.bas": "", "mail.bas": MAIL}, config)
            write_bot(tmp_path / "bots", "asks", {"start.bas": ASKS})
            async with served(tmp_path / "bots", tmp_path / "data") as server:
                token = (await server.guest()).token
                async with openai.AsyncOpenAI(base_url=f"{server.base}/v1", api_key=token, max_retries=0) as client:
                    await work(server, found, client)

    asyncio.run(main())


def user(text: Any) -> Any:
    return {"role": "user", "content": text}


def bot(text: str) -> Any:
    return {"role": "assistant", "content": text}


async def ask(client: openai.AsyncOpenAI, model: str, *messages: Any, **more: Any) -> Any:
    return await client.chat.completions.create(model=model, messages=list(messages), **more)


def test_bots_are_models(tmp_path: Path) -> None:
    async def work(server: Served, found: Provider, client: openai.AsyncOpenAI) -> None:
        assert sorted([model.id async for model in client.models.list()]) == ["asks", "thinks"]
        assert (await client.models.retrieve("asks")).owned_by == "gbc"
        with pytest.raises(openai.NotFoundError):
            await client.models.retrieve("none")

    run(tmp_path, work, Say("x"))


def test_a_dialog_goes_on_though_the_client_keeps_the_conversation(tmp_path: Path) -> None:
    async def work(server: Served, found: Provider, client: openai.AsyncOpenAI) -> None:
        first = await ask(client, "asks", user("Ann"))
        text = first.choices[0].message.content
        assert (text, first.choices[0].finish_reason, first.object) == (
            "hi Ann\n\n- Small\n- Large", "stop", "chat.completion"
        )  # fmt: skip
        other = await ask(client, "asks", {"role": "system", "content": "Be kind."}, user("Bob"))
        assert other.choices[0].message.content == "hi Bob\n\n- Small\n- Large"
        second = await ask(client, "asks", user("Ann"), bot(text), user("large"))
        assert second.choices[0].message.content == "A Large"
        assert second.session_id == first.session_id != other.session_id
        third = await ask(client, "asks", user("small"), metadata={"session_id": other.session_id})
        assert third.choices[0].message.content == "A Small"

    run(tmp_path, work, Say("x"))


def test_the_answer_of_a_model_with_what_was_said_elsewhere(tmp_path: Path) -> None:
    async def work(server: Served, found: Provider, client: openai.AsyncOpenAI) -> None:
        said = await ask(
            client, "thinks", {"role": "system", "content": "Be brief."}, user("I am Ann"), bot("Hello Ann"),
            user([{"type": "text", "text": "What is this?"}, {"type": "image_url", "image_url": {"url": PIXEL}}]),
            temperature=0.1,
        )  # fmt: skip
        assert said.choices[0].message.content == "A picture."
        told = repr(found.asked[0]["messages"])
        assert all(text in told for text in ("Be brief.", "I am Ann", "Hello Ann", "What is this?", PIXEL))

    run(tmp_path, work, Say("A picture."))


@pytest.mark.parametrize("usage", [True, False])
def test_a_stream_gives_the_same_text_in_pieces(tmp_path: Path, usage: bool) -> None:
    async def work(server: Served, found: Provider, client: openai.AsyncOpenAI) -> None:
        stream = await ask(client, "thinks", user("hi"), stream=True, stream_options={"include_usage": usage})
        chunks = [chunk async for chunk in stream]
        pieces = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
        assert "".join(pieces) == "This is a longer answer of the model."
        assert len(pieces) > 4
        assert [c.choices[0].finish_reason for c in chunks if c.choices][-1] == "stop"
        assert any(chunk.usage for chunk in chunks) == usage
        silent = [chunk async for chunk in await ask(client, "asks", user("Ann"), stream=True)]
        assert "".join(c.choices[0].delta.content or "" for c in silent) == "hi Ann\n\n- Small\n- Large"

    run(tmp_path, work, Say("This is a longer answer of the model."))


def test_consequences_are_approved_in_the_conversation(tmp_path: Path) -> None:
    async def work(server: Served, found: Provider, client: openai.AsyncOpenAI) -> None:
        first = (await ask(client, "thinks", user("mail eve"))).choices[0].message.content
        assert first.startswith("May I do this")
        assert first.endswith("- Yes\n- No")
        said = await ask(client, "thinks", user("mail eve"), bot(first), user("no"))
        assert said.choices[0].message.content == "Then not."
        assert not list((tmp_path / "data").rglob("*.eml"))

    run(tmp_path, work, Say(calls=[("mail", '{"address": "eve@example.com"}')]), Say("Then not."))


@pytest.mark.parametrize(
    ("messages", "more", "code"),
    [
        ([], {}, "bad_request"),
        ([bot("x")], {}, "bad_request"),
        ([user("x")], {"n": 2}, "unsupported_value"),
        ([user("x")], {"tools": [{"type": "function", "function": {"name": "f"}}]}, "unsupported_parameter"),
        ([user([{"type": "input_audio", "input_audio": {}}])], {}, "unsupported_value"),
        ([user([{"type": "image_url", "image_url": {"url": "file:///etc/passwd"}}])], {}, "unsupported_value"),
        ([user("x")] * 501, {}, "bad_request"),
    ],
)
def test_what_cannot_be_done_is_said_in_openai_s_shape(
    tmp_path: Path, messages: list[Any], more: dict[str, Any], code: str
) -> None:
    async def work(server: Served, found: Provider, client: openai.AsyncOpenAI) -> None:
        with pytest.raises(openai.BadRequestError) as refused:
            await ask(client, "asks", *messages, **more)
        assert refused.value.code == code
        assert refused.value.type == "invalid_request_error"

    run(tmp_path, work, Say("x"))


def test_who_may_not_is_told_so_and_nobody_reads_another_s_conversation(tmp_path: Path) -> None:
    async def work(server: Served, found: Provider, client: openai.AsyncOpenAI) -> None:
        with pytest.raises(openai.NotFoundError) as refused:
            await ask(client, "none", user("x"))
        assert refused.value.code == "model_not_found"
        first = await ask(client, "asks", user("Ann"))
        other = client.with_options(api_key=(await server.guest()).token)
        with pytest.raises(openai.NotFoundError):
            await ask(other, "asks", user("large"), metadata={"session_id": first.session_id})
        mine = await ask(other, "asks", user("Ann"), bot("hi Ann"), user("large"))
        assert mine.session_id != first.session_id
        with pytest.raises(openai.AuthenticationError) as unknown:
            await ask(client.with_options(api_key="sk-wrong"), "asks", user("x"))
        assert unknown.value.type == "authentication_error"

    run(tmp_path, work, Say("x"))
