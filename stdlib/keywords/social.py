"""Keywords of social networks and campaigns: posting, numbers about posts, who is in a campaign.

Networks are named by bare words or text; several stand in one text with commas. What each can do is in
``stdlib.social.networks``. Campaigns are the bot's own tables ``campaign_contacts`` and ``campaign_events``.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.hear.when import read_when
from stdlib.ports import KeywordFault
from stdlib.ports.database import Selection
from stdlib.social.meta import post_facebook
from stdlib.social.networks import network_of, placed
from stdlib.social.posting import Post
from stdlib.tables.arguments import count_of, name_of, rowset
from stdlib.tables.kept import add, both, kept, rows, same, schema
from stdlib.tables.selections import by_column
from vm.value import Object, from_python

CONTACTS = schema("campaign_contacts", "campaign, email, added datetime")
EVENTS = schema("campaign_events", "campaign, event, user, at datetime")

_USUAL_POSTS = 25


@keyword(
    "POST TO platforms:word[,] content:any[, caption:text]",
    "POST TO platforms:word user:text, password:text, content:any, caption:text",
    result="text",
    capability="social",
    effect="send",
    tier=2,
)
async def post_to(
    ctx: Context, *, platforms: Any = None, content: Any = None, caption: Any = None, user: Any = None,
    password: Any = None,
) -> str:  # fmt: skip
    """Publish a text or a picture on one network or several; gives the post's id, `facebook:123`.

    With two values the first is a picture or video, a path of the drive or an address. Settings in config.csv:
    `facebook-page-id` and `facebook-token`; `instagram-account-id` and `instagram-token`; `threads-user-id` and
    `threads-token`; `twitter-token`; `linkedin-author` and `linkedin-token`; `bluesky-handle` and `bluesky-password`;
    `discord-webhook`; `reddit-subreddit` and `reddit-token`. A user and a password in the program are not used:
    networks take tokens.

    Example:
        POST TO INSTAGRAM "photos/cake.jpg", "Fresh today"
        id = POST TO "facebook,linkedin" "We are hiring!"
    """
    return await _published(ctx, platforms, _post(ctx, content, caption))


def _post(ctx: Context, content: Any, caption: Any) -> Post:
    """A caption makes the content a picture or video, and so does a file."""
    if caption is not None or (isinstance(content, Object) and content.kind == "file"):
        return Post(ctx.text(caption), content)
    text = ctx.text(content)
    if not text.strip():
        raise KeywordFault("GB6004", "POST TO needs a text or a picture")
    return Post(text)


async def _published(ctx: Context, platforms: Any, post: Post) -> str:
    """The ids on all networks; a network that refuses is an error that says where the post is already."""
    named = [network_of(name) for name in ctx.text(platforms).split(",") if name.strip()]
    if not named:
        raise KeywordFault("GB6004", "POST TO needs the name of a network")
    done: list[str] = []
    for name, network in named:
        try:
            done.append(f"{name}:{await network.post(ctx, post)}")
        except KeywordFault as fault:
            if not done:
                raise
            raise KeywordFault(fault.code, f"{fault.message}; posted already: {', '.join(done)}") from fault
    return ",".join(done)


@keyword(
    "POST TO platforms:word AT when:any content:any[, caption:text]",
    "POST TO platforms:word AT when:any, content:any[, caption:text]",
    "SCHEDULE POST TO platforms:word AT when:any content:any[, caption:text]",
    "SCHEDULE POST TO platforms:word AT when:any",
    id="POST TO AT",
    result="text",
    capability="social",
    effect="send",
    tier=2,
)
async def post_to_at(
    ctx: Context, *, platforms: Any = None, when: Any = None, content: Any = None, caption: Any = None
) -> str:
    """Publish on Facebook at a later time, which Facebook keeps; gives the post's id.

    Other networks keep no posts for later: start a script at that time with `SET SCHEDULE` that says POST TO. The time
    is from 10 minutes to 30 days away.

    Example:
        POST TO FACEBOOK AT "2026-05-04 09:00" "photos/cake.jpg", "Good morning"
    """
    at = read_when(when, ctx.env.now())
    if not isinstance(at, dt.datetime):
        raise KeywordFault("GB6003", f"POST TO AT needs a time such as 2026-05-04 09:00, not {ctx.text(when)[:40]}")
    name, _ = network_of(ctx.text(platforms))
    if name != "facebook":
        raise KeywordFault("GB7210", f"{name} keeps no posts for later; let SET SCHEDULE start a script with POST TO")
    return f"facebook:{await post_facebook(ctx, _post(ctx, content, caption), at)}"


@keyword("POST TO WITH IMAGE platforms:text, text:text, image:any", result="text", capability="social", effect="send")
async def post_to_with_image(ctx: Context, *, platforms: Any = None, text: Any = None, image: Any = None) -> str:
    """Publish a text with a picture; gives the post's id.

    Example:
        id = POST_TO_WITH_IMAGE("facebook", "Fresh today", "photos/cake.jpg")
    """
    return await _published(ctx, platforms, Post(ctx.text(text), image))


@keyword("POST TO WITH VIDEO platforms:text, text:text, video:any", result="text", capability="social", effect="send")
async def post_to_with_video(ctx: Context, *, platforms: Any = None, text: Any = None, video: Any = None) -> str:
    """Publish a text with a video, on Facebook, Instagram or Threads; gives the post's id.

    Example:
        id = POST_TO_WITH_VIDEO("facebook", "How we bake", "videos/bake.mp4")
    """
    return await _published(ctx, platforms, Post(ctx.text(text), video))


@keyword("POST TO MULTIPLE platforms:list, content:any", result="list", capability="social", effect="send")
async def post_to_multiple(ctx: Context, *, platforms: Any = None, content: Any = None) -> Any:
    """Publish on a list of networks; gives `network`, `id`, `success` and `error` for each, whatever others say.

    Example:
        done = POST_TO_MULTIPLE(["facebook", "linkedin"], "We are hiring!")
    """
    post = _post(ctx, content, None)
    told = []
    for name in (ctx.text(item) for item in ctx.items(platforms)):
        try:
            told.append({"network": name, "id": await _published(ctx, name, post), "success": True, "error": ""})
        except KeywordFault as fault:
            told.append({"network": name, "id": None, "success": False, "error": fault.message})
    return from_python(told)


@keyword("POST TO ADVANCED platforms:any, options:object", result="object", capability="social", effect="send")
async def post_to_advanced(ctx: Context, *, platforms: Any = None, options: Any = None) -> Any:
    """Publish with the options in one object: `text`, `media` (or `image`, `video`) and `tags`; gives `id`.

    Example:
        done = POST_TO_ADVANCED("linkedin", {"text": "We are hiring!", "tags": ["jobs"]})
    """
    tags = [ctx.text(tag).strip().lstrip("#") for tag in ctx.items(ctx.field(options, "tags"))]
    text = " ".join([ctx.text(ctx.field(options, "text")), *[f"#{tag}" for tag in tags if tag]]).strip()
    media = next((m for name in ("media", "image", "video") if (m := ctx.field(options, name)) is not None), None)
    post = _post(ctx, text, None) if media is None else Post(text, media)
    names = ",".join(ctx.text(item) for item in ctx.items(platforms))
    return ctx.object({"id": await _published(ctx, names, post), "text": text})


@keyword("GET INSTAGRAM METRICS id:any", result="object", capability="social", effect="read")
async def get_instagram_metrics(ctx: Context, *, id: Any = None) -> Any:
    """How a post on Instagram does: `likes`, `comments`, `views`, `reach`, `saved`, `shares`.

    Example:
        m = GET INSTAGRAM METRICS id
    """
    return await _metrics(ctx, "instagram", id)


@keyword("GET FACEBOOK METRICS id:any", result="object", capability="social", effect="read")
async def get_facebook_metrics(ctx: Context, *, id: Any = None) -> Any:
    """How a post on Facebook does: `likes`, `comments`, `shares`.

    Example:
        m = GET FACEBOOK METRICS id
    """
    return await _metrics(ctx, "facebook", id)


@keyword("GET LINKEDIN METRICS id:any", result="object", capability="social", effect="read")
async def get_linkedin_metrics(ctx: Context, *, id: Any = None) -> Any:
    """How a post on LinkedIn does: `likes`, `comments`.

    Example:
        m = GET LINKEDIN METRICS id
    """
    return await _metrics(ctx, "linkedin", id)


@keyword("GET TWITTER METRICS id:any", result="object", capability="social", effect="read")
async def get_twitter_metrics(ctx: Context, *, id: Any = None) -> Any:
    """How a post on X does: `likes`, `comments`, `shares`, `views`.

    Example:
        m = GET TWITTER METRICS id
    """
    return await _metrics(ctx, "twitter", id)


async def _metrics(ctx: Context, name: str, id: Any) -> Any:
    _, network = network_of(name)
    assert network.metrics is not None
    return from_python(await network.metrics(ctx, placed(ctx.text(id), name)[1]))


@keyword("GET INSTAGRAM POSTS [limit:int]", result="rows", capability="social", effect="read")
async def get_instagram_posts(ctx: Context, *, limit: Any = None) -> Any:
    """The latest posts of the bot's account on Instagram, 25 unless given: `id`, `text`, `at`, `url`.

    Example:
        posts = GET INSTAGRAM POSTS 10
    """
    return await _posts(ctx, "instagram", limit)


@keyword("GET FACEBOOK POSTS [limit:int]", result="rows", capability="social", effect="read")
async def get_facebook_posts(ctx: Context, *, limit: Any = None) -> Any:
    """The latest posts of the bot's page on Facebook, 25 unless given: `id`, `text`, `at`, `url`.

    Example:
        posts = GET FACEBOOK POSTS 10
    """
    return await _posts(ctx, "facebook", limit)


@keyword("GET LINKEDIN POSTS [limit:int]", result="rows", capability="social", effect="read")
async def get_linkedin_posts(ctx: Context, *, limit: Any = None) -> Any:
    """The latest posts of the bot's page on LinkedIn, 25 unless given: `id`, `text`, `at`, `url`.

    Example:
        posts = GET LINKEDIN POSTS 10
    """
    return await _posts(ctx, "linkedin", limit)


@keyword("GET TWITTER POSTS [limit:int]", result="rows", capability="social", effect="read")
async def get_twitter_posts(ctx: Context, *, limit: Any = None) -> Any:
    """The latest posts of the bot's account on X, 25 unless given: `id`, `text`, `at`, `url`.

    Example:
        posts = GET TWITTER POSTS 10
    """
    return await _posts(ctx, "twitter", limit)


async def _posts(ctx: Context, name: str, limit: Any) -> Any:
    _, network = network_of(name)
    assert network.posts is not None
    most = _USUAL_POSTS if limit is None else count_of(f"GET {name.upper()} POSTS", "limit", limit)
    return rowset(await network.posts(ctx, most))


@keyword("DELETE POST id:any", result="bool", capability="social", effect="send")
async def delete_post(ctx: Context, *, id: Any = None) -> bool:
    """Take a post back from its network; the id is one that POST TO gave. Instagram lets nobody do that.

    Example:
        DELETE POST id
    """
    ids = ctx.text(id).split(",")
    for name, own in [placed(one.strip()) for one in ids]:
        _, network = network_of(name)
        if network.delete is None:
            raise KeywordFault("GB7210", f"{name} has no interface that deletes a post; a person must do it")
        await network.delete(ctx, own)
    return bool(ids)


@keyword("ADD TO CAMPAIGN email:text, name:text", result="none", capability="crm", effect="write")
async def add_to_campaign(ctx: Context, *, email: Any = None, name: Any = None) -> None:
    """Put somebody on the list of a campaign, once: a row of the table `campaign_contacts`.

    Its columns are `campaign`, `email` and `added`.

    Example:
        ADD TO CAMPAIGN email, "summer"
    """
    campaign = name_of("ADD TO CAMPAIGN", "name", name, "a campaign")
    address = ctx.text(email).strip().lower()
    if "@" not in address:
        raise KeywordFault("GB7401", f"ADD TO CAMPAIGN needs a mail address, not {address[:60] or 'nothing'}")
    place = await kept(ctx, "ADD TO CAMPAIGN", CONTACTS)
    if not await rows(place, both(same("campaign", 0), same("email", 1)), campaign, address, limit=1):
        await add(place, {"campaign": campaign, "email": address, "added": ctx.env.now()})


@keyword("TRACK CONVERSION campaign:text, event:text", result="none", capability="crm", effect="write")
async def track_conversion(ctx: Context, *, campaign: Any = None, event: Any = None) -> None:
    """Count that a campaign has led to something: a row of the table `campaign_events`.

    Its columns are `campaign`, `event`, `user` and `at`. The events `sent`, `opened` and `clicked` are counted apart.

    Example:
        TRACK CONVERSION "summer", "order"
    """
    named = name_of("TRACK CONVERSION", "campaign", campaign, "a campaign")
    place = await kept(ctx, "TRACK CONVERSION", EVENTS)
    what = name_of("TRACK CONVERSION", "event", event, "an event")
    await add(place, {"campaign": named, "event": what, "user": ctx.acting, "at": ctx.env.now()})


@keyword(
    "GET CAMPAIGN STATS name:text",
    "GET CAMPAIGN ANALYTICS name:text",
    result="object",
    capability="crm",
    effect="read",
)
async def get_campaign_stats(ctx: Context, *, name: Any = None) -> Any:
    """How a campaign does: `contacts`, `sent`, `opened`, `clicked`, `converted`, and `events` with each count.

    Counted are the rows of `campaign_contacts` and `campaign_events`.

    Example:
        s = GET CAMPAIGN STATS "summer"
    """
    campaign = name_of("GET CAMPAIGN STATS", "name", name, "a campaign")
    contacts = await kept(ctx, "GET CAMPAIGN STATS", CONTACTS)
    events = await kept(ctx, "GET CAMPAIGN STATS", EVENTS)
    listed = await contacts.total(by_column(contacts.name, "campaign", campaign), "COUNT", "")
    counts: dict[str, int] = {}
    for row in await events.find(Selection(events.name, same("campaign"), [campaign], columns=("event",))):
        counts[row["event"]] = counts.get(row["event"], 0) + 1
    steps = {step: counts.get(step, 0) for step in ("sent", "opened", "clicked")}
    converted = sum(counts.values()) - sum(steps.values())
    return from_python({"name": campaign, "contacts": listed, **steps, "converted": converted, "events": counts})


@keyword("CREATE LANDING PAGE name:text[, content:any]", result="text", capability="file", effect="write")
async def create_landing_page(ctx: Context, *, name: Any = None, content: Any = None) -> str:
    """Publish the landing page of a campaign; gives its address.

    The page is the file `pages/NAME.html` of the drive; HTML is kept as it is, other text is a page of paragraphs. The
    address is a link that ends after 30 days; a new call makes a new one.

    Example:
        url = CREATE LANDING PAGE "summer", "Twenty percent off until Sunday."
    """
    title = name_of("CREATE LANDING PAGE", "name", name, "a page")
    plain = "-".join(re.findall(r"[\w-]+", title)) or "page"
    path = f"pages/{plain}.html"
    await ctx.files.write(path, _page(title, ctx.text(content)).encode())
    return await ctx.files.link(path, 30 * 86400.0)


def _page(title: str, content: str) -> str:
    """HTML of a page."""
    if content.lstrip()[:1] == "<":
        return content
    parts = "".join(f"<p>{html.escape(part.strip())}</p>" for part in content.split("\n\n") if part.strip())
    shown = html.escape(title)
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{shown}</title>'
    return f"<!doctype html><html><head>{head}</head><body><h1>{shown}</h1>{parts}</body></html>"
