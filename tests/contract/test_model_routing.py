"""Which model answers, what it is given, and what is known of it."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest

from stdlib.adapters.egress import Egress
from stdlib.adapters.model_facts import facts_of
from stdlib.adapters.model_routing import tokens_of
from stdlib.adapters.models import ConfiguredModels
from stdlib.ports import KeywordFault
from stdlib.ports.model import Prompt, Turn, complete
from tests.servers.model import Provider, Say, provider

SEVERAL = {
    "llm-model": "gpt-4.1", "llm-fast-model": "gpt-4.1-nano", "llm-code-model": "gpt-5", "llm-quality-model": "gpt-5",
    "llm-models": "gpt-4o",
}  # fmt: skip


def asked(prompt: Prompt, *say: Say, times: int = 1, **settings: str) -> Provider:
    """Ask ``times`` times; what the provider was asked."""

    async def main() -> Provider:
        async with provider(*(say or (Say("ok"),))) as found:
            models = ConfiguredModels({"llm-url": found.address, **settings}, Egress(["127.0.0.1"], ports=None))
            try:
                for _ in range(times):
                    await complete(models, prompt)
            finally:
                await models.close()
        return found

    return asyncio.run(main())


def said(text: str, **more: object) -> Prompt:
    return Prompt((Turn("user", text),), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("route", "text", "model"),
    [
        ("", "hi", "gpt-4.1"),
        ("manual", "hi", "gpt-4.1"),
        ("auto", "hi", "gpt-4.1-nano"),
        ("auto", "x" * 1501, "gpt-5"),
        ("auto", "x" * 1500, "gpt-4.1-nano"),
        ("auto", "what does this SQL do?", "gpt-5"),
        ("cost", "hi", "gpt-4.1-nano"),
        ("quality", "hi", "gpt-5"),
        ("fallback", "hi", "gpt-4.1"),
    ],
)
def test_a_route_picks_the_model(route: str, text: str, model: str) -> None:
    assert asked(said(text, route=route), **SEVERAL).asked[0]["model"] == model


def test_settings_say_the_route_and_a_name_counts_before_it() -> None:
    settings = {**SEVERAL, "model-routing-strategy": "Cost"}
    assert asked(said("hi"), **settings).asked[0]["model"] == "gpt-4.1-nano"
    assert asked(said("hi", model="quality"), **settings).asked[0]["model"] == "gpt-5"


def test_load_is_shared_in_turn() -> None:
    models = [sent["model"] for sent in asked(said("hi", route="load-balanced"), times=4, **SEVERAL).asked]
    assert models == ["gpt-4.1", "gpt-4.1-nano", "gpt-5", "gpt-4o"]


def test_without_prices_the_usual_model_is_the_cheapest_and_the_best() -> None:
    settings = {"llm-model": "a", "llm-models": "b", "llm-prices": ""}
    for route in ("cost", "quality"):
        assert asked(said("hi", route=route), **settings).asked[0]["model"] == "a"


def test_models_step_in_one_after_the_other() -> None:
    down = Say(status=503, headers={"retry-after-ms": "1"})
    found = asked(said("hi"), *[down] * 6, Say("third"), **{"llm-model": "a", "llm-fallback-model": "b, c"})
    assert [sent["model"] for sent in found.asked] == ["a"] * 3 + ["b"] * 3 + ["c"]


def test_a_route_of_fallbacks_asks_every_model() -> None:
    down = Say(status=503, headers={"retry-after-ms": "1"})
    found = asked(said("hi", route="fallback"), *[down] * 3, Say("second"), **{"llm-model": "a", "llm-models": "b"})
    assert [sent["model"] for sent in found.asked] == ["a"] * 3 + ["b"]


def test_money_shortens_the_answer_or_refuses_it() -> None:
    settings = {"llm-model": "m", "llm-prices": "m=1/2"}
    prompt = said("hi", max_cost=Decimal("0.0001"))
    room = int((Decimal("0.0001") * 1_000_000 - tokens_of(prompt)) / 2)
    assert asked(prompt, **settings).asked[0]["max_tokens"] == room
    assert asked(said("hi", max_cost=Decimal(1)), **settings).asked[0]["max_tokens"] == 1024
    with pytest.raises(KeywordFault) as raised:
        asked(said("hi", max_cost=Decimal("0.00001")), **settings)
    assert raised.value.code == "GB7804"


def test_a_cheaper_model_answers_what_the_usual_one_is_too_dear_for() -> None:
    settings = {"llm-model": "a", "llm-prices": "a=1000/1000; b=1/1", "llm-fallback-model": "b"}
    assert asked(said("hi", max_cost=Decimal("0.001")), **settings).asked[0]["model"] == "b"


def test_an_answer_that_takes_too_long_is_a_fault() -> None:
    with pytest.raises(KeywordFault, match=r"longer than 0\.05 seconds") as raised:
        asked(said("hi", max_seconds=0.05), Say("late", holds=True), **{"llm-model": "m"})
    assert raised.value.code == "GB7802"


def test_a_model_is_given_only_what_it_understands() -> None:
    tool = {"type": "function", "function": {"name": "t", "parameters": {"type": "object", "properties": {}}}}
    turn = Turn("user", "look", images=("data:image/png;base64,AA==",))
    prompt = Prompt((turn,), "Be brief.", (tool,), json=True)
    plain = {"llm-model": "m", "llm-tools": "false", "llm-vision": "no", "llm-json": "0"}
    sent = asked(prompt, **plain).asked[0]
    assert "tools" not in sent
    assert "response_format" not in sent
    assert "JSON" in sent["messages"][0]["content"]
    assert sent["messages"][1]["content"] == "look\n(a picture was sent that this model cannot see)"
    able = asked(prompt, **{"llm-model": "m"}).asked[0]
    assert {"tools", "response_format"} <= able.keys()
    assert able["messages"][1]["content"][1]["type"] == "image_url"


@pytest.mark.parametrize(
    ("name", "settings", "local", "window", "price"),
    [
        ("gpt-4o-mini", {}, False, 128_000, (Decimal("0.15"), Decimal("0.60"))),
        ("openai/gpt-4o", {}, False, 128_000, (Decimal("2.50"), Decimal("10"))),
        ("claude-sonnet-4-5", {}, False, 200_000, (Decimal(3), Decimal(15))),
        ("something", {}, False, 32_768, None),
        ("something", {}, True, 4_096, (Decimal(0), Decimal(0))),
        ("something", {"llm-server-ctx-size": "8192"}, True, 8_192, (Decimal(0), Decimal(0))),
        ("something", {"llm-server-ctx-size": "8192"}, False, 32_768, None),
        ("something", {"llm-context-size": "9000"}, False, 9_000, None),
        ("something", {"llm-context-size": "many"}, False, 32_768, None),
        ("Something", {"llm-prices": "x=1; something = 1/2.5;y=a/b"}, False, 32_768, (Decimal(1), Decimal("2.5"))),
        ("z", {"llm-prices": "z=-1/1"}, False, 32_768, None),
        ("z", {"llm-prices": "z=NaN/1"}, False, 32_768, None),
    ],
)  # fmt: skip
def test_what_is_known_of_a_model(
    name: str, settings: dict[str, str], local: bool, window: int, price: tuple[Decimal, Decimal] | None
) -> None:
    found = facts_of(name, settings, local=local)
    assert (found.name, found.window, found.price) == (name, window, price)
