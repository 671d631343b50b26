"""What starts scripts of a served bot by itself: times, events, tables, files; each occurrence runs once."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

from server.triggers.runs import owner
from tests.server.conversing import Hosted, hosted, write_bot

START = 'HEAR x\nTALK "heard " + x\n'


class Clock:
    """A clock that a test sets; 2026-11-24 00:00:00 UTC."""

    now = 1795478400.0

    def __call__(self) -> float:
        return self.now


def serve(
    tmp_path: Path, scripts: dict[str, str], work: Callable[[Hosted, Clock], Awaitable[None]], config: str = ""
) -> None:
    write_bot(tmp_path / "bots", "b", {"start.bas": START, **scripts}, config)
    clock = Clock()

    async def go() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data", clock) as host:
            await work(host, clock)

    asyncio.run(go())


async def look(host: Hosted) -> list[list[str]]:
    """Let the triggers look once; what each run has said, oldest first."""
    await host.firing.look()
    return await runs(host)


async def runs(host: Hosted) -> list[list[str]]:
    found = await host.store.sessions("b", owner("b"), 100)
    for session in found:
        await host.quiet(session.id)
    return [await host.said(session.id) for session in sorted(found, key=lambda item: item.created)]


async def faults(host: Hosted) -> list[str]:
    found = await host.store.sessions("b", owner("b"), 100)
    return [
        event.body["code"] for session in found for event in await host.log(session.id) if event.kind == "fault"
    ]  # fmt: skip


def test_a_schedule_runs_at_its_time_in_the_zone_of_the_bot(tmp_path: Path) -> None:
    async def work(host: Hosted, clock: Clock) -> None:
        (trigger,) = await host.firing.triggers.all("b")
        assert trigger.due == clock.now + 12 * 3600, "9:00 in Sao Paulo is 12:00 UTC"
        assert await look(host) == []
        clock.now += 12 * 3600
        assert await look(host) == [["good morning"]]
        assert await look(host) == [["good morning"]]
        clock.now += 24 * 3600
        assert len(await look(host)) == 2

    script = 'SET SCHEDULE "0 9 * * *"\nTALK "good morning"\n'
    serve(tmp_path, {"job.bas": script}, work, "timezone,America/Sao_Paulo\n")


def test_missed_times_are_run_as_the_bot_says(tmp_path: Path) -> None:
    for policy, count in (("skip", 0), ("once", 1), ("all", 5)):

        async def work(host: Hosted, clock: Clock, count: int = count) -> None:
            clock.now += 5 * 3600 + 1800
            assert len(await look(host)) == count
            assert len(await look(host)) == count
            clock.now += 1800
            assert len(await look(host)) == count + 1

        job = {"job.bas": 'SET SCHEDULE every 1 hour\nTALK "x"\n'}
        serve(tmp_path / policy, job, work, f"schedule-catch-up,{policy}\n")


def test_every_shape_of_a_schedule_is_kept(tmp_path: Path) -> None:
    jobs = """SET SCHEDULE "0 9 * * *", "other.bas"
SET SCHEDULE "30 0 9 * * *", "other"
SET SCHEDULE every 1 hour
SET SCHEDULE "0 8 * * *" "other.bas" "crm-sync"
SET SCHEDULE "nightly", "0 3 * * *"
SET SCHEDULE "reminder" TO "0 4 * * *"
SET SCHEDULER "weekly", "every monday at 9:30", "other.bas", 5
TALK "jobs " + job_name
"""

    async def work(host: Hosted, clock: Clock) -> None:
        found = sorted(
            (item.spec["when"], item.script, item.spec["variables"]) for item in await host.firing.triggers.all("b")
        )
        assert found == [
            ("0 3 * * *", "jobs.bas", {"job_name": "nightly"}),
            ("0 4 * * *", "jobs.bas", {"job_name": "reminder"}),
            ("0 8 * * *", "other.bas", {"job_name": "crm-sync"}),
            ("0 9 * * *", "other.bas", {}),
            ("30 0 9 * * *", "other", {}),
            ("every 1 hour", "jobs.bas", {}),
            ("every monday at 9:30", "other.bas", {"argument": 5, "job_name": "weekly"}),
        ]
        clock.now += 3 * 3600
        assert ["jobs nightly"] in await look(host)

    serve(tmp_path, {"jobs.bas": jobs, "other.bas": 'TALK "other " + job_name\n'}, work)


def test_of_several_times_in_a_program_each_runs_the_lines_below_it(tmp_path: Path) -> None:
    async def work(host: Hosted, clock: Clock) -> None:
        clock.now += 3 * 3600
        assert await look(host) == [["clean"]]
        clock.now += 2 * 3600
        assert await look(host) == [["clean"], ["early"]]
        clock.now += 4 * 3600
        assert await look(host) == [["clean"], ["early"], ["other"]]

    jobs = (
        'SET SCHEDULE "0 3 * * *"\nTALK "clean"\nSET SCHEDULE "0 9 * * *", "other.bas"\n'
        'SET SCHEDULE "0 5 * * *"\nTALK "early"\n'
    )
    serve(tmp_path, {"jobs.bas": jobs, "other.bas": 'TALK "other"\n'}, work)


def test_what_a_schedule_cannot_be_is_a_note_and_no_end(tmp_path: Path) -> None:
    async def work(host: Hosted, clock: Clock) -> None:
        bot = host.bots.get("b")
        assert bot is not None
        assert [note[:40] for note in bot.notes] == [
            "a.bas:1: someday is not a time: a cron t",
            "a.bas:2: there is no script gone.bas in ",
            "z.bas:1: ON INCOMING CALL does not happe",
        ]
        assert await host.firing.triggers.all("b") == []

    serve(
        tmp_path,
        {
            "z.bas": 'ON INCOMING CALL\n  TALK "x"\nEND ON\n',
            "a.bas": 'SET SCHEDULE "someday"\nSET SCHEDULE "0 9 * * *", "gone.bas"\n',
        },
        work,
    )


def test_a_script_registers_while_it_runs(tmp_path: Path) -> None:
    start = """minute = 5
