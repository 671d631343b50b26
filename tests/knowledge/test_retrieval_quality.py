"""Search by meaning and words together finds more of the labelled set than either alone."""

from __future__ import annotations

import asyncio
from pathlib import Path

from benchmarks.knowledge.quality import quality
from stdlib.adapters.knowledge_qdrant import QdrantIndex
from stdlib.knowledge.index import Way


def test_both_ways_together_are_better_than_either(tmp_path: Path) -> None:
    found = asyncio.run(quality(QdrantIndex(tmp_path / "index"), tmp_path))
    both = found[Way.BOTH]
    assert both.recall > max(found[Way.MEANING].recall, found[Way.WORDS].recall)
    assert both.mrr > max(found[Way.MEANING].mrr, found[Way.WORDS].mrr)
    assert both.recall > 0.85
