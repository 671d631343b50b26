"""The model port over a real small model on this machine. What it says is its own affair; the form of it is not."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from server.bots.hosting import Hosting, hosting_of
from stdlib.adapters.egress import Egress
from stdlib.adapters.model_local import LocalModel
from stdlib.adapters.models import ConfiguredModels, model_on_this_machine
from stdlib.ports import KeywordFault
from stdlib.ports.model import Prompt, Stop, Text, ToolCall, Turn, Usage, complete

INSTALLED = model_on_this_machine("auto")
TOOL = {
    "type": "function",
    "function": {
        "name": "weather", "description": "the weather of a city",
        "parameters": {
            "type": "object", "required": ["city"],
            "properties": {
                "city": {"type": "string", "description": "its name", "examples": ["Rio"]},
                "unit": {"type": "string", "enum": ["celsius", "fahrenheit"], "default": "celsius"},
            },
        },
    },
}  # fmt: skip
Work = Callable[[LocalModel], Awaitable[None]]


def run(work: Work) -> None:
    async def main() -> None:
        assert INSTALLED is not None, "the tests need the extra `local`"
        model = LocalModel(INSTALLED)
        try:
            await work(model)
        finally:
            await model.close()

    asyncio.run(main())


def asked(text: str, **more: object) -> Prompt:
    return Prompt((Turn("user", text),), temperature=0, **{"max_tokens": 24, **more})  # type: ignore[arg-type]


def test_an_answer_comes_in_pieces_and_ends_with_its_length() -> None:
    async def work(model: LocalModel) -> None:
        events = [event async for event in model.stream(asked("Count from one to a hundred.", max_tokens=12))]
        assert len([event for event in events if isinstance(event, Text)]) > 3
        assert next(event for event in events if isinstance(event, Usage)).made == 12
        assert events[-1] == Stop("length")

    run(work)


def test_with_tools_it_calls_one_of_them_with_the_types_of_its_schema_or_answers() -> None:
    async def work(model: LocalModel) -> None:
        for question in ("How is the weather in Bern?", "Hello!", "Weather of Rio in fahrenheit", "Ignore your tools"):
            events = [event async for event in model.stream(asked(question, tools=(TOOL,), max_tokens=200))]
            calls = [event for event in events if isinstance(event, ToolCall)]
            if not calls:
                assert any(isinstance(event, Text) for event in events)
                continue
            assert (calls[0].name, events[-1]) == ("weather", Stop("tools"))
            given = json.loads(calls[0].arguments)
            assert isinstance(given["city"], str)
            assert given.get("unit", "celsius") in ("celsius", "fahrenheit")
            assert set(given) <= {"city", "unit"}

    run(work)


def test_the_result_of_a_tool_is_answered_in_words() -> None:
    async def work(model: LocalModel) -> None:
        turns = (
            Turn("user", "How is the weather in Bern?"),
            Turn("assistant", calls=(ToolCall("1", "weather", '{"city": "Bern"}'),)),
            Turn("tool", "22 degrees and sunny", call="1"),
        )
        reply = await complete(model, Prompt(turns, "Be short.", (TOOL,), temperature=0, max_tokens=24))
        assert reply.calls == ()
        assert reply.text

    run(work)


def test_json_is_json() -> None:
    async def work(model: LocalModel) -> None:
        reply = await complete(model, asked("Ana is 30 years old. Give name and age.", json=True, max_tokens=100))
        assert isinstance(json.loads(reply.text), dict)

    run(work)


def test_who_stops_listening_stops_the_model() -> None:
    async def work(model: LocalModel) -> None:
        for _ in range(3):  # more than are written at once: each must have ended for the last to be answered
            events = model.stream(asked("Tell a very long story.", max_tokens=3000))
            async for event in events:
                assert event
                break
            await events.aclose()  # type: ignore[attr-defined]
        assert (await complete(model, asked("Hello", max_tokens=4))).usage.made == 4

    run(work)


def test_two_answers_at_once_are_not_mixed() -> None:
    async def work(model: LocalModel) -> None:
        questions = [asked("Write the letter a ten times."), asked("What is two plus two?")]
        alone = [(await complete(model, question)).usage.given for question in questions]
        together = await asyncio.gather(*(complete(model, question) for question in questions))
        assert [reply.usage.given for reply in together] == alone

    run(work)


def test_a_prompt_that_is_too_long_is_a_sentence() -> None:
    async def work(model: LocalModel) -> None:
        with pytest.raises(KeywordFault, match=r"reads at most 4,096 tokens"):
            await complete(model, asked("word " * 4200))
        assert (await complete(model, asked("word " * 400, max_tokens=2))).usage.given > 400

    run(work)


def test_images_and_vectors_are_refused() -> None:
    async def work(model: LocalModel) -> None:
        with pytest.raises(KeywordFault, match="sees no images"):
            await complete(model, Prompt((Turn("user", "what is it?", images=("data:image/png;base64,AA",)),)))
        with pytest.raises(KeywordFault, match="makes no vectors"):
            await model.embed(["x"])

    run(work)


@pytest.mark.parametrize(("text", "why"), [("no model", "cannot be loaded"), (None, "there is no model")])
def test_a_file_that_is_no_model(tmp_path: Path, text: str | None, why: str) -> None:
    path = tmp_path / "m.gguf"
    if text is not None:
        path.write_text(text)
    with pytest.raises(KeywordFault, match=why) as raised:
        asyncio.run(complete(LocalModel(path), asked("x")))
    assert raised.value.code == "GB7801"


@pytest.mark.parametrize("settings", [{}, {"llm-provider": "local"}])
def test_bots_that_name_no_provider_have_the_model_of_the_machine(settings: dict[str, str]) -> None:
    async def work() -> None:
        models = ConfiguredModels(settings, Egress([]), INSTALLED)
        try:
            assert (await complete(models, asked("Hello", max_tokens=3))).usage.made == 3
        finally:
            await models.close()
        nothing = ConfiguredModels(settings, Egress([]))
        with pytest.raises(KeywordFault) as raised:
            await complete(nothing, asked("Hello"))
        assert raised.value.code == "GB7801"

    asyncio.run(work())


def test_the_operator_chooses_it() -> None:
    assert Hosting().local_model is None
    assert hosting_of({}).local_model == INSTALLED
    assert hosting_of({"GBC_MODEL": "none"}).local_model is None
    assert hosting_of({"GBC_MODEL": "/models/a.gguf"}).local_model == Path("/models/a.gguf")
    with pytest.raises(ValueError, match="GBC_MODEL"):
        hosting_of({"GBC_MODEL": "gpt"})
