"""The mail port over a folder: what a bot sends is kept as .eml files, what it receives is put there by somebody.

``outbox``, ``drafts`` and ``inbox`` are its folders. It is the port where no mail server is configured, and the drafts
of those where one is. Nothing leaves the computer.
"""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from stdlib.mail.compose import MOST_BYTES, Letter, compose
from stdlib.mail.reading import read_message
from stdlib.ports import KeywordFault
from stdlib.ports.mail import MailMessage, Receipt, ReceivedMail

_SEEN = ".seen.eml"
_FOLDERS = {"": "inbox", "inbox": "inbox", "drafts": "drafts", "draft": "drafts", "outbox": "outbox", "sent": "outbox"}


@dataclass
class OutboxMail:
    """``folder`` is made when the first message comes. ``accounts`` are senders by name for USING."""

    folder: Path
    sender: str = "bot@localhost"
    accounts: dict[str, str] | None = None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    async def send(self, message: MailMessage) -> Receipt:
        """Keep the message in ``outbox``; one with a key that is there already is not kept twice."""
        return await self._keep(message, "outbox")

    async def draft(self, message: MailMessage) -> Receipt:
        """Keep the message in ``drafts``; it may have no recipient yet."""
        return await self._keep(message, "drafts")

    async def received(
        self, after: str = "", limit: int = 50, *, folder: str = "", unread: bool = False
    ) -> list[ReceivedMail]:
        """Messages of a folder in the order of their files' times; a file in ``inbox`` is a message that came."""
        return await asyncio.to_thread(self._received, after, limit, folder, unread)

    async def newest(self, folder: str = "") -> str:
        """The id of the file with the latest time, "" without any."""
        return await asyncio.to_thread(lambda: max(map(_id, self._files(folder)), default=""))

    async def mark_read(self, id: str, *, folder: str = "") -> bool:
        """Mark by the name of the file, which ends in ``.seen.eml`` then."""
        return await asyncio.to_thread(self._mark_read, id, folder)

    async def _keep(self, message: MailMessage, folder: str) -> Receipt:
        sender = self.sender_of(message.account)
        return await asyncio.to_thread(self._compose, message, sender, folder)

    def _compose(self, message: MailMessage, sender: str, folder: str) -> Receipt:
        letter = compose(message, sender, self.clock(), uuid.uuid4().hex, complete=folder == "outbox")
        return Receipt(letter.id, False, str(self._write(letter, folder)))

    def sender_of(self, account: str) -> str:
        """The address that an account sends from; GB7401 when there is no such account."""
        if not account:
            return self.sender
        known = {name.lower(): address for name, address in (self.accounts or {}).items()}
        found = known.get(account.lower())
        if found is None:
            raise KeywordFault(
                "GB7401", f"there is no mail account {account}; name it as email-{account}-from in the configuration"
            )
        return found

    def _write(self, letter: Letter, folder: str) -> Path:
        """Whole or not at all: a file is complete before it has its name."""
        place = self.folder / folder
        short = letter.id.partition("@")[0]
        try:
            place.mkdir(parents=True, exist_ok=True)
            for kept in place.glob(f"*-{short}*.eml"):
                return kept
            target = place / f"{self.clock():%Y%m%dT%H%M%S%f}-{short}.eml"
            draft = place / f".{target.name}.{os.getpid()}"
            with open(draft, "xb") as file:
                file.write(_with_hidden(letter))
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, target)
        except OSError as error:
            reason = (error.strerror or "it cannot be written").lower()
            raise KeywordFault("GB7403", f"the {folder} folder of mails cannot be written: {reason}") from error
        return target

    def _received(self, after: str, limit: int, folder: str, unread: bool) -> list[ReceivedMail]:
        found = sorted((_id(path), path) for path in self._files(folder) if not (unread and path.name.endswith(_SEEN)))
        chosen = [(id, path) for id, path in found if id > after][: max(0, limit)]
        return [self._read(id, path) for id, path in chosen]

    def _files(self, folder: str) -> list[Path]:
        name = _FOLDERS.get(folder.strip().lower())
        if name is None:
            return []
        try:
            paths = [path for path in (self.folder / name).glob("*.eml") if not path.name.startswith(".")]
            return [path for path in paths if path.is_file() and not path.is_symlink()]
        except OSError:
            return []

    def _read(self, id: str, path: Path) -> ReceivedMail:
        try:
            with open(path, "rb") as file:
                content = file.read(MOST_BYTES + 1)
        except OSError:
            content = b""
        return read_message(content, id, datetime.fromtimestamp(int(id.partition("-")[0]) / 1e9, UTC))

    def _mark_read(self, id: str, folder: str) -> bool:
        for path in self._files(folder):
            if _id(path) == id:
                if not path.name.endswith(_SEEN):
                    path.rename(path.with_name(path.name.removesuffix(".eml") + _SEEN))
                return True
        return False


def _id(path: Path) -> str:
    """Grows with the time of the file; stays when the message is marked as read."""
    name = path.name.removesuffix(_SEEN).removesuffix(".eml")
    try:
        return f"{path.stat().st_mtime_ns:020d}-{name}"
    except OSError:
        return f"{0:020d}-{name}"


def _with_hidden(letter: Letter) -> bytes:
    """The message with its hidden recipients, which a person who sends it by hand needs to see."""
    named = letter.content.partition(b"\r\n\r\n")[0].decode("utf-8", "replace").lower()
    hidden = [address for address in letter.recipients if address.lower() not in named]
    line = "Bcc: " + ",\r\n ".join(hidden) + "\r\n" if hidden else ""
    return line.encode() + letter.content
