"""JSON is read as Python's json reads it, and refused at the same line and column, whatever is changed in a text."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from vm.budget import Budget, Limits, within
from vm.value import BasicError, from_json, to_json, to_python

SEEDS = [
    '{"a": [1, -2.5e3, true, false, null, "x\\n\\u00e9\\ud83d\\ude00"], "b": {}, "a": [[], {}], "ä": "é"}',
    '[0, -0, 12345678901234567890, 1e999, 0.1, 1E-5, "", " \\" \\\\ \\/ \\b\\f\\r\\t "]',
    '\n [\n  "日本",\n  {"k\\ud800": "\\udc00"} ,\t[ ] ]\r\n',
    '"\U0001f600 \\uD83D\\u0041"',
    "[NaN, Infinity, -Infinity]",
]
CHARS = list('{}[]",:\\u09aeEdDtrfn-+. \n\t\x00\x1f\ufeff٣é日\U0001f600')


def ours(text: str) -> Any:
    """The value as Python has it, or the message."""
    try:
        return to_python(from_json(text))
    except BasicError as error:
        return error.code, error.message


def whole(digits: str) -> int | float:
    value = int(digits)
    return value if -(2**63) <= value < 2**63 else float(value)


def refuse(word: str) -> None:
    raise BasicError("GB6004", f"{word} is not allowed in JSON")


def theirs(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=refuse, parse_int=whole)
    except BasicError as error:
        return error.code, error.message
    except json.JSONDecodeError as error:
        return "GB6004", f"this text is not JSON at line {error.lineno}, column {error.colno}"


@pytest.mark.parametrize("text", SEEDS)
def test_a_text_is_read_as_python_reads_it(text: str) -> None:
    assert repr(ours(text)) == repr(theirs(text))


@pytest.mark.parametrize("text", SEEDS)
def test_every_beginning_is_refused_at_the_same_place(text: str) -> None:
    for end in range(len(text)):
        assert repr(ours(text[:end])) == repr(theirs(text[:end])), text[:end]


def test_changed_texts_are_read_or_refused_as_python_does() -> None:
    r = Random(7)
    for _ in range(20_000):
        letters = list(r.choice(SEEDS))
        for _ in range(r.choice((1, 1, 2, 3))):
            at = r.randrange(len(letters) + 1)
            letters[at : at + r.randrange(3)] = r.choices(CHARS, k=r.randrange(3))
        text = "".join(letters)
        assert repr(ours(text)) == repr(theirs(text)), text


def test_nesting_has_a_limit_on_both_sides() -> None:
    limits = Limits(nesting=64)
    assert (
        within(Budget(limits), to_json, (within(Budget(limits), from_json, ("[" * 64 + "]" * 64,)),))
        == "[" * 64 + "]" * 64
    )
    for text in ("[" * 65 + "]" * 65, '{"a":' * 100_000, "[" * 100_000):
        with pytest.raises(BasicError, match="nested too deeply") as refused:
            within(Budget(limits), from_json, (text,))
        assert refused.value.code == "GB6905"


def test_the_limits_of_a_run_hold_while_json_is_read() -> None:
    for limits, code in ((Limits(items=99), "GB6904"), (Limits(memory=800), "GB6901"), (Limits(fuel=100), "GB6900")):
        with pytest.raises(BasicError) as refused:
            within(Budget(limits), from_json, (str([1] * 100),))
        assert refused.value.code == code
    assert len(within(Budget(Limits(items=100, memory=1600, fuel=150)), from_json, (str([1] * 100),))) == 100
