"""Functions over lists of rows: filtering, totals, renaming, joining, filling templates.

They work on what is in memory and change nothing they are given. Fields are found without regard to case. Called by the
machine through the catalog.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import function
from stdlib.functions.arguments import (
    NESTING,
    Env,
    column,
    field,
    item_room,
    kind,
    new_list,
    numeric,
    rows,
    text_or_empty,
    text_room,
    unwrap,
    whole,
    wrong,
)
from stdlib.functions.condition_check import kept_rows
from stdlib.functions.conditions import filter_of
from stdlib.functions.row_expressions import compute, read_expression
from stdlib.functions.totals import total_name, total_over
from vm.budget import charge
from vm.value import Array, BasicError, Object


@function(
    "FILTER(rows, condition)",
    forms=("FILTER rows:rows, condition:filter", "FILTER rows:rows WHERE condition:where"),
    result="rows",
    env=True,
    methods=("filter",),
)
def filtered(env: Env, source: Any, condition: Any = None) -> Array:
    """A new list of the rows that fit a condition such as ``status = 'open' AND total > 100``.

    ``= <> < <= > >= LIKE CONTAINS IN BETWEEN IS NULL AND OR NOT`` and parentheses; values may be quoted or not;
    ``NOW()`` ``DATEDIFF(a, b)`` and the like work; ``ORDER BY field DESC`` and ``LIMIT 5`` may follow. In a list of
    plain values each is called ``item``.

    Example:
        rows = [{"n": 1, "s": "open"}, {"n": 2, "s": "closed"}]
        TALK FILTER(rows, "s = open")   ' [{"n": 1, "s": "open"}]
        TALK FILTER([5, 15], "item > 10")   ' [15]
    """
    wanted, values = filter_of("FILTER", condition)
    return kept_rows("FILTER", rows("FILTER", source), wanted, values, env.now)


@function(
    "AGGREGATE(total, rows, field[, condition])",
    forms=("AGGREGATE total:word(SUM|AVG|AVERAGE|COUNT|MIN|MAX), rows:rows, field[, condition:filter]",),
    result="number",
    env=True,
)
def aggregate(env: Env, *args: Any) -> Any:
    """SUM, AVG, COUNT, MIN or MAX of a field over rows, or over those that fit a condition.

    COUNT counts the rows whose field holds something; with ``"*"`` all. The average of nothing is 0, its least and
    greatest nothing.

    Example:
        rows = [{"n": 1}, {"n": 5}]
        TALK AGGREGATE "SUM", rows, "n"   ' 6
        TALK AGGREGATE("COUNT", rows, "n", "n > 2")   ' 1
    """
    name, source = (args[0], args[1]) if total_name(args[0]) else (args[1], args[0])
    chosen = total_name(name)
    if not chosen:
        raise wrong(f"AGGREGATE takes SUM, AVG, COUNT, MIN or MAX, not {kind(name)}")
    kept = rows("AGGREGATE", source)
    if len(args) > 3 and args[3] is not None:
        wanted, values = filter_of("AGGREGATE", args[3])
        kept = kept_rows("AGGREGATE", kept, wanted, values, env.now)
    charge(len(kept))
    if chosen == "COUNT" and args[2] in (None, "*", ""):
        return len(kept)
    return total_over(chosen, kept, column("AGGREGATE", args[2]))


@function("MAP(rows, change)", forms=("MAP rows:rows, change",), result="list", methods=("map",))
def mapped(source: Any, change: Any) -> Array:
    """A new list made from each row.

    ``"old->new"`` renames fields, ``"a, b"`` keeps only these, an expression such as ``"item.price * 1.1"`` gives its
    values.

    An expression has fields, numbers, quoted text, ``+ - * /`` and pure functions; ``item`` is the row or the plain
    value.

    Example:
        rows = [{"id": 1, "nome": "Ana"}]
        TALK MAP(rows, "nome->name")   ' [{"id": 1, "name": "Ana"}]
        TALK MAP(rows, "id, nome")   ' [{"id": 1, "nome": "Ana"}]
        TALK MAP([1, 2], "item * 10")   ' [10, 20]
    """
    items = rows("MAP", source)
    text = column("MAP", change)
    charge(len(items) * (4 + len(text) // 2))
    if "->" in text:
        names = _renames(text)
        return new_list((_renamed(row, names) for row in items), len(items), items)
    parts = [part.strip() for part in text.split(",")]
    if all(map(_is_name, parts)):
        return new_list((Object((part, field(row, part)) for part in parts) for row in items), len(items), items)
    node = read_expression(text)
    return new_list((compute(node, row) for row in items), len(items))


def _is_name(text: str) -> bool:
    """A plain field name; ``item`` and what starts with it belong to expressions."""
    letters = text.replace("_", "a").replace(".", "a").replace(" ", "a")
    head = text.lower()
    return letters.isalnum() and not text[:1].isdigit() and head != "item" and not head.startswith("item.")


def _renames(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in text.split(","):
        old, arrow, new = (piece.strip() for piece in pair.partition("->"))
        if not (old and arrow and new):
            raise wrong(f'MAP renames with pairs such as "old->new", not "{pair.strip()[:40]}"')
        found[old.lower()] = new
    return found


def _renamed(row: Any, names: dict[str, str]) -> Any:
    return (
        Object((names.get(key.lower(), key), value) for key, value in row.items()) if isinstance(row, Object) else row
    )


def joined_rows(left: Array, right: Array, key: Any) -> Array:
    """Rows of both lists joined where the field ``key`` is equal; the left row's fields win, rows without it go."""
    name = column("JOIN", key)
    charge(len(left) + len(right))
    partners: dict[str, list[Object]] = {}
    for row in right:
        if field(row, name) is not None:
            partners.setdefault(text_or_empty(field(row, name)), []).append(row)
    matches = [(row, partners.get(text_or_empty(field(row, name)), [])) for row in left if field(row, name) is not None]
    count = sum(len(found) for _, found in matches)
    item_room(count)
    charge(4 * count)
    return new_list((_merged(row, other) for row, found in matches for other in found), count, left)