SET SCHEDULE minute & " * * * *", "job.bas"
SET SCHEDULE DATEADD(NOW(), 2, "hour"), "job.bas"
TALK "done"
HEAR again
SET SCHEDULE minute & " * * * *", "job.bas"
"""

    async def work(host: Hosted, clock: Clock) -> None:
        session = await host.open()
        await host.say(session, "x")
        kinds = sorted(item.kind for item in await host.firing.triggers.all("b"))
        assert kinds == ["later", "schedule"], "the same line again is the same schedule"
        clock.now += 600
        assert await look(host) == [["job"]]
        clock.now += 7200
        assert len(await look(host)) == 3
        assert [item.kind for item in await host.firing.triggers.all("b")] == ["schedule"]

    serve(tmp_path, {"start.bas": start, "job.bas": 'TALK "job"\n'}, work)


def test_a_block_later_speaks_in_the_same_conversation_with_the_values_of_then(tmp_path: Path) -> None:
    start = """name = "Ann"
SCHEDULE IN 10 MINUTES DO
  TALK "Still there, " + name + "?"
END SCHEDULE
name = "Bob"
TALK "Your order?"
HEAR order
TALK order + " for " + name
"""

    async def work(host: Hosted, clock: Clock) -> None:
        session = await host.open()
        assert await look(host) == []
        clock.now += 600
        assert await look(host) == []
        await host.until(session, "Still there, Ann?")
        await host.quiet(session)
        await host.say(session, "tea")
        assert await host.said(session) == ["Your order?", "Still there, Ann?", "tea for Bob"]

    serve(tmp_path, {"start.bas": start}, work)


def test_an_event_starts_its_blocks_and_wakes_who_waits_for_it(tmp_path: Path) -> None:
    start = """TALK "waiting"
