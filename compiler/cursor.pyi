from typing import Any

class Cursor:
    problems: list[tuple[str, int, int, Any]]
    def definitions(self) -> tuple[dict[str, dict[tuple[str, ...], Any]], set[str]]: ...
