"""The declarations as one small file beside the code, so that a start need not import the modules that make them.

``catalog.index`` holds what the decorators recorded, and a checksum of every module it came from: when one of them
differs, the file is not used and written anew. Read and written by ``catalog`` only; a file that cannot be read or
written costs time, never correctness.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
import zlib
from collections.abc import Sequence
from typing import Any

from stdlib.api import Effect, FunctionDecl, KeywordDecl, Wait
from stdlib.forms import Form

HERE = os.path.dirname(__file__)
FILE = os.path.join(HERE, "catalog.index")

Declarations = tuple[list[KeywordDecl], list[FunctionDecl]]


def checksum() -> str:
    """Of the interpreter and of every source file that a declaration depends on."""
    paths = [os.path.join(HERE, name) for name in ("api.py", "forms.py", "index.py")]
    for folder in ("functions", "keywords"):
        inside = os.path.join(HERE, folder)
        paths += [os.path.join(inside, name) for name in sorted(os.listdir(inside)) if name.endswith(".py")]
    sums = [str(sys.implementation.cache_tag)]
    for path in paths:
        with open(path, "rb") as file:
            sums.append(f"{os.path.basename(path)}:{zlib.crc32(file.read()):x}")
    return " ".join(sums)


def load(path: str = FILE) -> Declarations | None:
    """The saved declarations; None when there are none or a module has changed since."""
    try:
        with open(path, "rb") as file:
            saved, keywords, functions = marshal.load(file)
        if saved != checksum():
            return None
        return [_keyword(row) for row in keywords], [_function(row) for row in functions]
    except (OSError, ValueError, EOFError, TypeError):
        return None


def save(declarations: Declarations, path: str = FILE) -> None:
    """Write the declarations; an installation that cannot be written to goes without."""
    keywords, functions = declarations
    data = marshal.dumps((checksum(), [_keyword_row(d) for d in keywords], [_function_row(d) for d in functions]))
    temporary = f"{path}.{os.getpid()}"
    try:
        with open(temporary, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def _form_rows(forms: Sequence[Form]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((form.text, form.head) for form in forms)


def _forms(rows: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[Form, ...]:
    return tuple(Form(text, head) for text, head in rows)


def _keyword_row(d: KeywordDecl) -> tuple[Any, ...]:
    head = (d.id, _form_rows(d.forms), d.result, d.capability, d.effect.value, d.waits.value)
    return (*head, d.tier, d.family, d.doc, d.example, d.module, d.structural, d.consequential)


def _keyword(row: tuple[Any, ...]) -> KeywordDecl:
    name, forms, result, capability, effect, waits, *rest = row
    return KeywordDecl(name, _forms(forms), result, capability, Effect(effect), Wait(waits), *rest)


def _function_row(d: FunctionDecl) -> tuple[Any, ...]:
    head = (d.name, d.signature, d.aliases, _form_rows(d.forms), d.min_args, d.max_args, d.result)
    return (*head, d.bare, d.methods, d.env, d.family, d.doc, d.example, d.module)


def _function(row: tuple[Any, ...]) -> FunctionDecl:
    name, signature, aliases, forms, *rest = row
    return FunctionDecl(name, signature, aliases, _forms(forms), *rest)