def _merged(row: Object, other: Object) -> Object:
    made = Object(row.items())
    for key, value in other.items():
        if key not in made:
            made[key] = value
    return made


@function("FILL(value, count)", forms=("FILL data, template",))
def fill(first: Any, second: Any) -> Any:
    """A list of one value several times; or a template filled in for each row of a list.

    In a template, text or an object with texts, ``{{field}}`` is replaced by that field of the row. Rows and template
    may stand in either order; for a single object the result is the filled template itself.

    Example:
        TALK FILL("-", 3)   ' ["-", "-", "-"]
        TALK FILL([{"name": "Ana"}], {"text": "Hi {{name}}"})   ' [{"text": "Hi Ana"}]
    """
    if numeric(second) is not None:
        count = max(0, whole("FILL", second))
        item_room(count)
        return new_list([first] * count, count)
    data, template = (second, first) if _has_places(first, 0) and not _has_places(second, 0) else (first, second)
    data = unwrap(data)
    if not isinstance(template, str | Object | Array):
        raise wrong(f"FILL needs a template of text or an object, not {kind(template)}")
    if isinstance(data, Object):
        return filled(template, data, 0, [0])
    source, made = rows("FILL", data), [0]
    return new_list((filled(template, row, 0, made) for row in source), len(source))


def _has_places(template: Any, depth: int) -> bool:
    if isinstance(template, str):
        return "{{" in template
    if depth >= NESTING or not isinstance(template, Object | Array):
        return False
    charge(10 + 4 * len(template))
    return any(
        _has_places(value, depth + 1) for value in (template.values() if isinstance(template, Object) else template)
    )


def filled(template: Any, row: Any, depth: int, made: list[int]) -> Any:
    """The template, lists and objects copied, with its places replaced by fields of the row; GB6905 when too deep.

    ``made`` holds the number of elements made so far, because nothing else counts them before they are all there.
    """
    if isinstance(template, str):
        return _filled_text(template, row)
    if not isinstance(template, Object | Array):
        return template
    if depth >= NESTING:
        raise BasicError("GB6905", f"FILL takes templates nested at most {NESTING} deep")
    charge(8 + 4 * len(template))
    made[0] += len(template)
    item_room(made[0])
    if isinstance(template, Object):
        return Object((key, filled(value, row, depth + 1, made)) for key, value in template.items())
    return Array([filled(value, row, depth + 1, made) for value in template])


def _filled_text(template: str, row: Any) -> str:
    charge(len(template) // 64)
    made: list[str] = []
    size = at = 0
    while True:
        start = template.find("{{", at)
        end = template.find("}}", start + 2) if start >= 0 else -1
        if end < 0:
            made.append(template[at:])
            text_room(size + len(template) - at)
            return "".join(made)
        shown = text_or_empty(field(row, template[start + 2 : end].strip()))
        size += start - at + len(shown)
        text_room(size)
        made += (template[at:start], shown)
        at = end + 2
