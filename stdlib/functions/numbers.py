"""Functions over numbers: rounding, powers, trigonometry, random numbers.

Whole results are integers while they fit 64 bits. What has no real result is NaN or an infinity, never a fault; only a
value that is no number is one. Randomness comes from the machine's ``env`` so that a run can be repeated.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from stdlib.api import function
from stdlib.functions.arguments import Env, fit, number, whole

EXACT = Context(prec=800, rounding=ROUND_HALF_UP)


@function("ABS(number)", result="number")
def absolute(value: Any) -> int | float:
    """The number without its sign.

    Example:
        TALK ABS(-4)   ' 4
    """
    found = number("ABS", value)
    return fit(abs(found)) if isinstance(found, int) else abs(found)


@function("SGN(number)", result="int")
def sign(value: Any) -> int:
    """-1, 0 or 1 by the sign of the number.

    Example:
        TALK SGN(-2.5)   ' -1
    """
    found = number("SGN", value)
    return (found > 0) - (found < 0)


def half_away(value: int | float, decimals: int) -> int | float:
    """Rounded half away from zero as the number is written, so 1.005 to two decimals is 1.01."""
    if isinstance(value, float) and not math.isfinite(value):
        return value
    places = max(-400, min(400, decimals))
    exact = Decimal(value if isinstance(value, int) else repr(value))
    if exact.as_tuple().exponent >= -places:  # type: ignore[operator]
        return value
    made = exact.quantize(Decimal((0, (1,), -places)), context=EXACT)
    return fit(int(made)) if isinstance(value, int) else float(made)


@function("ROUND(number[, decimals])", result="number")
def rounded(value: Any, decimals: Any = None) -> int | float:
    """Rounded half away from zero: to a whole number, or to some decimals; negative decimals round left of the point.

    Example:
        TALK ROUND(2.5)   ' 3
        TALK ROUND(1.005, 2)   ' 1.01
        TALK ROUND(1250, -2)   ' 1300
    """
    found = number("ROUND", value)
    if decimals is None:
        return _integer(half_away(found, 0))
    return float(half_away(found, whole("ROUND", decimals)))


def _integer(value: int | float) -> int | float:
    """An integer where there is one."""
    return value if isinstance(value, int) or not math.isfinite(value) else fit(int(value))


@function("INT(number)", aliases=("FIX",), result="int")
def truncated(value: Any) -> int | float:
    """The whole part, cut toward zero.

    Example:
        TALK INT(3.9)   ' 3
        TALK INT(-3.9)   ' -3
    """
    return _integer(number("INT", value))


@function("FLOOR(number)", result="int")
def floor(value: Any) -> int | float:
    """The greatest whole number that is not above it.

    Example:
        TALK FLOOR(-1.5)   ' -2
    """
    found = number("FLOOR", value)
    return fit(math.floor(found)) if math.isfinite(found) else found


@function("CEIL(number)", aliases=("CEILING",), result="int")
def ceil(value: Any) -> int | float:
    """The smallest whole number that is not below it.

    Example:
        TALK CEIL(1.2)   ' 2
    """
    found = number("CEIL", value)
    return fit(math.ceil(found)) if math.isfinite(found) else found


def _real(compute: Callable[[float], float], value: int | float, beyond: float = math.inf) -> float:
    """A real function; outside its domain NaN, too large ``beyond``."""
    try:
        return compute(float(value))
    except ValueError:
        return math.nan
    except OverflowError:
        return beyond


@function("SQR(number)", aliases=("SQRT",), result="number")
def root(value: Any) -> float:
    """Square root; NaN for a negative number.

    Example:
        TALK SQR(9)   ' 3
    """
    return _real(math.sqrt, number("SQR", value))


@function("POW(base, exponent)", aliases=("POWER",), result="number")
def power(base: Any, exponent: Any) -> int | float:
    """A number to a power, as the operator ``^``.

    Example:
        TALK POW(2, 10)   ' 1024
        TALK POW(2, -1)   ' 0.5
    """
    a, b = number("POW", base), number("POW", exponent)
    if isinstance(a, int) and isinstance(b, int) and b >= 0 and (abs(a) < 2 or b < 64):
        exact = fit(a ** (b if abs(a) > 1 else b % 2 or min(b, 2)))
        if isinstance(exact, int):
            return exact
    try:
        return math.pow(a, b)
    except ValueError:
        return math.inf if a == 0 else math.nan
    except OverflowError:
        return -math.inf if a < 0 and b % 2 == 1 else math.inf


@function("MOD(number, divisor)", result="number")
def modulo(value: Any, divisor: Any) -> int | float:
    """Remainder of a division with the sign of the number, as the operator ``MOD``; 0 for divisor 0.

    Example:
        TALK MOD(7, 3)   ' 1
        TALK MOD(-7, 3)   ' -1
    """
    a, b = number("MOD", value), number("MOD", divisor)
    if b == 0:
        return 0
    if isinstance(a, int) and isinstance(b, int):
        return abs(a) % abs(b) * (-1 if a < 0 else 1)
    return math.nan if math.isinf(a) else math.fmod(a, b)


@function("SIN(angle)", result="number")
def sine(value: Any) -> float:
    """Sine of an angle in radians.

    Example:
        TALK SIN(0)   ' 0
    """
    return _real(math.sin, number("SIN", value))


@function("COS(angle)", result="number")
def cosine(value: Any) -> float:
    """Cosine of an angle in radians.

    Example:
        TALK COS(0)   ' 1
    """
    return _real(math.cos, number("COS", value))


@function("TAN(angle)", result="number")
def tangent(value: Any) -> float:
    """Tangent of an angle in radians.

    Example:
        TALK TAN(0)   ' 0
    """
    return _real(math.tan, number("TAN", value))


@function("ASIN(number)", result="number")
def arc_sine(value: Any) -> float:
    """Angle in radians with this sine; NaN outside -1 to 1.

    Example:
        TALK ROUND(ASIN(1), 4)   ' 1.5708
    """
    return _real(math.asin, number("ASIN", value))


@function("ACOS(number)", result="number")
def arc_cosine(value: Any) -> float:
    """Angle in radians with this cosine; NaN outside -1 to 1.

    Example:
        TALK ACOS(1)   ' 0
    """
    return _real(math.acos, number("ACOS", value))


@function("ATAN(number)", aliases=("ATN",), result="number")
def arc_tangent(value: Any) -> float:
    """Angle in radians with this tangent.

    Example:
        TALK ROUND(4 * ATAN(1), 4)   ' 3.1416
    """
    return _real(math.atan, number("ATAN", value))


def _logarithm(compute: Callable[[float], float], value: int | float) -> float:
    return -math.inf if value == 0 else _real(compute, value)


@function("LOG(number)", aliases=("LN",), result="number")
def natural_logarithm(value: Any) -> float:
    """Natural logarithm; NaN for a negative number.

    Example:
        TALK LOG(EXP(2))   ' 2
    """
    return _logarithm(math.log, number("LOG", value))


@function("LOG10(number)", result="number")
def decimal_logarithm(value: Any) -> float:
    """Logarithm to base 10; NaN for a negative number.

    Example:
        TALK LOG10(1000)   ' 3
    """
    return _logarithm(math.log10, number("LOG10", value))


@function("EXP(number)", result="number")
def exponential(value: Any) -> float:
    """e to this power.

    Example:
        TALK EXP(0)   ' 1
    """
    return _real(math.exp, number("EXP", value))


@function("PI()", result="number", bare=True)
def pi() -> float:
    """The ratio of a circle's circumference to its diameter.

    Example:
        TALK ROUND(PI(), 4)   ' 3.1416
    """
    return math.pi


@function("RND([ignored])", result="number", bare=True, env=True)
def rnd(env: Env, ignored: Any = None) -> float:
    """A random number from 0 up to, not including, 1.

    Example:
        TALK INT(RND() * 6) < 6   ' true
    """
    return env.random()


@function("RANDOM([limit[, high]])", result="number", env=True)
def random(env: Env, *bounds: Any) -> int | float:
    """A random number from 0 to below 1, or a whole one.

    With one bound it is from 0 to below it, with two between them, both included. Bounds the wrong way round give the
    first.

    Example:
        TALK RANDOM(1, 6) <= 6   ' true
        TALK RANDOM(5, 5)   ' 5
    """
    if not bounds or bounds[0] is None:
        return env.random()
    low, high = (0, whole("RANDOM", bounds[0]) - 1) if len(bounds) == 1 else (whole("RANDOM", b) for b in bounds)
    return fit(low + int(env.random() * (high - low + 1))) if high > low else low
