"""The keywords of the conversation, as a bot author sees them."""

from __future__ import annotations

import pytest

from stdlib.ports import Answer, Attachment, Level, Silence, Suggestion
from tests.runtime.bots import Bot


def test_talk_says_texts_numbers_and_json_in_order() -> None:
    bot = Bot('TALK "a" + 1\nTALK {"b": 1, "a": [1, 2]}\nSEND MESSAGE 2.0\n').run()
    assert bot.said == ["a1", '{"b": 1, "a": [1, 2]}', "2"]


def test_begin_talk_is_one_message() -> None:
    bot = Bot('n = "Ana"\nBEGIN TALK\nHi ${n}\n\n# not a comment\nEND TALK\n').run()
    assert bot.said == ["Hi Ana\n\n# not a comment"]


def test_print_and_log_go_to_the_log_only() -> None:
    bot = Bot('PRINT "p"\nLOG "l"\nLOG WARN "w"\n').run()
    assert bot.said == []
    assert bot.dialog.logged == [(Level.PRINT, "p"), (Level.INFO, "l"), (Level.WARN, "w")]


def test_hear_with_prompt_and_type() -> None:
    bot = Bot('HEAR n AS INTEGER WITH "How many?"\nTALK n + 1\n', ["1.5", "4"]).run()
    assert bot.said == ["How many?", "Please enter a whole number, such as 12.", "5"]


def test_hear_gives_up_after_three_answers() -> None:
    bot = Bot('HEAR mail AS EMAIL\nTALK "[" + mail + "]"\n', ["x", "y", "z", "never"]).run()
    assert bot.said[-1] == "[]"
    assert len(bot.said) == 3
    assert bot.dialog.answers == ["never"]


def test_hear_default() -> None:
    assert Bot('HEAR c AS TEXT WITH "City?" DEFAULT "Lima"\nRETURN c\n', [""]).run().value == "Lima"


def test_hear_speaks_portuguese() -> None:
    bot = Bot("HEAR ok AS BOOLEAN\nRETURN ok\n", ["talvez", "sim"], language="pt-BR").run()
    assert bot.said == ["Por favor, responda sim ou não."]
    assert bot.value is True


def test_menu_offers_its_options() -> None:
    bot = Bot('HEAR size AS "Small", "Large"\nRETURN size\n', ["2"]).run()
    assert bot.dialog.asked[0].options == ("Small", "Large")
    assert bot.value == "Large"


def test_free_menu() -> None:
    assert Bot('HEAR x AS "Done", *\nRETURN x\n', ["other"]).run().value == "other"


def test_single_text_is_said_as_prompt() -> None:
    bot = Bot('HEAR x AS "What would you like?"\nRETURN x\n', ["tea"]).run()
    assert bot.said == ["What would you like?"]
    assert bot.dialog.asked[0].options == ()
    assert bot.value == "tea"


def test_hear_as_expression() -> None:
    assert Bot('x = HEAR "Name?"\nRETURN x\n', ["Ana"]).run().value == "Ana"


def test_hear_file_is_a_file_value() -> None:
    sent = Answer("", (Attachment("/files/9", "cv.pdf", "application/pdf", 1200),))
    bot = Bot('HEAR f AS FILE\nTALK f\nRETURN f.name + " " + f.size + " " + f.type\n', [sent]).run()
    assert bot.said == ["/files/9"]
    assert bot.value == "cv.pdf 1200 application/pdf"


def test_media_that_must_be_understood_need_a_capability() -> None:
    failed = Bot("HEAR a AS AUDIO\n", ["x"]).run().failed
    assert failed.code == "GB7001"
    assert "multimodal" in failed.message


def test_password_is_masked_wherever_it_would_show() -> None:
    source = 'HEAR pw AS PASSWORD\nPRINT "got " + pw\nTALK "Your password is " + pw\nx = pw - 1\n'
    bot = Bot(source, ["hunter2hunter2"]).run()
    assert bot.dialog.asked[0].secret
    assert bot.dialog.logged == [(Level.PRINT, "got ••••••")]
    assert bot.said == ["Your password is ••••••"]
    assert "hunter2" not in repr(bot.failed)


def test_the_value_of_a_password_is_the_password() -> None:
    assert Bot("HEAR pw AS PASSWORD\nRETURN pw\n", ["hunter2hunter2"]).run().value == "hunter2hunter2"


def test_timeout_gives_default_or_nothing() -> None:
    source = 'WAIT FOR RESPONSE AS reply TIMEOUT 5\nRETURN "[" + reply + "]"\n'
    bot = Bot(source, [Silence.TIMED_OUT]).run()
    assert bot.dialog.asked[0].timeout == 5
    assert bot.value == "[]"


