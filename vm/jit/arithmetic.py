"""Writes the operators and comparisons on numbers. Follows docs/internals/semantics.md; what it does not cover leaves.

Each function writes one instruction of the writer's place and sets its result; ``rules`` has said of which type that
is.
"""

from __future__ import annotations

from collections.abc import Callable

from vm._loop import pure_units
from vm.jit.rules import COMPARED
from vm.jit.types import FLOAT, PLAIN, T_NUMBER, Type, form, tag_of
from vm.jit.writer import Number, Writer

_OPERATIONS = {"ADD": ("sadd", "fadd"), "SUB": ("ssub", "fsub"), "MUL": ("smul", "fmul")}
_EXACT = 1 << 53
"""Integers up to here are floats too, so that they compare with floats as such."""

Put = Callable[[Number, Number], None]


def with_overflow(w: Writer, operation: str, x: str, y: str) -> tuple[str, str]:
    """The integer result, and whether it left 64 bits."""
    both = w.let(f"call {{i64, i1}} @llvm.{operation}.with.overflow.i64(i64 {x}, i64 {y})")
    return w.let(f"extractvalue {{i64, i1}} {both}, 0"), w.let(f"extractvalue {{i64, i1}} {both}, 1")


def checked(w: Writer, operation: str, x: str, y: str) -> str:
    """The integer result; leaves when it does not fit."""
    result, over = with_overflow(w, operation, x, y)
    w.check(w.let(f"xor i1 {over}, true"))
    return result


def by_kind(w: Writer, b: Number, c: Number, whole: Put, real: Put) -> None:
    """Write ``whole`` where both are integers and ``real`` elsewhere, choosing at run time where it must."""
    if "f" in (b.kind, c.kind):
        real(b, c)
    elif b.kind == c.kind == "i":
        whole(b, c)
    else:
        yes, no, end = w.label(), w.label(), w.label()
        if b.kind == c.kind == "d":  # floats need no conversion, and where both may be, they mostly are
            floats, rest = w.label(), w.label()
            w.branch(w.let(f"or i1 {b.is_whole}, {c.is_whole}"), rest, floats)
            w.start(floats)
            real(b._replace(kind="f"), c._replace(kind="f"))
            w.go(end)
            w.start(rest)
        w.branch(w.both_whole(b, c), yes, no)
        w.start(yes)
        whole(b, c)
        w.go(end)
        w.start(no)
        real(b, c)
        w.go(end)
        w.start(end)


def sums(w: Writer, name: str, a: int, b: int, c: int, t: Type) -> None:
    """a = b + c, b - c or b * c."""
    operation, float_operation = _OPERATIONS[name]

    def real(x: Number, y: Number) -> None:
        w.put_real(a, t, w.let(f"{float_operation} double {w.real(x)}, {w.real(y)}"))

    def whole(x: Number, y: Number) -> None:
        if form(t) != "d":
            w.put_whole(a, t, checked(w, operation, x.whole, y.whole))
            return
        result, over = with_overflow(w, operation, x.whole, y.whole)
        fits, floats, end = w.label(), w.label(), w.label()
        w.branch(w.let(f"xor i1 {over}, true"), fits, floats, likely=True)
        w.start(fits)
        w.put_whole(a, t, result)
        w.go(end)
        w.start(floats)
        real(x._replace(kind="i"), y._replace(kind="i"))
        w.go(end)
        w.start(end)

    by_kind(w, w.number(b), w.number(c), whole, real)


def check_divisor(w: Writer, n: Number) -> None:
    """Leave for a divisor of 0, and for -1, which may overflow."""
    if not n.whole.lstrip("-").isdigit() or n.whole in ("0", "-1"):
        w.check(w.let(f"icmp ugt i64 {w.let(f'add i64 {n.whole}, 1')}, 1"))


def check_real_divisor(w: Writer, real: str) -> str:
    w.check(w.let(f"fcmp une double {real}, 0.0"))
    return real


