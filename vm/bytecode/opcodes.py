"""The opcode table: one row per opcode, the only place where an opcode is declared.

The enum of the Cython loop, the verifier, the disassembler, the reference interpreter's totality test and the
reference page are generated from or checked against these rows. An instruction is 64 bits:
``op:8 | hint:8 | a:16 | b:16 | c:16``; ``hint`` is scratch for the running VM and is 0 in a Program.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What an operand field holds, which is what the verifier checks."""

    NONE = "-"  # must be 0
    SRC = "src"  # register that is read
    DST = "dst"  # register that is written
    RW = "rw"  # register that is read and written
    CONST = "k"  # index into the function's constants
    NAME = "name"  # index of a constant that is text
    JUMP = "jump"  # index of an instruction of the same function
    FUNC = "func"  # index into the program's functions
    BUILTIN = "builtin"  # index into the program's builtin imports
    KEYWORD = "keyword"  # index into the program's keyword imports
    GLOBAL = "global"  # register of the script's own (first) frame
    BASE = "base"  # first register of a window of COUNT registers
    COUNT = "count"  # number of registers in the window that starts at BASE
    IMM = "imm"  # a number: signed 16 bits
    FLAG = "flag"  # a small unsigned number with a meaning of its own


@dataclass(frozen=True, slots=True)
class Opcode:
    """One row: mnemonic, operand kinds of a, b and c, what it does, and static facts."""

    number: int
    name: str
    a: Kind
    b: Kind
    c: Kind
    doc: str
    ends: bool = False  # control never falls through to the next instruction
    suspends: bool = False  # the machine stops here until the host resumes it
    faults: bool = True  # may raise a fault

    @property
    def jumps(self) -> bool:
        """True when one operand is a jump target."""
        return Kind.JUMP in (self.a, self.b, self.c)


_N, _S, _D, _RW, _K, _NAME, _J = Kind.NONE, Kind.SRC, Kind.DST, Kind.RW, Kind.CONST, Kind.NAME, Kind.JUMP
_BASE, _CNT = Kind.BASE, Kind.COUNT

