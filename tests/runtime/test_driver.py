"""The driver: waiting, restarts, scripts calling scripts, faults with their places, timeouts, cancellation."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from stdlib.conversation import Conversation, StateError
from stdlib.driver import Finished
from stdlib.ports import Answer, Level, Message, Silence
from tests.runtime.bots import Bot, script
from vm.budget import Limits

SUM = """
PARAM a AS INTEGER
PARAM b AS INTEGER DEFAULT 10
HEAR c AS INTEGER WITH "c?"
RETURN a + b + c
"""


def test_no_answer_yet_puts_the_conversation_aside() -> None:
    bot = Bot('TALK "a"\nHEAR x WITH "b"\nTALK x\n').run()
    assert bot.waiting.question is not None
    assert bot.said == ["a", "b"]
    bot.run(Answer("c"))
    assert bot.said == ["a", "b", "c"]


def test_a_restart_at_every_wait_changes_nothing() -> None:
    source = """
total = 0
FOR i = 1 TO 3
    HEAR n AS INTEGER WITH "Number " + i + "?"
    total = total + n
NEXT
HEAR when AS DATE DEFAULT DATEADD(TODAY(), 1, "day")
RETURN total + " " + when
"""
    answers = ["1", "x", "2", "3", ""]
    straight = Bot(source, list(answers)).run()
    bot = Bot(source).run()
    for answer in answers:
        bot.restart()
        bot.run(Answer(answer))
    assert bot.value == straight.value
    assert bot.said == straight.said


def test_refused_answers_are_counted_over_restarts() -> None:
    bot = Bot('HEAR n AS INTEGER\nRETURN "[" + n + "]"\n').run()
    for _ in range(3):
        bot.restart()
        bot.run(Answer("x"))
    assert bot.value == "[]"


def test_a_wait_can_be_put_aside() -> None:
    bot = Bot('WAIT 5\nTALK "done"\n')

    async def not_now(seconds: float) -> bool:
        return False

    bot.dialog.wait = not_now  # type: ignore[method-assign]
    bot.run()
    assert bot.waiting.seconds == 5
    bot.restart()
    bot.run(Silence.TIMED_OUT)
    assert bot.said == ["done"]


def test_call_runs_another_script_and_goes_on_with_its_result() -> None:
    bot = Bot('x = CALL "sum.bas", 1\nRETURN x * 2\n', ["5"], others={"sum.bas": SUM}).run()
    assert bot.value == 32
    assert bot.said == ["c?"]


def test_the_whole_stack_survives_a_restart() -> None:
    bot = Bot('x = CALL "sum.bas", 1, 2\nRETURN x * 2\n', others={"sum.bas": SUM}).run()
    bot.restart()
    assert bot.run(Answer("5")).value == 16


def test_scripts_have_their_own_variables_and_share_the_session() -> None:
    other = 'TALK "[" + x + "]"\nx = 2\nSET SESSION "y", 3\n'
    bot = Bot('x = 1\nRUN "o.bas"\nRETURN x + GET SESSION "y"\n', others={"o.bas": other}).run()
    assert bot.said == ["[]"]
    assert bot.value == 4


def test_an_unknown_script_is_a_fault_that_can_be_caught() -> None:
    bot = Bot('TRY\nCALL "nope.bas"\nCATCH e\nTALK e.message\nEND TRY\n').run()
    assert bot.said == ["there is no script nope.bas in this bot"]


def test_a_fault_in_a_called_script_reaches_the_caller() -> None:
    others = {"o.bas": "x = 1 / 0\n"}
    caught = Bot('TRY\nCALL "o.bas"\nCATCH e\nRETURN e.code\nEND TRY\n', others=others).run()
    assert caught.value == "GB6002"
    failed = Bot('TALK "a"\nCALL "o.bas"\n', others=others).run().failed
    assert failed.place.script == "o.bas"
    assert [(p.script, p.source.line_of(p.position[0])) for p in failed.calls] == [("test.bas", 2)]


def test_scripts_cannot_call_each_other_for_ever() -> None:
    bot = Bot('CALL "test.bas"\n').run()
    assert bot.failed.code == "GB6902"


def test_a_fault_names_line_sub_values_and_calls() -> None:
    source = """price = 12
