"""The one exception by which BASIC errors travel through Python code.

Pure functions, keyword handlers and the loop raise it; the machine turns it into a caught error or a Fault.
"""

from __future__ import annotations

from typing import Any


class BasicError(Exception):
    """An error of the running program: ``code`` such as ``"GB6002"`` and one sentence in the author's words.

    ``value`` is what THROW raised: an error object that is raised again, else None.
    """

    def __init__(self, code: str, message: str, value: Any = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.value = value

    def first_line(self) -> int:
        """Line where an error object that is raised again first happened; 0 for all other errors."""
        line = self.value.get("line") if self.value is not None else None
        return line if isinstance(line, int) and line > 0 else 0

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"

    def __reduce__(self) -> tuple[type[BasicError], tuple[str, str, Any]]:
        return BasicError, (self.code, self.message, self.value)
