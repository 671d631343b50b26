"""Writes ``vm/_opcodes.pxi``: the opcode table as C constants for the loop, with the digest compiled in.

Run as ``python -m vm.bytecode.generate`` by the build; a test checks that the file is current. The loop refuses to load
when the digest differs from the table's.
"""

from __future__ import annotations

from pathlib import Path

from vm.bytecode.opcodes import OPCODES, digest

PATH = Path(__file__).parent.parent / "_opcodes.pxi"


_FILE = """# Written by vm/bytecode/generate.py; do not edit.

cdef extern from *:
    \"\"\"
    #define GB_OPCODE_DIGEST "{digest}"
    \"\"\"
    const char* OPCODE_DIGEST "GB_OPCODE_DIGEST"

cdef enum:
{rows}
"""


def opcode_constants() -> str:
    """Text of the include file."""
    return _FILE.format(digest=digest(), rows="\n".join(f"    OP_{row.name} = {row.number}" for row in OPCODES))


def main() -> None:
    """Write the file if it is not current, so that an unchanged table rebuilds nothing."""
    text = opcode_constants()
    if not PATH.exists() or PATH.read_text() != text:
        PATH.write_text(text)


if __name__ == "__main__":
    main()
