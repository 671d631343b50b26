"""What a running program may still use; see budget.pyx."""

from collections.abc import Callable, Iterable
from typing import Any, Final, final

@final
class Limits:
    """Upper bounds of one run. Immutable and hashable; ValueError for a negative bound."""

    fuel: Final[int]
    memory: Final[int]
    depth: Final[int]
    text: Final[int]
    items: Final[int]
    nesting: Final[int]
    def __init__(
        self,
        fuel: int = ...,
        memory: int = ...,
        depth: int = ...,
        text: int = ...,
        items: int = ...,
        nesting: int = ...,
    ) -> None: ...
    def __hash__(self) -> int: ...

@final
class Budget:
    """Counters of one machine: ``fuel`` units left, ``memory`` bytes counted."""

    fuel: int
    memory: int
    @property
    def limits(self) -> Limits: ...
    def __init__(self, limits: Limits | None = None) -> None: ...
    def refill(self) -> None: ...

def reserve_text(chars: int) -> None: ...
def reserve_items(count: int) -> None: ...
def turn(units: int) -> None: ...
def charge(units: int) -> None: ...
def within(budget: Budget, function: Callable[..., Any], arguments: Iterable[Any]) -> Any: ...
