"""Writes a condition as SQL with bound parameters for one dialect.

The text never lets go of a row that the in-memory check (``functions.condition_check``) would keep. Where SQL and the
language could differ, it lets more rows through and says that it is not ``exact``; the adapter then checks each row in
memory. No part of a text or value of a program becomes part of the SQL. Called by the database adapters.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from stdlib.functions.condition_check import Check
from stdlib.functions.condition_columns import columns_of
from stdlib.functions.condition_tree import (
    Among,
    Between,
    Both,
    Column,
    Compare,
    Condition,
    Either,
    Missing,
    Not,
    Operand,
    Truth,
)
from stdlib.functions.moments import as_datetime, moment
from stdlib.functions.row_expressions import call_function, compute
from stdlib.ports.database import Kind
from stdlib.tables.sql_phrases import LIKE_TESTS, WORD_TESTS, Params, compared, quoted
from stdlib.tables.sql_values import HIGH, LOW, Misfit, fitted
from vm.value import Array, Object, equals, parse_number

_MOST_ITEMS = 500
_FLIPPED = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_OPPOSITE = {"=": "<>", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_TRUE, _FALSE = "1 = 1", "1 = 0"


class RowCheck(Check):
    """The in-memory check, with the expressions of an assignment such as ``n = n + 1`` or ``s = UCASE(s)``."""

    def called(self, name: str, args: list[Any]) -> Any:
        """As ``Check``; + - * / reckon with two values as MAP does, ``NAME(`` is a function of the language."""
        if name.endswith("("):
            return call_function(name[:-1], args)
        if name in "+-*/":
            return compute((name, ("value", args[0]), ("value", args[1])), None)
        return super().called(name, args)


class Where:
    """Writes conditions over ``kinds`` (column name as in the database to its kind); ``exact`` until one is not."""

    def __init__(self, kinds: Mapping[str, Kind], check: Check, params: Params) -> None:
        self.kinds = kinds
        self.names = {name.lower(): name for name in kinds}
        self.check = check
        self.params = params
        self.exact = True

    def text(self, condition: Condition | None) -> str:
        """The condition as SQL that is true for every row that fits."""
        return _TRUE if condition is None else self._node(condition, True)

    def _unsure(self) -> str:
        self.exact = False
        return _TRUE

    def _node(self, condition: Condition, wanted: bool) -> str:
        """SQL for "the condition is ``wanted``"; NOT is carried down to the comparisons, so NULL is never negated."""
        match condition:
            case Not(item):
                return self._node(item, not wanted)
            case Both(items) | Either(items):
                return self._joined([self._node(item, wanted) for item in items], isinstance(condition, Both) == wanted)
            case Compare(op, left, right):
                return self._compare(op, left, right, wanted)
            case Between(left, low, high):
                return self._node(Both((Compare("<=", low, left), Compare("<=", left, high))), wanted)
            case Among(left, items):
                return self._among(left, items, wanted)
            case Missing(operand):
                name = self._column(operand)
                return self._unsure() if name is None else _is_null(name, wanted)
            case Truth(operand):
                return self._truth(operand, wanted)

    def _joined(self, parts: list[str], both: bool) -> str:
        neutral, final = (_TRUE, _FALSE) if both else (_FALSE, _TRUE)
        if final in parts:
            return final
        kept = [part for part in parts if part != neutral]
        if not kept:
            return neutral
        return kept[0] if len(kept) == 1 else "(" + (" AND " if both else " OR ").join(kept) + ")"

    # -- operands

    def _column(self, operand: Operand) -> str | None:
        """The real name of a column of this table, else None."""
        return self.names.get(plain_name(operand.name, self.names)) if isinstance(operand, Column) else None

    def _constant(self, operand: Operand) -> tuple[bool, Any]:
        """Whether the operand is the same for all rows, and its value."""
        if columns_of(operand):
            return False, None
        return True, self.check.value(operand, None)

    # -- comparisons

    def _compare(self, op: str, left: Operand, right: Operand, wanted: bool) -> str:
        fixed, value = self._constant(right)
        name = self._column(left)
        if not fixed:
            if op not in _FLIPPED or self._column(right) is None or columns_of(left):
                return self._unsure()
            return self._compare(_FLIPPED[op], right, left, wanted)
        if name is None:
            if columns_of(left):
                return self._unsure()
            return _TRUE if self.check.compare(op, self.check.value(left, None), value) == wanted else _FALSE
        return self._column_with(op, name, value, wanted)

    def _column_with(self, op: str, name: str, value: Any, wanted: bool) -> str:
        """A column compared with a value."""
        if op == "<>":
            return self._column_with("=", name, value, not wanted)
        kind = self.kinds[name]
        if kind is Kind.JSON or isinstance(value, Array | Object | dt.timedelta):
            return self._unsure()
        if value is None or value == "":
            return self._with_nothing(op, name, value, wanted)
        if op not in _FLIPPED:
            return self._by_word(op, name, value, wanted)
        return _COMPARERS[kind](self, op, name, value, wanted)

    def _with_nothing(self, op: str, name: str, value: Any, wanted: bool) -> str:
        if op == "=":
            if self.kinds[name] is not Kind.TEXT:
                return _is_null(name, wanted)
            empty = compared(self.params.dialect, name, Kind.TEXT, "=" if wanted else "<>", "''")
            # Where it must not be nothing, NULL <> '' is no match either.
            return f"({quoted(name)} IS NULL OR {empty})" if wanted else empty
        return _never(wanted) if value is None else self._unsure()

    def _sure(self, name: str, test: str, wanted: bool) -> str:
        """``test`` is the SQL of what is wanted, and NULL for a row without a value, which fits when not wanted."""
        return test if wanted else f"({test} OR {quoted(name)} IS NULL)"

    def _signed(self, op: str, name: str, value: Any, wanted: bool) -> str:
        """``column op value`` for a value of the column's own kind."""
        kind = self.kinds[name]
        sign = op if wanted else _OPPOSITE[op]
        test = compared(self.params.dialect, name, kind, sign, self.params.add(value, kind))
        return self._sure(name, test, wanted)

    def _text_column(self, op: str, name: str, value: Any, wanted: bool) -> str:
        if not isinstance(value, str) or not _storable(value):
            return self._unsure()
        return self._signed(op, name, value, wanted)

    def _number_column(self, op: str, name: str, value: Any, wanted: bool) -> str:
        number = parse_number(value) if isinstance(value, str) else value
        if isinstance(number, bool):
            number = int(number)
        if not isinstance(number, int | float) or number != number:
            return _never(wanted)
        if self.kinds[name] is Kind.INTEGER:
            return self._integer_column(op, name, number, wanted)
        if isinstance(number, int) and abs(number) > 2**53:
            return self._unsure()
        return self._signed(op, name, float(number), wanted)

    def _integer_column(self, op: str, name: str, number: int | float, wanted: bool) -> str:
        if not LOW <= number <= HIGH or number == 2.0**63:
            return self._unsure()
        if number == math.floor(number):
            return self._signed(op, name, int(number), wanted)
        if op == "=":
            return _never(wanted)
        return self._signed(op, name, math.floor(number) if op in ("<=", ">") else math.ceil(number), wanted)

    def _boolean_column(self, op: str, name: str, value: Any, wanted: bool) -> str:
        if op != "=":
            return self._unsure()
        for one in (True, False):
            if equals(one, value):
                return self._signed("=", name, one, wanted)
        return _never(wanted)

    def _date_column(self, op: str, name: str, value: Any, wanted: bool) -> str:
        found = moment(value)
        if found is None:
            return _never(wanted)
        point = as_datetime(found)
        if self.kinds[name] is Kind.DATETIME:
            return self._signed(op, name, point, wanted)
        if point.time() == dt.time():
            return self._signed(op, name, point.date(), wanted)
        if op == "=":
            return _never(wanted)
        return self._signed("<=" if op in ("<", "<=") else ">", name, point.date(), wanted)

    def _time_column(self, op: str, name: str, value: Any, wanted: bool) -> str:
        return self._signed(op, name, value, wanted) if type(value) is dt.time else self._unsure()

    # -- words

    def _by_word(self, op: str, name: str, value: Any, wanted: bool) -> str:
        if self.kinds[name] is not Kind.TEXT or not isinstance(value, str) or not _storable(value):
            return self._unsure()
        if op == "LIKE":
            return self._like(name, value, wanted)
        test = self._filled(WORD_TESTS[self.params.dialect][op], name, value)
        return self._sure(name, test if wanted else f"NOT {test}", wanted)

    def _filled(self, test: str, name: str, value: str) -> str:
        """A phrase with the column and a text in it."""
        first, *others = (part.replace("{c}", quoted(name)) for part in test.split("%s"))
        return first + "".join(self.params.add(value, Kind.TEXT) + part for part in others)

    def _like(self, name: str, value: str, wanted: bool) -> str:
        """LIKE finds texts of ASCII by itself; any other text is let through and checked in memory."""
        self.exact = False
        pattern = value.lower()
        if not wanted or not pattern.isascii():
            return _TRUE
        if "%" not in pattern and "_" not in pattern:
            pattern = f"%{pattern}%"
        return self._filled(LIKE_TESTS[self.params.dialect], name, pattern.replace("\\", "\\\\"))

    def _among(self, left: Operand, items: Sequence[Operand], wanted: bool) -> str:
        values: list[Any] = []
        for item in items:
            fixed, value = self._constant(item)
            if not fixed:
                return self._unsure()
            values.extend(value if isinstance(value, Array) else (value,))
        name = self._column(left)
        if len(values) > _MOST_ITEMS or (name is None and columns_of(left)):
            return self._unsure()
        if name is None:
            found = self.check.value(left, None)
            return _TRUE if any(equals(found, value) for value in values) == wanted else _FALSE
        return self._joined([self._column_with("=", name, value, wanted) for value in values], not wanted)

    def _truth(self, operand: Operand, wanted: bool) -> str:
        name = self._column(operand)
        if name is None or self.kinds[name] is Kind.JSON:
            return self._unsure()
        empty = _EMPTY.get(self.kinds[name])
        if empty is None:
            return _is_null(name, not wanted)
        kind, sign = self.kinds[name], "<>" if wanted else "="
        test = compared(self.params.dialect, name, kind, sign, self.params.add(empty, kind))
        return self._sure(name, test, wanted)


def plain_name(name: str, names: Mapping[str, str]) -> str:
    """Key of a column in ``names`` (lower case): ``item.x`` is ``x`` where there is no such column."""
    lowered = name.lower()
    return lowered[5:] if lowered not in names and lowered.startswith("item.") else lowered


def _never(wanted: bool) -> str:
    """SQL for a comparison that no value fits."""
    return _FALSE if wanted else _TRUE


def _is_null(name: str, wanted: bool) -> str:
    return f"{quoted(name)} IS {'' if wanted else 'NOT '}NULL"


def _storable(value: str) -> bool:
    try:
        return fitted(value, Kind.TEXT) is not None
    except Misfit:
        return False


_EMPTY: dict[Kind, Any] = {Kind.TEXT: "", Kind.INTEGER: 0, Kind.NUMBER: 0.0, Kind.BOOLEAN: False}
_Comparer = Callable[[Where, str, str, Any, bool], str]
_COMPARERS: dict[Kind, _Comparer] = {
    Kind.TEXT: Where._text_column, Kind.INTEGER: Where._number_column, Kind.NUMBER: Where._number_column,
    Kind.BOOLEAN: Where._boolean_column, Kind.DATE: Where._date_column, Kind.DATETIME: Where._date_column,
    Kind.TIME: Where._time_column,
}  # fmt: skip
