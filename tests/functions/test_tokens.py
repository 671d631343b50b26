"""Tokens are counted as OpenAI's tokenizer does, and estimated on the safe side for others."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from stdlib import tokens
from stdlib.tokens import counter, encoding_of, estimate

TEXTS = [
    "", " ", "hello world", "Olá, não é possível atender hoje; amanhã já é.", "Straßenbahnhaltestellenverzeichnis",
    "你好世界，今天天气很好。", "Привет, как дела?", "नमस्ते दुनिया", "สวัสดีชาวโลก", "مرحبا بالعالم", "😀👍🏽🇧🇷",
    "1234567890 3.14159",
    '{"a": [1, 2, {"b": null}]}', "\t\tif x >= 10:\n\n\n        return x ** 2  # why", "a" * 5000, "=-" * 300,
    "a\ud800b", "https://example.com/a/b?c=d&e=%20f",
    *(path.read_text() for path in sorted(Path("docs/guide").glob("*.md"))),
]  # fmt: skip


@pytest.mark.parametrize("model", ["gpt-4o", "gpt-4"])
def test_the_estimate_is_not_below_the_exact_count(model: str) -> None:
    exact = counter(model)
    for text in TEXTS:
        assert exact(text) <= estimate(text), text[:60]


def test_exact_counts() -> None:
    assert counter("gpt-4o-mini")("hello world") == 2
    assert counter("gpt-4")("Olá, mundo") == 4
    assert counter("gpt-4o")("") == 0


@pytest.mark.parametrize(
    ("model", "encoding"),
    [
        ("gpt-4o", "o200k_base"), ("GPT-4.1-mini", "o200k_base"), ("o3-mini", "o200k_base"), ("gpt-4", "cl100k_base"),
        ("openai/gpt-oss-20b", "o200k_base"), ("gpt-3.5-turbo", "cl100k_base"), ("llama-3.3-70b", ""), ("claude", ""),
    ],
)  # fmt: skip
def test_the_tokenizer_of_a_model(model: str, encoding: str) -> None:
    assert encoding_of(model) == encoding


def test_without_the_tables_counts_are_estimates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "_table", lambda encoding: None)
    assert counter("gpt-4o")("hello world") == estimate("hello world") == 6


def test_tables_are_loaded_once_and_not_by_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[str] = []
    monkeypatch.setattr(tokens, "_table", lambda encoding: threads.append(threading.current_thread().name))
    monkeypatch.setattr(tokens, "_ready", {""})

    async def work() -> None:
        for model in ("gpt-4o", "gpt-4o-mini", "another"):
            await tokens.load(model)

    asyncio.run(work())
    assert len(threads) == 1
    assert threads[0] != threading.main_thread().name
