"""Keywords of the knowledge base: collections and websites in use, explicit search, statistics."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.knowledge.citing import place_of, snippet, within
from stdlib.knowledge.figures import added_since, megabytes, of_all, of_collection
from stdlib.knowledge.index import BEST
from stdlib.ports import KeywordFault, Level
from stdlib.ports.knowledge import Document, Passage

MOST_IN_USE = 50
"""Collections, and websites, that a conversation may use at once."""


def _plain(ctx: Context, name: Any) -> str:
    """The name of a collection without the ``.gbkb`` that it may carry."""
    text = ctx.text(name).strip().strip("/")
    return text[:-5] if text.lower().endswith(".gbkb") else text


def _use(names: list[str], name: str) -> None:
    if name.lower() in (known.lower() for known in names):
        return
    if len(names) >= MOST_IN_USE:
        raise KeywordFault("GB7811", f"a conversation uses at most {MOST_IN_USE} collections; CLEAR KB first")
    names.append(name)


def in_use(ctx: Context) -> list[str]:
    """The collections and websites that the conversation draws on."""
    return [*ctx.state.collections, *ctx.state.websites]


@keyword("USE KB name:text", "ADD KB name:text", result="none", capability="kb", effect="write", tier=1)
async def use_kb(ctx: Context, *, name: Any = None) -> None:
    """Let answers of this conversation draw on a collection of documents.

    The name is the folder's in the bot's `.gbkb`; an ending `.gbkb` is dropped. A collection that does not exist is a
    warning in the log, not a failure: it may come later.

    Example:
        USE KB "manuals"
    """
    wanted = _plain(ctx, name)
    if not wanted:
        raise KeywordFault("GB7811", "a collection needs a name")
    known = [collection.lower() for collection in await ctx.knowledge.collections()]
    if wanted.lower().partition("/")[0] not in known:
        await ctx.log(Level.WARN, f"there is no collection {wanted}; the bot's .gbkb has no folder of this name")
    _use(ctx.state.collections, wanted)


@keyword(
    "CLEAR KB",
    "CLEAR KB ALL",
    "CLEAR KB name:text",
    result="bool",
    capability="kb",
    effect="write",
)
async def clear_kb(ctx: Context, *, name: Any = None) -> bool:
    """Stop drawing on one collection, or on all of them.

    Gives whether there was something to stop.

    Example:
        CLEAR KB "manuals"
        CLEAR KB ALL
    """
    before = list(ctx.state.collections)
    wanted = _plain(ctx, name).lower()
    ctx.state.collections[:] = [known for known in before if wanted and known.lower() != wanted]
    return len(before) != len(ctx.state.collections)


@keyword("THINK KB query:text", result="object", capability="kb", effect="read")
async def think_kb(ctx: Context, *, query: Any = None) -> Any:
    """Search the collections in use; gives `results`, `summary` and `confidence`.

    Each result has `content`, `source`, `kb_name` and `relevance`. The summary is the beginning of the best result;
    relevance and confidence go from 0 to 1.

    Example:
        found = THINK KB "How do I change the filter?"
        TALK found.summary
    """
    question = ctx.text(query)
    passages = within(await _found(ctx, question))
    results = [
        ctx.object({
            "content": passage.text, "source": place_of(passage), "kb_name": passage.collection,
            "relevance": _relevance(passage), "tokens": len(passage.text) // 4,
        })
        for passage in passages
    ]  # fmt: skip
    return ctx.object({
        "results": ctx.array(results), "summary": snippet(passages[0].text) if passages else "",
        "confidence": _relevance(passages[0]) if passages else 0, "total_results": len(results), "query": question,
    })  # fmt: skip


def _relevance(passage: Passage) -> float:
    """The score as a part of the best there is: first by its meaning and by its words."""
    return round(min(1.0, passage.score / BEST), 3)


async def _found(ctx: Context, question: str) -> list[Passage]:
    return await ctx.knowledge.search(question, in_use(ctx))


@keyword("SEARCH KB query:text", "SEARCH query:text", result="text", capability="kb", effect="read")
async def search_kb(ctx: Context, *, query: Any = None) -> str:
    """The passages of the collections in use that fit a question, as text.

    Example:
        passages = SEARCH KB "warranty of the pump"
    """
    passages = within(await _found(ctx, ctx.text(query)))
    return "\n\n".join(f"{passage.text}\n({place_of(passage)})" for passage in passages)


@keyword("ADD TO KB content:any, name:text", result="none", capability="kb", effect="write")
async def add_to_kb(ctx: Context, *, content: Any = None, name: Any = None) -> None:
    """Add a text to a collection.

    Example:
        ADD TO KB note, "manuals"
    """
    await ctx.knowledge.add(_plain(ctx, name), ctx.text(content))


@keyword(
    "USE WEBSITE url:text [REFRESH interval:text]",
    "USE WEBSITE url:text, interval:text",
    result="text",
    capability="kb",
    effect="write",
    tier=2,
)
async def use_website(ctx: Context, *, url: Any = None, interval: Any = None) -> str:
    """Let answers of this conversation draw on the pages of a website.

    The site is read in the background, and again each interval: `1d`, `1w`, `1m` (a month) or `1y`.

    Example:
        USE WEBSITE "https://example.com/help" REFRESH "1w"
    """
    collection = await ctx.knowledge.use_website(ctx.text(url).strip(), ctx.text(interval).strip())
    _use(ctx.state.websites, collection)
    return collection


@keyword("CLEAR WEBSITES", result="none", capability="kb", effect="write")
async def clear_websites(ctx: Context) -> None:
    """Stop drawing on websites in this conversation.

    Example:
        CLEAR WEBSITES
    """
    ctx.state.websites.clear()


@keyword("USE ACCOUNT email:text", result="text", capability="kb,file", effect="write")
async def use_account(ctx: Any, **arguments: Any) -> None:
    """Make a connected account searchable, and its `account://` paths readable.

    Example:
        USE ACCOUNT "ana@example.com"
    """


@keyword("KB STATISTICS", result="text", capability="kb", effect="read", tier=2)
async def kb_statistics(ctx: Context) -> str:
    """Numbers about all collections, as JSON text.

    Example:
        s = JSON PARSE KB STATISTICS
        TALK s.total_documents
    """
    collections, documents = await ctx.knowledge.collections(), await _documents(ctx)
    return ctx.json(_value(ctx, of_all(collections, documents, _now(ctx))))


@keyword("KB COLLECTION STATS name:text", result="text", capability="kb", effect="read", tier=2)
async def kb_collection_stats(ctx: Context, *, name: Any = None) -> str:
    """Numbers about one collection, as JSON text.

    Example:
        s = KB COLLECTION STATS "manuals"
    """
    return ctx.json(_value(ctx, of_collection(_plain(ctx, name), await _documents(ctx))))


@keyword("KB DOCUMENTS COUNT", result="int", capability="kb", effect="read", tier=2)
async def kb_documents_count(ctx: Context) -> int:
    """How many documents the collections hold.

    Example:
        TALK "I know " + KB DOCUMENTS COUNT + " documents"
    """
    return len(await _documents(ctx))


@keyword("KB DOCUMENTS ADDED SINCE days:int", result="int", capability="kb", effect="read", tier=2)
async def kb_documents_added_since(ctx: Context, *, days: Any = None) -> int:
    """How many documents were added in the last days.

    Example:
        fresh = KB DOCUMENTS ADDED SINCE 7
    """
    return added_since(await _documents(ctx), _now(ctx), float(ctx.number(days, "the number of days")))


@keyword("KB LIST COLLECTIONS", result="list", capability="kb", effect="read", tier=2)
async def kb_list_collections(ctx: Context) -> Any:
    """The names of the collections.

    Example:
        FOR EACH name IN KB LIST COLLECTIONS
            TALK name
        NEXT
    """
    return ctx.array(await ctx.knowledge.collections())


@keyword("KB STORAGE SIZE", result="number", capability="kb", effect="read", tier=2)
async def kb_storage_size(ctx: Context) -> float:
    """The size of the texts of all collections, in MB.

    Example:
        TALK KB STORAGE SIZE
    """
    return megabytes(await _documents(ctx))


async def _documents(ctx: Context) -> Sequence[Document]:
    """The documents of collections; pages of websites are not counted."""
    return [document for document in await ctx.knowledge.documents() if document.origin != "website"]


def _now(ctx: Context) -> Any:
    """The time of the host's clock, which has no zone of its own, as the index counts it."""
    return ctx.env.now().astimezone(UTC)


def _value(ctx: Context, plain: Any) -> Any:
    """Plain data as a value of the language."""
    if isinstance(plain, dict):
        return ctx.object({name: _value(ctx, item) for name, item in plain.items()})
    return ctx.array(_value(ctx, item) for item in plain) if isinstance(plain, list) else plain
