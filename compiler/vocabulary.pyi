from collections.abc import Iterable

from stdlib.catalog import Catalog, Head

class Phrase:
    words: tuple[str, ...]
    text: str
    user: bool
    function: bool
    structural: bool
    def __init__(
        self,
        words: tuple[str, ...],
        head: Head | None = None,
        *,
        user_params: int = -1,
        clauses: Iterable[str] | None = None,
        finals: Iterable[str] = (),
        follows: Iterable[tuple[str, str]] = (),
    ) -> None: ...

class Word:
    text: str
    upper: str

class Vocabulary:
    functions: frozenset[str]
    def __init__(self, catalog: Catalog) -> None: ...
    def phrase(self, words: tuple[str, ...]) -> Phrase | None: ...
    def phrases(self) -> list[str]: ...

def vocabulary_of(catalog: Catalog) -> Vocabulary: ...
