"""Every pure function, given values of every kind, gives a value or a fault of the program; never anything else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from evaluate import StillEnv
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stdlib.api import FunctionDecl
from stdlib.catalog import load_catalog
from vm.value import Array, BasicError, Object

DECLARED = {decl.name: decl for decl in load_catalog().functions.values()}
CODES = {"GB6001", "GB6002", "GB6003", "GB6004", "GB6006", "GB6903", "GB6904", "GB6905"}
WORDS = (
    "", " ", "day", "month", "DESC", "SUM", "n", "n > 1", "n = '", "((n=1", "#,##0.00", "yyyy-MM-dd", "@@@", "N2[pt]",
    "0%", "[1, 2]", '{"n": 1}', "{{n}}", "2026-03-07", "31/12/9999 23:59", "14:05", "1e400", "-9223372036854775809",
    "0x10", "item * 2", "a->b", "n, m", "%_%", "é", "\x00", "\ud800", "😀", 'a,b\n"1,2', "UCASE(n)", "md5", "9" * 400,
    "DATEDIFF(NOW(), n) = 3", "n LIKE %", "n IN (1,", "LIMIT 1", "-",
)  # fmt: skip


def made(kind: str, pairs: dict[str, Any]) -> Object:
    found = Object(pairs.items())
    found.kind = kind
    return found


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.integers(-5, 20),
    st.floats(),
    st.sampled_from(WORDS),
    st.text(max_size=8),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(Array),
        st.dictionaries(
            st.sampled_from(("n", "N", "m", "data", "parts", "values", "tree", "error")), inner, max_size=3
        ).map(Object),
        st.builds(
            made,
            st.sampled_from(("response", "file", "error")),
            st.dictionaries(st.sampled_from(("data", "n")), inner, max_size=2),
        ),
    ),
    max_leaves=6,
)
LEGAL = (type(None), bool, int, float, str, Array, Object, dt.date, dt.time, dt.timedelta)


def is_legal(value: Any, depth: int = 0) -> bool:
    """Whether a value may be in a program."""
    if isinstance(value, int) and not isinstance(value, bool):
        return -(2**63) <= value < 2**63
    if isinstance(value, Array | Object) and depth < 5:
        return all(is_legal(item, depth + 1) for item in (value if isinstance(value, Array) else value.values()))
    return isinstance(value, LEGAL)


@pytest.mark.parametrize("decl", DECLARED.values(), ids=DECLARED.keys())
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_arguments_give_a_value_or_a_fault(decl: FunctionDecl, data: st.DataObject) -> None:
    most = decl.min_args + 2 if decl.max_args is None else decl.max_args
    args = data.draw(st.lists(VALUES, min_size=decl.min_args, max_size=most))
    failure = None
    try:
        result = decl.call(StillEnv(), *args) if decl.env else decl.call(*args)
    except BasicError as error:
        failure = error
    if failure is None:
        assert is_legal(result), result
    else:
        assert failure.code in CODES
        assert failure.message
        assert "object at 0x" not in failure.message