def check_near(w: Writer, dividend: str, divisor: str) -> None:
    """Leave for a quotient of more than 64 bits: the C library divides bit by bit, up to two thousand."""
    size, most = (w.let(f"call double @llvm.fabs.f64(double {real})") for real in (dividend, divisor))
    w.check(w.let(f"fcmp ult double {size}, {w.let(f'fmul double {most}, 0x43F0000000000000')}"))


def division(w: Writer, a: int, b: int, c: int, t: Type) -> None:
    """a = b / c: an integer where it divides exactly."""

    def real(x: Number, y: Number) -> None:
        divisor = check_real_divisor(w, w.real(y))
        w.put_real(a, t, w.let(f"fdiv double {w.real(x)}, {divisor}"))

    def whole(x: Number, y: Number) -> None:
        check_divisor(w, y)
        quotient = w.let(f"sdiv i64 {x.whole}, {y.whole}")
        exact = w.let(f"icmp eq i64 {w.let(f'mul i64 {quotient}, {y.whole}')}, {x.whole}")
        x_real, y_real = (w.let(f"sitofp i64 {n.whole} to double") for n in (x, y))
        bits = w.bits(w.let(f"fdiv double {x_real}, {y_real}"))
        w.store("i64", w.let(f"select i1 {exact}, i64 {quotient}, i64 {bits}"), f"%i{a}")
        w.store("i64", w.let(f"select i1 {exact}, i64 2, i64 3"), f"%t{a}")

    by_kind(w, w.number(b), w.number(c), whole, real)


def whole_division(w: Writer, a: int, b: int, c: int, t: Type) -> None:
    r"""a = b \ c, toward zero."""

    def real(x: Number, y: Number) -> None:
        divisor = check_real_divisor(w, w.real(y))
        cut = w.let(f"call double @llvm.trunc.f64(double {w.let(f'fdiv double {w.real(x)}, {divisor}')})")
        low = w.let(f"fcmp oge double {cut}, 0xC3E0000000000000")
        high = w.let(f"fcmp olt double {cut}, 0x43E0000000000000")
        w.check(w.let(f"and i1 {low}, {high}"))
        w.put_whole(a, t, w.let(f"fptosi double {cut} to i64"))

    def whole(x: Number, y: Number) -> None:
        check_divisor(w, y)
        w.put_whole(a, t, w.let(f"sdiv i64 {x.whole}, {y.whole}"))

    by_kind(w, w.number(b), w.number(c), whole, real)


def remainder(w: Writer, a: int, b: int, c: int, t: Type) -> None:
    """a = b MOD c, with the sign of b."""

    def real(x: Number, y: Number) -> None:
        dividend, divisor = w.real(x), check_real_divisor(w, w.real(y))
        check_near(w, dividend, divisor)
        function = w.load("ptr", w.context("remainder"))
        w.put_real(a, t, w.let(f"call double {function}(double {dividend}, double {divisor})"))

    def whole(x: Number, y: Number) -> None:
        check_divisor(w, y)
        w.put_whole(a, t, w.let(f"srem i64 {x.whole}, {y.whole}"))

    by_kind(w, w.number(b), w.number(c), whole, real)


def power(w: Writer, a: int, b: int, c: int, t: Type) -> None:
    """a = b ^ c."""
    x = w.number(b)
    if t.mask == FLOAT:
        y = w.number(c)
        function = w.load("ptr", w.context("power"))
        w.put_real(a, t, w.let(f"call double {function}(double {w.real(x)}, double {w.real(y)})"))
        return
    result, base, rest = "1", x.whole, w.state[c].const or 0
    while rest:
        if rest & 1:
            result = base if result == "1" else checked(w, "smul", result, base)
        rest >>= 1
        if rest:
            base = checked(w, "smul", base, base)
    w.put_whole(a, t, result)


def negative(w: Writer, a: int, b: int, t: Type) -> None:
    """a = -b."""
    x = w.number(b)

    def whole(n: Number, _: Number) -> None:
        w.put_whole(a, t, checked(w, "ssub", "0", n.whole))

    def real(n: Number, _: Number) -> None:
        w.put_real(a, t, w.let(f"fneg double {w.real(n)}"))

    by_kind(w, x, x, whole, real)


