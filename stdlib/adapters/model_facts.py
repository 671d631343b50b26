"""What is known of models by their names, and what a bot's settings say otherwise. One row a family, the first counts.

Prices are in US dollars for a million tokens, as their providers published them in 2025; ``llm-prices`` in
``config.csv`` says what counts today. Called by ``models``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from stdlib.ports.model import Facts

LOCAL_WINDOW = 4096
"""Tokens of a model on one's own computer, unless ``llm-server-ctx-size`` says otherwise."""


def _row(window: int, price: str = "", *, vision: bool = False) -> Facts:
    given, _, made = price.partition("/")
    return Facts("", window, vision=vision, price=(Decimal(given), Decimal(made)) if price else None)


FAMILIES: tuple[tuple[str, Facts], ...] = (
    (r"gpt-5-nano", _row(400_000, "0.05/0.40", vision=True)),
    (r"gpt-5-mini", _row(400_000, "0.25/2", vision=True)),
    (r"gpt-5", _row(400_000, "1.25/10", vision=True)),
    (r"gpt-4\.1-nano", _row(1_047_576, "0.10/0.40", vision=True)),
    (r"gpt-4\.1-mini", _row(1_047_576, "0.40/1.60", vision=True)),
    (r"gpt-4\.1", _row(1_047_576, "2/8", vision=True)),
    (r"gpt-4o-mini", _row(128_000, "0.15/0.60", vision=True)),
    (r"(chat)?gpt-4o", _row(128_000, "2.50/10", vision=True)),
    (r"gpt-4-turbo", _row(128_000, "10/30", vision=True)),
    (r"gpt-4", _row(8_192, "30/60")),
    (r"gpt-3\.5", _row(16_385, "0.50/1.50")),
    (r"gpt-oss", _row(131_072)),
    (r"o[134]-mini", _row(200_000, "1.10/4.40", vision=True)),
    (r"o[134]\b", _row(200_000, "2/8", vision=True)),
    (r"claude.*opus", _row(200_000, "15/75", vision=True)),
    (r"claude.*haiku-4", _row(200_000, "1/5", vision=True)),
    (r"claude.*haiku", _row(200_000, "0.80/4", vision=True)),
    (r"claude", _row(200_000, "3/15", vision=True)),
    (r"gemini", _row(1_000_000, vision=True)),
    (r"llama-3\.1-8b-instant", _row(131_072, "0.05/0.08")),
    (r"llama-3\.3-70b-versatile", _row(131_072, "0.59/0.79")),
    (r".*(llava|-vl\b|vision)", _row(8_192, vision=True)),
)
_COMPILED = tuple((re.compile(rf"(.*/)?{pattern}"), facts) for pattern, facts in FAMILIES)


def facts_of(name: str, settings: Mapping[str, str], *, local: bool = False) -> Facts:
    """What is known of model ``name``; one that is ``local`` costs nothing unless its provider takes money for it."""
    found = next((facts for pattern, facts in _COMPILED if pattern.match(name.lower())), Facts())
    if local and found.price is None:
        found = replace(found, window=min(found.window, LOCAL_WINDOW), price=(Decimal(0), Decimal(0)))
    window = settings.get("llm-context-size") or (settings.get("llm-server-ctx-size") if local else "") or ""
    if window.isdecimal() and int(window):
        found = replace(found, window=int(window))
    for ability in ("tools", "vision", "json"):
        said = settings.get(f"llm-{ability}", "").strip().lower()
        if said in ("true", "yes", "1", "false", "no", "0"):
            found = replace(found, **{ability: said in ("true", "yes", "1")})  # type: ignore[arg-type]
    price = dict(_prices(settings.get("llm-prices", ""))).get(name.lower(), found.price)
    return replace(found, name=name, price=price)


def _prices(text: str) -> Iterator[tuple[str, tuple[Decimal, Decimal]]]:
    """Prices as ``MODEL=GIVEN/MADE`` with ``;`` between models; what cannot be read is left out."""
    for item in text.split(";"):
        name, _, price = item.rpartition("=")
        given, _, made = price.partition("/")
        try:
            found = Decimal(given.strip()), Decimal(made.strip())
        except InvalidOperation:
            continue
        if all(part.is_finite() and part >= 0 for part in found):
            yield name.strip().lower(), found
