"""Libraries that come with an extra: where one is not installed, the fault names what to install. No I/O here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from stdlib.ports import KeywordFault


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Around the imports of adapters that need the extra; GB7001 without it."""
    try:
        yield
    except ImportError as error:
        raise KeywordFault("GB7001", f"this host lacks what it needs here: pip install 'gbc[{name}]'") from error