def pure(w: Writer, name: str, a: int, t: Type) -> None:
    """a = a known pure function of a."""

    def root(n: Number, _: Number) -> None:
        w.put_real(a, t, w.let(f"call double @llvm.sqrt.f64(double {w.real(n)})"))

    def size(n: Number, _: Number) -> None:
        w.put_real(a, t, w.let(f"call double @llvm.fabs.f64(double {w.real(n)})"))

    def whole_size(n: Number, _: Number) -> None:
        minus = checked(w, "ssub", "0", n.whole)
        positive = w.let(f"icmp sge i64 {n.whole}, 0")
        w.put_whole(a, t, w.let(f"select i1 {positive}, i64 {n.whole}, i64 {minus}"))

    def cut(n: Number, _: Number) -> None:
        inside = w.let(f"fcmp olt double {w.let(f'call double @llvm.fabs.f64(double {n.real})')}, 0x43DFEB3DD0676600")
        w.check(inside)
        w.put_whole(a, t, w.let(f"fptosi double {n.real} to i64"))

    def same(n: Number, _: Number) -> None:
        w.put_whole(a, t, n.whole)

    left = w.left(pure_units())
    x = w.number(a, T_NUMBER.mask)
    whole, real = {"SQR": (root, root), "ABS": (whole_size, size), "INT": (same, cut)}[name]
    by_kind(w, x, x, whole, real)
    w.store("i64", left, "%fuel")


def is_true(w: Writer, register: int) -> str:
    """Whether a register that holds no object is truthy."""
    t = w.state[register]
    if form(t) == "f":
        return w.let(f"fcmp une double {w.load('double', f'%f{register}')}, 0.0")
    whole, tag = w.pair(register)
    not_zero = w.let(f"icmp ne i64 {whole}, 0")
    if form(t) != "d":
        return not_zero
    w.check_tag(tag, t.mask, PLAIN)
    real = w.let(f"fcmp une double {w.from_bits(whole)}, 0.0")
    filled = w.let(f"and i1 {not_zero}, {w.let(f'icmp ne i64 {tag}, 0')}")
    return w.let(f"select i1 {w.let(f'icmp eq i64 {tag}, {tag_of(Type(FLOAT))}')}, i1 {real}, i1 {filled}")


def compare(w: Writer, relation: str, b: int, c: int) -> str:
    """Whether the numbers in two registers are in the relation eq, lt, le, gt or ge."""
    return compare_numbers(w, relation, w.number(b, COMPARED), w.number(c, COMPARED))


def compare_numbers(w: Writer, relation: str, x: Number, y: Number) -> str:
    """As ``compare``, exactly also between an integer and a float."""
    signed = relation if relation == "eq" else f"s{relation}"
    if x.kind == y.kind == "i":
        return w.let(f"icmp {signed} i64 {x.whole}, {y.whole}")
    mixed = [_too_big(w, n) for n in (x, y) if n.kind != "f"]
    if "f" in (x.kind, y.kind):
        for big in mixed:
            w.check(w.let(f"xor i1 {big}, true"))
        return w.let(f"fcmp o{relation} double {w.real(x)}, {w.real(y)}")
    both = w.both_whole(x, y)
    big = w.let(f"or i1 {mixed[0]}, {mixed[1]}")
    w.check(w.let(f"or i1 {both}, {w.let(f'xor i1 {big}, true')}"))
    whole = w.let(f"icmp {signed} i64 {x.whole}, {y.whole}")
    real = w.let(f"fcmp o{relation} double {w.real(x)}, {w.real(y)}")
    return w.let(f"select i1 {both}, i1 {whole}, i1 {real}")


def _too_big(w: Writer, n: Number) -> str:
    """Whether an integer may not be exact as a float."""
    if n.whole.lstrip("-").isdigit() and abs(int(n.whole)) <= _EXACT:
        return "false"
    big = w.let(f"icmp ugt i64 {w.let(f'add i64 {n.whole}, {_EXACT}')}, {2 * _EXACT}")
    return w.let(f"and i1 {big}, {n.is_whole}") if n.kind == "d" else big
