"""Time and chance of the computer it runs on.

Random numbers come from the operating system, so that codes made of them cannot be guessed.
"""

from __future__ import annotations

import random
import uuid
from datetime import datetime
from typing import Any

_SYSTEM = random.SystemRandom()


class SystemEnvironment:
    """The clock of the computer in its local zone, random numbers nobody can guess."""

    def now(self) -> datetime:
        """Local time without a zone."""
        return datetime.now()

    def random(self) -> float:
        """A number in [0, 1)."""
        return _SYSTEM.random()

    def uuid(self) -> str:
        """A random identifier."""
        return str(uuid.uuid4())

    def error_state(self) -> Any:
        """No error outside a run; the machine answers while one runs."""
        return None
