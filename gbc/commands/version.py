"""``gbc version``: the version of the compiler and the digests that artifacts are bound to."""

from __future__ import annotations

import argparse

from gbc.exits import ExitCode


def configure(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print one line each for version, instruction set and vocabulary."""
    from server.version import VERSION
    from stdlib.catalog import load_catalog
    from vm.bytecode.opcodes import digest

    print(f"gbc {VERSION}\ninstructions {digest()}\nvocabulary {load_catalog().digest}")
    return ExitCode.OK
