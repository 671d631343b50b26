"""Numbers about collections, as the keywords of statistics and the routes of the server tell them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from stdlib.ports.knowledge import Document


def of_collection(name: str, documents: Iterable[Document]) -> dict[str, Any]:
    """Numbers about one collection, of ``documents`` of any."""
    own = [document for document in documents if document.collection.lower() == name.lower()]
    passages = sum(document.passages for document in own)
    return {
        "name": own[0].collection if own else name, "documents": len(own), "vectors_count": passages,
        "points_count": passages, "size_mb": megabytes(own),
    }  # fmt: skip


def of_all(collections: Sequence[str], documents: Sequence[Document], now: datetime) -> dict[str, Any]:
    """Numbers about all collections."""
    return {
        "total_collections": len(collections), "total_documents": len(documents),
        "total_vectors": sum(document.passages for document in documents), "total_disk_size_mb": megabytes(documents),
        "documents_added_last_week": added_since(documents, now, 7),
        "documents_added_last_month": added_since(documents, now, 30),
        "collections": [of_collection(name, documents) for name in collections],
    }  # fmt: skip


def added_since(documents: Iterable[Document], now: datetime, days: float) -> int:
    """How many were added in the last days."""
    since = now - timedelta(days=min(max(0.0, days), 36_500.0))
    return sum(document.added >= since for document in documents)


def megabytes(documents: Iterable[Document]) -> float:
    """The size of their texts in millions of characters."""
    return round(sum(document.size for document in documents) / 1_000_000, 3)
