"""Limits of compiled files, saved states, scripts inside each other and keywords between two answers."""

from __future__ import annotations

import hashlib
import struct
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "runtime"))

from bots import Bot

from compiler.api import compile_source
from stdlib.catalog import load_catalog
from stdlib.conversation import linked_functions, load_script
from stdlib.driver import MAX_SCRIPTS
from stdlib.functions._hot import HOT
from vm.bytecode.codec import MAX_BYTES, CodecError, dumps, loads
from vm.bytecode.opcodes import BY_NAME, digest, encode
from vm.bytecode.program import Function, Program
from vm.bytecode.shape import MAX_DEPTH, MAX_VALUES, ShapeError, check_shape
from vm.machine import Machine, SnapshotError, VerifyError, link
from vm.outcome import Suspend
from vm.snapshot import MAGIC, VERSION


def sealed(payload: bytes) -> bytes:
    head = b"\x93GBC\r\n\x1a\n" + struct.pack("<H16s16s", 1, digest().encode(), b"")
    return head + hashlib.sha256(head + payload).digest() + payload


def test_size_of_a_compiled_file() -> None:
    program = compile_source("TALK 1").program
    assert program is not None
    data = dumps(program)
    with pytest.raises(CodecError, match="larger than 32 MiB"):
        loads(data + bytes(MAX_BYTES))


@pytest.mark.parametrize(
    ("fits", "over"),
    [
        (b"\x91" * (MAX_DEPTH - 1) + b"\xc0", b"\x91" * MAX_DEPTH + b"\xc0"),
        (
            b"\xdd" + struct.pack(">I", MAX_VALUES - 1) + b"\xc0" * (MAX_VALUES - 1),
            b"\xdd" + struct.pack(">I", MAX_VALUES) + b"\xc0" * MAX_VALUES,
        ),
    ],
    ids=["depth", "values"],
)
def test_shape_of_data(fits: bytes, over: bytes) -> None:
    check_shape(fits)
    with pytest.raises(ShapeError):
        check_shape(over)


@pytest.mark.parametrize("payload", [b"\xdd\xff\xff\xff\xff", b"\xdd\x00\x10\x00\x00" * 900, b"\xc7\x01\x05x"])
def test_states_that_promise_too_much(payload: bytes) -> None:
    program = compile_source("HEAR x").program
    assert program is not None
    ready = load_script(program).linked
    data = MAGIC + bytes([VERSION]) + hashlib.sha256(payload).digest()[:8] + payload
    with pytest.raises(SnapshotError) as caught:
        Machine.restore(ready, data)
    assert caught.value.code == "GB8007"


def test_a_long_text_is_saved_once_and_stays_one() -> None:
    text = 't = STRING(1000, "x")\na = FILL(t, 500)\no = {}\no[t] = t\nHEAR x\nRETURN [a, o, t, x]'
    program = compile_source(text).program
    assert program is not None
    ready = load_script(program).linked
    machine = Machine(ready)
    assert isinstance(machine.run(), Suspend)
    saved = machine.snapshot()
    assert len(saved) < 6_000
    again = Machine.restore(ready, saved)
    values = again.variables()
    assert all(item is values["t"] for item in values["a"])
    assert values["o"][values["t"]] is values["t"]
    assert saved.count(b"x" * 1000) == 1


def calling(name: str, count: int) -> Program:
    code = (encode(BY_NAME["CALLB"].number, 0, 0, count), encode(BY_NAME["HALT"].number))
    return Program("forged", (Function("main", 0, 8, code),), (name,))


@pytest.mark.parametrize(
    ("name", "fewest", "most"), [("LEN", 1, 1), ("MID", 2, 3), ("LEFT", 2, 2), ("ROUND", 1, 2), ("NOW", 0, 0)]
)
def test_a_forged_call_with_too_few_or_many_arguments(name: str, fewest: int, most: int) -> None:
    for count in range(6):
        program = calling(name, count)
        functions = linked_functions(load_catalog(), program)
        if fewest <= count <= most:
            link(program, functions, HOT)
        else:
            with pytest.raises(VerifyError, match=f"{name} does not take {count} arguments"):
                link(program, functions, HOT)


def test_scripts_inside_each_other() -> None:
    others = {f"s{n}.bas": f'CALL "s{n + 1}.bas"\n' for n in range(1, MAX_SCRIPTS + 2)}
    fitting = {**others, f"s{MAX_SCRIPTS - 1}.bas": 'TALK "bottom"\n'}
    assert Bot('CALL "s1.bas"\n', others=fitting).run().said == ["bottom"]
    assert Bot('CALL "s1.bas"\n', others=others).run().failed.code == "GB6902"


def test_keywords_between_two_answers() -> None:
    source = 'FOR i = 1 TO {}\nTALK "x"\nNEXT\n'
    assert len(Bot(source.format(30), max_calls=30).run().said) == 30
    assert Bot(source.format(31), max_calls=30).run().failed.code == "GB6900"
