from typing import Any

from compiler._lalr import Stream
from compiler.blocks import Blocks
from compiler.lexer import Tokens
from compiler.texts import Texts
from compiler.vocabulary import Vocabulary

class Classifier(Blocks):
    def __init__(self, raw: Tokens, vocabulary: Vocabulary, texts: Texts) -> None: ...
    def statements(self) -> Stream: ...
    def expression(self, user_phrases: dict[str, dict[tuple[str, ...], Any]], arrays: set[str]) -> Stream | None: ...
