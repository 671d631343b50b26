from compiler.vocabulary import Vocabulary

class Tokens:
    text: str
    length: int
    trivia: list[tuple[int, int]]
    problems: list[tuple[str, int, int, object]]
    def spans(self) -> list[tuple[object, int, int]]: ...

def holes(text: str, start: int, end: int, in_string: bool) -> list[tuple[int, int]]: ...
def scan(text: str, vocabulary: Vocabulary, start: int = 0, end: int = -1, keep: bool = False) -> Tokens: ...
