"""The exit codes of every command, in one place."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells its caller."""

    OK = 0  # done; warnings are allowed
    ERRORS = 1  # errors in a program, a fault, a damaged artifact or state
    USAGE = 2  # wrong use of the command, or an internal error
    INPUT_ENDED = 3  # the program waits for an answer and there is none
