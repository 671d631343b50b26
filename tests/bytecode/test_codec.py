"""``.gbc`` files: equal programs give equal bytes; any other bytes are refused by name, without harm."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import replace

import msgpack
import pytest
from assembler import function, program, sample
from hypothesis import given, settings
from hypothesis import strategies as st

from vm.bytecode.codec import CodecError, dumps, loads, program_hash
from vm.bytecode.opcodes import digest
from vm.bytecode.program import Program, Statement, ToolParam, TryRegion
from vm.bytecode.shape import ShapeError, check_shape

HEADER = 74


def sealed(payload: bytes, *, version: int = 1, opcodes: bytes | None = None, catalog: bytes = b"") -> bytes:
    """A file with a right header and checksum around any payload."""
    head = b"\x93GBC\r\n\x1a\n" + struct.pack("<H16s16s", version, opcodes or digest().encode(), catalog)
    return head + hashlib.sha256(head + payload).digest() + payload


def refused(data: bytes, code: str) -> str:
    with pytest.raises(CodecError) as caught:
        loads(data)
    assert caught.value.code == code
    return caught.value.message


def read(data: bytes) -> Program | str:
    """The program, or the code of the refusal."""
    try:
        return loads(data)
    except CodecError as error:
        return error.code


def test_a_program_survives_the_file() -> None:
    one = sample()
    tables = replace(
        one.functions[0],
        statements=(Statement(0, 3, 4), Statement(1, 2, 3, -5)),
        tries=(TryRegion(2, 4, 9, 5),),
        constants=(None, True, 1, 1.0, -0.0, float("inf"), -(1 << 63), "\ud800 ê 🎈", ""),
    )
    param = ToolParam("p", "integer", "how many", False, 3, 1.5, True, ("a", "b"))
    tool = replace(one.tools[0], params=(param,))
    full = replace(one, functions=(tables, one.functions[1]), tools=(tool,), catalog_digest="0123456789abcdef")
    back = loads(dumps(full))
    assert back == full
    assert [type(v) for v in back.functions[0].constants] == [type(v) for v in tables.constants]
    assert str(back.functions[0].constants[4]) == "-0.0"


def test_equal_programs_give_equal_bytes() -> None:
    one = replace(sample(), manifest={"a": 1, "b": {"x": 1, "y": [2]}})
    two = replace(sample(), manifest={"b": {"y": [2], "x": 1}, "a": 1})
    assert dumps(one) == dumps(two) == dumps(loads(dumps(one)))
    assert program_hash(one) == program_hash(two) != program_hash(sample())


@pytest.mark.parametrize(
    "bad",
    [
        replace(sample(), functions=(function("HALT", constants=(1 << 63,)),)),
        replace(sample(), functions=(function("HALT", constants=([],)),)),
        replace(sample(), functions=(function("HALT", registers=-1),)),
        replace(sample(), functions=(replace(function("HALT"), code=(1 << 64,)),)),
        replace(sample(), manifest={1: 2}),
        replace(sample(), manifest={"a": object()}),
        replace(sample(), manifest={"a": 1 << 70}),
        replace(sample(), catalog_digest="0123456789abcdef0"),
        replace(sample(), catalog_digest="é"),
        replace(sample(), name=None),
    ],
)
def test_what_no_file_can_hold_is_not_written(bad: Program) -> None:
    with pytest.raises(CodecError):
        dumps(bad)


def test_foreign_bytes_are_named_as_such() -> None:
    for data in (b"", b"\x93GBC", b"PK\x03\x04" + bytes(100), b'TALK "hi"\n' * 20):
        refused(data, "GB8001")


def test_other_versions_are_named_as_such() -> None:
    payload = dumps(sample())[HEADER:]
    assert loads(sealed(payload)) == sample()
    refused(sealed(payload, version=2), "GB8002")
    refused(sealed(payload, opcodes=b"0" * 16), "GB8002")
    with pytest.raises(CodecError, match="other keywords"):
        loads(sealed(payload, catalog=b"aaaa"), catalog_digest="bbbb")
    assert loads(sealed(payload, catalog=b"aaaa"), catalog_digest="aaaa").catalog_digest == "aaaa"


def test_every_flipped_bit_and_every_cut_is_found() -> None:
    data = dumps(sample())
    for at in range(len(data)):
        flipped = bytearray(data)
        flipped[at] ^= 1 << at % 8
        with pytest.raises(CodecError):
            loads(bytes(flipped))
        with pytest.raises(CodecError):
            loads(data[:at])
    refused(data + b"\0", "GB8003")


@pytest.mark.parametrize(
    "payload",
    [
        b"\xdd\xff\xff\xff\xff",  # a list that promises 4 billion elements
        b"\xdd\x00\x10\x00\x00" * 900,  # and one that does so at every level
        b"\xdf\xff\xff\xff\xff",
        b"\xc6\xff\xff\xff\xff",
        b"\xdb\x7f\xff\xff\xff",
        b"\x91" * 5000 + b"\xc0",  # deep
        b"\xc7\x01\x05a",  # extension type
        b"\xd6\xff\x00\x00\x00\x00",  # timestamp
        b"\xc1",
        b"",
        b"\xc0\xc0",
        msgpack.packb([]),
        msgpack.packb({"a": 1}),
        msgpack.packb(["x", [], [], [], [], [], {b"k": 1}, "", ""]),
        msgpack.packb(["x", [["f", 0, 1, b"1234567", [], [], b"", b"", b""]], [], [], [], [], {}, "", ""]),
        msgpack.packb(["x", [["f", True, 1, b"", [], [], b"", b"", b""]], [], [], [], [], {}, "", ""]),
        msgpack.packb(["x", [["f", 0, 1, b"", [[]], [], b"", b"", b""]], [], [], [], [], {}, "", ""]),
        msgpack.packb(["x", [["f", 0, 1, b"", [1 << 63], [], b"", b"", b""]], [], [], [], [], {}, "", ""]),
        msgpack.packb([b"x", [], [], [], [], [], {}, "", ""]),
    ],
    ids=range(19),
)
def test_a_well_sealed_file_of_nonsense_is_damaged(payload: bytes) -> None:
    refused(sealed(payload), "GB8003")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_no_payload_escapes_as_another_error(payload: bytes) -> None:
    assert read(sealed(payload)) == "GB8003"


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_mutated_payloads_give_a_program_or_a_codec_error(data: st.DataObject) -> None:
    payload = bytearray(dumps(sample())[HEADER:])
    for _ in range(data.draw(st.integers(1, 4))):
        payload[data.draw(st.integers(0, len(payload) - 1))] = data.draw(st.integers(0, 255))
    back = read(sealed(bytes(payload)))
    assert back == "GB8003" or (isinstance(back, Program) and dumps(loads(dumps(back))) == dumps(back))


_plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 63), (1 << 64) - 1) | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=20) | st.dictionaries(st.text(max_size=5), inner, max_size=20),
    max_leaves=40,
)


@settings(max_examples=100, deadline=None)
@given(_plain)
def test_the_shape_walk_agrees_with_the_unpacker(value: object) -> None:
    data = msgpack.packb(value)
    check_shape(data)
    with pytest.raises(ShapeError):
        check_shape(data + b"\xc0")
    with pytest.raises(ShapeError):
        check_shape(data[:-1])


def test_programs_without_tables_are_small() -> None:
    assert len(dumps(program(function("HALT")))) < 200


def test_the_same_bytes_give_the_same_program_and_others_another() -> None:
    one, other = dumps(sample()), dumps(replace(sample(), name="other"))
    assert loads(one) is loads(bytes(bytearray(one)))
    assert loads(one) == sample()
    assert loads(other).name == "other"
    with pytest.raises(CodecError):
        loads(one[:-1] + bytes([one[-1] ^ 1]))


def test_the_hash_is_that_of_the_content_wherever_a_program_comes_from() -> None:
    assert program_hash(loads(dumps(sample()))) == program_hash(sample())
    known = loads(dumps(sample()))
    assert program_hash(replace(known, source=known.source + "' more")) != program_hash(known)
