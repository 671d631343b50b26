"""How many tokens a text is for a language model: exact for OpenAI's models, else an estimate on the safe side.

Never asks a network. The tables of OpenAI's tokenizers come with ``bpe-openai``; they are loaded at the first count,
which takes about a second, so hosts ``load`` them before.
"""

from __future__ import annotations

import asyncio
import re
import warnings
from collections.abc import Callable
from functools import cache
from typing import Any

Count = Callable[[str], int]

_ENCODINGS = (
    (re.compile(r"(.*/)?(gpt-4o|gpt-4\.|gpt-5|gpt-oss|chatgpt|o[1-9])"), "o200k_base"),
    (re.compile(r"(.*/)?(gpt-4|gpt-3\.5|text-embedding)"), "cl100k_base"),
)
_PIECES = re.compile(r"([A-Za-z]+)|( (?=\S))|(\s+)|([^\sA-Za-z]+)")

PER_TURN = 8
"""Tokens that a message takes besides its text; a provider's wire takes three to seven."""


def encoding_of(model: str) -> str:
    """The name of the table that a model's tokenizer uses; "" when it is not public."""
    return next((name for pattern, name in _ENCODINGS if pattern.match(model.lower())), "")


@cache
def _table(encoding: str) -> Any:
    """The tokenizer; None when it is not installed."""
    try:
        with warnings.catch_warnings():
            # it reads its tables by a function that Python 3.11 calls old and 3.13 does not
            warnings.simplefilter("ignore", DeprecationWarning)
            from bpe_openai import get_encoding
    except ImportError:
        return None
    return get_encoding(encoding)


_ready: set[str] = {""}
"""Encodings whose table has been loaded."""


async def load(model: str) -> None:
    """Load what counting for ``model`` needs, in a thread, unless that was done."""
    encoding = encoding_of(model)
    if encoding not in _ready:
        await asyncio.to_thread(_table, encoding)
        _ready.add(encoding)


def counter(model: str) -> Count:
    """Counts the tokens of a text for ``model``."""
    table = _table(encoding) if (encoding := encoding_of(model)) else None
    if table is None:
        return estimate

    def count(text: str) -> int:
        try:
            return len(table.encode_ordinary(text))
        except UnicodeEncodeError:  # a surrogate without its other half
            return len(table.encode_ordinary(text.encode("utf-8", "replace").decode()))

    return count


def estimate(text: str) -> int:
    """Tokens of a text for a tokenizer that is not known.

    Half the letters of a word, rounded up, a token for each byte of whatever is not a letter of English, none for the
    single blank before a word. Tokenizers that work on bytes need less for every natural language, for numbers and for
    programs; only long words of random letters can be more.
    """
    total = 0
    for word, _, space, other in _PIECES.findall(text):
        if word:
            total += (len(word) + 1) // 2
        elif space:
            total += len(space.encode())
        elif other:
            total += len(other.encode("utf-8", "surrogatepass"))
    return total
