"""``gbc explain``: the page of an error code."""

from __future__ import annotations

import argparse
import sys

from gbc.exits import ExitCode
from server.bots.project import UsageError


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("code", metavar="CODE", help="an error code such as GB2004, in any case")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print the page; usage error with the nearest codes when there is no such code."""
    from diagnostics.explain import nearest, page

    text = page(arguments.code)
    if text is None:
        near = nearest(arguments.code)
        raise UsageError(f"there is no error code {arguments.code}" + (f"; near it: {', '.join(near)}" if near else ""))
    sys.stdout.write(text.rstrip("\n") + "\n")
    return ExitCode.OK