WAIT FOR EVENT "Paid" TIMEOUT 3600
TALK "paid"
"""
    scripts = {
        "start.bas": start,
        "pay.bas": 'PUBLISH EVENT "paid", {"amount": 7}\nTALK "told"\n',
        "on.bas": 'ON EVENT "paid" DO\n  TALK "got " + event.amount\nEND ON\n',
    }

    async def work(host: Hosted, clock: Clock) -> None:
        waiting, late = await host.open(), await host.open()
        other = await host.open()
        clock.now += 10
        await host.press(other, "pay.bas")
        for session in (waiting, late):
            await host.until(session, "paid")
        assert await runs(host) == [["got 7"]]
        again = await host.open()
        clock.now += 3700
        await host.until(again, "paid")

    serve(tmp_path, scripts, work)


def test_rows_that_change_start_what_asks_for_them(tmp_path: Path) -> None:
    scripts = {
        "start.bas": 'SAVE "orders", {"item": "old"}\nHEAR x\n',
        "add.bas": 'SAVE "orders", {"item": "tea"}\nUPDATE "orders", "item=tea", {"item": "mate"}\n',
        "on.bas": 'ON INSERT OF "orders"\nON "orders", "UPDATE"\n',
        "orders_insert.bas": 'TALK "new " + trigger.new_data.item\n',
        "orders_update.bas": 'TALK trigger.old_data.item + " to " + trigger.new_data.item\n',
    }

    async def work(host: Hosted, clock: Clock) -> None:
        session = await host.open()
        await look(host)
        clock.now += 10
        await host.press(session, "add.bas")
        assert sorted(await look(host)) == [["new old"], ["new tea"], ["tea to mate"]]
        clock.now += 10
        assert len(await look(host)) == 3

    serve(tmp_path, scripts, work)


def test_a_file_that_changes_starts_the_block_of_its_folder(tmp_path: Path) -> None:
    script = 'ON CHANGE "inbox" EVENTS "create, delete"\n  TALK event.event_type + " " + event.file_path\nEND ON\n'

    async def work(host: Hosted, clock: Clock) -> None:
        drive = tmp_path / "bots/b.gbai/b.gbdrive/inbox"
        drive.mkdir(parents=True)
        (drive / "old.txt").write_text("x")
        assert await look(host) == []
        clock.now += 10
        (drive / "new.txt").write_text("y")
        (drive / "old.txt").write_text("changed")
        assert await look(host) == [["create inbox/new.txt"]]
        clock.now += 10
        (drive / "old.txt").unlink()
        assert sorted(await look(host)) == [["create inbox/new.txt"], ["delete inbox/old.txt"]]

    serve(tmp_path, {"on.bas": script}, work)


def test_a_mail_that_comes_starts_the_block_that_it_fits(tmp_path: Path) -> None:
    block = """ON EMAIL "shop@example.com" FROM "ana" SUBJECT "order"
  TALK event.subject + " " + email.from_address
  last = GET LAST "email_received_events"
  TALK last.body
END ON
"""

    def arrive(number: int, sender: str, subject: str) -> None:
        inbox = tmp_path / "data/bots/b/mail/inbox"
        inbox.mkdir(parents=True, exist_ok=True)
        text = (
            f"From: {sender}\nTo: Shop <shop@example.com>\nSubject: {subject}\nMessage-ID: <{number}@x>\n\nTwo teas\n"
        )
        file = inbox / f"{number}.eml"
        file.write_text(text)
        os.utime(file, (1_700_000_000 + number, 1_700_000_000 + number))

    async def work(host: Hosted, clock: Clock) -> None:
        arrive(1, "ana@example.com", "Order before")
        assert await look(host) == []
        arrive(2, "bob@example.com", "Order of Bob")
        arrive(3, "ana@example.com", "Hello")
        arrive(4, "Ana <ana@example.com>", "My order")
        clock.now += 31
        (said,) = await look(host)
        assert said[0].startswith("My order")
        assert said[1].strip() == "Two teas"
        clock.now += 31
        assert len(await look(host)) == 1

    serve(tmp_path, {"on.bas": block}, work)


def test_two_servers_of_one_database_run_an_occurrence_once(tmp_path: Path) -> None:
    write_bot(tmp_path / "bots", "b", {"start.bas": START, "job.bas": 'SET SCHEDULE every 1 hour\nTALK "x"\n'})
    clock = Clock()

    async def go() -> None:
        async with (
            hosted(tmp_path / "bots", tmp_path / "data", clock) as one,
            hosted(tmp_path / "bots", tmp_path / "data", clock) as two,
        ):
            for hour in range(1, 6):
                clock.now += 3600
                await asyncio.gather(*(side.firing.look() for side in (one, two, two, one)))
                for side in (one, two):
                    await runs(side)
                assert len(await runs(one)) == hour

    asyncio.run(go())


def test_a_run_that_fails_leaves_its_fault_in_the_log(tmp_path: Path) -> None:
    async def work(host: Hosted, clock: Clock) -> None:
        clock.now += 3600
        await look(host)
        assert await faults(host) == ["GB6002"]

    serve(tmp_path, {"job.bas": "SET SCHEDULE every 1 hour\nx = 1 / 0\n"}, work)


def test_a_bot_that_may_begin_no_more_runs_goes_on_later(tmp_path: Path) -> None:
    jobs = "".join(f'SET SCHEDULE "0 1 * * *" "job.bas" "{n}"\n' for n in range(3))

    async def work(host: Hosted, clock: Clock) -> None:
        clock.now += 3600
        assert await host.firing.look(), "one has to wait"
        assert len(await runs(host)) == 2
        clock.now += 60
        assert len(await look(host)) == 3

    scripts = {"jobs.bas": jobs, "job.bas": 'TALK "x"\n'}
    serve(tmp_path, scripts, work, "trigger-runs-per-minute,2\n")
