"""Keywords that read summaries of conversations and recognised things, both plain objects made elsewhere.

They need nothing outside; an object without the field gives null.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword
from stdlib.context import Context


@keyword("EPISODE SUMMARY episode:object", result="text", capability="core", effect="none")
async def episode_summary(ctx: Context, *, episode: Any = None) -> Any:
    """What a conversation was about, in a few sentences.

    Example:
        text = episode_summary(episode)
    """
    return ctx.field(episode, "summary")


@keyword("EPISODE TOPICS episode:object", result="list", capability="core", effect="none")
async def episode_topics(ctx: Context, *, episode: Any = None) -> Any:
    """The subjects of a conversation.

    Example:
        topics = episode_topics(episode)
    """
    return ctx.field(episode, "topics")


@keyword("EPISODE DECISIONS episode:object", result="list", capability="core", effect="none")
async def episode_decisions(ctx: Context, *, episode: Any = None) -> Any:
    """What was decided in a conversation.

    Example:
        decisions = episode_decisions(episode)
    """
    return ctx.field(episode, "decisions")


@keyword("EPISODE ACTION ITEMS episode:object", result="list", capability="core", effect="none")
async def episode_action_items(ctx: Context, *, episode: Any = None) -> Any:
    """What is to be done after a conversation.

    Example:
        todo = episode_action_items(episode)
    """
    return ctx.field(episode, "action_items")


@keyword("EPISODE SENTIMENT SCORE episode:object", result="number", capability="core", effect="none")
async def episode_sentiment_score(ctx: Context, *, episode: Any = None) -> Any:
    """The mood of a conversation, from -1 to 1.

    Example:
        score = episode_sentiment_score(episode)
    """
    return ctx.field(episode, "sentiment_score")


@keyword("EPISODE WAS RESOLVED episode:object", result="bool", capability="core", effect="none")
async def episode_was_resolved(ctx: Context, *, episode: Any = None) -> bool:
    """True when a conversation reached what the person wanted.

    Example:
        done = episode_was_resolved(episode)
    """
    return ctx.field(episode, "resolved") is True


@keyword("ENTITY NAME entity:object", result="text", capability="core", effect="none")
async def entity_name(ctx: Context, *, entity: Any = None) -> Any:
    """The name of a person or thing that was recognised in a text.

    Example:
        name = entity_name(entity)
    """
    return ctx.field(entity, "name")


@keyword("ENTITY TYPE entity:object", result="text", capability="core", effect="none")
async def entity_type(ctx: Context, *, entity: Any = None) -> Any:
    """The kind of a person or thing that was recognised in a text.

    Example:
        kind = entity_type(entity)
    """
    return ctx.field(entity, "type")


@keyword("ENTITY PROPERTIES entity:object", result="object", capability="core", effect="none")
async def entity_properties(ctx: Context, *, entity: Any = None) -> Any:
    """What is known of a person or thing that was recognised in a text.

    Example:
        facts = entity_properties(entity)
    """
    return ctx.field(entity, "properties")


@keyword("RELATIONSHIP TYPE relation:object", result="text", capability="core", effect="none")
async def relationship_type(ctx: Context, *, relation: Any = None) -> Any:
    """How two things belong together.

    Example:
        kind = relationship_type(relation)
    """
    kind = ctx.field(relation, "relationship_type")
    return ctx.field(relation, "type") if kind is None else kind


@keyword("IS BIDIRECTIONAL relation:object", result="bool", capability="core", effect="none")
async def is_bidirectional(ctx: Context, *, relation: Any = None) -> bool:
    """True when a relation holds in both directions.

    Example:
        both = is_bidirectional(relation)
    """
    return ctx.field(relation, "bidirectional") is True
