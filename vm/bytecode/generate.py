"""Writes ``vm/_opcodes.pxi``: the opcode table as C constants for the loop, with the digest compiled in.

Run as ``python -m vm.bytecode.generate`` by the build; a test checks that the file is current. The loop refuses to load
when the digest differs from the table's. For threaded code each opcode also gets a label: ``here_X`` sets it, ``to_X``
goes to it, ``go_on`` to the one of the opcode in ``op``.
"""

from __future__ import annotations

from pathlib import Path

from vm.bytecode.opcodes import OPCODES, digest
from vm.bytecode.quick import QUICK

PATH = Path(__file__).parent.parent / "_opcodes.pxi"


_FILE = """# Written by vm/bytecode/generate.py; do not edit.

cdef extern from *:
    \"\"\"
    #define GB_OPCODE_DIGEST "{digest}"
    #define GB_GO_ON() do {{ \\
        static const void *const places[] = {{ {places} }}; \\
        goto *places[__pyx_v_op]; \\
    }} while (0)
    static const unsigned char __attribute__((unused)) gb_base[] = {{ {bases} }};
{labels}
    \"\"\"
    const char* OPCODE_DIGEST "GB_OPCODE_DIGEST"
    const unsigned char* BASE_OF "gb_base"
    void go_on "GB_GO_ON"() noexcept
{markers}

cdef enum:
{numbers}
"""

_LABEL = """\
    #define GB_HERE_{name}() gb_{name}: __attribute__((unused));
    #define GB_TO_{name}() goto gb_{name}"""

_MARKER = """\
    void here_{name} "GB_HERE_{name}"() noexcept
    void to_{name} "GB_TO_{name}"() noexcept"""


def opcode_constants() -> str:
    """Text of the include file."""
    rows = [(row.name, row.number, row.number) for row in OPCODES]
    rows += [(row.name, row.number, row.base_number) for row in QUICK]
    names = [name for name, _, _ in rows]
    return _FILE.format(
        digest=digest(),
        places=", ".join(f"&&gb_{name}" for name in names),
        bases=", ".join(str(base) for _, _, base in rows),
        labels="\n".join(_LABEL.format(name=name) for name in names),
        markers="\n".join(_MARKER.format(name=name) for name in names),
        numbers="\n".join(f"    OP_{name} = {number}" for name, number, _ in rows),
    )


def main() -> None:
    """Write the file if it is not current, so that an unchanged table rebuilds nothing."""
    text = opcode_constants()
    if not PATH.exists() or PATH.read_text() != text:
        PATH.write_text(text)


if __name__ == "__main__":
    main()
