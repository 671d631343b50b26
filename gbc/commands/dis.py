"""``gbc dis``: the bytecode of a script or ``.gbc`` file, with the source lines beside it."""

from __future__ import annotations

import argparse
import sys

from gbc.exits import ExitCode


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="a .bas or .gbc file")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print the listing."""
    from gbc.commands import load_or_show
    from vm.bytecode.disasm import disassemble

    loaded = load_or_show(arguments.file)
    if loaded is None:
        return ExitCode.ERRORS
    sys.stdout.write(disassemble(loaded[0]).rstrip("\n") + "\n")
    return ExitCode.OK
