"""The tables that drive the parser: built from ``basic.lark`` with Lark, saved beside it, and loaded from there.

The saved file carries the hash of the grammar and of this module's format, so a stale one is built again. Lark is
imported only to build. ``python -m grammar.tables`` writes the file; the compiler calls ``load_tables``.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from diagnostics.record import Record
from grammar.tokens import NAMES, NUMBER_OF, TOKENS

GRAMMAR = Path(__file__).with_name("basic.lark")
SAVED = Path(__file__).with_name("basic.tables")
FORMAT = 3
STARTS = ("statement", "hole")


class Tables(Record):
    """What an LALR(1) driver needs.

    ``actions[state]`` maps a token number to ``s + 1`` (shift, go to state s) or ``-(r + 1)`` (reduce by rule r);
    ``gotos[state]`` maps a rule's left side to a state. A rule is (left side, length, alias or "").
    """

    rules: list[tuple[int, int, str]]
    actions: list[dict[int, int]]
    gotos: list[dict[int, int]]
    starts: dict[str, int]
    ends: dict[str, int]


def grammar_digest() -> str:
    """Hash over everything the tables depend on."""
    text = GRAMMAR.read_text(encoding="utf-8")
    return hashlib.sha256(f"{FORMAT}\n{' '.join(NAMES)}\n{text}".encode()).hexdigest()


def build_tables() -> Tables:
    """Run Lark's LALR construction; raises lark.exceptions.GrammarError when the grammar has a conflict."""
    from lark import Lark
    from lark.lexer import Lexer
    from lark.parsers.lalr_analysis import Shift

    class NoLexer(Lexer):
        def __init__(self, conf: Any) -> None:
            pass

        def lex(self, lexer_state: Any, parser_state: Any) -> Any:
            raise NotImplementedError("the tables are driven by compiler._lalr")

    text = GRAMMAR.read_text(encoding="utf-8") + f"\n%declare {' '.join(TOKENS)}\n"
    lark = Lark(text, parser="lalr", lexer=NoLexer, start=list(STARTS), keep_all_tokens=True, strict=True)
    table = lark.parser.parser._parse_table
    ordered = sorted(lark.rules, key=lambda rule: (rule.origin.name, [symbol.name for symbol in rule.expansion]))
    numbers = {id(rule): number for number, rule in enumerate(ordered)}
    sides = {name: number for number, name in enumerate(dict.fromkeys(rule.origin.name for rule in ordered))}
    actions: list[dict[int, int]] = [{} for _ in table.states]
    gotos: list[dict[int, int]] = [{} for _ in table.states]
    for state, row in table.states.items():
        for symbol, (act, argument) in row.items():
            if symbol in sides:
                gotos[state][sides[symbol]] = argument
            elif act is Shift:
                actions[state][NUMBER_OF[symbol]] = argument + 1
            else:
                actions[state][NUMBER_OF[symbol]] = -(numbers[id(argument)] + 1)
    rules = [(sides[rule.origin.name], len(rule.expansion), rule.alias or "") for rule in ordered]
    return _renumbered(Tables(rules, actions, gotos, dict(table.start_states), dict(table.end_states)))


def _renumbered(tables: Tables) -> Tables:
    """States in the order in which they are reached, so that the same grammar gives the same file on every machine."""
    order = [tables.starts[name] for name in STARTS]
    for state in order:
        shifts = [(key, value - 1) for key, value in tables.actions[state].items() if value > 0]
        reached = [target for _, target in sorted(shifts)] + [
            target for _, target in sorted(tables.gotos[state].items())
        ]
        order.extend(dict.fromkeys(target for target in reached if target not in order))
    place = {state: number for number, state in enumerate(order)}

    def moved(row: dict[int, int]) -> dict[int, int]:
        return {key: place[value - 1] + 1 if value > 0 else value for key, value in sorted(row.items())}

    return Tables(
        tables.rules,
        [moved(tables.actions[state]) for state in order],
        [{side: place[target] for side, target in sorted(tables.gotos[state].items())} for state in order],
        {name: place[state] for name, state in tables.starts.items()},
        {name: place[state] for name, state in tables.ends.items()},
    )


def _flat(rows: list[dict[int, int]]) -> list[list[int]]:
    return [[number for pair in sorted(row.items()) for number in pair] for row in rows]


def _rows(flat: list[list[int]]) -> list[dict[int, int]]:
    return [dict(zip(row[::2], row[1::2], strict=True)) for row in flat]


def save_tables(tables: Tables, digest: str) -> None:
    """Write the saved file in one step, so that no reader sees half of it."""
    data = {
        "digest": digest,
        "rules": tables.rules,
        "actions": _flat(tables.actions),
        "gotos": _flat(tables.gotos),
        "starts": tables.starts,
        "ends": tables.ends,
    }
    draft = SAVED.with_suffix(".tables.new")
    draft.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
    draft.replace(SAVED)


def _read_saved(digest: str) -> Tables | None:
    try:
        data = json.loads(SAVED.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if data.get("digest") != digest:
        return None
    rules = [(int(side), int(length), str(alias)) for side, length, alias in data["rules"]]
    return Tables(rules, _rows(data["actions"]), _rows(data["gotos"]), data["starts"], data["ends"])


@cache
def load_tables() -> Tables:
    """The tables of the grammar as it is now: saved ones when they are fresh, else built, and saved if possible."""
    digest = grammar_digest()
    tables = _read_saved(digest)
    if tables is None:
        tables = build_tables()
        with contextlib.suppress(OSError):
            save_tables(tables, digest)
    return tables


if __name__ == "__main__":
    save_tables(build_tables(), grammar_digest())
