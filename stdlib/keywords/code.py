"""Keywords that run code of other languages in a sandbox: Python, JavaScript, shell.

No host provides one yet: GB7004 says what to do instead. The result is what the code prints.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword(
    "RUN PYTHON code:text",
    "RUN PYTHON WITH FILE path:text",
    result="text",
    capability="code",
    effect="write",
)
async def run_python(ctx: Any, **arguments: Any) -> None:
    """Run Python code or a file of the drive in the sandbox; gives the output.

    Example:
        TALK RUN PYTHON "print(sum(range(10)))"
    """


@keyword(
    "RUN JAVASCRIPT code:text",
    "RUN JAVASCRIPT WITH FILE path:text",
    "RUN JS code:text",
    result="text",
    capability="code",
    effect="write",
)
async def run_javascript(ctx: Any, **arguments: Any) -> None:
    """Run JavaScript code or a file of the drive in the sandbox; gives the output.

    Example:
        TALK RUN JAVASCRIPT "console.log(6 * 7)"
    """


@keyword(
    "RUN BASH code:text",
    "RUN BASH WITH FILE path:text",
    result="text",
    capability="code",
    effect="write",
)
async def run_bash(ctx: Any, **arguments: Any) -> None:
    """Run a shell script or a file of the drive in the sandbox; gives the output.

    Example:
        TALK RUN BASH "date"
    """
