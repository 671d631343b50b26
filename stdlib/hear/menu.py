"""Menus: ``HEAR x AS "a", "b"``; which option an answer means, and what to say when it means none.

Pure; called by ``accept``.
"""

from __future__ import annotations

from collections.abc import Sequence


def choose(options: Sequence[str], text: str) -> str | None:
    """The option ``text`` names: by label in any case, else by number from 1, else by a part only it has."""
    answer = text.strip().casefold()
    if not answer:
        return None
    for option in options:
        if option.strip().casefold() == answer:
            return option
    number = answer.rstrip(".)")
    if number.isascii() and number.isdigit() and len(number) < 6 and 1 <= int(number) <= len(options):
        return options[int(number) - 1]
    holding = [option for option in options if answer in option.casefold()]
    return holding[0] if len(holding) == 1 else None


def reminder(options: Sequence[str], language: str) -> str:
    """The sentence that lists the options."""
    listed = ", ".join(options)
    if language.lower().startswith("pt"):
        return f"Por favor, escolha uma opção: {listed}."
    return f"Please choose one of: {listed}."
