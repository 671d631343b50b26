"""The outcome of a program that asks its host for a keyword; see suspend.pyx."""

from typing import Any, final

@final
class Suspend:
    """The program asks the host for ``keyword``; ``position`` is ``(start, end)`` in the source, in characters."""

    __hash__ = None  # type: ignore[assignment]
    def __init__(self, keyword: str, arguments: dict[str, Any], position: tuple[int, int] = (0, 0)) -> None: ...
    @property
    def keyword(self) -> str: ...
    @property
    def arguments(self) -> dict[str, Any]: ...
    @property
    def position(self) -> tuple[int, int]: ...
