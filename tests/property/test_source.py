"""BASIC source: both machines run what the compiler makes alike, folding changes nothing, functions are total."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from basic import Writer, expression, literal
from compare import plain_wording, play
from effort import FACTOR, examples
from generator import Env, Scene, value
from hypothesis import given
from hypothesis import strategies as st

from compiler.api import compile_source
from stdlib.catalog import load_catalog
from vm.budget import Limits
from vm.bytecode.opcodes import BY_NAME, encode
from vm.bytecode.program import Function, Program
from vm.machine import Machine, link
from vm.reference import ReferenceMachine
from vm.reference.state import copy_graph

DECLARED = {declared.name: declared for declared in load_catalog().functions.values()}
FUNCTIONS = {name: (declared.call, declared.env) for name, declared in DECLARED.items()}
LIMITS = Limits(fuel=20_000, items=1000, text=20_000)
compile_source("")  # the compiler raises Python's recursion limit, which must not happen inside an example
ANSWERS = ["5", "x", None]
randoms = st.randoms(use_true_random=False)


@pytest.fixture(autouse=True, scope="module")
def _plain_wording() -> Iterator[None]:
    with plain_wording():
        yield


def compiled(text: str) -> Program | None:
    """The program, or None when the compiler sees a mistake in it, as in ``{} ^ 2``."""
    return compile_source(text).program


def on_machine(program: Program) -> list[Any]:
    return play(Machine(link(program, FUNCTIONS), limits=LIMITS, env=Env()), Scene(program, {}, ANSWERS))


@examples(60)
@given(randoms)
def test_programs_run_alike_on_both_machines(r: Random) -> None:
    text = Writer(r).program(8)
    program = compiled(text)
    if program is not None:
        reference = ReferenceMachine(program, FUNCTIONS, limits=LIMITS, env=Env())
        assert on_machine(program) == play(reference, Scene(program, {}, ANSWERS)), text


@examples(12)
@given(randoms)
def test_programs_survive_saving_after_every_instruction(r: Random) -> None:
    text = Writer(r).program(5)
    program = compiled(text)
    if program is None:
        return
    linked = link(program, FUNCTIONS)

    def save_and_load(machine: Machine) -> Machine:
        return Machine.restore(linked, machine.snapshot(), limits=LIMITS, env=Env())

    whole = on_machine(program)
    machine = Machine(linked, limits=LIMITS, env=Env())
    if whole[-1] != ["fault", "GB6900"]:
        assert play(machine, Scene(program, {}, ANSWERS), save_and_load, steps=1) == whole, text


def ending(text: str) -> Any:
    """How a program ends, without the place: its result, or the code of its fault."""
    program = compiled(text)
    if program is None:
        return None
    last = on_machine(program)[-1]
    head = last[0]
    if head == "fault":
        return last
    return head[:2] if head[0] == "fault" else (head, last[2][0], last[3])


@examples(150)
@given(randoms)
def test_an_expression_of_literals_is_what_the_machine_computes(r: Random) -> None:
    """Literals can be computed by the compiler; the arguments of a function cannot."""
    literals = [literal(r) for _ in range(4)]
    parameters = [f"p{i}" for i in range(4)]
    pattern = expression(r, [f"@{i}@" for i in range(4)])
    folded = opaque = pattern
    for i in range(4):
        folded = folded.replace(f"@{i}@", literals[i])
        opaque = opaque.replace(f"@{i}@", parameters[i])
    now = ending(f"RETURN {folded}\n")
    later = f"FUNCTION f({', '.join(parameters)})\nRETURN {opaque}\nEND FUNCTION\nRETURN f({', '.join(literals)})\n"
    if now is not None:
        assert now == ending(later), folded


PATTERNS = (
    "days", "YYYY-MM-DD", "#,##0.00", "0.00%", "DESC", "a = 1", "a > 0 AND A <> 'x'", "%a%", "(", "[a-z]+", "\\", "{0}",
    "md5", ",", "\n", "a,b\n1,2\n", "<a>1</a>", "key: value\n- 1", "SUM", "item * 2", "a -> b",
)  # fmt: skip
KNOWN = {"GB6001", "GB6002", "GB6003", "GB6004", "GB6005", "GB6006", "GB6100", "GB6901", "GB6903", "GB6904", "GB6905"}


def argument(r: Random) -> Any:
    return r.choice(PATTERNS) if r.random() < 0.25 else value(r)


def calling(name: str, count: int) -> Program:
    """A program that returns the function's result for its first ``count`` variables."""
    code = (encode(BY_NAME["CALLB"].number, 0, 0, count), encode(BY_NAME["RET"].number, 0))
    function = Function("main", 0, max(1, count), code)
    return Program("call", (function,), (name,), variables=tuple((f"v{i}", i) for i in range(count)))


def fault_code(shown: list[Any]) -> str:
    """The code of the fault that ended a run, or ""."""
    last = shown[-1]
    head = last if last[0] == "fault" else last[0]
    return str(head[1]) if head[0] == "fault" else ""


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_a_pure_function_gives_a_value_or_a_known_error(name: str) -> None:
    declared = DECLARED[name]
    most = declared.max_args if declared.max_args is not None else declared.min_args + 3
    for attempt in range(8 * FACTOR):
        r = Random(f"{name} {attempt}")
        count = r.randrange(declared.min_args, most + 1)
        arguments = [argument(r) for _ in range(count)]
        made = Scene(calling(name, count), {f"v{i}": item for i, item in enumerate(arguments)})
        one, two = (dict(zip(made.variables, copy_graph(arguments), strict=True)) for _ in range(2))
        machine = Machine(link(made.program, FUNCTIONS), variables=one, limits=LIMITS, env=Env())
        shown = play(machine, made)
        reference = ReferenceMachine(made.program, FUNCTIONS, variables=two, limits=LIMITS, env=Env())
        assert shown == play(reference, made), arguments
        assert fault_code(shown) in KNOWN | {""}, arguments
