"""Functions that turn one kind of value into another, or say which kind a value is.

VAL, CINT, CDBL and CBOOL never fail: what does not read is 0 or false. Called by the machine through the catalog.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from stdlib.api import function
from stdlib.functions.arguments import fit, numeric, text_or_empty, unwrap
from stdlib.functions.numbers import half_away
from vm.value import Array, BasicError, Object, to_number

_YES = frozenset(["true", "yes", "y", "on", "sim", "s", "verdadeiro"])


@function("VAL(value)", aliases=("TO_NUMBER", "PARSENUMBER"), result="number")
def val(value: Any) -> int | float:
    """The number that a value or text shows; 0 when it shows none.

    Example:
        TALK VAL(" 12.5 ") * 2   ' 25
        TALK VAL("twelve")   ' 0
    """
    try:
        return to_number(value)
    except BasicError:
        return 0


@function("STR(value)", aliases=("CSTR", "STR$", "TO_STRING"), result="text", methods=("to_string", "toString"))
def text_of(value: Any) -> str:
    """A value as TALK shows it, without a blank before positive numbers.

    Example:
        TALK STR(5.0) + "!"   ' 5!
    """
    return text_or_empty(value)


@function("CINT(value)", result="int")
def cint(value: Any) -> int | float:
    """The value as a whole number, rounded half away from zero; 0 when it is no number.

    Example:
        TALK CINT("2.5")   ' 3
    """
    found = half_away(val(value), 0)
    if isinstance(found, int):
        return found
    return fit(int(found)) if math.isfinite(found) else 0


@function("CDBL(value)", result="number")
def cdbl(value: Any) -> float:
    """The value as a number with decimals; 0 when it is no number.

    Example:
        TALK CDBL("2.50")   ' 2.5
    """
    return float(val(value))


@function("CBOOL(value)", result="bool")
def cbool(value: Any) -> bool:
    """The value as true or false: text is true for ``true``, ``yes``, ``on``, ``sim`` and numbers other than 0.

    Example:
        TALK CBOOL("yes")   ' true
        TALK CBOOL("0")   ' false
    """
    if isinstance(value, str):
        found = numeric(value)
        return found != 0 if found is not None else value.strip().lower() in _YES
    return bool(val(value)) if isinstance(value, int | float) else present(value)


def present(value: Any) -> bool:
    """Whether there is anything: not null, an empty text, list or object."""
    value = unwrap(value)
    if isinstance(value, str | Array):
        return len(value) > 0
    if isinstance(value, Object):
        return len(value) > 0 or bool(value.kind)
    return value is not None


@function("TYPEOF(value)", aliases=("TYPENAME",), result="text")
def typeof(value: Any) -> str:
    """The kind of a value: null, boolean, integer, float, string, array, object, date, datetime, time or duration.

    Example:
        TALK TYPEOF(1.5)   ' float
        TALK TYPEOF([1])   ' array
    """
    if value is None:
        return "null"
    return next(name for kinds, name in _KINDS if isinstance(value, kinds))


_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "boolean"), (int, "integer"), (float, "float"), (str, "string"), (Array, "array"), (Object, "object"),
    (dt.datetime, "datetime"), (dt.date, "date"), (dt.time, "time"), (dt.timedelta, "duration"),
)  # fmt: skip


@function("ISNULL(value)", aliases=("IS_NULL",), result="bool")
def isnull(value: Any) -> bool:
    """Whether it is nothing, or a query's result without rows.

    Example:
        TALK ISNULL(NULL)   ' true
        TALK ISNULL("")   ' false
    """
    return value is None or (isinstance(value, Array) and value.rowset and not len(value))


@function("ISEMPTY(value)", aliases=("IS_EMPTY",), result="bool")
def isempty(value: Any) -> bool:
    """Whether it is nothing, "", or a list or object without elements; 0 and FALSE are not empty.

    Example:
        TALK ISEMPTY("")   ' true
        TALK ISEMPTY(0)   ' false
    """
    return not present(value)


@function(
    "ISNUMERIC(value)", aliases=("IS_NUMERIC", "ISNUMBER", "IS_NUMBER"), forms=("IS NUMERIC value",), result="bool"
)  # fmt: skip
def isnumeric(value: Any) -> bool:
    """Whether it is a number or text that reads as one; "1,000" and "$1" do not.

    Example:
        TALK ISNUMERIC(" 1e3 ")   ' true
        TALK ISNUMERIC("1,000")   ' false
    """
    return numeric(value) is not None


@function("ISARRAY(value)", aliases=("IS_ARRAY",), result="bool")
def isarray(value: Any) -> bool:
    """Whether it is a list.

    Example:
        TALK ISARRAY([1])   ' true
    """
    return isinstance(value, Array)


@function("ISSTRING(value)", aliases=("IS_STRING",), result="bool")
def isstring(value: Any) -> bool:
    """Whether it is text.

    Example:
        TALK ISSTRING("1")   ' true
    """
    return isinstance(value, str)


@function("ISBOOL(value)", aliases=("IS_BOOL", "ISBOOLEAN", "IS_BOOLEAN"), result="bool")
def isbool(value: Any) -> bool:
    """Whether it is TRUE or FALSE.

    Example:
        TALK ISBOOL(FALSE)   ' true
    """
    return isinstance(value, bool)


@function("ISOBJECT(value)", aliases=("IS_OBJECT",), result="bool")
def isobject(value: Any) -> bool:
    """Whether it is an object.

    Example:
        TALK ISOBJECT({"a": 1})   ' true
    """
    return isinstance(value, Object)
