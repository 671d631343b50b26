"""The subcommands, one module each; what several of them do first is here: load a program or show why not."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.bots.project import Project
    from vm.bytecode.program import Program


def load_or_show(path: str) -> tuple[Program, Project] | None:
    """The program in ``path`` and its project; None after its errors were written to stderr."""
    from gbc.terminal import show_error, show_findings
    from server.bots.loading import Damaged, Rejected, load_file
    from server.bots.project import Unreadable
    from stdlib.catalog import load_catalog

    try:
        return load_file(path, load_catalog())
    except Rejected as error:
        show_findings(error.diagnostics, sys.stderr)
    except Unreadable as error:
        show_findings([error.diagnostic], sys.stderr)
    except Damaged as error:
        show_error(error.code, str(error))
    return None
