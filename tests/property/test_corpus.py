"""Every input that the fuzzer kept goes through its target again; so do some seeds. A crash would end the process."""

from __future__ import annotations

import pytest

from fuzz.corpus import read_corpus
from fuzz.seeds import SEEDS
from fuzz.targets import TARGETS


@pytest.mark.parametrize("target", TARGETS)
def test_the_corpus_breaks_no_promise(target: str) -> None:
    inputs = read_corpus(target)
    for data in inputs:
        TARGETS[target](data)
    if target in ("check", "run", "files", "states"):
        assert len(inputs) > 20


@pytest.mark.parametrize("target", TARGETS)
def test_the_seeds_break_no_promise(target: str) -> None:
    for seed in list(SEEDS[target]())[::8]:
        TARGETS[target](seed if isinstance(seed, bytes) else seed.encode("utf-8", "surrogatepass"))
