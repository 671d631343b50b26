"""Turns a Program into the bytes of a ``.gbc`` file and back.

Layout: magic, format version, opcode digest, catalog digest, SHA-256 of all else, then msgpack of plain lists. Equal
programs give equal bytes. ``loads`` takes bytes from anywhere: it gives a well-typed Program or raises ``CodecError``,
and its memory is bounded by the size of the input. It does not decide whether a program may run: ``verify`` does.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from typing import Any, Final, NoReturn, TypeVar

import msgpack

from vm.bytecode.opcodes import digest
from vm.bytecode.program import Constant, Function, KeywordImport, Program, Statement, Tool, ToolParam, TryRegion
from vm.bytecode.shape import check_shape

MAGIC: Final = b"\x93GBC\r\n\x1a\n"
FORMAT: Final = 1
MAX_BYTES: Final = 32 << 20
"""Largest ``.gbc`` file that is read or written."""

_HEADER = struct.Struct("<8sH16s16s32s")
_CHECKED = slice(_HEADER.size - 32)
_OPCODES: Final = digest().encode()
_THREE, _FOUR = struct.Struct("<3i"), struct.Struct("<4i")
_T = TypeVar("_T")


class CodecError(Exception):
    """Bytes that are not a program this machine can read.

    ``code`` is GB8001 (not a compiled program), GB8002 (of another version) or GB8003 (damaged).
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def dumps(program: Program) -> bytes:
    """Bytes of the program; raises ``CodecError`` GB8003 when it holds data that no ``.gbc`` file can hold."""
    try:
        head, payload = _encoded(program)
        check_shape(payload)
        _program(_unpack(payload), program.catalog_digest)
    except _MALFORMED as error:
        raise CodecError("GB8003", f"this program cannot be written to a file: {error}") from None
    return head + payload


_MALFORMED: Final = (ValueError, TypeError, OverflowError, AttributeError, RecursionError, struct.error)


def _encoded(program: Program) -> tuple[bytes, bytes]:
    """Header and payload of the program, whose hash is then known."""
    payload: bytes = msgpack.packb(_plain(program), unicode_errors="surrogatepass")
    catalog = program.catalog_digest.encode("ascii").ljust(16, b"\0")
    if len(catalog) != 16:
        raise ValueError("its catalog digest is too long")
    head = (MAGIC, FORMAT, _OPCODES, catalog)
    checksum = hashlib.sha256(_HEADER.pack(*head, b"")[_CHECKED] + payload).digest()
    object.__setattr__(program, "identity", checksum.hex())
    return _HEADER.pack(*head, checksum), payload


def loads(data: bytes, *, catalog_digest: str | None = None) -> Program:
    """The Program in ``data``; with ``catalog_digest``, only if it was compiled under that catalog.

    Raises ``CodecError`` and nothing else. The result is well typed but not verified. The last programs are kept, so
    that the same bytes again give the same Program.
    """
    if bytes(data[:8]) != MAGIC:
        raise CodecError("GB8001", "this is not a compiled program")
    if len(data) > MAX_BYTES:
        raise CodecError("GB8003", f"this compiled program is larger than {MAX_BYTES >> 20} MiB")
    if len(data) < _HEADER.size:
        raise CodecError("GB8003", "this compiled program is cut off")
    _, version, opcodes, catalog, checksum = _HEADER.unpack_from(data)
    if version != FORMAT or opcodes != _OPCODES:
        raise CodecError("GB8002", "this program was compiled by another version of gbc; compile it again")
    if hashlib.sha256(data[_CHECKED] + data[_HEADER.size :]).digest() != checksum:
        raise CodecError("GB8003", "this compiled program is damaged: its checksum does not match")
    if catalog_digest is not None and catalog != catalog_digest.encode().ljust(16, b"\0"):
        raise CodecError("GB8002", "this program was compiled with other keywords than this host has; compile it again")
    known = _RECENT.pop(checksum, None) or _read(data[_HEADER.size :], catalog, checksum)
    if len(data) <= _RECENT_BYTES:
        _RECENT[checksum] = known
        if len(_RECENT) > _RECENT_COUNT:
            _RECENT.pop(next(iter(_RECENT)), None)
    return known


_RECENT: Final[dict[bytes, Program]] = {}
_RECENT_COUNT, _RECENT_BYTES = 64, 1 << 18
"""Programs by checksum, the last used at the end."""


def _read(payload: bytes, catalog: bytes, checksum: bytes) -> Program:
    try:
        check_shape(payload)
        program = _program(_unpack(payload), catalog.rstrip(b"\0").decode("ascii"))
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise CodecError("GB8003", f"this compiled program is damaged: {error}") from None
    object.__setattr__(program, "identity", checksum.hex())
    return program


def program_hash(program: Program) -> str:
    """The checksum (hex) of the program's file, worked out once; saved states are pinned to it."""
    if not program.identity:
        try:
            _encoded(program)
        except _MALFORMED as error:
            raise CodecError("GB8003", f"this program has no bytes: {error}") from None
    return program.identity


def _unpack(payload: bytes) -> Any:
    return msgpack.unpackb(payload, unicode_errors="surrogatepass", strict_map_key=True)


# ---------------------------------------------------------------- Program to plain data