# name, a, b, c, meaning, {flags}
_ROWS: list[tuple[str, Kind, Kind, Kind, str, str]] = [
    # moves
    ("MOVE", _D, _S, _N, "a = b", "nofault"),
    ("LOADK", _D, _K, _N, "a = constant b", "nofault"),
    ("LOADI", _D, Kind.IMM, _N, "a = the integer b", "nofault"),
    ("LOADNULL", _D, _N, _N, "a = null", "nofault"),
    ("LOADBOOL", _D, Kind.FLAG, _N, "a = true if b is 1, false if 0", "nofault"),
    ("GETG", _D, Kind.GLOBAL, _N, "a = register b of the script's own frame", "nofault"),
    ("SETG", Kind.GLOBAL, _S, _N, "register a of the script's own frame = b", "nofault"),
    # arithmetic and text
    ("ADD", _D, _S, _S, "a = b + c: sum, or concatenation if either side is text, or list join, or date plus time", ""),
    ("SUB", _D, _S, _S, "a = b - c", ""),
    ("MUL", _D, _S, _S, "a = b * c", ""),
    ("DIV", _D, _S, _S, "a = b / c, never truncated", ""),
    ("IDIV", _D, _S, _S, "a = the whole part of b / c, toward zero", ""),
    ("MOD", _D, _S, _S, "a = remainder of b / c with the sign of b", ""),
    ("POW", _D, _S, _S, "a = b to the power c", ""),
    ("NEG", _D, _S, _N, "a = -b", ""),
    ("NOT", _D, _S, _N, "a = true if b is falsy, else false", "nofault"),
    ("TEST", _D, _S, _N, "a = true if b is truthy, else false", "nofault"),
    ("CONCAT", _D, _BASE, _CNT, "a = the texts of c registers from b, joined", ""),
    # comparisons
    ("EQ", _D, _S, _S, "a = (b = c)", "nofault"),
    ("NE", _D, _S, _S, "a = (b <> c)", "nofault"),
    ("LT", _D, _S, _S, "a = (b < c)", ""),
    ("LE", _D, _S, _S, "a = (b <= c)", ""),
    ("ISNULL", _D, _S, _N, "a = b is null or an empty rowset", "nofault"),
    # jumps: the target is always the last operand that is used
    ("JMP", _J, _N, _N, "go to a", "nofault ends"),
    ("JT", _S, _J, _N, "go to b if a is truthy", "nofault"),
    ("JF", _S, _J, _N, "go to b if a is falsy", "nofault"),
    ("JEQ", _S, _S, _J, "go to c if a = b", "nofault"),
    ("JNE", _S, _S, _J, "go to c if a <> b", "nofault"),
    ("JLT", _S, _S, _J, "go to c if a < b", ""),
    ("JNLT", _S, _S, _J, "go to c unless a < b", ""),
    ("JLE", _S, _S, _J, "go to c if a <= b", ""),
    ("JNLE", _S, _S, _J, "go to c unless a <= b", ""),
    # loops
    ("FORPREP", _RW, _J, _N, "make a, a+1, a+2 (value, limit, step) numbers; go to b if there is no round", ""),
    ("FORLOOP", _RW, _J, _N, "a += a+2; go to b while a has not passed a+1", ""),
    ("ITERPREP", _RW, _S, _N, "a = the list to loop over made from b; a+1 = 0", ""),
    ("ITERNEXT", _RW, _J, _N, "a+2 = element a+1 of list a and a+1 += 1, or go to b at its end", ""),
    # lists, objects, fields
    ("NEWARR", _D, _BASE, _CNT, "a = a new list of c registers from b", ""),
    ("NEWOBJ", _D, _N, _N, "a = a new empty object", ""),
    ("GETF", _D, _S, _NAME, "a = field c of b; null if b is null or has none", ""),
    ("SETF", _RW, _NAME, _S, "field b of a = c; a becomes a new object if it is null", ""),
    ("GETI", _D, _S, _S, "a = element c of b; null if there is none", ""),
    ("SETI", _RW, _S, _S, "element b of a = c; the list grows as needed; a is created if null", ""),
    ("GETFO", _D, _RW, _NAME, "as GETF on the way to an assignment: a missing field becomes an object", ""),
    ("GETFA", _D, _RW, _NAME, "as GETFO, but a missing field becomes a list", ""),
    ("GETIO", _D, _RW, _S, "as GETI on the way to an assignment: a missing element becomes an object", ""),
    ("GETIA", _D, _RW, _S, "as GETIO, but a missing element becomes a list", ""),
    # calls
    ("CALL", _BASE, Kind.FUNC, _CNT, "call function b with c arguments from register a; the result replaces a", ""),
    ("CALLB", _BASE, Kind.BUILTIN, _CNT, "call pure function b with c arguments from a; the result replaces a", ""),
    (
        "CALLK",
        _BASE,
        Kind.KEYWORD,
        _CNT,
        "ask the host for keyword b with c arguments from a; the answer replaces a",
        "suspends",
    ),
    ("RET", _S, _N, _N, "return a from the function; in the script's own frame: end with that result", "nofault ends"),
    ("RETNULL", _N, _N, _N, "return null", "nofault ends"),
    ("HALT", _N, _N, _N, "end the script whatever the depth, with a null result", "nofault ends"),
    # errors
    ("THROW", _S, _N, _N, "raise a as an error of the program", "ends"),
    (
        "ONERR",
        Kind.FLAG,
        _J,
        _N,
        "a = 0: no handling; 1: resume at the next statement; 2: go to b of this frame",
        "nofault",
    ),
    ("REARM", _N, _N, _N, "arm again the ON ERROR GOTO whose handler is running", "nofault"),
    ("ERRCLR", _N, _N, _N, "forget the last error", "nofault"),
    (
        "ERRGET",
        _D,
        Kind.FLAG,
        _N,
        "a = of the last error, by b: 0 happened?, 1 number, 2 message, 3 line, 4 as an object",
        "nofault",
    ),
]

OPCODES: tuple[Opcode, ...] = tuple(
    Opcode(
        number,
        name,
        a,
        b,
        c,
        doc,
        ends="ends" in flags.split(),
        suspends="suspends" in flags.split(),
        faults="nofault" not in flags.split(),
    )
    for number, (name, a, b, c, doc, flags) in enumerate(_ROWS)
)

BY_NAME: dict[str, Opcode] = {row.name: row for row in OPCODES}


def digest() -> str:
    """Short hash of everything that gives bytecode its meaning; part of every artifact and extension."""
    text = "\n".join(f"{o.number} {o.name} {o.a.value} {o.b.value} {o.c.value} {o.doc}" for o in OPCODES)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def encode(op: int, a: int = 0, b: int = 0, c: int = 0) -> int:
    """Pack one instruction; operands are 16 bits, ``IMM`` is two's complement."""
    return op | (a & 0xFFFF) << 16 | (b & 0xFFFF) << 32 | (c & 0xFFFF) << 48


def decode(word: int) -> tuple[int, int, int, int]:
    """Unpack one instruction into ``(op, a, b, c)``, all unsigned."""
    return word & 0xFF, word >> 16 & 0xFFFF, word >> 32 & 0xFFFF, word >> 48 & 0xFFFF


def signed(field: int) -> int:
    """Value of an ``IMM`` operand."""
    return field - 0x10000 if field & 0x8000 else field
