"""The models that a bot's settings name: which provider speaks which wire, aliases, and who steps in when one fails.

``llm-provider`` or else the address decides the wire. Made for each bot by its world.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from stdlib.adapters.egress import Egress
from stdlib.ports import KeywordFault
from stdlib.ports.model import Model, ModelEvent, Prompt, Reasoning, Text, ToolCall

ALIASES = ("fast", "quality", "code", "local")
PROVIDERS: Mapping[str, str] = {
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
    "claude": "https://api.anthropic.com",
    "groq": "https://api.groq.com/openai/v1",
    "ollama": "http://localhost:11434/v1",
}
"""The usual address of each provider that can be named."""


def is_configured(settings: Mapping[str, str]) -> bool:
    """Whether the settings name a model."""
    return bool(settings.get("llm-url") or settings.get("llm-provider") or settings.get("llm-key"))


class ConfiguredModels:
    """The model port over the settings of a bot; ``close`` it when done."""

    def __init__(self, settings: Mapping[str, str], egress: Egress) -> None:
        self._settings = settings
        self._egress = egress
        self._opened: dict[tuple[str, str, str], Any] = {}

    async def close(self) -> None:
        """Close every connection."""
        for model in self._opened.values():
            await model.close()
        self._opened.clear()

    def names(self) -> list[str]:
        """The usual model, those of the aliases, and others that are listed in ``llm-models``."""
        found = [self._name("")]
        found += [self._name(alias) for alias in ALIASES if self._setting(alias)]
        found += [name.strip() for name in self._settings.get("llm-models", "").replace(";", ",").split(",")]
        return [name for name in dict.fromkeys(found) if name]

    def _setting(self, alias: str) -> str:
        return self._settings.get(f"llm-{alias}-model") or self._settings.get(f"model-{alias}", "")

    def _name(self, wanted: str) -> str:
        """The model that an alias, a name or "" means."""
        usual = self._settings.get("llm-model") or self._settings.get("model-default", "")
        if wanted.lower() in ALIASES:
            return self._setting(wanted.lower()) or usual
        return wanted or usual

    async def stream(self, prompt: Prompt) -> AsyncIterator[ModelEvent]:
        """The answer of the model that is meant, or of the one that steps in while nothing was said yet."""
        given = replace(
            prompt,
            model=self._name(prompt.model),
            temperature=self._number("llm-temperature") if prompt.temperature is None else prompt.temperature,
            max_tokens=prompt.max_tokens or self._whole("llm-max-tokens"),
        )
        chain = [(given, self._model(""))]
        if fallback := self._settings.get("llm-fallback-model") or self._settings.get("model-fallback"):
            chain.append((replace(given, model=fallback), self._model("fallback")))
        for number, (asked, model) in enumerate(chain):
            said = False
            try:
                async for event in model.stream(asked):
                    said = said or isinstance(event, Text | ToolCall | Reasoning)
                    yield event
                return
            except KeywordFault as fault:
                if said or fault.code != "GB7802" or number == len(chain) - 1:
                    raise

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector for each text."""
        return await self._model("embedding").embed(texts)

    def _model(self, kind: str) -> Model:
        """The endpoint for answers (""), for those that step in (fallback), or for vectors (embedding)."""
        prefix = {"": "llm", "fallback": "llm-fallback", "embedding": "embedding"}[kind]
        address = self._settings.get(f"{prefix}-url") or ("" if kind == "" else self._settings.get("llm-url", ""))
        key = self._settings.get(f"{prefix}-key") or self._settings.get("llm-key", "")
        provider = self._settings.get(f"{prefix}-provider") or self._settings.get("llm-provider", "")
        opened = (address, key, provider)
        if opened not in self._opened:
            self._opened[opened] = self._open(address, key, provider.lower())
        found: Model = self._opened[opened]
        return found

    def _open(self, address: str, key: str, provider: str) -> Any:
        if not address and provider not in PROVIDERS and not key:
            raise KeywordFault("GB7801", "no language model is configured; set llm-url or llm-provider in config.csv")
        address = address or PROVIDERS.get(provider, PROVIDERS["openai"])
        try:
            from stdlib.adapters.model_anthropic import AnthropicModel
            from stdlib.adapters.model_http import client
            from stdlib.adapters.model_openai import OpenAiModel
        except ImportError as error:
            raise KeywordFault("GB7001", "this host lacks what it needs here: pip install 'gbc[llm]'") from error
        if (
            "anthropic" in (provider, urlsplit(address).hostname or "")
            or provider == "claude"
            or "anthropic" in address
        ):
            return AnthropicModel(address.removesuffix("/v1"), key, self._name(""), client(self._egress))
        embedding = self._settings.get("embedding-model", "")
        return OpenAiModel(base(address), key, self._name(""), client(self._egress), embedding=embedding)

    def _number(self, name: str) -> float | None:
        try:
            return float(self._settings[name])
        except (KeyError, ValueError):
            return None

    def _whole(self, name: str) -> int | None:
        number = self._number(name)
        return None if number is None else int(number)


def base(address: str) -> str:
    """The base address for the SDK: with ``/v1`` (``/v4`` of some) at its end, without the path of a call."""
    address = address.rstrip("/")
    for end in ("/chat/completions", "/embeddings"):
        address = address.removesuffix(end)
    return address if address.rsplit("/", 1)[-1][:1] == "v" else f"{address}/v1"
