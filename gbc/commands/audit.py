"""``gbc audit verify``: whether the audit log of a server is as it was written."""

from __future__ import annotations

import argparse
import sqlite3
from pathlib import Path

from gbc.exits import ExitCode
from server.bots.project import UsageError


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("action", choices=("verify",), help="what to do")
    parser.add_argument("data", metavar="DATA", help="the server's data folder")


def run(arguments: argparse.Namespace) -> int:
    """Check every record against the one before it; 1 when one was changed, removed, added or moved."""
    from server.store.audit import AuditError, verify

    file = Path(arguments.data) / "server.db"
    if not file.is_file():
        raise UsageError(f"{file} is not there; DATA is the folder that gbc serve keeps its data in")
    db = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    try:
        count, hash = verify(db)
    except AuditError as error:
        print(f"the audit log is damaged: {error}")
        return ExitCode.ERRORS
    except sqlite3.Error as error:
        raise UsageError(f"{file} cannot be read: {error}") from error
    finally:
        db.close()
    print(f"{count} records, as they were written; the last has the hash {hash}")
    return ExitCode.OK
