"""``gbc test``: what ``.chat`` files can say, that a test fails when it should, and what is told of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from gbc.main import main
from gbc.testing.chat_file import Unreadable, filled, fits, read_chat, seconds
from gbc.testing.playing import play
from tests.server.conversing import write_bot

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").rglob("*.chat"))
START = """ADD SUGGESTION "A" AS "Apple"
TALK "Hello"
HEAR name AS name
id = "N-" + LEN(name)
SAVE "people", {"id": id, "name": name}
SEND MAIL "ann@example.com", "New: " + name, "Welcome"
TALK "You are " + id + "
of " + name
HEAR again
answer = GET "https://api.example.com/x"
TALK again + " " + id + " " + answer.a
WAIT 60
TALK "A minute later"
"""
CHAT = """# about names
bot: b    clock: 2026-03-01T09:00

< Hello
> ana
< You are {id}
  of *
expect db people where name = "Ana" count 1
expect COUNT(FIND "people" WHERE id = "{id}") = 1
expect mail to "ann@example.com" "New: Ana"
restart
http https://api.example.com/x -> 200 {"a": 7}
> {id}!
< {id}! {id} 7
expect http GET https://api.example.com/x
wait 1 minute
< A minute later
"""


def bot_with(root: Path, chat: str, start: str = START, name: str = "a", **more: str) -> Path:
    write_bot(root, "b", {"start.bas": start, **more})
    path = root / "b.gbai" / "tests" / f"{name}.chat"
    path.parent.mkdir(exist_ok=True)
    path.write_text(chat)
    return path


def failures(root: Path, chat: str, **more: str) -> list[tuple[int, str]]:
    return [(failure.line, failure.text) for failure in play(bot_with(root, chat, **more)).failures]


def test_a_conversation_is_as_its_test_says(tmp_path: Path) -> None:
    assert failures(tmp_path, CHAT) == []
    assert not (tmp_path / "b.gbai" / ".gbc").exists()


@pytest.mark.parametrize(
    ("wrong", "line", "told"),
    [
        (("< Hello", "< Hallo"), 4, "the bot says something else\n  expected: Hallo\n  said:     Hello"),
        (("< Hello\n", ""), 4, "the bot says more\n  said:     Hello"),
        (("< Hello", "< Hello\n< Who are you?"), 5, "the bot says nothing\n  expected: Who are you?"),
        (("of *", "of Bob"), 6, "the bot says something else"),
        (("count 1", "count 2"), 8, "this is not so"),
        (('"New: Ana"', '"New: Bob"'), 10, "no mail has ann@example.com and New: Bob"),
        (("GET https", "POST https"), 15, "no web request has"),
        (("wait 1 minute", "wait 59 seconds"), 17, "the bot says nothing"),
        (("restart\n", 'expect buttons "Apple"\n'), 11, "there are other buttons"),
    ],
)
def test_what_is_not_so_fails_at_its_line(tmp_path: Path, wrong: tuple[str, str], line: int, told: str) -> None:
    found = failures(tmp_path, CHAT.replace(*wrong, 1))
    assert [number for number, _ in found] == [line]
    assert told in found[0][1]


def test_a_fault_is_something_that_the_bot_says(tmp_path: Path) -> None:
    start = 'TALK "before"\nx = 1 / 0\n'
    assert failures(tmp_path, "< before\n< fault GB*\n", start=start) == []
    assert "fault GB" in failures(tmp_path, "< before\n", start=start)[0][1]


def test_buttons_are_seen_and_the_last_ones_count(tmp_path: Path) -> None:
    start = 'ADD SUGGESTION "Apple"\nADD SUGGESTION "Pear"\nTALK "?"\nHEAR x AS "One", "Two"\n'
    chat = '< *\nexpect buttons "One", "Two"\n'
    assert failures(tmp_path, chat, start=start) == []


def test_answers_of_the_language_model_are_recorded(tmp_path: Path) -> None:
    add = 'PARAM a AS integer\nDESCRIPTION "Adds one"\nRETURN a + 1\n'
    chat = 'llm: recorded a.jsonl\n\n> 4 and one?\n< It is 5.\nexpect llm "4 and one?"\n'
    path = bot_with(tmp_path, chat, "x = 1\n", **{"add.bas": add})
    lines = [{"calls": [{"name": "add", "arguments": {"a": 4}}]}, {"text": "It is 5."}]
    (path.parent / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert play(path).failures == []
    (path.parent / "a.jsonl").write_text(json.dumps(lines[0]))
    assert "a.jsonl has no more" in play(path).failures[0].text


def test_roles_and_people_are_settings(tmp_path: Path) -> None:
    start = 'TALK user_id + " " + (GET "user.roles") + " " + channel\n'
    chat = "user: ann  roles: admin  channel: whatsapp\n\n< ann admin whatsapp\n"
    assert failures(tmp_path, chat, start=start) == []


@pytest.mark.parametrize(
    ("chat", "line", "why"),
    [
        ("hello\n", 1, "a line begins with"),
        ("> a\nbot: b\n", 2, "settings come first"),
        ("clock: soon\n", 1, "clock is a date"),
        ("< Hello\nwait long\n", 2, "wait is a number and a unit"),
        ("< Hello\nhttp x\n", 2, "http is an address and its answer"),
        ("< /(/\n", 1, "no regular expression"),
        ("< Hello\nexpect x = = 1\n", 2, "no condition"),
        ("llm: recorded none.jsonl\n", 1, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_names_the_line(tmp_path: Path, chat: str, line: int, why: str) -> None:
    found = failures(tmp_path, chat)
    assert [number for number, _ in found] == [line]
    assert why in found[0][1]
    assert play(bot_with(tmp_path, chat)).unreadable


def test_patterns() -> None:
    kept = {"id": "a.b"}
    assert fits("x * {id}", "x anything\nat all a.b", kept, 1)
    assert not fits("{id}", "aXb", kept, 1)
    assert fits("{n} and {n}", "1 and 1", kept, 1)
    assert kept["n"] == "1"
    assert not fits("{m} and {m}", "1 and 2", kept, 1)
    assert fits(r"/N-(?P<k>\d+)/", "N-12", kept, 1)
    assert kept["k"] == "12"
    assert filled("{k} {unknown}", kept) == "12 {unknown}"
    assert (seconds("2 hours", 1), seconds("1 day", 1), seconds("1.5 minutes", 1)) == (7200, 86400, 90)
    with pytest.raises(Unreadable):
        seconds("hour", 1)


def test_settings_may_share_a_line() -> None:
    assert read_chat("bot: a b   clock: 2026-01-02T03:04\nuser: x\n> y").settings == {
        "bot": "a b", "clock": "2026-01-02T03:04", "user": "x",
    }  # fmt: skip


def test_update_writes_what_is_said_and_keeps_patterns_that_fit(tmp_path: Path, capsys: Any) -> None:
    path = bot_with(tmp_path, "# names\nbot: b\n\n> ana\n< You are {id}\n  of *\n< gone\n\n> x\n", START)
    assert main(["test", str(path), "--update"]) == 0
    lines = path.read_text().splitlines()
    assert lines[:7] == ["# names", "bot: b", "", "< Hello", "> ana", "< You are {id}", "  of *"]
    assert lines[7:9] == ["", "> x"]
    assert "< gone" not in lines
    assert main(["test", str(path)]) == 0
    capsys.readouterr()


def test_the_command_tells_counts_and_codes(tmp_path: Path, capsys: Any) -> None:
    good = bot_with(tmp_path, CHAT, name="good")
    bad = bot_with(tmp_path, "< Hallo\n", name="bad")
    junit = tmp_path / "out.xml"
    assert main(["test", str(tmp_path), "--junit", str(junit), "-j", "2"]) == 1
    out = capsys.readouterr().out
    assert f"{bad}:1: the bot says something else" in out
    assert "1 passed, 1 failed in " in out
    suite = ElementTree.parse(junit).getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    assert [case.get("name") for case in suite if case.find("failure") is not None] == ["bad"]
    assert main(["test", str(tmp_path), "-k", "good"]) == 0
    assert main(["test", str(good.parent), "-k", "none"]) == 2
    assert main(["test", str(tmp_path / "none.chat")]) == 2
    bad.write_text("nonsense\n")
    assert main(["test", str(bad)]) == 2


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parents[1].stem}-{path.stem}")
def test_the_examples_pass_their_own_tests(path: Path) -> None:
    assert play(path).failures == []
