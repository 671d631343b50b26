"""Keywords that help people and plans with the model: tips, summaries, moods, decisions, reflection, sites."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from stdlib.ports import KeywordFault
from stdlib.sites import page_of, site_name
from stdlib.tables.oddities import FEWEST, unusual
from tests.server.conversing import hosted, write_bot
from tests.servers.model import Say, provider


def says(tmp_path: Path, script: str, answers: list[Any], *texts: str, heard: tuple[str, ...] = ()) -> list[Any]:
    """The bot says exactly these texts while the model answers so; gives what the model was asked."""

    async def main() -> list[Any]:
        made = [Say(item if isinstance(item, str) else json.dumps(item)) for item in answers] or [Say("?")]
        async with provider(*made) as found:
            config = f"llm-url,{found.address}\nllm-model,m1\nllm-allow,127.0.0.1\n"
            write_bot(tmp_path / "bots", "b", {"start.bas": script}, config)
            async with hosted(tmp_path / "bots", tmp_path / "data") as host, asyncio.timeout(30):
                session = await host.open()
                for text in heard:
                    await host.say(session, text)
                said = await host.said(session)
                assert said == list(texts), [e.body for e in await host.log(session) if e.kind == "fault"]
        return found.asked

    return asyncio.run(main())


HELLO = 'TALK "hello"\nHEAR x\nid = GET SESSION "session.id"\n'


def test_an_attendant_is_helped_with_a_conversation(tmp_path: Path) -> None:
    script = (
        HELLO
        + """
t = GET TIPS id, "where is it"
TALK t.items[0].content
r = GET SMART REPLIES id
TALK r.items[1].text
s = GET SUMMARY id
TALK s.summary + s.key_points[0]
p = POLISH MESSAGE "no refund", "friendly"
TALK p.text + p.original
m = ANALYZE SENTIMENT id, "I am angry"
TALK m.overall + m.escalation_risk + m.score
"""
    )
    answers: list[Any] = [
        {"items": [{"type": "action", "content": "look", "priority": "high"}]},
        {"items": [{"text": "one"}, {"text": "two", "tone": "warm", "category": "answer"}]},
        {"summary": "short", "key_points": ["late"], "sentiment_trend": "worsening"},
        "Sadly not.",
        {"overall": "Negative", "score": -3, "escalation_risk": "high"},
    ]
    said = ("hello", "look", "two", "shortlate", "Sadly not.no refund", "negativehigh-1")
    asked = says(tmp_path, script, answers, *said, heard=("my parcel",))
    assert "user: my parcel" in asked[0]["messages"][1]["content"]


def test_a_conversation_of_nobody_is_a_fault(tmp_path: Path) -> None:
    script = 'TRY\ns = GET SUMMARY "other"\nCATCH e\nTALK e.code\nEND TRY\n'
    says(tmp_path, script, [], "GB6004")


def test_a_plan_decides_checks_and_keeps_a_record(tmp_path: Path) -> None:
    script = """
PLAN START "office"
t = AUTO TASK "move"
TALK t.steps[1].title
TALK DECIDE "Carrier?", ["Blue", "Green"]
c = CHECK CONSTRAINTS "buy"
TALK c.ok
SET SESSION "constraints", "never buy"
c = CHECK CONSTRAINTS "buy"
TALK c.violations[0]
i = SIMULATE IMPACT "delete"
TALK i.reversible
AUDIT LOG "noted"
p = GET SESSION "plan"
FOR EACH entry IN p.record
  TALK entry.kind
NEXT
PLAN END
TALK OPTION A OR B "How?", "road", "air"
TALK REQUIRE APPROVAL "Send 4,000 mails?"
TRY
x = DECIDE "Which?", ["a", "b"]
CATCH e
TALK e.code
END TRY
"""
    answers: list[Any] = [
        {"steps": [{"title": "pack"}, {"title": "drive", "details": "slowly"}]},
        {"choice": "green", "reason": "cheaper"},
        {"violations": ["never buy"]},
        {"summary": "gone", "changes": [], "reversible": "maybe"},
        {"choice": "c", "reason": ""},
    ]
    said = ("drive", "Green", "true", "never buy", "false", "start", "task", "decision", "note")
    after = ("How?", "air", "Send 4,000 mails?", "false", "GB7803")
    says(tmp_path, script, answers, *said, *after, heard=("air", "no"))


def test_a_bot_looks_back_at_its_answers(tmp_path: Path) -> None:
    script = (
        HELLO
        + """
r = REFLECT ON "clarity"
TALK r.score + r.insight
BOT REFLECTION FALSE
r = REFLECT ON "clarity"
TALK "[" + r.insight + "]"
FOR EACH i IN BOT REFLECTION INSIGHTS()
  TALK i.improvement
NEXT
TALK SUMMARIZE MEETING
"""
    )
    answers: list[Any] = [{"score": 140, "insight": " short", "improvement": "say more"}, "decided"]
    says(tmp_path, script, answers, "hello", "100 short", "[]", "say more", "decided", heard=("x",))


def test_an_approval_tells_how_it_was_decided(tmp_path: Path) -> None:
    script = """
a = {"status": "timed_out", "decided_by": "ann", "comments": "late"}
TALK APPROVAL_IS_TIMED_OUT(a)
TALK APPROVAL_IS_APPROVED(a)
TALK APPROVAL_DECISION(a) + APPROVAL_DECIDED_BY(a) + APPROVAL_COMMENTS(a)
"""
    says(tmp_path, script, [], "true", "false", "timed outannlate")


def test_a_site_is_written_and_unusual_rows_are_found(tmp_path: Path) -> None:
    script = """
FOR n = 1 TO 9
  SAVE "payments", {"who": "p" + n, "amount": 100 + n}
NEXT
SAVE "payments", {"who": "odd", "amount": 90000}
odd = DETECT "payments"
TALK odd[0].who + odd[0].anomaly_column + COUNT(odd)
TALK CREATE SITE("Summer", "plain", "a page")
x = READ "sites/summer/index.html"
TALK x
TRY
y = CREATE SITE("../up", "plain", "a page")
CATCH e
TALK e.code
END TRY
"""
    page = "```html\n<html><b>sale</b></html>\n```"
    says(tmp_path, script, [page], "oddamount1", "/site/b/summer", "<html><b>sale</b></html>", "GB6004")


def test_few_numbers_and_equal_ones_are_not_odd() -> None:
    rows = [{"n": 1} for _ in range(FEWEST - 2)]
    assert unusual([*rows, {"n": 99}]) == []
    assert unusual([*rows, {"n": 1}, {"n": 1}, {"n": True}, {"n": "x"}]) == []
    found = unusual([*rows, {"n": 1}, {"n": 1}, {"n": 99}])
    assert [(row["n"], row["anomaly_column"]) for row in found] == [(99, "n")]


@pytest.mark.parametrize("name", ["", "a" * 64, "../x", "a b", "ä"])
def test_names_of_sites_have_limits(name: str) -> None:
    assert site_name(name, "-") == "-"
    assert site_name("a" * 63) == "a" * 63
    with pytest.raises(KeywordFault):
        site_name(name)


@pytest.mark.parametrize("answer", ["", "sorry", "<" + "x" * (1 << 20)])
def test_what_is_no_page_is_not_published(answer: str) -> None:
    with pytest.raises(KeywordFault):
        page_of(answer)
    assert len(page_of("<" + "x" * ((1 << 20) - 1))) == 1 << 20
