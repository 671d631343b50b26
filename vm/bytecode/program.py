"""The compiled program: plain immutable data that the compiler emits and the machine runs.

It holds no behaviour. ``codec`` turns it into bytes and back, ``verify`` decides whether it may run.
Constants are None, bool, int, float and str only, so a program can be shared by all sessions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Constant = None | bool | int | float | str


@dataclass(frozen=True, slots=True)
class Statement:
    """Code of one statement: instructions ``[start, end)``.

    After a fault under ON ERROR RESUME NEXT the machine sets register ``target`` (if not -1) to null, global
    ``-2 - target`` when below -1, and continues at ``resume``. Statements nest (a block holds others); the innermost
    one counts.
    """

    start: int
    end: int
    resume: int
    target: int = -1


@dataclass(frozen=True, slots=True)
class TryRegion:
    """Instructions ``[start, end)`` are inside TRY: a fault goes to ``handler``, the error object in ``register``."""

    start: int
    end: int
    handler: int
    register: int


@dataclass(frozen=True, slots=True)
class Function:
    """One SUB, FUNCTION, event block or tool section; number 0 of a program is the script itself.

    ``params`` registers 0..params-1 hold the arguments. ``registers`` is the size of the register window, including
    the window of arguments for the deepest call. ``names`` maps a register to the author's variable name.
    ``positions`` is sorted by instruction: ``(first instruction, source start, source end)``.
    """

    name: str
    params: int
    registers: int
    code: tuple[int, ...]
    constants: tuple[Constant, ...] = ()
    names: tuple[tuple[int, str], ...] = ()
    positions: tuple[tuple[int, int, int], ...] = ()
    statements: tuple[Statement, ...] = ()
    tries: tuple[TryRegion, ...] = ()


@dataclass(frozen=True, slots=True)
class KeywordImport:
    """A keyword form the program uses: the catalog's keyword id and the names of the arguments passed, in order."""

    keyword: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToolParam:
    """One PARAM line. ``type`` is the author's word in lower case; ``example`` is LIKE, ``default`` DEFAULT."""

    name: str
    type: str = "string"
    description: str = ""
    required: bool = True
    example: Constant = None
    default: Constant = None
    has_default: bool = False
    enum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool section: run function ``entry`` with its parameters bound to the named script variables.

    ``registers`` gives, for each parameter, the register of the script's frame that receives it.
    """

    name: str
    description: str
    params: tuple[ToolParam, ...]
    entry: int
    registers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled ``.bas`` file.

    ``functions[0]`` is the script. ``tools[0]`` describes the script itself (its PARAMs, possibly none); further tools
    are the other sections of a file with several. ``source`` is the text that the positions refer to ("" if stripped).
    ``manifest`` is plain data (dicts, lists, text, numbers): what publishing the program would register.
    ``identity`` is for ``codec`` alone, which keeps there what ``program_hash`` found.
    """

    name: str
    functions: tuple[Function, ...]
    builtins: tuple[str, ...] = ()
    keywords: tuple[KeywordImport, ...] = ()
    tools: tuple[Tool, ...] = ()
    variables: tuple[tuple[str, int], ...] = ()
    manifest: dict[str, Any] = field(default_factory=dict)
    source: str = ""
    path: str = ""
    catalog_digest: str = ""
    identity: str = field(default="", init=False, compare=False, repr=False)
