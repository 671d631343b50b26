# cython: language_level=3
"""Words and phrases the way the lexer asks for them: one record per spelling, one per keyword phrase.

Made from the catalog, with what the forms of a phrase allow worked out at its first use. Shared by all programs that are
compiled with the same catalog; what one program defines itself is kept by its classifier.
"""

from weakref import WeakKeyDictionary

from stdlib.api import FunctionDecl
from stdlib.forms import Arg, Literal, Optional

MAX_WORDS = 20_000

INFIX = frozenset("AND OR XOR MOD IS IN LIKE CONTAINS BETWEEN STARTS ENDS FOUND THEN".split())
PURE_INFIX = frozenset("AND OR XOR MOD IN LIKE CONTAINS BETWEEN NOT TO".split())
"""Infix words after which a value must follow, wherever they stand."""

CONTROL = frozenset("IF ELSEIF ELSE FOR WHILE DO SUB FUNCTION SWITCH SELECT TRY CATCH FINALLY ON SCHEDULE".split())
STARTERS = CONTROL | frozenset(
    "TALK HEAR PARAM DESCRIPTION RETURN EXIT END ENDIF NEXT LOOP WEND CASE CALL BEGIN DIM CONST GOTO GOSUB PRINT LET TABLE "
    "BREAK CONTINUE THROW".split()
)
"""Words that begin a statement and nothing else that could continue a line."""

MEANINGFUL = STARTERS | INFIX | frozenset("NOT TRUE FALSE NULL NEW CREATE NEW_OBJECT NEW_ARRAY CREATE_OBJECT ERROR".split())
"""Words that can be something else than a name where a value is expected, keyword phrases aside."""

OPERAND_WORDS = PURE_INFIX | frozenset(
    "RETURN CASE IF ELSEIF WHILE UNTIL STEP WITH AS BY WHERE SUBJECT BODY THROW SELECT SWITCH DESCRIPTION DEFAULT".split()
)
"""Words after which ``'`` opens a text."""

_MULTI_COMMA_SLACK = 1000


cdef class Phrase:
    """A keyword phrase with what may follow it.

    ``follows`` has the pairs (word before, clause word) that stand side by side in some form; the word before is "" for the
    phrase itself and "," for a comma. ``structural`` phrases are syntax of the language, made by the classifier. ``finals`` are clause words after which a form may end; ``bare`` the words that forms
    know as values; ``tight`` marks FORMAT, whose value is a single operand.
    """

    def __init__(self, tuple words, head=None, *, user_params=-1, clauses=None, finals=(), follows=()):
        self.words = words
        self.text = " ".join(words)
        self.head = head
        self.user = user_params >= 0
        self.structural = structural = clauses is not None
        self.ready = head is None
        self.function = head is not None and all(isinstance(decl, FunctionDecl) for decl, _ in head.entries)
        self.clauses = frozenset(clauses or ())
        self.conditions = self.bare = frozenset()
        self.finals = frozenset(finals)
        self.follows = frozenset(follows)
        self.tight = words == ("FORMAT",)
        self.zero = user_params == 0 or structural
        self.only_zero = user_params == 0
        self.min_commas = max(0, user_params - 1)
        self.max_commas = _MULTI_COMMA_SLACK if structural else max(0, user_params - 1)

    cdef int prepare(self) except -1:
        """Work out what the forms allow, once."""
        if self.ready:
            return 0
        head = self.head
        self.clauses = head.clauses
        self.conditions = head.conditions
        self.zero = head.zero
        self.only_zero = head.only_zero
        self.min_commas = head.min_commas
        self.max_commas = head.max_commas
        pairs = set()
        finals = set()
        bare = set()
        for _, form in head.entries:
            finals |= _walk(form.parts, {""}, pairs, bare)
        self.follows = frozenset(pairs)
        self.finals = frozenset(word for word in finals if word and word != ",")
        self.bare = frozenset(bare)
        self.colon = any(after == ":" for _, after in pairs)
        self.ready = True
        return 0


def _walk(parts, before, pairs, bare):
    """Collect which word can follow which; what can stand last. ``None`` stands for a value."""
    for part in parts:
        if isinstance(part, Optional):
            before = before | _walk(part.parts, before, pairs, bare)
            continue
        if isinstance(part, Literal):
            now = set(part.words)
        elif part.type == "flag":
            now = set(part.words)
        else:
            bare.update(part.words)
            now = {None}
            if part.type == "order":
                now |= {"ASC", "DESC"}
            if part.variadic or part.type in ("order", "assigns", "changes"):
                pairs.update((last, ",") for last in now)
        pairs.update((last, word) for last in before for word in now if word is not None)
        before = now
    return before


cdef class Word:
    """One spelling: its upper case and what the word may be."""

    def __init__(self, str text, Vocabulary vocabulary):
        self.text = text
        upper = text.upper()
        self.upper = upper
        self.phrases = vocabulary.heads.get(upper, ())
        self.underscored = vocabulary.joined.get(upper) if "_" in upper else None
        self.infix = upper in INFIX
        self.pure_infix = upper in PURE_INFIX
        self.control = upper in CONTROL
        self.starter = upper in STARTERS
        self.ordinary = not (
            self.phrases or self.underscored is not None or upper in MEANINGFUL or upper in vocabulary.joined_first
        )
        self.takes_operand = upper in OPERAND_WORDS or upper in vocabulary.last_words or self.underscored is not None


cdef class Vocabulary:
    """All words seen so far and all phrases of one catalog."""

    def __init__(self, catalog):
        self.catalog = catalog
        self.words = {}
        self.heads = {}
        self.joined = {}
        self.functions = frozenset(catalog.functions)
        made = {}
        for first, heads in catalog.by_first_word.items():
            made.update((head.words, Phrase(head.words, head)) for head in heads)
            self.heads[first] = tuple(made[head.words] for head in heads)
        for spelling, head in catalog.underscored.items():
            self.joined[spelling] = made[head.words]
        self.last_words = frozenset(words[-1] for words in made)
        self.joined_first = frozenset(name.partition("_")[0] for name in self.functions if "_" in name) | {"IS"}

    cdef Word word(self, str text):
        found = self.words.get(text)
        if found is None:
            if len(self.words) >= MAX_WORDS:
                self.words.clear()
            found = self.words[text] = Word(text, self)
        return found

    def phrase(self, words):
        """The phrase of a tuple of upper case words, or None."""
        return next((phrase for phrase in self.heads.get(words[0], ()) if phrase.words == words), None)

    def phrases(self):
        """Texts of all phrases."""
        return [phrase.text for phrases in self.heads.values() for phrase in phrases]


_KNOWN = WeakKeyDictionary()


def vocabulary_of(catalog):
    """The vocabulary of a catalog, made once."""
    found = _KNOWN.get(catalog)
    if found is None:
        found = _KNOWN[catalog] = Vocabulary(catalog)
    return found
