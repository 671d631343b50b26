"""What happens to a bot and is found by looking: changed rows, mails, changed files.

Each kind has a position behind which a trigger looks, its mark. Reads only; ``firing`` begins the runs and moves the
mark on in one step.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from server.store.port import Trigger
from stdlib.ports.database import Change, Database
from stdlib.ports.mail import ReceivedMail

if TYPE_CHECKING:
    from server.bots.bot import Bot

Found = tuple[str, dict[str, dict[str, Any]]]
"""The new mark, and the variables of each run by the name of its occurrence."""

MOST_CHANGES = 100
"""Changed rows that one look of a trigger takes."""

MOST_MAILS = 20
MOST_FILES = 2_000
"""Files of a folder that ON CHANGE looks at."""


@dataclass(frozen=True, slots=True)
class Poll:
    """How one kind is looked for, and how many seconds lie between two looks."""

    kind: str
    seconds: float
    look: Callable[[Bot, Trigger], Awaitable[Found]]


async def marks(bot: Bot) -> Mapping[str, str]:
    """Where triggers that are new begin to look: behind what is there already."""
    newest = 0
    if bot.world.has_rows:
        async with bot.world.ports() as ports:
            if ports.databases is not None:
                newest = await _newest(await ports.databases.open())
    return {"table": str(newest)}


async def _newest(database: Database) -> int:
    """The number of the last change."""
    newest = 0
    while found := await database.changes(newest):
        newest = found[-1][0]
    return newest


async def changed_rows(bot: Bot, trigger: Trigger) -> Found:
    """Rows of the trigger's table that were inserted, updated or deleted."""
    after = int(trigger.mark or 0)
    if not bot.world.has_rows:
        return trigger.mark, {}
    async with bot.world.ports() as ports:
        assert ports.databases is not None
        changes = await (await ports.databases.open()).changes(after, MOST_CHANGES)
    table, kinds = trigger.spec["table"], trigger.spec["kinds"]
    runs = {
        str(number): _row(change)
        for number, change in changes
        if change.table.lower() == table and change.kind in kinds
    }
    return (str(changes[-1][0]) if changes else trigger.mark), runs


def _row(change: Change) -> dict[str, Any]:
    old, new = _plain(change.before), _plain(change.after)
    event = {"table": change.table, "operation": change.kind, "old_data": old, "new_data": new}
    return {"trigger": event, "event": event}


async def new_mails(bot: Bot, trigger: Trigger) -> Found:
    """Unread mails that came since the first look and fit the trigger."""
    if not trigger.mark:
        return f"@{await bot.world.mail.newest()}", {}
    mails = await bot.world.mail.received(trigger.mark[1:], MOST_MAILS, unread=True)
    runs = {mail.id: _mail(mail) for mail in mails if _fits(trigger, mail)}
    return (f"@{mails[-1].id}" if mails else trigger.mark), runs


def _fits(trigger: Trigger, mail: ReceivedMail) -> bool:
    spec = trigger.spec
    to = any(str(spec["address"]).lower() in address.lower() for address in mail.to)
    sender = str(spec.get("sender", "")).lower() in mail.sender.lower()
    return to and sender and str(spec.get("subject", "")).lower() in mail.subject.lower()


def _mail(mail: ReceivedMail) -> dict[str, Any]:
    files = [{"filename": file.name, "mime_type": file.type, "size": len(file.content)} for file in mail.files]
    record = {
        "id": mail.id, "message_uid": mail.id, "message_id": mail.message_id, "from": mail.sender,
        "from_address": mail.sender, "to_addresses": list(mail.to), "subject": mail.subject, "body": mail.body,
        "received_at": mail.at.isoformat(), "has_attachments": bool(files), "attachments": files,
    }  # fmt: skip
    return {"email": record, "event": record}


async def changed_files(bot: Bot, trigger: Trigger) -> Found:
    """Files below the trigger's folder, or the one file, that came, changed or went."""
    path = str(trigger.spec["path"]).removeprefix("/").removesuffix("/")
    single = await bot.world.files.info(path) if path else None
    infos = [single] if single is not None else await bot.world.files.list(path)
    if len(infos) > MOST_FILES:
        raise ValueError(f"{path} has more than {MOST_FILES:,} files")
    now = {info.path: [info.size, info.changed.isoformat()] for info in infos}
    mark = json.dumps(now, ensure_ascii=False, sort_keys=True)
    if not trigger.mark:
        return mark, {}
    before = json.loads(trigger.mark)
    kinds = {file: "create" if file not in before else "modify" for file in now if before.get(file) != now[file]}
    kinds |= {file: "delete" for file in before if file not in now}
    wanted = trigger.spec["kinds"]
    return mark, {
        f"{kind} {file} {now.get(file) or before[file]}": _file(kind, file, (now.get(file) or before[file])[0])
        for file, kind in kinds.items()
        if not wanted or kind in wanted
    }


def _file(kind: str, path: str, size: Any) -> dict[str, Any]:
    return {"event": {"event_type": kind, "file_path": path, "file_name": path.rpartition("/")[2], "file_size": size}}


def _plain(row: Any) -> Any:
    return None if row is None else json.loads(json.dumps(row, default=str))


POLLS = (Poll("table", 1.0, changed_rows), Poll("email", 30.0, new_mails), Poll("change", 5.0, changed_files))
