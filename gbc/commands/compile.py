"""``gbc compile``: one script to a ``.gbc`` file, written all at once or not at all."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gbc.exits import ExitCode
from server.bots.project import UsageError


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="a .bas file")
    parser.add_argument("-o", dest="output", metavar="OUT.gbc", help="where to write; beside FILE when left out")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Compile and write."""
    from gbc.commands import load_or_show
    from server.bots.cache import write_atomically
    from vm.bytecode.codec import dumps

    source = Path(arguments.file)
    if source.suffix.lower() == ".gbc":
        raise UsageError(f"{source} is compiled already")
    loaded = load_or_show(arguments.file)
    if loaded is None:
        return ExitCode.ERRORS
    output = Path(arguments.output) if arguments.output else source.with_suffix(".gbc")
    try:
        write_atomically(output, dumps(loaded[0]))
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {(error.strerror or 'unknown reason').lower()}") from error
    print(f"wrote {output}", file=sys.stderr)
    return ExitCode.OK
