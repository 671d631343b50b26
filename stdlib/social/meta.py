"""Facebook pages, Instagram and Threads, over Meta's Graph interface. Called through ``networks``.

Settings: ``facebook-page-id``, ``instagram-account-id``, ``threads-user-id`` and a token for each.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from stdlib.context import Context
from stdlib.ports import KeywordFault
from stdlib.social.posting import (
    Post,
    address_of_media,
    base_of,
    call,
    data_of,
    is_video,
    media_of,
    multipart,
    needed,
    token_of,
)  # fmt: skip
from stdlib.web.calls import setting

GRAPH = "https://graph.facebook.com/v23.0"
THREADS = "https://graph.threads.net/v1.0"


async def _ask(ctx: Context, network: str, path: str, **query: str) -> dict[str, Any]:
    base = await base_of(ctx, network, THREADS if network == "threads" else GRAPH)
    address = f"{base}/{path}?{urlencode(query)}"
    return data_of(network, await call(ctx, network, "GET", address, token=await token_of(ctx, network)))


async def _do(ctx: Context, network: str, path: str, form: dict[str, str]) -> dict[str, Any]:
    base = await base_of(ctx, network, THREADS if network == "threads" else GRAPH)
    token = await token_of(ctx, network)
    return data_of(network, await call(ctx, network, "POST", f"{base}/{path}", token=token, form=form))


async def post_facebook(ctx: Context, post: Post, at: datetime | None = None) -> str:
    """Publish on a page, at once or at a later time that Facebook keeps."""
    page = await setting(ctx, "facebook-page-id", "POST TO facebook")
    form = {} if at is None else {"published": "false", "scheduled_publish_time": str(int(at.timestamp()))}
    if post.media is None:
        return needed("facebook", await _do(ctx, "facebook", f"{page}/feed", {"message": post.text, **form}), "id")
    edge, name = ("videos", "description") if is_video(post) else ("photos", "message")
    base, token = await base_of(ctx, "facebook", GRAPH), await token_of(ctx, "facebook")
    raw = multipart({name: post.text, **form}, "source", await media_of(ctx, post))
    found = data_of("facebook", await call(ctx, "facebook", "POST", f"{base}/{page}/{edge}", token=token, raw=raw))
    return str(found.get("post_id") or needed("facebook", found, "id"))


async def delete_facebook(ctx: Context, id: str) -> None:
    """Take a post of the page back."""
    await _delete(ctx, "facebook", id)


async def _delete(ctx: Context, network: str, id: str) -> None:
    base = await base_of(ctx, network, THREADS if network == "threads" else GRAPH)
    await call(ctx, network, "DELETE", f"{base}/{quote(id, safe='')}", token=await token_of(ctx, network))


async def facebook_metrics(ctx: Context, id: str) -> dict[str, Any]:
    """Likes, comments and shares of a post."""
    fields = "likes.summary(true).limit(0),comments.summary(true).limit(0),shares"
    found = await _ask(ctx, "facebook", quote(id, safe=""), fields=fields)
    counted = {name: _at(found, name, "summary", "total_count") for name in ("likes", "comments")}
    return {**counted, "shares": _at(found, "shares", "count")}


async def facebook_posts(ctx: Context, limit: int) -> list[dict[str, Any]]:
    """The latest posts of the page."""
    page = await setting(ctx, "facebook-page-id", "GET FACEBOOK POSTS")
    fields = "id,message,created_time,permalink_url"
    found = await _ask(ctx, "facebook", f"{page}/posts", fields=fields, limit=str(limit))
    return [_row(item, "message", "created_time", "permalink_url") for item in found.get("data") or []]


def _row(item: dict[str, Any], text: str, at: str, url: str) -> dict[str, Any]:
    return {"id": item.get("id"), "text": item.get(text, ""), "at": item.get(at), "url": item.get(url)}


def _at(found: Any, *names: str) -> int:
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, int) else 0


async def post_instagram(ctx: Context, post: Post) -> str:
    """Publish a picture or video, which Instagram fetches by its address."""
    account = await setting(ctx, "instagram-account-id", "POST TO instagram")
    if post.media is None:
        raise KeywordFault("GB7210", "instagram takes no text without a picture or video")
    address = await address_of_media(ctx, post)
    media = {"media_type": "REELS", "video_url": address} if is_video(post) else {"image_url": address}
    made = await _do(ctx, "instagram", f"{account}/media", {**media, "caption": post.text})
    form = {"creation_id": needed("instagram", made, "id")}
    return needed("instagram", await _do(ctx, "instagram", f"{account}/media_publish", form), "id")


async def instagram_metrics(ctx: Context, id: str) -> dict[str, Any]:
    """Likes and comments of a post, and how often it was seen, saved and shared."""
    path = quote(id, safe="")
    found = await _ask(ctx, "instagram", path, fields="like_count,comments_count")
    insights = await _ask(ctx, "instagram", f"{path}/insights", metric="views,reach,saved,shares")
    seen = {item.get("name"): (item.get("values") or [{}])[0].get("value", 0) for item in insights.get("data") or []}
    counted = {"likes": found.get("like_count", 0), "comments": found.get("comments_count", 0)}
    return {**counted, **{name: seen.get(name, 0) for name in ("views", "reach", "saved", "shares")}}


async def instagram_posts(ctx: Context, limit: int) -> list[dict[str, Any]]:
    """The latest posts of the account."""
    account = await setting(ctx, "instagram-account-id", "GET INSTAGRAM POSTS")
    fields = "id,caption,timestamp,permalink"
    found = await _ask(ctx, "instagram", f"{account}/media", fields=fields, limit=str(limit))
    return [_row(item, "caption", "timestamp", "permalink") for item in found.get("data") or []]


async def post_threads(ctx: Context, post: Post) -> str:
    """Publish a text, with a picture or video that Threads fetches by its address."""
    user = await setting(ctx, "threads-user-id", "POST TO threads")
    form = {"media_type": "TEXT", "text": post.text}
    if post.media is not None:
        kind = "VIDEO" if is_video(post) else "IMAGE"
        form = {"media_type": kind, f"{kind.lower()}_url": await address_of_media(ctx, post), "text": post.text}
    made = await _do(ctx, "threads", f"{user}/threads", form)
    form = {"creation_id": needed("threads", made, "id")}
    return needed("threads", await _do(ctx, "threads", f"{user}/threads_publish", form), "id")


async def delete_threads(ctx: Context, id: str) -> None:
    """Take a post back."""
    await _delete(ctx, "threads", id)
