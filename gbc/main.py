"""Entry point of the ``gbc`` command: finds the subcommand, imports only its module, turns errors into exit codes.

Each module in ``gbc.commands`` has ``configure(parser)`` and ``run(arguments)``.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence

from gbc.exits import ExitCode
from server.bots.project import UsageError

COMMANDS: dict[str, str] = {
    "check": "find errors in scripts, folders and bots without running anything",
    "fmt": "write scripts in the one style",
    "compile": "compile a script to a .gbc file",
    "run": "run a script, a .gbc file or a bot in the terminal",
    "test": "play the tests of conversations with bots",
    "serve": "host the bots of a folder as a chat service",
    "users": "add, change and list the accounts of a server",
    "audit": "check the audit log of a server",
    "dis": "show the bytecode of a script beside its source",
    "catalog": "list keywords and functions, or explain one",
    "tools": "print the tool schemas of a script as JSON",
    "explain": "explain an error code",
    "version": "print the version",
}


def _overview() -> argparse.ArgumentParser:
    listing = "\n".join(f"  {name:<9} {summary}" for name, summary in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="gbc",
        description="General Bots' BASIC, compiled.",
        usage="gbc COMMAND [ARGUMENT...]",
        epilog=f"commands:\n{listing}\n\ngbc COMMAND --help says more about one.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="store_true", help="print the version")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] not in COMMANDS:
        return _no_command(words)
    name = words[0]
    module = importlib.import_module(f"gbc.commands.{name}")
    parser = argparse.ArgumentParser(
        prog=f"gbc {name}", description=COMMANDS[name][0].upper() + COMMANDS[name][1:] + "."
    )
    module.configure(parser)
    arguments = parser.parse_args(words[1:])
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = int(module.run(arguments))
        sys.stdout.flush()
        return code
    except UsageError as error:
        print(f"gbc {name}: {error}", file=sys.stderr)
        return ExitCode.USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if os.environ.get("GBC_TRACEBACK"):
            raise
        print(f"gbc {name}: internal error: {error}; run again with GBC_TRACEBACK=1 for details", file=sys.stderr)
        return ExitCode.USAGE


def _no_command(words: list[str]) -> int:
    parser = _overview()
    if words and not words[0].startswith("-"):
        import difflib

        near = difflib.get_close_matches(words[0], COMMANDS, 1)
        hint = f"; did you mean {near[0]}?" if near else "; gbc --help lists the commands"
        print(f"gbc: there is no command {words[0]}{hint}", file=sys.stderr)
        return ExitCode.USAGE
    options = parser.parse_args(words)
    if options.version:
        from server.version import VERSION

        print(f"gbc {VERSION}")
        return ExitCode.OK
    parser.print_help(sys.stderr)
    return ExitCode.USAGE


if __name__ == "__main__":
    sys.exit(main())
