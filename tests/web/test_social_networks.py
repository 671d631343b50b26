"""Posts over the interfaces of social networks: what each is sent, over a real connection to this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiohttp import web

from stdlib.fakes import DictFiles
from stdlib.report import Failed
from tests.runtime.bots import Bot
from tests.servers.web import WebServer, web_server
from tests.web.bots import web_bot


@pytest.fixture
def server() -> Iterator[WebServer]:
    with web_server() as running:
        yield running


SETTINGS = {
    "facebook-page-id": "77", "facebook-token": "fb", "instagram-account-id": "88", "instagram-token": "ig",
    "threads-user-id": "99", "threads-token": "th", "twitter-token": "tw", "linkedin-token": "li",
    "linkedin-author": "urn:li:organization:5", "bluesky-handle": "cafe.example", "bluesky-password": "secret",
    "reddit-token": "rd", "reddit-subreddit": "cafe",
}  # fmt: skip
NAMES = ("facebook", "instagram", "threads", "twitter", "linkedin", "bluesky", "reddit")


def bot(server: WebServer, source: str, **left_out: str) -> Bot:
    facts: dict[str, Any] = {f"config.{key}": value for key, value in SETTINGS.items()}
    facts |= {f"config.{name}-url": server.url for name in NAMES}
    facts["config.discord-webhook"] = f"{server.url}/hook"
    facts |= {f"config.{key.replace('_', '-')}": value for key, value in left_out.items()}
    files = DictFiles()
    files.files["cake.jpg"] = b"\xff\xd8picture"
    return web_bot(source, facts=facts, ports={"files": files})


def form(body: bytes) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}


def test_a_text_is_posted_on_a_page_of_facebook(server: WebServer) -> None:
    server.json("/77/feed", {"id": "77_1"})
    assert bot(server, 'RETURN POST_TO("facebook", "We are hiring!")').value == "facebook:77_1"
    (seen,) = server.seen
    assert (seen.method, seen.headers["authorization"]) == ("POST", "Bearer fb")
    assert form(seen.body) == {"message": "We are hiring!"}


def test_a_picture_is_uploaded_to_facebook(server: WebServer) -> None:
    server.json("/77/photos", {"id": "5", "post_id": "77_2"})
    assert bot(server, 'RETURN POST_TO_WITH_IMAGE("facebook", "Fresh", "cake.jpg")').value == "facebook:77_2"
    (seen,) = server.seen
    assert seen.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="source"; filename="cake.jpg"\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8picture\r\n' in seen.body
    assert b'name="message"\r\n\r\nFresh\r\n' in seen.body


def test_a_post_for_later_is_kept_by_facebook_alone(server: WebServer) -> None:
    server.json("/77/feed", {"id": "77_3"})
    source = 'id = POST TO FACEBOOK AT "2026-05-04 09:00" "Good morning"\nRETURN id'
    assert bot(server, source).value == "facebook:77_3"
    sent = form(server.seen[0].body)
    assert sent["published"] == "false"
    assert int(sent["scheduled_publish_time"]) > 1_777_000_000
    failed = bot(server, 'POST TO INSTAGRAM AT "2026-05-04 09:00" "cake.jpg", "Good morning"').failed
    assert failed.code == "GB7210"
    assert "keeps no posts for later" in failed.message


def test_instagram_gets_the_address_of_a_picture_and_publishes_in_two_steps(server: WebServer) -> None:
    server.json("/88/media", {"id": "container"})
    server.json("/88/media_publish", {"id": "9"})
    source = 'POST TO INSTAGRAM "https://example.com/cake.jpg", "Fresh today"'
    bot(server, source)
    made, published = (form(seen.body) for seen in server.seen)
    assert made == {"image_url": "https://example.com/cake.jpg", "caption": "Fresh today"}
    assert published == {"creation_id": "container"}


def test_threads_publishes_in_two_steps(server: WebServer) -> None:
    server.json("/99/threads", {"id": "c"})
    server.json("/99/threads_publish", {"id": "4"})
    assert bot(server, 'RETURN POST_TO("threads", "Hello")').value == "threads:4"
    assert form(server.seen[0].body) == {"media_type": "TEXT", "text": "Hello"}


def test_x_gets_a_picture_before_the_text(server: WebServer) -> None:
    server.json("/media/upload", {"data": {"id": "m1"}})
    server.json("/tweets", {"data": {"id": "12", "text": "Fresh"}}, 201)
    assert bot(server, 'RETURN POST_TO_WITH_IMAGE("x", "Fresh", "cake.jpg")').value == "twitter:12"
    assert json.loads(server.seen[1].body) == {"text": "Fresh", "media": {"media_ids": ["m1"]}}


def test_linkedin_names_the_post_in_a_header(server: WebServer) -> None:
    server.json("/posts", {}, 201, x_restli_id="urn:li:share:6")
    assert bot(server, 'RETURN POST_TO("linkedin", "Hello")').value == "linkedin:urn:li:share:6"
    (seen,) = server.seen
    body = json.loads(seen.body)
    assert (body["author"], body["commentary"]) == ("urn:li:organization:5", "Hello")
    assert seen.headers["x-restli-protocol-version"] == "2.0.0"


def test_bluesky_logs_in_and_writes_a_record(server: WebServer) -> None:
    server.json("/com.atproto.server.createSession", {"accessJwt": "jwt", "did": "did:plc:a"})
    server.json("/com.atproto.repo.createRecord", {"uri": "at://did:plc:a/app.bsky.feed.post/k1"})
    server.json("/com.atproto.repo.deleteRecord", {})
    source = 'id = POST TO "bluesky" "Hello"\nDELETE POST id\nRETURN id'
    assert bot(server, source).value == "bluesky:at://did:plc:a/app.bsky.feed.post/k1"
    record = json.loads(server.seen[1].body)
    assert (record["repo"], record["record"]["text"]) == ("did:plc:a", "Hello")
    assert server.seen[1].headers["authorization"] == "Bearer jwt"
    assert json.loads(server.seen[3].body)["rkey"] == "k1"


def test_discord_and_reddit_take_texts(server: WebServer) -> None:
    server.json("/hook", {"id": "3"})
    server.json("/api/submit", {"json": {"errors": [], "data": {"name": "t3_x"}}})
    source = 'RETURN POST_TO("discord, reddit", "Open again" + CHR(10) + "From Monday on")'
    assert bot(server, source).value == "discord:3,reddit:t3_x"
    assert server.seen[0].query == {"wait": "true"}
    sent = form(server.seen[1].body)
    assert (sent["title"], sent["text"], sent["sr"]) == ("Open again", "From Monday on", "cafe")


def test_the_words_of_a_network_that_refuses_are_told(server: WebServer) -> None:
    server.json("/77/feed", {"id": "77_1"})
    server.json("/tweets", {"title": "Unauthorized", "detail": "The token has ended"}, 401)
    failed = bot(server, 'POST TO "facebook,twitter" "Hello"').failed
    assert failed.code == "GB7210"
    assert "twitter refuses (401): The token has ended; posted already: facebook:77_1" in failed.message


def test_of_several_networks_each_says_how_it_went(server: WebServer) -> None:
    server.json("/77/feed", {"id": "77_1"})
    source = (
        'r = POST_TO_MULTIPLE(["facebook", "snapchat"], "Hi")\nRETURN r[0].id + " " + r[1].success + " " + r[1].error'
    )
    value = bot(server, source).value
    assert value.startswith("facebook:77_1 false snapchat has no interface for posts by programs")


def test_numbers_and_posts_are_read(server: WebServer) -> None:
    counted = {"like_count": 3, "reply_count": 2, "retweet_count": 1, "impression_count": 50}
    server.json("/tweets/12", {"data": {"id": "12", "public_metrics": counted}})
    server.json("/77_1", {"likes": {"summary": {"total_count": 4}}, "shares": {"count": 2}})
    server.json("/77/posts", {"data": [{"id": "77_1", "message": "Hi", "created_time": "t", "permalink_url": "u"}]})
    source = """
