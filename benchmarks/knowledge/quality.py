"""How well passages are found: 64 questions in English and Portuguese about the 60 passages of a small company.

Some questions are in another language than the answer, some are article numbers, some share no word with the answer.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from stdlib.adapters.embedding import LocalEmbedder
from stdlib.adapters.knowledge import Library
from stdlib.adapters.knowledge_qdrant import QdrantIndex
from stdlib.fakes import FakeHttp
from stdlib.knowledge.index import Index, Way
from stdlib.knowledge.permissions import Reader

HERE = Path(__file__).parent
Row = tuple[str, float, str, str]


@dataclass(frozen=True)
class Quality:
    """``recall`` is the share of questions whose passage is among the first five; ``mrr`` the mean of 1/rank in ten."""

    recall: float
    mrr: float


def questions() -> list[tuple[str, str, str]]:
    """Question, document and section of each line of the set."""
    lines = (HERE / "questions.tsv").read_text("utf-8").splitlines()
    return [(question, document, section) for question, document, section in (line.split("\t") for line in lines)]


async def quality(index: Index, folder: Path) -> dict[Way, Quality]:
    """What ``index`` finds of the set, by each way of search; ``folder`` is for what the library keeps."""
    shutil.copytree(HERE / "set", folder / "firm.gbkb" / "firm")
    library = Library("firm", lambda: folder / "firm.gbkb", folder / "state", index, LocalEmbedder(), FakeHttp())
    reading = library.reader(Reader())
    try:
        await library.learn()
        found: dict[Way, Quality] = {}
        for way in Way:
            ranks = []
            for question, document, section in questions():
                passages = await reading.search(question, ["firm"], 10, way)
                places = [(passage.document, passage.section.rpartition(" > ")[2]) for passage in passages]
                ranks.append(places.index((document, section)) + 1 if (document, section) in places else 0)
            near = sum(0 < rank <= 5 for rank in ranks) / len(ranks)
            found[way] = Quality(near, sum(1 / rank for rank in ranks if rank) / len(ranks))
        return found
    finally:
        await library.close()


def measure() -> list[Row]:
    """Recall and mean reciprocal rank of each way."""
    with tempfile.TemporaryDirectory() as name:
        found = asyncio.run(quality(QdrantIndex(Path(name) / "index"), Path(name)))
    rows: list[Row] = []
    for way, figures in found.items():
        rows.append((f"{way.value}: recall at 5", figures.recall * 100, "%", ""))
        rows.append((f"{way.value}: mean reciprocal rank", figures.mrr, "", ""))
    return rows
