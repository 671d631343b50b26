"""Approvals of workflows: the person whom a step names gets a signed address, whose page takes the decision once.

The address alone opens the page, so it goes to that person only. The decision comes in for the session that waits;
there is no other state. Asked for by ``server.agents.port``; ``approval_page`` takes it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress
from dataclasses import asdict, dataclass

from server.bots.bot import Bot
from server.desk.work import DeskWork
from server.store.port import Event, SessionRow, Store
from stdlib.ports.mail import MailMessage

LONGEST = 4096
"""Characters of an address that is looked at."""

WORDS = {
    "en": {
        "title": "Approval", "approve": "Approve", "reject": "Reject", "comments": "Comments",
        "done": "Thank you. Your decision is kept.", "over": "This is no longer open.",
        "mail": "Please decide at this address:",
    },
    "pt": {
        "title": "Aprovação", "approve": "Aprovar", "reject": "Rejeitar", "comments": "Comentários",
        "done": "Obrigado. A sua decisão foi guardada.", "over": "Isto já não está aberto.",
        "mail": "Por favor, decida neste endereço:",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision by ``approver`` for the event that ``session`` waits for, until ``end`` in seconds since 1970; number
    ``seq`` of the session's log says what about."""

    session: str
    event: str
    approver: str
    end: float
    seq: int
    language: str = "en"


class Approvals:
    """Makes and reads the addresses; ``key`` is secret."""

    def __init__(self, key: bytes, store: Store) -> None:
        self._key = key
        self._store = store

    def token(self, asked: Asked) -> str:
        """What stands in the address."""
        body = urlsafe_b64encode(json.dumps(asdict(asked), ensure_ascii=False).encode()).decode().rstrip("=")
        return f"{body}.{self._signature(body)}"

    def read(self, token: str) -> Asked | None:
        """What an address is about; None when it is not ours or its time is over."""
        body, _, signature = token.partition(".")
        if len(token) > LONGEST or not hmac.compare_digest(self._signature(body).encode(), signature.encode()):
            return None
        with suppress(ValueError, TypeError):
            asked = Asked(**json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4))))
            return asked if asked.end > self._store.clock() else None
        return None

    def _signature(self, body: str) -> str:
        return hmac.new(self._key, body.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    async def what(self, asked: Asked) -> str:
        """What is to be decided, in words; "" when it is decided or over."""
        row = await self._store.session(asked.session)
        if row is None or not row.levels or row.levels[-1].event != asked.event:
            return ""
        kept = await self._store.events(asked.session, asked.seq - 1, 1)
        return str(kept[0].body.get("what", "")) if kept else ""

    async def ask(
        self, bot: Bot, desk: DeskWork | None, session: SessionRow, event: str, approver: str, what: str,
        seconds: float,
    ) -> None:  # fmt: skip
        """Send the address to the approver: by mail, else to the attendant of that name."""
        language = "pt" if session.language.lower().startswith("pt") else "en"
        kept = await self._store.add_event(session.id, Event("approval", {"event": event, "what": what}))
        asked = Asked(session.id, event, approver, self._store.clock() + seconds, kept.seq, language)
        address = bot.package.config.get("public-url", "").rstrip("/") + f"/approval/{self.token(asked)}"
        words = WORDS[language]
        text = f"{what}\n\n{words['mail']}\n{address}\n"
        if "@" in approver or desk is None:
            subject = f"{words['title']}: {what.splitlines()[0][:100]}"
            await bot.world.mail.send(MailMessage((approver,), subject, text, key=event))
        else:
            await desk.notify(approver, text)