x = GET TWITTER METRICS "twitter:12"
f = GET FACEBOOK METRICS "77_1"
p = GET FACEBOOK POSTS 3
RETURN x.likes + " " + x.views + " " + f.likes + " " + f.comments + " " + f.shares + " " + p.text
"""
    assert bot(server, source).value == "3 50 4 0 2 Hi"
    assert server.seen[2].query["limit"] == "3"


@pytest.mark.parametrize(
    ("source", "code", "left_out"),
    [
        ('POST TO "facebook" "Hi"', "GB7209", {"facebook_token": ""}),
        ('POST TO "snapchat" "Hi"', "GB7210", {}),
        ('POST TO "nowhere" "Hi"', "GB7210", {}),
        ('POST TO "instagram" "Hi"', "GB7210", {}),
        ('POST TO "facebook" ""', "GB6004", {}),
        ('DELETE POST "instagram:9"', "GB7210", {}),
        ('DELETE POST "9"', "GB6004", {}),
        ('POST TO FACEBOOK AT "someday" "Hi"', "GB6003", {}),
    ],
)
def test_what_cannot_be_posted_is_refused_by_name(
    server: WebServer, source: str, code: str, left_out: dict[str, str]
) -> None:
    end = bot(server, source, **left_out).result
    assert isinstance(end, Failed), end
    assert end.code == code
    assert not server.seen


def test_an_answer_that_cannot_be_read_is_no_success(server: WebServer) -> None:
    server.answers["/77/feed"] = lambda seen: web.Response(text="<html>")
    assert bot(server, 'POST TO "facebook" "Hi"').failed.code == "GB7210"
    server.json("/77/feed", {})
    assert "without id" in bot(server, 'POST TO "facebook" "Hi"').failed.message
