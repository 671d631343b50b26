from typing import Any

from compiler.lexer import Tokens

class Cursor:
    problems: list[tuple[str, int, int, Any]]
    def learn(self, raw: Tokens) -> None: ...
    def definitions(self) -> tuple[dict[str, dict[tuple[str, ...], Any]], set[str]]: ...
