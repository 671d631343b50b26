"""The contract of the model port, over OpenAI's wire and Anthropic's, against a provider on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from stdlib.adapters.egress import Egress
from stdlib.adapters.models import ConfiguredModels, base
from stdlib.ports import KeywordFault
from stdlib.ports.model import ModelReply, Prompt, Reasoning, Stop, Text, ToolCall, Turn, Usage, complete
from tests.servers.model import Provider, Say, provider

WIRES = ("openai", "anthropic")
HELLO = Prompt((Turn("user", "hello"),))
TOOL = {
    "type": "function",
    "function": {
        "name": "weather", "description": "the weather of a city",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}  # fmt: skip


def models(found: Provider, wire: str, **more: str) -> ConfiguredModels:
    settings = {"llm-provider": wire, "llm-url": found.address, "llm-key": "k1", "llm-model": "m1", **more}
    return ConfiguredModels(settings, Egress(["127.0.0.1"], ports=None))


Work = Callable[[ConfiguredModels, Provider], Awaitable[None]]


def run(wire: str, work: Work, *say: Say, cuts: int = 0, **more: str) -> None:
    async def main() -> None:
        async with provider(*say, cuts=cuts) as found:
            asked = models(found, wire, **more)
            try:
                await work(asked, found)
            finally:
                await asked.close()

    asyncio.run(main())


@pytest.mark.parametrize("wire", WIRES)
@pytest.mark.parametrize("cuts", [0, 1, 3, 17])
def test_text_comes_whole_however_the_bytes_are_cut(wire: str, cuts: int) -> None:
    async def work(asked: ConfiguredModels, found: Provider) -> None:
        reply = await complete(asked, HELLO)
        assert reply == ModelReply("Olá, 你好 and hello", (), Usage(11, 7), "stop", "m1")

    run(wire, work, Say("Olá, 你好 and hello"), cuts=cuts)


@pytest.mark.parametrize("wire", WIRES)
def test_calls_of_tools_come_whole_and_in_order(wire: str) -> None:
    async def work(asked: ConfiguredModels, found: Provider) -> None:
        events = [event async for event in asked.stream(Prompt((Turn("user", "weather?"),), tools=(TOOL,)))]
        calls = [event for event in events if isinstance(event, ToolCall)]
        assert calls == [
            ToolCall("call_0", "weather", '{"city": "Rio de Janeiro"}'),
            ToolCall("call_1", "weather", '{"city": "Bern"}'),
        ]
        assert events[-1] == Stop("tools")
        tool = found.asked[0]["tools"][0]
        assert (tool.get("function") or tool)["name"] == "weather"

    say = Say("I look.", calls=[("weather", '{"city": "Rio de Janeiro"}'), ("weather", '{"city": "Bern"}')])
    run(wire, work, say, cuts=5)


@pytest.mark.parametrize("wire", WIRES)
def test_reasoning_is_never_text(wire: str) -> None:
    async def work(asked: ConfiguredModels, found: Provider) -> None:
        events = [event async for event in asked.stream(HELLO)]
        assert "".join(e.text for e in events if isinstance(e, Reasoning)) == "secret thoughts"
        assert "".join(e.text for e in events if isinstance(e, Text)) == "answer"

    run(wire, work, Say("answer", thinks="secret thoughts"), cuts=4)


@pytest.mark.parametrize("cuts", [1, 2, 9])
def test_thoughts_between_tags_are_reasoning(cuts: int) -> None:
    async def work(asked: ConfiguredModels, found: Provider) -> None:
        events = [event async for event in asked.stream(HELLO)]
        assert "".join(e.text for e in events if isinstance(e, Text)) == "1 < 2 and <thin>k"
        assert "".join(e.text for e in events if isinstance(e, Reasoning)) == "hidden < thought"

    run("openai", work, Say("<think>hidden < thought</think>1 < 2 and <thin>k"), cuts=cuts)


@pytest.mark.parametrize("wire", WIRES)
def test_a_conversation_with_tools_goes_over_the_wire(wire: str) -> None:
    call = ToolCall("c9", "weather", '{"city": "Bern"}')
    turns = (
        Turn("user", "weather?"), Turn("assistant", "I look.", (call,)), Turn("tool", "sunny", call="c9"),
        Turn("user", "thanks", images=("data:image/png;base64,AA==",)),
    )  # fmt: skip

    async def work(asked: ConfiguredModels, found: Provider) -> None:
        await complete(asked, Prompt(turns, "Be brief.", (TOOL,), temperature=0.25, max_tokens=77))
        sent = found.asked[0]
        assert (sent["model"], sent["temperature"], sent["max_tokens"], sent["stream"]) == ("m1", 0.25, 77, True)
        text = repr(sent)
        for part in ("Be brief.", "weather?", "I look.", "sunny", "thanks", "c9", "AA=="):
            assert part in text
        roles = [message["role"] for message in sent["messages"]]
        expected = {
            "openai": ["system", "user", "assistant", "tool", "user"],
            "anthropic": ["user", "assistant", "user"],
        }
        assert roles == expected[wire]
        assert found.keys[0].removeprefix("Bearer ") == "k1"

    run(wire, work, Say("fine"))


@pytest.mark.parametrize("wire", WIRES)
@pytest.mark.parametrize(
    ("status", "code"),
    [(401, "GB7801"), (403, "GB7801"), (404, "GB7801"), (400, "GB7803"), (429, "GB7802"), (503, "GB7802")],
)
def test_what_a_provider_refuses_is_a_fault_with_a_sentence(wire: str, status: int, code: str) -> None:
    async def work(asked: ConfiguredModels, found: Provider) -> None:
        with pytest.raises(KeywordFault) as raised:
            await complete(asked, HELLO)
        assert raised.value.code == code
        assert raised.value.message.startswith("the language model")

    run(wire, work, Say(status=status, headers={"Retry-After": "0", "retry-after-ms": "1"}))


@pytest.mark.parametrize("wire", WIRES)
def test_a_provider_without_room_is_asked_again(wire: str) -> None:
    async def work(asked: ConfiguredModels, found: Provider) -> None:
        assert (await complete(asked, HELLO)).text == "at last"
        assert len(found.asked) == 3

    again = Say(status=429, headers={"retry-after-ms": "1"})
    run(wire, work, again, again, Say("at last"))


@pytest.mark.parametrize("wire", WIRES)
def test_an_answer_that_breaks_off_is_a_fault(wire: str) -> None:
    async def work(asked: ConfiguredModels, found: Provider) -> None:
        with pytest.raises(KeywordFault) as raised:
            await complete(asked, HELLO)
        assert raised.value.code == "GB7802"

    run(wire, work, Say("a long answer " * 40, broken=True))


@pytest.mark.parametrize("wire", WIRES)
@pytest.mark.parametrize("raw", ["data: {not json}\n\n", "<html>proxy</html>", 'data: {"choices": 7}\n\n'])
def test_what_is_no_answer_is_a_fault(wire: str, raw: str) -> None:
    async def work(asked: ConfiguredModels, found: Provider) -> None:
        with pytest.raises(KeywordFault) as raised:
            await complete(asked, HELLO)
        assert raised.value.code in ("GB7802", "GB7803")

    run(wire, work, Say(raw=raw))


@pytest.mark.parametrize("wire", WIRES)
def test_a_cancelled_answer_leaves_nothing_open(wire: str) -> None:
    async def work(asked: ConfiguredModels, found: Provider) -> None:
        task = asyncio.create_task(complete(asked, HELLO))
        while not found.asked:
            await asyncio.sleep(0.005)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    run(wire, work, Say("never ends", holds=True))


def test_another_model_steps_in_while_nothing_was_said() -> None:
    async def work(asked: ConfiguredModels, found: Provider) -> None:
        assert (await complete(asked, HELLO)).text == "from the other"
        assert [sent["model"] for sent in found.asked] == ["m1", "m1", "m1", "m2"]

    down = Say(status=503, headers={"retry-after-ms": "1"})
    run("openai", work, down, down, down, Say("from the other"), **{"llm-fallback-model": "m2"})


@pytest.mark.parametrize(("named", "sent"), [("", "m1"), ("fast", "m-fast"), ("quality", "m1"), ("m7", "m7")])
def test_aliases_and_names_mean_models(named: str, sent: str) -> None:
    async def work(asked: ConfiguredModels, found: Provider) -> None:
        await complete(asked, Prompt((Turn("user", "x"),), model=named))
        assert found.asked[0]["model"] == sent
        assert asked.names() == ["m1", "m-fast", "other"]

    run("openai", work, Say("ok"), **{"llm-fast-model": "m-fast", "llm-models": "other, m1"})


def test_settings_give_temperature_and_length() -> None:
    async def work(asked: ConfiguredModels, found: Provider) -> None:
        await complete(asked, HELLO)
        assert (found.asked[0]["temperature"], found.asked[0]["max_tokens"]) == (0.5, 300)

    run("openai", work, Say("ok"), **{"llm-temperature": "0.5", "llm-max-tokens": "300"})


def test_vectors_come_in_the_order_of_the_texts() -> None:
    async def work(asked: ConfiguredModels, found: Provider) -> None:
        assert await asked.embed(["a", "bbb", "cc"]) == [[1.0, 1.0], [3.0, 1.0], [2.0, 1.0]]

    run("openai", work, Say("x"), **{"embedding-model": "e"})


def test_an_address_that_is_not_open_is_not_connected() -> None:
    async def main() -> None:
        async with provider(Say("x")) as found:
            asked = ConfiguredModels({"llm-url": found.address, "llm-model": "m"}, Egress())
            with pytest.raises(KeywordFault) as raised:
                await complete(asked, HELLO)
            assert raised.value.code == "GB7201"
            assert found.asked == []
            await asked.close()

    asyncio.run(main())


def test_without_settings_the_fault_says_what_to_set() -> None:
    async def main() -> None:
        with pytest.raises(KeywordFault) as raised:
            await complete(ConfiguredModels({}, Egress()), HELLO)
        assert raised.value.code == "GB7801"
        assert "llm-provider" in raised.value.message

    asyncio.run(main())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("http://h:8081", "http://h:8081/v1"), ("http://h/v1/", "http://h/v1"), ("http://h/api/v4", "http://h/api/v4"),
        ("https://h/v1/chat/completions", "https://h/v1"), ("https://h/openai/v1", "https://h/openai/v1"),
    ],
)  # fmt: skip
def test_addresses_are_taken_as_people_write_them(written: str, meant: str) -> None:
    assert base(written) == meant


def test_replies_are_plain_data_for_the_journal() -> None:
    from stdlib.effect_values import pack, unpack

    reply: Any = ModelReply("t", (ToolCall("a", "b", "{}"),), Usage(1, 2), "tools", "m")
    assert unpack(pack(reply)) == reply
