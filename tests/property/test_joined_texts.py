"""Texts that are joined, or made longer in place, are the texts of their parts one after another."""

from __future__ import annotations

from functools import cache
from typing import Any

from effort import examples
from hypothesis import given
from hypothesis import strategies as st

from compiler.api import compile_source
from vm.machine import Linked, Machine, link
from vm.outcome import Done
from vm.value import to_text

PARTS = st.one_of(
    st.text("ab", max_size=80),
    st.text(max_size=5),
    st.sampled_from(("", "é", "日", "🎉", "x" * 700)),
    st.integers(-(2**63), 2**63 - 1),
    st.sampled_from((0, 9, 10, -1, 2**32 - 1, 2**32, -(2**63), 2**63 - 1)),
    st.floats(),
    st.booleans(),
)


@cache
def joining() -> Linked:
    """What each way of joining makes of the text ``a`` and the values ``b`` and ``c``."""
    lines = (
        "kept = a", "s = a + b", "s = s + c", "s = s + s", "t = b + a", "u = a", "u = u + c", "v = a + b + c + a",
        'RETURN [s, t, u, v, kept, "" + b]',
    )  # fmt: skip
    program = compile_source("\n".join(lines)).program
    assert program is not None
    return link(program, {})


@examples(200)
@given(st.one_of(st.text("ab", max_size=80), st.text(max_size=5)), PARTS, PARTS)
def test_joined_texts(a: str, b: Any, c: Any) -> None:
    outcome = Machine(joining(), variables={"a": a, "b": b, "c": c}).run()
    assert isinstance(outcome, Done)
    second, third = to_text(b), to_text(c)
    once = a + second + third
    assert list(outcome.value) == [once + once, second + a, a + third, once + a, a, second]
