from collections.abc import Callable, Container, Mapping
from typing import Any

from grammar.tables import Tables

class Stream:
    def push(self, kind: int, start: int, end: int, value: object = None) -> None: ...
    def __len__(self) -> int: ...
    def __getitem__(self, index: int) -> tuple[int, int, int, Any]: ...

class Driver:
    max_depth: int
    def __init__(
        self,
        tables: Tables,
        build: Mapping[str, Callable[..., object]],
        flat: Container[str],
        tokens: int,
        max_depth: int,
        failure: type[Exception],
    ) -> None: ...
    def expected(self, state: int) -> list[int]: ...
    def run(self, stream: Stream, start: str, on_error: Callable[[int, int, int, bool, Any], object]) -> list[Any]: ...
