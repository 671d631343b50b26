"""What each opcode does, one function per row of the opcode table, for the reference interpreter.

``OPS`` maps a mnemonic to ``function(machine, frame, a, b, c)``; a function that ends the stretch of the run gives an
Outcome. A test checks that it covers the table exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from vm.bytecode.opcodes import signed
from vm.error import BasicError
from vm.outcome import Done, Outcome, Suspend
from vm.reference import arithmetic, compare, fields
from vm.reference.errors import thrown
from vm.reference.text import fits, to_number
from vm.value import Array, Object

if TYPE_CHECKING:
    from vm.reference.machine import Call, ReferenceMachine

Op = Callable[["ReferenceMachine", "Call", int, int, int], Outcome | None]

OPS: Final[dict[str, Op]] = {}


def op(function: Op) -> Op:
    """Enter the function in ``OPS`` under its name in upper case."""
    OPS[function.__name__.strip("_").upper()] = function
    return function


# ---------------------------------------------------------------- moves


@op
def move(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    f.set(a, f.get(b))


@op
def loadk(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    f.set(a, f.function.constants[b])


@op
def loadi(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    f.set(a, signed(b))


@op
def loadnull(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    f.set(a, None)


@op
def loadbool(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    f.set(a, b == 1)


@op
def getg(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    f.set(a, m.script.get(b))


@op
def setg(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    m.script.set(a, f.get(b))


# ---------------------------------------------------------------- arithmetic, text, comparisons


def _binary(name: str, apply: Callable[[Any, Any, Any], Any]) -> None:
    def run(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
        f.set(a, apply(m.meter, f.get(b), f.get(c)))

    OPS[name] = run


_binary("ADD", arithmetic.add)
_binary("SUB", arithmetic.subtract)
_binary("MUL", arithmetic.multiply)
_binary("DIV", arithmetic.divide)
_binary("IDIV", arithmetic.whole_divide)
_binary("MOD", arithmetic.modulo)
_binary("POW", arithmetic.power)
_binary("EQ", compare.equals)
_binary("NE", lambda meter, x, y: not compare.equals(meter, x, y))
_binary("LT", compare.less)
_binary("LE", compare.at_most)


@op
def neg(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    f.set(a, arithmetic.negate(m.meter, f.get(b)))


@op
def not_(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    f.set(a, not compare.truthy(f.get(b)))


@op
def test(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    f.set(a, compare.truthy(f.get(b)))


@op
def concat(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    f.set(a, arithmetic.join(m.meter, f.window(b, c)))


@op
def isnull(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    f.set(a, compare.is_nothing(f.get(b)))


# ---------------------------------------------------------------- jumps


@op
def jmp(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    m.jump(f, a)


@op
def jt(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    if compare.truthy(f.get(a)):
        m.jump(f, b)


@op
def jf(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    if not compare.truthy(f.get(a)):
        m.jump(f, b)


def _branch(name: str, apply: Callable[[Any, Any, Any], bool], wanted: bool) -> None:
    def run(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
        if apply(m.meter, f.get(a), f.get(b)) is wanted:
            m.jump(f, c)

    OPS[name] = run


_branch("JEQ", compare.equals, True)
_branch("JNE", compare.equals, False)
_branch("JLT", compare.less, True)
_branch("JNLT", compare.less, False)
_branch("JLE", compare.at_most, True)
_branch("JNLE", compare.at_most, False)


# ---------------------------------------------------------------- loops


def _has_round(value: float, limit: float, step: float) -> bool:
    return value <= limit if step > 0 else value >= limit if step < 0 else False


@op
def forprep(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    value, limit, step = (to_number(m.meter, f.get(a + i)) for i in range(3))
    if step == 0:
        raise BasicError("GB6004", "the STEP of a FOR loop cannot be 0")
    for i, number in enumerate((value, limit, step)):
        f.set(a + i, number)
    if not _has_round(value, limit, step):
        m.jump(f, b)


@op
def forloop(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    value, limit, step = (to_number(m.meter, f.get(a + i)) for i in range(3))
    if isinstance(value, int) and isinstance(step, int) and not fits(value + step):
        return
    value = value + step if isinstance(value, int) and isinstance(step, int) else float(value) + float(step)
    f.set(a, value)
    if _has_round(value, limit, step):
        m.jump(f, b)


@op
def iterprep(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    f.set(a, fields.loop_list(m.meter, f.get(b)))
    f.set(a + 1, 0)


@op
def iternext(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    items, place = f.get(a), f.get(a + 1)
    if not isinstance(items, Array) or isinstance(place, bool) or not isinstance(place, int):
        raise BasicError("GB6005", "this value has no elements to go through")
    if 0 <= place < len(items):
        f.set(a + 2, items[place])
        f.set(a + 1, place + 1)
    else:
        m.jump(f, b)


# ---------------------------------------------------------------- lists, objects, fields


@op
def newarr(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    m.meter.items(c)
    m.meter.hold(48)
    m.meter.charge(c // 8)
    f.set(a, Array(f.window(b, c)))


@op
def newobj(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    m.meter.hold(48)
    f.set(a, Object())


@op
def getf(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    f.set(a, fields.get_field(m.meter, f.get(b), f.name(c)))


@op
def setf(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    _store(m, f, a, f.name(b), f.get(c), by_name=True)


@op
def geti(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    f.set(a, fields.get_item(m.meter, f.get(b), f.get(c)))


@op
def seti(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    _store(m, f, a, f.get(b), f.get(c), by_name=False)


def _store(m: ReferenceMachine, f: Call, register: int, key: Any, value: Any, *, by_name: bool) -> None:
    """Set a part of what ``register`` holds; null becomes a container first, even if the rest then fails."""
    base_for = fields.base_for_field if by_name else fields.base_for_item
    f.set(register, base_for(m.meter, f.get(register), key))
    (fields.set_field if by_name else fields.set_item)(m.meter, f.get(register), key, value)


def _descend(name: str, by_name: bool, make: Callable[[], Any]) -> None:
    get: Any = fields.get_field if by_name else fields.get_item

    def run(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
        key = f.name(c) if by_name else f.get(c)
        part = get(m.meter, f.get(b), key)
        if part is None:
            m.meter.hold(48)
            part = make()
            _store(m, f, b, key, part, by_name=by_name)
        f.set(a, part)

    OPS[name] = run


_descend("GETFO", True, Object)
_descend("GETFA", True, Array)
_descend("GETIO", False, Object)
_descend("GETIA", False, Array)


# ---------------------------------------------------------------- calls


@op
def call(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    m.enter(b, f.window(a, c), a)


@op
def callb(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    f.set(a, m.pure(b, f.window(a, c)))


@op
def callk(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> Suspend:
    m.meter.charge(1)
    keyword = m.program.keywords[b]
    arguments = dict(zip(keyword.arguments, f.window(a, c), strict=True))
    return m.wait(keyword.keyword, arguments, a)


@op
def ret(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> Done | None:
    return m.leave(f.get(a))


@op
def retnull(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> Done | None:
    return m.leave(None)


@op
def halt(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> Done:
    return Done(None)


# ---------------------------------------------------------------- errors


@op
def throw(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    raise thrown(m.meter, f.get(a))


@op
def onerr(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    m.resume_next = a == 1
    f.handler = b if a == 2 else None
    f.armed = a == 2


@op
def rearm(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    f.armed = f.handler is not None


@op
def errclr(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    m.last_error = None


@op
def errget(m: ReferenceMachine, f: Call, a: int, b: int, c: int) -> None:
    error = m.last_error
    parts = dict(error.items()) if error is not None else {"number": 0, "message": "", "line": 0}
    f.set(a, (error is not None, parts.get("number"), parts.get("message"), parts.get("line"), error)[b])
