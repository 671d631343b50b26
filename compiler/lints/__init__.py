"""Likely slips: code that is allowed but seldom meant. One module a rule; each has a page.

A rule looks at the bound program and reports warnings or notes; it never stops a program from being compiled.
"""

from __future__ import annotations

from compiler.lints.datediff import datediff
from compiler.lints.endless import endless
from compiler.lints.llm_loop import llm_loop
from compiler.lints.secret import secret
from compiler.lints.unreachable import unreachable
from compiler.lints.unused import unused
from compiler.resolve import Bound
from compiler.walk import Nodes
from diagnostics.diagnostic import Diagnostics

__all__ = ["lint"]

_RULES = (unreachable, unused, datediff, endless, llm_loop, secret)


def lint(bound: Bound, nodes: Nodes, found: Diagnostics) -> None:
    """Run every rule over ``bound``, whose nodes by kind are ``nodes``."""
    for rule in _RULES:
        rule(bound, nodes, found)
