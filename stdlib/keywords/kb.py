"""Keywords of the knowledge base: collections and websites in use, explicit search, statistics.

Declarations only.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword("USE KB name:text", "ADD KB name:text", result="none", capability="kb", effect="write", tier=1)
async def use_kb(ctx: Any, **arguments: Any) -> None:
    """Let answers of this conversation draw on a collection of documents.

    The name is the folder's in the bot's `.gbkb`; an ending `.gbkb` is dropped.

    Example:
        USE KB "manuals"
    """


@keyword(
    "CLEAR KB",
    "CLEAR KB ALL",
    "CLEAR KB name:text",
    result="bool",
    capability="kb",
    effect="write",
)
async def clear_kb(ctx: Any, **arguments: Any) -> None:
    """Stop drawing on one collection, or on all of them.

    Example:
        CLEAR KB "manuals"
        CLEAR KB ALL
    """


@keyword("THINK KB query:text", result="object", capability="kb", effect="read")
async def think_kb(ctx: Any, **arguments: Any) -> None:
    """Search the collections in use; gives `results`, `summary` and `confidence`.

    Each result has `content`, `source`, `kb_name` and `relevance`.

    Example:
        found = THINK KB "How do I change the filter?"
        TALK found.summary
    """


@keyword("SEARCH KB query:text", "SEARCH query:text", result="text", capability="kb", effect="read")
async def search_kb(ctx: Any, **arguments: Any) -> None:
    """The passages of the collections in use that fit a question, as text.

    Example:
        passages = SEARCH KB "warranty of the pump"
    """


@keyword("ADD TO KB content:any, name:text", result="none", capability="kb", effect="write")
async def add_to_kb(ctx: Any, **arguments: Any) -> None:
    """Add a text to a collection.

    Example:
        ADD TO KB note, "manuals"
    """


@keyword(
    "USE WEBSITE url:text [REFRESH interval:text]",
    "USE WEBSITE url:text, interval:text",
    result="text",
    capability="kb,schedule",
    effect="write",
    tier=2,
)
async def use_website(ctx: Any, **arguments: Any) -> None:
    """Let answers of this conversation draw on the pages of a website.

    Publishing the program registers the site to be read again each interval: `1d`, `1w`, `1m` (a month) or `1y`.

    Example:
        USE WEBSITE "https://example.com/help" REFRESH "1w"
    """


@keyword("CLEAR WEBSITES", result="none", capability="kb", effect="write")
async def clear_websites(ctx: Any, **arguments: Any) -> None:
    """Stop drawing on websites in this conversation.

    Example:
        CLEAR WEBSITES
    """


@keyword("USE ACCOUNT email:text", result="text", capability="kb,file", effect="write")
async def use_account(ctx: Any, **arguments: Any) -> None:
    """Make a connected account searchable, and its `account://` paths readable.

    Example:
        USE ACCOUNT "ana@example.com"
    """


@keyword("KB STATISTICS", result="text", capability="kb", effect="read", tier=2)
async def kb_statistics(ctx: Any, **arguments: Any) -> None:
    """Numbers about all collections, as JSON text.

    Example:
        s = JSON PARSE KB STATISTICS
        TALK s.total_documents
    """


@keyword("KB COLLECTION STATS name:text", result="text", capability="kb", effect="read", tier=2)
async def kb_collection_stats(ctx: Any, **arguments: Any) -> None:
    """Numbers about one collection, as JSON text.

    Example:
        s = KB COLLECTION STATS "manuals"
    """


@keyword("KB DOCUMENTS COUNT", result="int", capability="kb", effect="read", tier=2)
async def kb_documents_count(ctx: Any, **arguments: Any) -> None:
    """How many documents the collections hold.

    Example:
        TALK "I know " + KB DOCUMENTS COUNT + " documents"
    """


@keyword("KB DOCUMENTS ADDED SINCE days:int", result="int", capability="kb", effect="read", tier=2)
async def kb_documents_added_since(ctx: Any, **arguments: Any) -> None:
    """How many documents were added in the last days.

    Example:
        fresh = KB DOCUMENTS ADDED SINCE 7
    """


@keyword("KB LIST COLLECTIONS", result="list", capability="kb", effect="read", tier=2)
async def kb_list_collections(ctx: Any, **arguments: Any) -> None:
    """The names of the collections.

    Example:
        FOR EACH name IN KB LIST COLLECTIONS
            TALK name
        NEXT
    """


@keyword("KB STORAGE SIZE", result="number", capability="kb", effect="read", tier=2)
async def kb_storage_size(ctx: Any, **arguments: Any) -> None:
    """The size of the collections on disk, in MB.

    Example:
        TALK KB STORAGE SIZE
    """
