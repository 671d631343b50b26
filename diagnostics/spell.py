"""The known word or phrase that a misspelt one most likely stands for.

Pure; a small edit distance with swaps, cut off early. Knows nothing of what the words mean.
"""

from __future__ import annotations

from collections.abc import Iterable


def nearest(wrong: str, known: Iterable[str]) -> str:
    """The known text within a third of ``wrong``'s length in slips, the closest first; "" when there is none.

    Compares as given: callers bring both to one case. A slip is a letter too many, too few, wrong, or two swapped.
    """
    limit = min(3, max(1, len(wrong) // 3))
    best = ""
    for candidate in known:
        slips = distance(wrong, candidate, limit)
        if slips <= limit and candidate != wrong:
            best, limit = candidate, slips - 1
            if limit <= 0:
                break
    return best


def distance(a: str, b: str, limit: int) -> int:
    """Slips between two texts, or ``limit + 1`` when there are more than ``limit``."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    if len(set(a) ^ set(b)) > 2 * limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, last, row = row, before, [i] + [0] * len(b)
        for j, right in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row[j] = cost
        if min(row) > limit:
            return limit + 1
    return row[-1] if row[-1] <= limit else limit + 1
