"""An object behaves as a list of pairs that is searched by exact name, then without regard to case."""

from __future__ import annotations

from typing import Any

from effort import examples
from hypothesis import given
from hypothesis import strategies as st

from vm.value import Object

LONGEST = 1000
NAMES = st.one_of(
    st.sampled_from(
        (
            "", "a", "A", "b", "name", "Name", "NAME", "firstName", "firstname", "ß", "ss", "SS", "k", "\u212a", "K",
            "İ", "i̇", "ação", "AÇÃO", "日本", "q" * 1000, "q" * 1001, "Q" * 1000, "Q" * 1001, "ß" * 600, "s" * 1200,
        )
    ),
    st.integers(0, 60).map(lambda n: f"w{n}"),
    st.integers(0, 9).map(lambda n: f"W{n}"),
    st.text(max_size=3),
)  # fmt: skip
STEPS = st.one_of(
    st.tuples(st.just("set"), NAMES),
    st.tuples(st.just("set"), NAMES),
    st.tuples(st.just("get"), NAMES),
    st.tuples(st.just("delete"), NAMES),
    st.tuples(st.sampled_from(("clear", "copy")), st.just("")),
)
STARTS = st.sampled_from((0, 3, 4, 5, 7, 8, 9, 20, 21, 22, 50, 90))


class Pairs:
    """The model."""

    def __init__(self) -> None:
        self.pairs: list[tuple[str, Any]] = []

    def find(self, name: str) -> int:
        for at, (key, _) in enumerate(self.pairs):
            if key == name:
                return at
        if len(name) > LONGEST:
            return -1
        for at, (key, _) in enumerate(self.pairs):
            if len(key) <= LONGEST and key.casefold() == name.casefold():
                return at
        return -1

    def set(self, name: str, value: Any) -> None:
        at = self.find(name)
        if at < 0:
            self.pairs.append((name, value))
        else:
            self.pairs[at] = (self.pairs[at][0], value)


@examples(300)
@given(STARTS, st.lists(STEPS, max_size=40))
def test_object_is_its_pairs(start: int, steps: list[tuple[str, str]]) -> None:
    model, made = Pairs(), Object()
    for number in range(start):
        model.set(f"field{number}", number)
        made[f"field{number}"] = number
    for number, (step, name) in enumerate(steps):
        at = model.find(name)
        if step == "set":
            model.set(name, number)
            made[name] = number
        elif step == "get":
            assert made.get(name, "none") == (model.pairs[at][1] if at >= 0 else "none")
            assert (name in made) == (at >= 0)
        elif step == "delete" and at >= 0:
            del model.pairs[at]
            del made[name]
        elif step == "clear":
            model.pairs.clear()
            made.clear()
        elif step == "copy":
            made = made.copy()
        assert list(made.items()) == model.pairs


def test_many_fields_keep_their_order() -> None:
    made = Object((f"n{number}", number) for number in range(5000))
    assert made.values() == list(range(5000))
    assert [made[f"N{number}"] for number in range(0, 5000, 7)] == list(range(0, 5000, 7))
    for number in range(0, 5000, 500):
        del made[f"n{number}"]
    assert made["n4999"] == 4999
    assert "n500" not in made
    assert len(made) == 4990
