"""``gbc tools``: the schemas of a script's tool sections as JSON, for language models and MCP clients."""

from __future__ import annotations

import argparse
import json
import sys

from gbc.exits import ExitCode


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="a .bas or .gbc file")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print ``{"mcp": [...], "openai": [...]}``."""
    from gbc.commands import load_or_show
    from stdlib.tool_schema import schemas

    loaded = load_or_show(arguments.file)
    if loaded is None:
        return ExitCode.ERRORS
    sys.stdout.write(json.dumps(schemas(loaded[0]), ensure_ascii=False, indent=2) + "\n")
    return ExitCode.OK
