"""The networks there are and what each can do. Called by the keywords of social networks.

The id of a post begins with its network (``facebook:123``), so that DELETE POST knows where it is.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from stdlib.context import Context
from stdlib.ports import KeywordFault
from stdlib.social import meta, texts
from stdlib.social.posting import Post


@dataclass(frozen=True, slots=True)
class Network:
    """What can be asked of a network; None where its interface has nothing for it."""

    post: Callable[[Context, Post], Awaitable[str]]
    delete: Callable[[Context, str], Awaitable[None]] | None = None
    metrics: Callable[[Context, str], Awaitable[dict[str, Any]]] | None = None
    posts: Callable[[Context, int], Awaitable[list[dict[str, Any]]]] | None = None


NETWORKS = {
    "facebook": Network(meta.post_facebook, meta.delete_facebook, meta.facebook_metrics, meta.facebook_posts),
    "instagram": Network(meta.post_instagram, None, meta.instagram_metrics, meta.instagram_posts),
    "threads": Network(meta.post_threads, meta.delete_threads),
    "twitter": Network(texts.post_twitter, texts.delete_twitter, texts.twitter_metrics, texts.twitter_posts),
    "linkedin": Network(texts.post_linkedin, texts.delete_linkedin, texts.linkedin_metrics, texts.linkedin_posts),
    "bluesky": Network(texts.post_bluesky, texts.delete_bluesky),
    "discord": Network(texts.post_discord, texts.delete_discord),
    "reddit": Network(texts.post_reddit, texts.delete_reddit),
}

_CLOSED = {
    "tiktok": "takes posts of programs only after TikTok has audited them",
    "youtube": "takes videos of programs only after Google has audited them",
    "pinterest": "takes pins of programs only after Pinterest has approved them",
    "snapchat": "has no interface for posts by programs",
    "wechat": "takes posts only from accounts that WeChat has verified",
}
_OTHER_NAMES = {"x": "twitter", "bsky": "bluesky", "fb": "facebook", "insta": "instagram"}


def network_of(name: str) -> tuple[str, Network]:
    """A network by its name; GB7210 for one that bots cannot use."""
    plain = name.strip().lower()
    plain = _OTHER_NAMES.get(plain, plain)
    found = NETWORKS.get(plain)
    if found is None:
        why = _CLOSED.get(plain)
        hint = f"{plain} {why}, so this is not built in" if why else f"there is no network {plain[:40]}"
        raise KeywordFault("GB7210", f"{hint}; there are {', '.join(NETWORKS)}")
    return plain, found


def placed(id: str, network: str = "") -> tuple[str, str]:
    """Network and id of a post as POST TO gave it; ``network`` where the id alone is given."""
    head, colon, rest = id.partition(":")
    if colon and head.lower() in NETWORKS:
        return head.lower(), rest
    if not network:
        raise KeywordFault("GB6004", f"{id[:60] or 'nothing'} is no post: an id of POST TO begins with its network")
    return network, id
