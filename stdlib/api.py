"""What a keyword or function module may import: the decorators that declare the vocabulary.

One keyword is one decorated async function; its forms, arguments, result, capability and effect are declared here and
nowhere else. The decorators only record; ``catalog`` collects. No I/O, no compiler, no server.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any, TypeVar

from diagnostics.record import FrozenRecord
from stdlib.forms import Form, declare_form

__all__ = ["Effect", "FunctionDecl", "KeywordDecl", "Wait", "function", "keyword"]


class Effect(StrEnum):
    """What running a keyword can change, from nothing to things that cannot be taken back."""

    NONE = "none"  # computes only
    READ = "read"  # reads outside data
    WRITE = "write"  # changes data of the bot, the user or the session
    SEND = "send"  # something leaves: a message to others, a mail, a payment; cannot be taken back
    WAIT = "wait"  # waits for a person, a timer or an event


class Wait(StrEnum):
    """What a keyword waits for when it suspends the conversation for long."""

    NO = "no"
    USER = "user"
    TIMER = "timer"
    EVENT = "event"
    HUMAN = "human"


class KeywordDecl(FrozenRecord):
    """A declared keyword. ``id`` is its main phrase; its ``handler`` is called as ``handler(ctx, **arguments)``.

    A ``structural`` keyword is written as syntax of its own (``STEP 1: BOT ...``): its forms are for readers, the
    phrase table does not have them, and the compiler names it by its id.

    A ``consequential`` one does what cannot be taken back, reaches others, or starts what nobody watches: in a tool
    that a language model called it runs only as far as the program or a person permits.
    """

    id: str
    forms: tuple[Form, ...]
    result: str
    capability: str
    effect: Effect
    waits: Wait
    tier: int
    family: str
    doc: str
    example: str
    module: str
    structural: bool = False
    consequential: bool = False

    @property
    def handler(self) -> Callable[..., Awaitable[Any]]:
        """The declared function, imported when it is asked for."""
        return _declared(HANDLERS, self.module, self.id)

    @property
    def capabilities(self) -> tuple[str, ...]:
        """Every capability it needs; written ``"llm,db"`` when it needs two."""
        return tuple(self.capability.split(","))


class FunctionDecl(FrozenRecord):
    """A declared pure function; ``call(*args)`` gives the result, ``call(env, *args)`` when ``env`` is true.

    ``min_args``/``max_args`` bound the arguments (``max_args`` None = any number). ``forms`` are spellings without
    parentheses (``FIRST x, 10``). ``bare`` allows the name alone (``NOW``). ``methods`` are names usable as
    ``value.name(...)`` with the value as first argument.
    """

    name: str
    signature: str
    aliases: tuple[str, ...]
    forms: tuple[Form, ...]
    min_args: int
    max_args: int | None
    result: str
    bare: bool
    methods: tuple[str, ...]
    env: bool
    family: str
    doc: str
    example: str
    module: str

    @property
    def call(self) -> Callable[..., Any]:
        """The function that computes it, imported when it is asked for."""
        return _declared(CALLS, self.module, self.name)


KEYWORDS: list[KeywordDecl] = []
FUNCTIONS: list[FunctionDecl] = []
"""What the modules imported so far have declared, in that order."""

HANDLERS: dict[tuple[str, str], Callable[..., Awaitable[Any]]] = {}
CALLS: dict[tuple[str, str], Callable[..., Any]] = {}
"""Functions by module and id; declarations read from the index know theirs only by these names."""

_F = TypeVar("_F")


def _declared(table: dict[tuple[str, str], _F], module: str, name: str) -> _F:
    found = table.get((module, name))
    if found is None:
        importlib.import_module(module)
        found = table[module, name]
    return found


def _doc(fn: Callable[..., Any]) -> tuple[str, str]:
    """Split a docstring into the description and the part after ``Example:``."""
    lines = (fn.__doc__ or "").splitlines()
    text = "\n".join(line[8:] if line.startswith("        ") else line.strip() for line in lines)
    head, _, example = text.partition("Example:")
    return head.strip(), "\n".join(line for line in example.splitlines() if line.strip())


def keyword(
    *forms: str,
    result: str = "none",
    capability: str,
    effect: Effect | str,
    waits: Wait | str = Wait.NO,
    tier: int = 3,
    id: str = "",
    structural: bool = False,
    consequential: bool | None = None,
) -> Callable[[Callable[..., Awaitable[Any]]], Callable[..., Awaitable[Any]]]:
    """Declare a keyword with its surface forms (see ``stdlib.forms`` for the notation).

    The decorated ``async def name(ctx, *, argument=None, ...)`` takes each argument of its forms by name; an argument
    that the form used does not have is not passed. ``consequential`` says what effect and capability do not: see
    ``_is_consequential``. Its docstring is the reference page: what it does, then
    ``Example:`` and BASIC lines. A keyword whose port does not exist yet has a docstring only; the driver refuses it
    before a call.
    """

    def declare(fn: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        parsed = tuple(declare_form(text) for text in forms)
        doc, example = _doc(fn)
        name, module = id or " ".join(parsed[0].head), fn.__module__
        HANDLERS[module, name] = fn
        KEYWORDS.append(
            KeywordDecl(
                name, parsed, result, capability, Effect(effect), Wait(waits), tier, module.rpartition(".")[2],
                doc, example, module, structural,
                _is_consequential(Effect(effect), capability) if consequential is None else consequential,
            )
        )  # fmt: skip
        return fn

    return declare


def _is_consequential(effect: Effect, capability: str) -> bool:
    """Unless it says otherwise: what leaves for others than the person who is there, starts something of its own, or
    runs foreign code."""
    words = capability.split(",")
    if effect is Effect.SEND:
        return "dialog" not in words
    return effect is Effect.WRITE and not {"schedule", "code"}.isdisjoint(words)


def _arity(signature: str) -> tuple[int, int | None]:
    """Count arguments of ``NAME(a, b[, c])``; ``...`` means any number."""
    inner = signature[signature.index("(") + 1 : signature.rindex(")")]
    required = inner.split("[")[0]
    low = len([part for part in required.split(",") if part.strip() and "..." not in part])
    if "..." in inner:
        return low, None
    return low, len([part for part in inner.replace("[", "").replace("]", "").split(",") if part.strip()])


def function(
    signature: str,
    *,
    aliases: tuple[str, ...] = (),
    forms: tuple[str, ...] = (),
    result: str = "any",
    bare: bool = False,
    methods: tuple[str, ...] = (),
    env: bool = False,
    call: Callable[..., Any] | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a pure function ``NAME(a, b[, c])``; the docstring describes it, ``Example:`` shows BASIC lines.

    ``call`` replaces the decorated function at run time (a compiled twin); the decorated one is its specification.
    """

    def declare(fn: Callable[..., Any]) -> Callable[..., Any]:
        name = signature[: signature.index("(")].strip().upper()
        low, high = _arity(signature)
        doc, example = _doc(fn)
        module = fn.__module__
        CALLS[module, name] = call or fn
        FUNCTIONS.append(
            FunctionDecl(
                sys.intern(name), signature, tuple(a.upper() for a in aliases), tuple(declare_form(f) for f in forms),
                low, high, result, bare, methods, env, module.rpartition(".")[2],
                doc, example, module,
            )
        )  # fmt: skip
        return fn

    return declare
