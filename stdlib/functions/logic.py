"""Functions that choose between values, and errors as values.

All arguments are computed before the choice is made. Called by the machine through the catalog.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import function
from stdlib.functions.arguments import text_or_empty, whole
from stdlib.functions.conversion import isnull
from vm.value import Object, equals, truthy


@function("NVL(value, default, ...)", aliases=("COALESCE", "IFNULL"))
def nvl(*values: Any) -> Any:
    """The first value that is neither nothing nor ""; the last one when all are.

    Example:
        TALK NVL(NULL, "none")   ' none
        TALK COALESCE("", NULL, 3)   ' 3
    """
    return next((value for value in values if not isnull(value) and value != ""), values[-1])


@function("IIF(condition, yes[, no])", aliases=("IF", "IF_FUNC"))
def iif(condition: Any, yes: Any, no: Any = None) -> Any:
    """``yes`` when the condition holds, else ``no``; any value can be the condition.

    Example:
        TALK IIF(3 > 2, "more", "less")   ' more
    """
    return yes if truthy(condition) else no


@function("CHOOSE(number, value, ...)")
def choose(number: Any, *values: Any) -> Any:
    """The value with this number, counted from 1; nothing when there is none.

    Example:
        TALK CHOOSE(2, "red", "green", "blue")   ' green
    """
    at = whole("CHOOSE", number)
    return values[at - 1] if 1 <= at <= len(values) else None


@function("SWITCH_FUNC(value, match, result, ...)")
def switch_func(value: Any, *pairs: Any) -> Any:
    """The result after the first match that equals the value.

    A last argument without a pair is the default; without one it is nothing.

    Example:
        TALK SWITCH_FUNC("b", "a", 1, "b", 2, 0)   ' 2
        TALK SWITCH_FUNC("x", "a", 1, 0)   ' 0
    """
    for at in range(0, len(pairs) - 1, 2):
        if equals(value, pairs[at]):
            return pairs[at + 1]
    return pairs[-1] if len(pairs) % 2 else None


@function("EXISTS(value)", result="bool")
def exists(value: Any) -> bool:
    """Whether there is a value: not nothing, and not a query's result without rows.

    Example:
        customer = {"name": "Ana"}
        TALK EXISTS(customer.name)   ' true
        TALK EXISTS(customer.phone)   ' false
    """
    return not isnull(value)


@function("ERROR(message)", result="object")
def error(message: Any) -> Object:
    """An error as a value, for a function to return; ISERROR finds it and THROW raises it.

    Example:
        result = ERROR("no stock")
        TALK result.message   ' no stock
    """
    made = Object((("error", True), ("message", text_or_empty(message)), ("code", "GB6100"), ("number", 6100)))
    made.kind = "error"
    return made


@function("ISERROR(value)", aliases=("IS_ERROR",), result="bool")
def iserror(value: Any) -> bool:
    """Whether it is an error value, or an object with a field ``error`` that holds.

    Example:
        TALK ISERROR(ERROR("no stock"))   ' true
        TALK ISERROR("no stock")   ' false
    """
    return isinstance(value, Object) and (value.kind == "error" or truthy(value.get("error")))
