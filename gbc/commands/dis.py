"""``gbc dis``: the bytecode of a script or ``.gbc`` file, with the source lines beside it."""

from __future__ import annotations

import argparse
import sys

from gbc.exits import ExitCode


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="a .bas or .gbc file")
    parser.add_argument(
        "--jit",
        action="store_true",
        help="add which loops and functions can become machine code, and what hinders them",
    )


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print the listing."""
    from gbc.commands import load_or_show
    from vm.bytecode.disasm import disassemble

    loaded = load_or_show(arguments.file)
    if loaded is None:
        return ExitCode.ERRORS
    sys.stdout.write(disassemble(loaded[0]).rstrip("\n") + "\n")
    if arguments.jit:
        from vm.jit.report import text

        sys.stdout.write(text(loaded[0]) + "\n")
    return ExitCode.OK
