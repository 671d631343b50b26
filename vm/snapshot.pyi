"""A machine's whole state as bytes, and back; see snapshot.pyx."""

from typing import Any

from vm._loop import Core, Linked
from vm.budget import Budget

MAGIC: bytes
VERSION: int

class SnapshotError(Exception):
    """A saved state that cannot be used; ``code`` is GB8005, GB8006 or GB8007."""

    code: str
    message: str
    def __init__(self, code: str, message: str) -> None: ...

def write_state(core: Core) -> bytes:
    """The state of a machine that is not running."""

def read_state(linked: Linked, data: bytes, budget: Budget, env: Any) -> Core:
    """The core that ``write_state`` saved; SnapshotError for anything else."""
