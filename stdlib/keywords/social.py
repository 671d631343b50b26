"""Keywords of social networks and campaigns: posting, scheduled posts, numbers about posts.

Declarations only. Networks are named by bare words or text; several stand in one text with commas.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword(
    "POST TO platforms:word[,] content:any[, caption:text]",
    "POST TO platforms:word user:text, password:text, content:any, caption:text",
    result="text",
    capability="social",
    effect="send",
    tier=2,
)
async def post_to(ctx: Any, **arguments: Any) -> None:
    """Publish a text or a picture on one network or several; gives the post's id.

    Example:
        POST TO INSTAGRAM "photos/cake.jpg", "Fresh today"
        id = POST TO "facebook,linkedin" "We are hiring!"
    """


@keyword(
    "POST TO platforms:word AT when:any content:any[, caption:text]",
    "POST TO platforms:word AT when:any, content:any[, caption:text]",
    "SCHEDULE POST TO platforms:word AT when:any content:any[, caption:text]",
    "SCHEDULE POST TO platforms:word AT when:any",
    id="POST TO AT",
    result="text",
    capability="social,schedule",
    effect="send",
    tier=2,
)
async def post_to_at(ctx: Any, **arguments: Any) -> None:
    """Publish on social networks at a later time; gives the post's id.

    Example:
        POST TO INSTAGRAM AT "2026-05-04 09:00" "photos/cake.jpg", "Good morning"
    """


@keyword("POST TO WITH IMAGE platforms:text, text:text, image:any", result="text", capability="social", effect="send")
async def post_to_with_image(ctx: Any, **arguments: Any) -> None:
    """Publish a text with a picture.

    Example:
        id = POST_TO_WITH_IMAGE("facebook", "Fresh today", "photos/cake.jpg")
    """


@keyword("POST TO WITH VIDEO platforms:text, text:text, video:any", result="text", capability="social", effect="send")
async def post_to_with_video(ctx: Any, **arguments: Any) -> None:
    """Publish a text with a video.

    Example:
        id = POST_TO_WITH_VIDEO("youtube", "How we bake", "videos/bake.mp4")
    """


@keyword("POST TO MULTIPLE platforms:list, content:any", result="list", capability="social", effect="send")
async def post_to_multiple(ctx: Any, **arguments: Any) -> None:
    """Publish on a list of networks; gives one result for each.

    Example:
        done = POST_TO_MULTIPLE(["facebook", "linkedin"], "We are hiring!")
    """


@keyword("POST TO ADVANCED platforms:any, options:object", result="object", capability="social", effect="send")
async def post_to_advanced(ctx: Any, **arguments: Any) -> None:
    """Publish with every option in one object: text, media, time, tags, audience.

    Example:
        done = POST_TO_ADVANCED("linkedin", {"text": "We are hiring!", "tags": ["jobs"]})
    """


@keyword("GET INSTAGRAM METRICS id:any", result="object", capability="social", effect="read")
async def get_instagram_metrics(ctx: Any, **arguments: Any) -> None:
    """How often an Instagram post was seen, liked and shared.

    Example:
        m = GET INSTAGRAM METRICS id
    """


@keyword("GET FACEBOOK METRICS id:any", result="object", capability="social", effect="read")
async def get_facebook_metrics(ctx: Any, **arguments: Any) -> None:
    """How often a Facebook post was seen, liked and shared.

    Example:
        m = GET FACEBOOK METRICS id
    """


@keyword("GET LINKEDIN METRICS id:any", result="object", capability="social", effect="read")
async def get_linkedin_metrics(ctx: Any, **arguments: Any) -> None:
    """How often a LinkedIn post was seen, liked and shared.

    Example:
        m = GET LINKEDIN METRICS id
    """


@keyword("GET TWITTER METRICS id:any", result="object", capability="social", effect="read")
async def get_twitter_metrics(ctx: Any, **arguments: Any) -> None:
    """How often a post on X was seen, liked and shared.

    Example:
        m = GET TWITTER METRICS id
    """


@keyword(
    "GET INSTAGRAM POSTS [limit:int]",
    result="rows",
    capability="social",
    effect="read",
)
async def get_instagram_posts(ctx: Any, **arguments: Any) -> None:
    """The latest posts of the bot's Instagram account.

    Example:
        posts = GET INSTAGRAM POSTS
    """


@keyword("GET FACEBOOK POSTS [limit:int]", result="rows", capability="social", effect="read")
async def get_facebook_posts(ctx: Any, **arguments: Any) -> None:
    """The latest posts of the bot's Facebook page.

    Example:
        posts = GET FACEBOOK POSTS 10
    """


@keyword("GET LINKEDIN POSTS [limit:int]", result="rows", capability="social", effect="read")
async def get_linkedin_posts(ctx: Any, **arguments: Any) -> None:
    """The latest posts of the bot's LinkedIn page.

    Example:
        posts = GET LINKEDIN POSTS 10
    """


@keyword("GET TWITTER POSTS [limit:int]", result="rows", capability="social", effect="read")
async def get_twitter_posts(ctx: Any, **arguments: Any) -> None:
    """The latest posts of the bot's account on X.

    Example:
        posts = GET TWITTER POSTS 10
    """


@keyword("DELETE POST id:any", result="bool", capability="social", effect="send")
async def delete_post(ctx: Any, **arguments: Any) -> None:
    """Take a post back from its network.

    Example:
        DELETE POST id
    """


@keyword("ADD TO CAMPAIGN email:text, name:text", result="none", capability="social", effect="write")
async def add_to_campaign(ctx: Any, **arguments: Any) -> None:
    """Put somebody on the list of a campaign.

    Example:
        ADD TO CAMPAIGN email, "summer"
    """


@keyword("TRACK CONVERSION campaign:text, event:text", result="none", capability="social", effect="write")
async def track_conversion(ctx: Any, **arguments: Any) -> None:
    """Count that a campaign has led to something.

    Example:
        TRACK CONVERSION "summer", "order"
    """


@keyword(
    "GET CAMPAIGN STATS name:text",
    "GET CAMPAIGN ANALYTICS name:text",
    result="object",
    capability="social",
    effect="read",
)
async def get_campaign_stats(ctx: Any, **arguments: Any) -> None:
    """How a campaign does: sent, opened, clicked, converted.

    Example:
        s = GET CAMPAIGN STATS "summer"
    """


@keyword("CREATE LANDING PAGE name:text[, content:any]", result="text", capability="social", effect="write")
async def create_landing_page(ctx: Any, **arguments: Any) -> None:
    """Publish the landing page of a campaign; gives its address.

    Example:
        url = CREATE LANDING PAGE "summer"
    """
