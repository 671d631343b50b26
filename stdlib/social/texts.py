"""X, LinkedIn, Bluesky, Discord and Reddit: networks whose posts are texts first. Called through ``networks``.

Settings: ``twitter-token``; ``linkedin-token``, ``linkedin-author``; ``bluesky-handle``, ``bluesky-password``;
``discord-webhook``; ``reddit-token``, ``reddit-subreddit``.
"""

from __future__ import annotations

from datetime import UTC
from typing import Any
from urllib.parse import quote, urlencode

from stdlib.context import Context
from stdlib.ports import KeywordFault
from stdlib.social.posting import (
    Post,
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

_X = "https://api.x.com/2"
_LINKEDIN = "https://api.linkedin.com/rest"
_BLUESKY = "https://bsky.social/xrpc"
_REDDIT = "https://oauth.reddit.com"


def _no_video(network: str, post: Post) -> None:
    if post.media is not None and is_video(post):
        raise KeywordFault("GB7210", f"{network} takes videos by another way than this keyword knows; post a picture")


# ---------------------------------------------------------------- X


async def _x(ctx: Context, method: str, path: str, **more: Any) -> dict[str, Any]:
    base, token = await base_of(ctx, "twitter", _X), await token_of(ctx, "twitter")
    found = data_of("twitter", await call(ctx, "twitter", method, f"{base}/{path}", token=token, **more))
    data = found.get("data")
    return data if isinstance(data, dict) else found


async def post_twitter(ctx: Context, post: Post) -> str:
    """Publish a text, with a picture."""
    _no_video("twitter", post)
    body: dict[str, Any] = {"text": post.text}
    if post.media is not None:
        raw = multipart({"media_category": "tweet_image"}, "media", await media_of(ctx, post))
        body["media"] = {"media_ids": [needed("twitter", await _x(ctx, "POST", "media/upload", raw=raw), "id")]}
    return needed("twitter", await _x(ctx, "POST", "tweets", json_body=body), "id")


async def delete_twitter(ctx: Context, id: str) -> None:
    """Take a post back."""
    await _x(ctx, "DELETE", f"tweets/{quote(id, safe='')}")


async def twitter_metrics(ctx: Context, id: str) -> dict[str, Any]:
    """Likes, comments, shares and views of a post."""
    found = await _x(ctx, "GET", f"tweets/{quote(id, safe='')}?tweet.fields=public_metrics")
    counted = found.get("public_metrics") or {}
    names = {"likes": "like_count", "comments": "reply_count", "shares": "retweet_count", "views": "impression_count"}
    return {name: counted.get(field, 0) for name, field in names.items()}


async def twitter_posts(ctx: Context, limit: int) -> list[dict[str, Any]]:
    """The latest posts of the account; X gives at least 5."""
    me = needed("twitter", await _x(ctx, "GET", "users/me"), "id")
    query = urlencode({"max_results": max(5, limit), "tweet.fields": "created_at"})
    found = await _x(ctx, "GET", f"users/{me}/tweets?{query}")
    made = [
        {"id": item.get("id"), "text": item.get("text", ""), "at": item.get("created_at"),
         "url": f"https://x.com/i/status/{item.get('id')}"}
        for item in found.get("data") or []
    ]  # fmt: skip
    return made[:limit]


# ---------------------------------------------------------------- LinkedIn


async def _linkedin(ctx: Context, method: str, path: str, **more: Any) -> Any:
    base, token = await base_of(ctx, "linkedin", _LINKEDIN), await token_of(ctx, "linkedin")
    version = await setting(ctx, "linkedin-version") or "202606"
    headers = {"LinkedIn-Version": version, "X-Restli-Protocol-Version": "2.0.0"}
    return await call(ctx, "linkedin", method, f"{base}/{path}", token=token, headers=headers, **more)


async def post_linkedin(ctx: Context, post: Post) -> str:
    """Publish a text, with a picture, as the organization or person of ``linkedin-author``."""
    _no_video("linkedin", post)
    author = await setting(ctx, "linkedin-author", "POST TO linkedin")
    body: dict[str, Any] = {
        "author": author, "commentary": post.text, "visibility": "PUBLIC", "lifecycleState": "PUBLISHED",
        "distribution": {"feedDistribution": "MAIN_FEED", "targetEntities": [], "thirdPartyDistributionChannels": []},
        "isReshareDisabledByAuthor": False,
    }  # fmt: skip
    if post.media is not None:
        body["content"] = {"media": {"id": await _linkedin_image(ctx, author, post)}}
    reply = await _linkedin(ctx, "POST", "posts", json_body=body)
    return needed("linkedin", reply.headers, "x-restli-id")


async def _linkedin_image(ctx: Context, author: str, post: Post) -> str:
    asked = {"initializeUploadRequest": {"owner": author}}
    reply = await _linkedin(ctx, "POST", "images?action=initializeUpload", json_body=asked)
    value = data_of("linkedin", reply).get("value") or {}
    media = await media_of(ctx, post)
    token = await token_of(ctx, "linkedin")
    address = needed("linkedin", value, "uploadUrl")
    await call(ctx, "linkedin", "PUT", address, token=token, raw=(media.content, media.type))
    return needed("linkedin", value, "image")


async def delete_linkedin(ctx: Context, id: str) -> None:
    """Take a post back."""
    await _linkedin(ctx, "DELETE", f"posts/{quote(id, safe='')}")


async def linkedin_metrics(ctx: Context, id: str) -> dict[str, Any]:
    """Likes and comments of a post."""
    found = data_of("linkedin", await _linkedin(ctx, "GET", f"socialActions/{quote(id, safe='')}"))
    likes, comments = found.get("likesSummary") or {}, found.get("commentsSummary") or {}
    return {"likes": likes.get("totalLikes", 0), "comments": comments.get("aggregatedTotalComments", 0)}


async def linkedin_posts(ctx: Context, limit: int) -> list[dict[str, Any]]:
    """The latest posts of the author."""
    author = await setting(ctx, "linkedin-author", "GET LINKEDIN POSTS")
    query = urlencode({"author": author, "q": "author", "count": limit})
    found = data_of("linkedin", await _linkedin(ctx, "GET", f"posts?{query}"))
    return [
        {"id": item.get("id"), "text": item.get("commentary", ""), "at": item.get("publishedAt"),
         "url": f"https://www.linkedin.com/feed/update/{item.get('id')}"}
        for item in found.get("elements") or []
    ]  # fmt: skip


# ---------------------------------------------------------------- Bluesky


async def _bluesky(ctx: Context) -> tuple[str, str, str]:
    """Address of the interface, token and identity of the account."""
    base = await base_of(ctx, "bluesky", _BLUESKY)
    handle = await setting(ctx, "bluesky-handle", "POST TO bluesky")
    body = {"identifier": handle, "password": await setting(ctx, "bluesky-password", "POST TO bluesky")}
    reply = await call(ctx, "bluesky", "POST", f"{base}/com.atproto.server.createSession", json_body=body)
    found = data_of("bluesky", reply)
    return base, needed("bluesky", found, "accessJwt"), needed("bluesky", found, "did")


async def post_bluesky(ctx: Context, post: Post) -> str:
    """Publish a text, with a picture."""
    _no_video("bluesky", post)
    base, token, did = await _bluesky(ctx)
    record: dict[str, Any] = {"$type": "app.bsky.feed.post", "text": post.text, "createdAt": _now(ctx)}
    if post.media is not None:
        media = await media_of(ctx, post)
        raw = (media.content, media.type)
        reply = await call(ctx, "bluesky", "POST", f"{base}/com.atproto.repo.uploadBlob", token=token, raw=raw)
        image = {"image": data_of("bluesky", reply).get("blob"), "alt": media.name}
        record["embed"] = {"$type": "app.bsky.embed.images", "images": [image]}
    body = {"repo": did, "collection": "app.bsky.feed.post", "record": record}
    reply = await call(ctx, "bluesky", "POST", f"{base}/com.atproto.repo.createRecord", token=token, json_body=body)
    return needed("bluesky", data_of("bluesky", reply), "uri")


def _now(ctx: Context) -> str:
    return ctx.env.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


async def delete_bluesky(ctx: Context, id: str) -> None:
    """Take a post back; its id is the address that POST TO gave."""
    base, token, did = await _bluesky(ctx)
    body = {"repo": did, "collection": "app.bsky.feed.post", "rkey": id.rpartition("/")[2]}
    await call(ctx, "bluesky", "POST", f"{base}/com.atproto.repo.deleteRecord", token=token, json_body=body)


# ---------------------------------------------------------------- Discord and Reddit


async def post_discord(ctx: Context, post: Post) -> str:
    """Publish in the channel of a webhook."""
    address = f"{await setting(ctx, 'discord-webhook', 'POST TO discord')}?wait=true"
    if post.media is None:
        reply = await call(ctx, "discord", "POST", address, json_body={"content": post.text})
    else:
        raw = multipart({"content": post.text}, "files[0]", await media_of(ctx, post))
        reply = await call(ctx, "discord", "POST", address, raw=raw)
    return needed("discord", data_of("discord", reply), "id")


async def delete_discord(ctx: Context, id: str) -> None:
    """Take a message of the webhook back."""
    address = await setting(ctx, "discord-webhook", "DELETE POST")
    await call(ctx, "discord", "DELETE", f"{address}/messages/{quote(id, safe='')}")


async def post_reddit(ctx: Context, post: Post) -> str:
    """Publish a text in a subreddit; its first line is the title."""
    if post.media is not None:
        raise KeywordFault("GB7210", "reddit takes pictures by another way than this keyword knows; post a text")
    base, token = await base_of(ctx, "reddit", _REDDIT), await token_of(ctx, "reddit")
    title, _, rest = post.text.strip().partition("\n")
    place = await setting(ctx, "reddit-subreddit", "POST TO reddit")
    form = {"api_type": "json", "kind": "self", "sr": place, "title": title[:300], "text": rest.strip()}
    found = data_of("reddit", await call(ctx, "reddit", "POST", f"{base}/api/submit", token=token, form=form))
    answer = found.get("json") or {}
    if answer.get("errors"):
        raise KeywordFault("GB7210", f"reddit refuses: {' '.join(map(str, answer['errors'][0]))[:200]}")
    return needed("reddit", answer.get("data") or {}, "name")


async def delete_reddit(ctx: Context, id: str) -> None:
    """Take a post back."""
    base, token = await base_of(ctx, "reddit", _REDDIT), await token_of(ctx, "reddit")
    await call(ctx, "reddit", "POST", f"{base}/api/del", token=token, form={"id": id})
