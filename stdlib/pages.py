"""A declaration as a page of plain text and as plain data: what `gbc catalog`, hover and completion show.

Reads declarations, writes text; no I/O, no knowledge of where it is shown. Called by ``catalog`` and ``reference``.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from stdlib.api import Effect, FunctionDecl, KeywordDecl, Wait
from stdlib.forms import Arg, Form, Optional, Part

TYPE_WORDS = {
    "any": "any value",
    "text": "text",
    "number": "a number",
    "int": "a whole number",
    "bool": "true or false",
    "date": "a date or a text that is one",
    "list": "a list",
    "object": "an object",
    "rows": "a list of objects",
    "table": "a table's name",
    "filter": "a condition as text, such as `status = 'open'`; values in `${}` are bound",
    "where": "a condition with columns on the left, such as `status = state`",
    "order": "columns, each with ASC or DESC",
    "assigns": "columns or fields with values, such as `name = x` or `name AS x`",
    "changes": "columns with new values, such as `n = n + 1`; a name that is no variable is a column",
    "query": "SQL as written; values in `${}` are bound, and variables behind FROM and JOIN take part as tables",
    "named": "values; a variable's name is the column or field",
    "name": "the variable that receives the result",
    "word": "a bare word or a text",
    "flag": "written or left out",
    "phrase": "words up to the end of the line",
}

EFFECT_WORDS = {
    Effect.NONE: "computes only",
    Effect.READ: "reads",
    Effect.WRITE: "changes data",
    Effect.SEND: "leaves the bot and cannot be taken back",
    Effect.WAIT: "waits",
}

WAIT_WORDS = {
    Wait.NO: "",
    Wait.USER: "for the user's answer",
    Wait.TIMER: "for a time",
    Wait.EVENT: "for an event or another bot",
    Wait.HUMAN: "for a person to decide",
}

RESULT_WORDS = {"none": "nothing", "any": "any value", "response": "a response", "file": "a file", "rows": "rows"}

_ARG = re.compile(r"([a-z][a-z0-9_]*)(\.\.\.)?:([a-z]+)(?:\(([A-Z0-9_|]+)\))?")


def form_text(form: Form) -> str:
    """A form as an author reads it: arguments by name, without types."""
    return _ARG.sub(lambda match: _written(match[1], match[2] or "", match[3], match[4] or ""), form.text)


def _written(name: str, more: str, kind: str, words: str) -> str:
    if kind == "flag":
        return words
    return _FORM_WORDS.get(kind, name + more)


_FORM_WORDS = {
    "where": "condition", "assigns": "name = value, ...", "changes": "column = value, ...",
    "order": "column [DESC], ...",
}  # fmt: skip


def argument_name(arg: Arg) -> str:
    """How the forms call an argument."""
    if arg.type == "flag":
        return "|".join(arg.words)
    return _FORM_WORDS.get(arg.type, arg.name).partition(" ")[0]


def summary(decl: KeywordDecl | FunctionDecl) -> str:
    """The first paragraph of the description, on one line."""
    return _prose(decl.doc.partition("\n\n")[0])


def _prose(text: str) -> str:
    return " ".join(text.split()).replace("``", "`")


def details(decl: KeywordDecl | FunctionDecl) -> str:
    """The description after its first paragraph, paragraphs apart."""
    rest = decl.doc.partition("\n\n")[2].strip()
    return "\n\n".join(_prose(part) for part in rest.split("\n\n") if part.strip())


def arguments(forms: Iterable[Form]) -> dict[str, Arg]:
    """Every argument of the forms, by name, in order of first use."""
    found: dict[str, Arg] = {}
    for form in forms:
        for arg in form.args:
            known = found.get(arg.name)
            if known is None or (known.type == "any" and arg.type != "any"):
                found[arg.name] = arg
    return found


def argument_text(arg: Arg) -> str:
    """What may stand for an argument."""
    if arg.type == "flag":
        return TYPE_WORDS["flag"]
    if arg.words:
        return "one of " + ", ".join(arg.words)
    return TYPE_WORDS[arg.type] + (", one or more" if arg.variadic and arg.type != "named" else "")


def required(parts: tuple[Part, ...]) -> Iterator[str]:
    """Names of the arguments that a form cannot do without."""
    for part in parts:
        if isinstance(part, Arg):
            yield part.name
        elif isinstance(part, Optional):
            continue


def keyword_page(decl: KeywordDecl) -> str:
    """The page of a keyword."""
    facts = [("Result", RESULT_WORDS.get(decl.result, decl.result)), ("Needs", " and ".join(decl.capabilities))]
    effect = EFFECT_WORDS[decl.effect]
    waits = WAIT_WORDS[decl.waits]
    facts.append(
        ("Effect", effect if not waits else f"waits {waits}" if effect == "waits" else f"{effect}; waits {waits}")
    )
    if decl.consequential:
        facts.append(("Asks", "the person first, in a tool that a language model called, unless the bot permits it"))
    return _page(decl.id, decl, [form_text(form) for form in decl.forms], facts)


def function_page(decl: FunctionDecl) -> str:
    """The page of a pure function."""
    shown = [decl.signature, *(form_text(form) for form in decl.forms)]
    if decl.bare:
        shown.append(decl.name)
    facts = [("Result", RESULT_WORDS.get(decl.result, decl.result))]
    if decl.aliases:
        facts.append(("Also", ", ".join(decl.aliases)))
    if decl.methods:
        facts.append(("Methods", ", ".join(f"value.{name}(...)" for name in decl.methods)))
    return _page(decl.name, decl, shown, facts)


def _page(title: str, decl: KeywordDecl | FunctionDecl, shown: list[str], facts: list[tuple[str, str]]) -> str:
    lines = [title, "", summary(decl), ""]
    lines += [f"    {line}" for line in shown]
    for paragraph in details(decl).split("\n\n"):
        lines += ["", *textwrap.wrap(paragraph, 96)] if paragraph else []
    args = {argument_name(arg): argument_text(arg) for arg in arguments(decl.forms).values()}
    if args:
        width = max(map(len, args)) + 2
        lines += ["", "Arguments"]
        lines += [f"    {name:{width}}{text}" for name, text in args.items()]
    lines.append("")
    lines += [f"{name + ':':9}{value}" for name, value in facts]
    lines += ["", "Example"]
    lines += [f"    {line}" for line in decl.example.splitlines()]
    return "\n".join(lines) + "\n"


def keyword_data(decl: KeywordDecl) -> dict[str, Any]:
    """A keyword as plain data, for editors and tools."""
    return {
        "kind": "keyword",
        "id": decl.id,
        **_shared(decl),
        "capabilities": list(decl.capabilities),
        "effect": decl.effect.value,
        "waits": decl.waits.value,
        "tier": decl.tier,
        "structural": decl.structural,
        "consequential": decl.consequential,
    }


def function_data(decl: FunctionDecl) -> dict[str, Any]:
    """A pure function as plain data, for editors and tools."""
    return {
        "kind": "function",
        "id": decl.name,
        "signature": decl.signature,
        **_shared(decl),
        "aliases": list(decl.aliases),
        "methods": list(decl.methods),
        "bare": decl.bare,
        "min_arguments": decl.min_args,
        "max_arguments": decl.max_args,
    }


def _shared(decl: KeywordDecl | FunctionDecl) -> dict[str, Any]:
    always = [set(required(form.parts)) for form in decl.forms]
    needed = set.intersection(*always) if always else set()
    return {
        "forms": [form_text(form) for form in decl.forms],
        "notation": [form.text for form in decl.forms],
        "arguments": [
            {"name": arg.name, "type": arg.type, "words": list(arg.words), "required": arg.name in needed}
            for arg in arguments(decl.forms).values()
        ],
        "result": decl.result,
        "family": decl.family,
        "summary": summary(decl),
        "details": details(decl),
        "example": decl.example,
    }