def test_wait_is_capped_with_a_hint() -> None:
    bot = Bot("WAIT 2\nWAIT 1000\nDELAY 0.5\n").run()
    assert bot.dialog.waited == [2, 300, 0.5]
    assert bot.dialog.logged[0][0] is Level.WARN


@pytest.mark.parametrize(("amount", "code"), [("-1", "GB6004"), ("soon", "GB6001"), ("", "GB6001")])
def test_wait_refuses_what_is_no_time(amount: str, code: str) -> None:
    assert Bot("HEAR t\nWAIT t\n", [amount]).run().failed.code == code


def test_suggestions_go_with_the_next_message_in_order_and_once() -> None:
    source = """
ADD SUGGESTION "prices" AS "What does it cost?"
ADD SUGGESTION "Talk to a person"
ADD SUGGESTION "Talk to a person"
ADD SUGGESTION TOOL "open-ticket.bas" AS "Open a ticket"
ADD SUGGESTION TEXT "order 4711" AS "My order"
TALK "Hello"
TALK "Again"
"""
    first, second = Bot(source).run().dialog.messages
    assert first.suggestions == (
        Suggestion("What does it cost?", {"type": "select_context", "context": "prices"}, "prices"),
        Suggestion("Talk to a person", {"type": "send_message", "message": "Talk to a person"}),
        Suggestion(
            "Open a ticket",
            {"type": "invoke_tool", "tool": "open-ticket", "params": None, "prompt_for_params": True},
        ),
        Suggestion("My order", {"type": "send_message", "message": "order 4711"}),
    )
    assert second.suggestions == ()


def test_suggestions_without_a_message_go_with_hear_or_the_end() -> None:
    bot = Bot('ADD SUGGESTION "a"\nHEAR x\nADD SUGGESTION "b"\n', ["a"]).run()
    assert [s.text for s in bot.dialog.asked[0].suggestions] == ["a"]
    assert [s.text for s in bot.dialog.shown] == ["b"]


def test_clear_suggestions() -> None:
    bot = Bot('ADD SUGGESTION "a"\nCLEAR SUGGESTIONS\nTALK "x"\n').run()
    assert bot.dialog.messages[0].suggestions == ()


def test_switchers_stay_until_cleared() -> None:
    bot = Bot('ADD SWITCHER "tables" AS "Tables"\nTALK "x"\nTALK "y"\nCLEAR SWITCHERS\nTALK "z"\n').run()
    assert [[s.text for s in m.switchers] for m in bot.dialog.messages] == [["Tables"], ["Tables"], []]


def test_frame_of_the_answers_is_kept_in_the_state() -> None:
    source = """
SET CONTEXT "You sell books."
SET CONTEXT "prices" AS "A book costs 12."
SET CONTEXT "gone" AS "x"
SET CONTEXT "gone" AS ""
SET ANSWER MODE "Document"
CHANGE THEME "dark"
BEGIN SYSTEM PROMPT
Answer briefly.
END SYSTEM PROMPT
HEAR x
"""
    bot = Bot(source).run()
    bot.restart()
    state = bot.conversation.state
    assert (state.context, state.contexts) == ("You sell books.", {"prices": "A book costs 12."})
    assert (state.answer_mode, state.theme, state.system_prompt) == ("document", "dark", "Answer briefly.")


def test_a_card_number_is_kept_and_shown_by_its_ends() -> None:
    bot = Bot("HEAR c AS CREDITCARD\nTALK c\n", ["4111111111111111"]).run()
    assert bot.dialog.asked[0].secret
    assert bot.said == ["4111 **** **** 1111"]


def test_a_question_is_new_only_once() -> None:
    bot = Bot('ADD SUGGESTION "x"\nHEAR n AS INTEGER\n', ["a"]).run()
    bot.restart()
    bot.run()
    assert [q.shown for q in bot.dialog.asked] == [False, True, True]


@pytest.mark.parametrize(("setting", "seconds"), [("90", 90.0), (None, None), ("0", None)])
def test_a_hear_waits_as_long_as_its_bot_says(setting: str | None, seconds: float | None) -> None:
    facts = {} if setting is None else {"config.hear-timeout-secs": setting}
    bot = Bot("HEAR n AS INTEGER DEFAULT 7\nRETURN n\n", [Silence.TIMED_OUT], facts=facts).run()
    assert bot.dialog.asked[0].timeout == seconds
    assert bot.value == 7


def test_a_setting_that_is_no_number_is_named() -> None:
    bot = Bot("HEAR n\n", ["x"], facts={"config.hear-timeout-secs": "soon"}).run()
    assert (bot.failed.code, "hear-timeout-secs" in bot.failed.message) == ("GB6001", True)
