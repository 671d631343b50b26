"""What a handler or an adapter raises when it cannot do what it was asked."""

from __future__ import annotations


class KeywordFault(Exception):
    """A keyword cannot do what it was asked; ``message`` is one sentence for the author of the bot."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