secret_token = "abc"
Check 3

SUB Check(qty)
    x = price - "a" + qty + secret_token
END SUB
"""
    failed = Bot(source.replace("Check 3", "CALL Check(3)")).run().failed
    assert failed.code == "GB6001"
    assert failed.place.source.line_of(failed.place.position[0]) == 6
    assert failed.place.function.lower() == "check"
    assert ("qty", "3") in failed.values
    assert len(failed.calls) == 1
    assert "abc" not in repr(failed.values)


def test_a_missing_capability_is_named_and_can_be_caught() -> None:
    bot = Bot('SEND MAIL "a@b.c", "s", "t"\n').run()
    assert bot.failed.code == "GB7001"
    assert bot.failed.message == "SEND MAIL needs the mail capability, which this host does not provide"
    caught = Bot('ON ERROR RESUME NEXT\nSEND MAIL "a@b.c", "s", "t"\nRETURN ERR\n').run()
    assert caught.value == 7001


def test_what_goes_wrong_in_a_handler_is_a_clean_fault(caplog: pytest.LogCaptureFixture) -> None:
    bot = Bot('TALK "x"\n')

    async def broken(message: Message) -> None:
        raise KeyError("internal")

    bot.dialog.talk = broken  # type: ignore[method-assign]
    failed = bot.run().failed
    assert failed.code == "GB7002"
    assert failed.message == "TALK failed: an error in the host, which its log describes"
    assert "KeyError" in caplog.text


def test_a_slow_call_is_cut_off() -> None:
    bot = Bot('TALK "x"\n', timeout=0.01)

    async def slow(message: Message) -> None:
        await asyncio.sleep(10)

    bot.dialog.talk = slow  # type: ignore[method-assign]
    failed = bot.run().failed
    assert failed.code == "GB7002"
    assert failed.message == "TALK took longer than 0.01 seconds"


def test_a_cancelled_run_goes_on_at_the_same_keyword() -> None:
    bot = Bot('n = 1\nTALK "x" + n\nRETURN n\n')
    heard: list[str] = []

    async def scenario() -> Any:
        started = asyncio.Event()

        async def stuck(message: Message) -> None:
            started.set()
            await asyncio.sleep(60)

        async def works(message: Message) -> None:
            heard.append(message.text)

        bot.dialog.talk = stuck  # type: ignore[method-assign]
        task = asyncio.create_task(bot.driver.run())
        await started.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        bot.dialog.talk = works  # type: ignore[method-assign]
        bot.restart()
        return await bot.driver.run()

    assert asyncio.run(scenario()) == Finished(1)
    assert heard == ["x1"]


def test_a_state_belongs_to_its_program() -> None:
    bot = Bot("HEAR x\n").run()
    saved = bot.conversation.snapshot()
    changed = script("HEAR x\nTALK x\n")
    with pytest.raises(StateError, match="has changed since") as caught:
        Conversation.restore(saved, lambda name: changed)
    assert caught.value.code == "GB8006"
    with pytest.raises(StateError, match="not in this bot"):
        Conversation.restore(saved, lambda name: None)


def test_damaged_states_are_refused() -> None:
    bot = Bot("HEAR x\n").run()
    saved = bot.conversation.snapshot()
    for data, code in (
        (b"", "GB8005"),
        (b"something else", "GB8005"),
        (saved[:-1], "GB8007"),
        (saved[:40] + bytes([saved[40] ^ 1]) + saved[41:], "GB8007"),
    ):
        with pytest.raises(StateError) as caught:
            Conversation.restore(data, bot.find)
        assert caught.value.code == code


def test_fuel_ends_an_endless_script() -> None:
    from vm.budget import Limits

    endless = script("DO\nx = x + 1\nLOOP\n")
    bot = Bot("x = 1\n")
    bot.conversation = Conversation.start(endless, limits=Limits(fuel=10_000), env=bot.env)
    assert bot.run().failed.code == "GB6900"


def test_logged_data_is_masked_too() -> None:
    bot = Bot('HEAR pw AS PASSWORD\nLOG "login", {pw: pw}\n', ["hunter2hunter2"])
    seen: list[Any] = []

    async def log(level: Level, text: str, data: Any = None) -> None:
        seen.append(data)

    bot.dialog.log = log  # type: ignore[method-assign]
    bot.run()
    assert seen == [{"pw": "••••••"}]


def test_endless_talk_is_stopped_and_cannot_be_caught() -> None:
    bot = Bot('DO\nTRY\nTALK "x"\nCATCH\nEND TRY\nLOOP WHILE 1 = 1\n', max_calls=50).run()
    assert bot.failed.code == "GB6900"
    assert len(bot.said) == 50


def test_a_wait_gives_the_calls_back() -> None:
    source = "FOR i = 1 TO 3\nTALK i\nTALK i\nHEAR x\nNEXT\nRETURN i\n"
    assert Bot(source, ["a", "b", "c"], max_calls=4).run().value == 4


def test_a_question_that_cannot_be_asked_is_a_fault_too() -> None:
    bot = Bot("HEAR x\n")

    async def broken(question: Any) -> Any:
        raise OSError(32, "Broken pipe")

    bot.dialog.ask = broken  # type: ignore[method-assign]
    failed = bot.run().failed
    assert (failed.code, failed.message) == ("GB7002", "HEAR failed: broken pipe")


async def turns_of_others(bot: Bot) -> int:
    """Runs the bot; how often another task of its event loop had a turn meanwhile."""
    going, count = asyncio.ensure_future(bot.driver.run()), 0
    while not going.done():
        await asyncio.sleep(0)
        count += 1
    bot.result = going.result()
    return count


def test_a_program_that_talks_and_talks_lets_others_have_their_turn() -> None:
    bot = Bot('FOR i = 1 TO 20000\nTALK "x"\nNEXT\n')
    assert asyncio.run(turns_of_others(bot)) > 8  # one each two milliseconds; it talks for fifty at least
    assert len(bot.said) == 20_000


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("x = 0\nFOR i = 1 TO 300000\nx = x + i MOD 7\nNEXT\nRETURN x", sum(i % 7 for i in range(1, 300_001))),
        ("FUNCTION f(n)\nIF n < 2 THEN RETURN n\nRETURN f(n - 1) + f(n - 2)\nEND FUNCTION\nRETURN f(24)", 46_368),
    ],
)
def test_a_program_that_computes_lets_others_have_their_turn(source: str, value: int) -> None:
    bot = Bot(source)
    assert asyncio.run(turns_of_others(bot)) > 5
    assert bot.value == value


def test_turns_do_not_fill_up_the_fuel() -> None:
    bot = Bot("WHILE TRUE\nx = x + 1\nWEND", limits=Limits(fuel=200_000))
    assert bot.run().failed.code == "GB6900"


def test_a_program_that_computes_can_be_cancelled_and_goes_on() -> None:
    bot = Bot("x = 0\nFOR i = 1 TO 300000\nx = x + 1\nNEXT\nRETURN x")

    async def cancelled() -> None:
        going = asyncio.ensure_future(bot.driver.run())
        for _ in range(3):
            await asyncio.sleep(0)
        going.cancel()
        await asyncio.wait([going])
        assert going.cancelled()

    asyncio.run(cancelled())
    bot.restart()
    assert bot.run().value == 300_000


def test_a_handler_that_waits_is_cut_off_and_cancelled_where_it_waits() -> None:
    reached: list[str] = []

    async def slow(message: Message) -> None:
        await asyncio.sleep(0)
        reached.append("begun")
        try:
            await asyncio.sleep(60)
        finally:
            reached.append("cancelled")

    bot = Bot('TRY\nTALK "x"\nCATCH e\nRETURN e.message\nEND TRY\n', timeout=0.01)
    bot.dialog.talk = slow  # type: ignore[method-assign]
    assert bot.run().value == "TALK took longer than 0.01 seconds"
    assert reached == ["begun", "cancelled"]


def test_a_keyword_without_a_body_is_a_fault_and_no_null() -> None:
    failed = Bot('USE ACCOUNT "x"\n', ports={"knowledge": object(), "files": object()}).run().failed
    assert failed.code == "GB7001"
    assert failed.message == "USE ACCOUNT is known to this host, but it does not carry it out yet"