def _plain(program: Program) -> list[Any]:
    return [
        program.name,
        [_plain_function(f) for f in program.functions],
        list(program.builtins),
        [[k.keyword, list(k.arguments)] for k in program.keywords],
        [_plain_tool(t) for t in program.tools],
        [list(pair) for pair in program.variables],
        _manifest(program.manifest),
        program.source,
        program.path,
    ]


def _plain_function(f: Function) -> list[Any]:
    return [
        f.name,
        f.params,
        f.registers,
        struct.pack(f"<{len(f.code)}Q", *f.code),
        list(f.constants),
        [list(pair) for pair in f.names],
        _pack_rows(f.positions),
        _pack_rows((s.start, s.end, s.resume, s.target) for s in f.statements),
        _pack_rows((t.start, t.end, t.handler, t.register) for t in f.tries),
    ]


def _plain_tool(t: Tool) -> list[Any]:
    params = [
        [p.name, p.type, p.description, p.required, p.example, p.default, p.has_default, list(p.enum)] for p in t.params
    ]
    return [t.name, t.description, params, t.entry, list(t.registers)]


def _pack_rows(rows: Any) -> bytes:
    flat = [number for row in rows for number in row]
    return struct.pack(f"<{len(flat)}i", *flat)


def _manifest(value: Any) -> Any:
    """The same plain data with the keys of every dict in one order, so that equal manifests give equal bytes."""
    if type(value) is dict:
        return {_text(key): _manifest(value[key]) for key in sorted(value)}
    if type(value) is list:
        return [_manifest(item) for item in value]
    _need(value is None or type(value) in (bool, int, float, str), "the manifest")
    return value


# ---------------------------------------------------------------- plain data to Program


def _need(good: bool, what: str) -> None:
    if not good:
        raise ValueError(f"{what} is malformed")


def _malformed(what: str) -> NoReturn:
    raise ValueError(f"{what} is malformed")


def _text(value: Any) -> str:
    return value if type(value) is str else _malformed("a text")


def _count(value: Any) -> int:
    return value if type(value) is int and 0 <= value < 1 << 31 else _malformed("a number")


def _flag(value: Any) -> bool:
    return value if type(value) is bool else _malformed("a flag")


def _constant(value: Any) -> Constant:
    kind = type(value)
    if kind is str or kind is float or kind is bool or value is None:
        return value  # type: ignore[no-any-return]
    if kind is not int:
        _malformed("a constant")
    if not -(1 << 63) <= value < 1 << 63:
        _malformed("an integer constant")
    return value  # type: ignore[no-any-return]


def _each(value: Any, read: Callable[[Any], _T]) -> tuple[_T, ...]:
    _need(type(value) is list, "a list")
    return tuple([read(item) for item in value])


def _fields(value: Any, count: int, what: str) -> list[Any]:
    _need(type(value) is list and len(value) == count, what)
    return value  # type: ignore[no-any-return]


def _rows(value: Any, row: struct.Struct, what: str) -> tuple[tuple[Any, ...], ...]:
    _need(type(value) is bytes and len(value) % row.size == 0, what)
    return tuple(row.iter_unpack(value)) if value else ()


def _code(value: Any) -> tuple[int, ...]:
    _need(type(value) is bytes and len(value) % 8 == 0, "code")
    return struct.unpack(f"<{len(value) // 8}Q", value)


def _named(value: Any) -> tuple[str, int]:
    name, register = _fields(value, 2, "a variable")
    return _text(name), _count(register)


def _register_name(value: Any) -> tuple[int, str]:
    register, name = _fields(value, 2, "a variable")
    return _count(register), _text(name)


def _function(value: Any) -> Function:
    name, params, registers, code, constants, names, positions, statements, tries = _fields(value, 9, "a function")
    return Function(
        _text(name),
        _count(params),
        _count(registers),
        _code(code),
        _each(constants, _constant),
        _each(names, _register_name),
        _rows(positions, _THREE, "the line table"),
        tuple([Statement(*row) for row in _rows(statements, _FOUR, "the statement table")]),
        tuple([TryRegion(*row) for row in _rows(tries, _FOUR, "the TRY table")]),
    )


def _keyword(value: Any) -> KeywordImport:
    keyword, arguments = _fields(value, 2, "a keyword")
    return KeywordImport(_text(keyword), _each(arguments, _text))


def _param(value: Any) -> ToolParam:
    name, kind, text, required, example, default, has_default, enum = _fields(value, 8, "a tool parameter")
    return ToolParam(
        _text(name), _text(kind), _text(text), _flag(required), _constant(example), _constant(default),
        _flag(has_default), _each(enum, _text),
    )  # fmt: skip


def _tool(value: Any) -> Tool:
    name, description, params, entry, registers = _fields(value, 5, "a tool")
    return Tool(_text(name), _text(description), _each(params, _param), _count(entry), _each(registers, _count))


def _program(value: Any, catalog_digest: str) -> Program:
    name, functions, builtins, keywords, tools, variables, manifest, source, path = _fields(value, 9, "the program")
    _need(type(manifest) is dict, "the manifest")
    return Program(
        _text(name),
        _each(functions, _function),
        _each(builtins, _text),
        _each(keywords, _keyword),
        _each(tools, _tool),
        _each(variables, _named),
        _manifest(manifest),
        _text(source),
        _text(path),
        catalog_digest,
    )
