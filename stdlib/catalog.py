"""The catalog: every declared keyword and function, indexed the way the lexer, the checker and the docs ask.

Immutable once built. Declarations come from the saved index when it is fresh, else from importing the family modules
(light by rule: no adapters); a handler's module is imported when the handler is asked for. It must never run one.
"""

from __future__ import annotations

import importlib
from functools import cache, cached_property
from typing import Any

from diagnostics.record import FrozenRecord
from stdlib import api, index
from stdlib.api import FunctionDecl, KeywordDecl
from stdlib.forms import Arg, Form, Optional, Part


class Head(FrozenRecord):
    """One phrase and all forms that begin with it, of one or more declarations."""

    __slots__ = ("__dict__", "entries", "words")

    words: tuple[str, ...]
    entries: tuple[tuple[KeywordDecl | FunctionDecl, Form], ...]

    @cached_property
    def clauses(self) -> frozenset[str]:
        """Words that connect arguments in any form."""
        return frozenset().union(*(form.clauses for _, form in self.entries))

    @cached_property
    def zero(self) -> bool:
        """True when the phrase alone is complete in some form."""
        return any(form.needs_nothing for _, form in self.entries)

    @cached_property
    def only_zero(self) -> bool:
        """True when no form takes anything after the phrase."""
        return all(not form.parts for _, form in self.entries)

    @cached_property
    def min_commas(self) -> int:
        """Fewest commas of any form."""
        return min(form.min_commas for _, form in self.entries)

    @cached_property
    def plain_commas(self) -> int:
        """Fewest commas of the forms that need no clause word; of any form when each needs one."""
        plain = [form for _, form in self.entries if not form.needs_clause]
        return min((form.min_commas for form in plain), default=self.min_commas)

    @cached_property
    def max_commas(self) -> int:
        """Most commas of any form."""
        return max(form.max_commas for _, form in self.entries)

    @cached_property
    def conditions(self) -> frozenset[str]:
        """Clause words after which a condition or assignments stand, so ``=`` and AND do not end the command."""
        return frozenset().union(*(_condition_words(form.parts) for _, form in self.entries))


def _condition_words(parts: tuple[Part, ...]) -> frozenset[str]:
    found: set[str] = set()
    last = ""
    for part in parts:
        if isinstance(part, Optional):
            found |= _condition_words(part.parts)
        elif isinstance(part, Arg):
            if part.type in ("where", "assigns", "changes") and last:
                found.add(last)
        elif part.is_word:
            last = part.words[-1]
    return frozenset(found)


class Catalog:
    """All keywords by id, functions by name and alias, phrases by head. Build once, share freely."""

    def __init__(self, keywords: list[KeywordDecl], functions: list[FunctionDecl]) -> None:
        self.keywords: dict[str, KeywordDecl] = {}
        for decl in keywords:
            if decl.id in self.keywords:
                raise ValueError(f"keyword {decl.id} is declared twice")
            self.keywords[decl.id] = decl
        self.functions: dict[str, FunctionDecl] = {}
        self.methods: dict[str, FunctionDecl] = {}
        for function in functions:
            for name in (function.name, *function.aliases):
                if name in self.functions:
                    raise ValueError(f"function {name} is declared twice")
                self.functions[name] = function
            for method in function.methods:
                self.methods[method.upper()] = function
        by_head: dict[tuple[str, ...], list[tuple[KeywordDecl | FunctionDecl, Form]]] = {}
        owners: list[KeywordDecl | FunctionDecl] = [decl for decl in keywords if not decl.structural]
        owners += functions
        for owner in owners:
            for form in owner.forms:
                by_head.setdefault(form.head, []).append((owner, form))
        self.heads: dict[tuple[str, ...], Head] = {words: Head(words, tuple(e)) for words, e in by_head.items()}

    @cached_property
    def by_first_word(self) -> dict[str, tuple[Head, ...]]:
        """Heads by first word, longest first: the table for longest-phrase matching.

        ``SEND_MAIL`` (the ``_`` spelling) is not listed here; readers turn ``_`` into a blank and look again.
        """
        table: dict[str, list[Head]] = {}
        for head in self.heads.values():
            table.setdefault(head.words[0], []).append(head)
        return {word: tuple(sorted(heads, key=lambda h: -len(h.words))) for word, heads in table.items()}

    @cached_property
    def underscored(self) -> dict[str, Head]:
        """Multi-word heads by their ``_`` spelling, such as ``SEND_MAIL``."""
        return {"_".join(words): head for words, head in self.heads.items() if len(words) > 1}

    def find(self, name: str) -> tuple[KeywordDecl | FunctionDecl, ...]:
        """The declarations that a name means: an id, a phrase that begins a form, a function's name, in any case."""
        words = tuple(name.upper().replace("_", " ").split())
        found: dict[int, KeywordDecl | FunctionDecl] = {}
        exact = self.keywords.get(" ".join(words))
        if exact is not None:
            found[id(exact)] = exact
        head = self.heads.get(words)
        for decl, _ in head.entries if head is not None else ():
            found.setdefault(id(decl), decl)
        function = self.functions.get("_".join(words)) or self.functions.get(name.upper())
        if function is not None:
            found.setdefault(id(function), function)
        return tuple(found.values())

    def page(self, name: str) -> str:
        """What ``name`` is and how it is written, as plain text; KeyError when nothing has that name."""
        from stdlib import pages

        found = self.find(name)
        if not found:
            raise KeyError(name)
        return "\n\n".join(
            pages.keyword_page(decl) if isinstance(decl, KeywordDecl) else pages.function_page(decl) for decl in found
        )

    def to_json(self) -> dict[str, Any]:
        """Everything declared, as plain data ready for ``json.dumps``."""
        from stdlib import pages

        functions = {decl.name: decl for decl in self.functions.values()}
        return {
            "digest": self.digest,
            "keywords": [pages.keyword_data(decl) for _, decl in sorted(self.keywords.items())],
            "functions": [pages.function_data(decl) for _, decl in sorted(functions.items())],
        }

    @cached_property
    def digest(self) -> str:
        """Short hash of names and forms; an artifact made under another catalog is refused."""
        lines = sorted(f"{d.id}|{'|'.join(f.text for f in d.forms)}|{d.capability}" for d in self.keywords.values())
        lines += sorted(f"{f.name}|{f.signature}" for f in self.functions.values())
        import hashlib

        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _declare_all() -> index.Declarations:
    """Import every family module; what they declare, without what tests or others may have declared."""
    import pkgutil

    import stdlib.functions
    import stdlib.keywords

    for package in (stdlib.functions, stdlib.keywords):
        for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
            importlib.import_module(module.name)
    own = ("stdlib.functions.", "stdlib.keywords.")
    return (
        [decl for decl in api.KEYWORDS if decl.module.startswith(own)],
        [decl for decl in api.FUNCTIONS if decl.module.startswith(own)],
    )


@cache
def load_catalog() -> Catalog:
    """The catalog of everything this installation declares."""
    declarations = index.load()
    if declarations is None:
        declarations = _declare_all()
        index.save(declarations)
    return Catalog(*declarations)
