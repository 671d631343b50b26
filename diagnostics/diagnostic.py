"""A finding about a program, as data: what, where, how bad, and the way out.

Passes create these; only the renderers turn them into text. Nothing here knows the language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from diagnostics.codes import CODES, Severity
from diagnostics.record import FrozenRecord, Record, fresh
from diagnostics.source import Source, Span

__all__ = ["Applicability", "Diagnostic", "Diagnostics", "Fix", "Label", "Severity"]


class Applicability(StrEnum):
    """Whether a fix may be applied without a look: ``safe`` never changes what the program does."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Label(FrozenRecord):
    """A second place that explains the finding, such as "first opened here"."""

    span: Span
    text: str


class Fix(FrozenRecord):
    """One replacement of a range of the source."""

    span: Span
    text: str
    applicability: Applicability = Applicability.SAFE


class Diagnostic(FrozenRecord):
    """One finding.

    ``message`` is one sentence in the author's words (no token or Python names), at most 80 characters or so;
    ``hint`` says what to write instead. Severity and title come from the code's row in ``codes``.
    """

    code: str
    message: str
    source: Source
    span: Span
    hint: str = ""
    labels: tuple[Label, ...] = ()
    fix: Fix | None = None

    @property
    def severity(self) -> Severity:
        """Severity declared for the code."""
        return CODES[self.code].severity


class Diagnostics(Record):
    """The findings of one run over one source, in the order they are reported; duplicates are dropped.

    ``limit`` bounds how many are kept, so hostile text cannot fill memory.
    """

    source: Source
    limit: int = 200
    items: list[Diagnostic] = fresh(factory=list)
    _seen: set[tuple[str, int, int]] = fresh(factory=set)

    def add(
        self,
        code: str,
        message: str,
        start: int,
        end: int,
        *,
        hint: str = "",
        labels: Iterable[Label] = (),
        fix: Fix | None = None,
    ) -> None:
        """Record a finding at ``[start, end)``; ``code`` must be declared in ``codes``."""
        key = (code, start, end)
        if key in self._seen or len(self.items) >= self.limit:
            return
        self._seen.add(key)
        if code not in CODES:
            raise KeyError(f"error code {code} is not declared in diagnostics/codes.py")
        self.items.append(Diagnostic(code, message, self.source, Span(start, end), hint, tuple(labels), fix))

    @property
    def full(self) -> bool:
        """True when no further finding is kept."""
        return len(self.items) >= self.limit

    @property
    def has_errors(self) -> bool:
        """True when at least one finding is an error."""
        return any(item.severity is Severity.ERROR for item in self.items)

    def sorted(self) -> list[Diagnostic]:
        """Findings by place, errors before warnings at the same place."""
        return sorted(self.items, key=lambda d: (d.span.start, d.severity is not Severity.ERROR, d.code))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)
