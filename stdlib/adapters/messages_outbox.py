"""The messages port over a folder: every message is kept as a JSON file, for channels that are not connected.

Nothing leaves the computer, and every receipt says so.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from stdlib.ports import KeywordFault
from stdlib.ports.mail import Receipt
from stdlib.ports.messages import OutMessage


@dataclass
class OutboxMessages:
    """``folder`` is made when the first message comes."""

    folder: Path
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    async def send(self, message: OutMessage) -> Receipt:
        """Keep the message; one with a key that is there already is not kept twice."""
        return await asyncio.to_thread(self._keep, message)

    def _keep(self, message: OutMessage) -> Receipt:
        key = message.key or uuid.uuid4().hex
        id = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for kept in self.folder.glob(f"*-{id}.json"):
                return Receipt(id, False, str(kept))
            target = self.folder / f"{self.clock():%Y%m%dT%H%M%S%f}-{id}.json"
            draft = self.folder / f".{target.name}.{os.getpid()}"
            draft.write_text(self._text(message, id), "utf-8", "replace")
            os.replace(draft, target)
        except OSError as error:
            reason = (error.strerror or "it cannot be written").lower()
            raise KeywordFault("GB7403", f"the outbox of messages cannot be written: {reason}") from error
        return Receipt(id, False, str(target))

    def _text(self, message: OutMessage, id: str) -> str:
        fields = {
            "id": id,
            "channel": message.channel,
            "to": message.to,
            "subject": message.subject,
            "text": message.text,
            "files": [{"name": file.name, "type": file.type, "size": len(file.content)} for file in message.files],
            "options": dict(message.options),
            "at": self.clock().isoformat(timespec="seconds"),
        }
        return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"
