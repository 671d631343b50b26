from stdlib.catalog import Catalog

class Phrase:
    words: tuple[str, ...]
    text: str
    user: bool
    function: bool
    structural: bool

class Vocabulary:
    functions: frozenset[str]
    def __init__(self, catalog: Catalog) -> None: ...
    def phrase(self, words: tuple[str, ...]) -> Phrase | None: ...
    def phrases(self) -> list[str]: ...

def vocabulary_of(catalog: Catalog) -> Vocabulary: ...
