"""``gbc catalog``: every keyword and function of the language, or the page of one, as text or JSON."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from gbc.exits import ExitCode, UsageError

if TYPE_CHECKING:
    from stdlib.api import FunctionDecl, KeywordDecl
    from stdlib.catalog import Catalog


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("keyword", nargs="*", metavar="KEYWORD", help='one keyword or function, such as "SEND MAIL"')
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print the list or one page."""
    from stdlib.catalog import load_catalog

    catalog = load_catalog()
    name = " ".join(" ".join(arguments.keyword).replace("_", " ").upper().split())
    chosen = find(catalog, name) if name else everything(catalog)
    if arguments.json:
        records = [record(decl) for decl in chosen]
        shown = records[0] if name and len(records) == 1 else records
        sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")
    elif name:
        sys.stdout.write("\n".join(_page(decl) for decl in chosen))
    else:
        sys.stdout.write(_listing(chosen))
    return ExitCode.OK


def everything(catalog: Catalog) -> list[KeywordDecl | FunctionDecl]:
    """All keywords, then all functions, each once, by family and name."""
    keywords = sorted(catalog.keywords.values(), key=lambda d: (d.family, d.id))
    functions = sorted({id(f): f for f in catalog.functions.values()}.values(), key=lambda f: (f.family, f.name))
    return [*keywords, *functions]


def find(catalog: Catalog, name: str) -> list[KeywordDecl | FunctionDecl]:
    """What is declared under ``name`` (upper case, blanks); UsageError with the nearest names when nothing is."""
    found: list[KeywordDecl | FunctionDecl] = []
    if name in catalog.keywords:
        found.append(catalog.keywords[name])
    head = catalog.heads.get(tuple(name.split()))
    for owner, _ in head.entries if head else ():
        if owner not in found:
            found.append(owner)
    function = catalog.functions.get(name.replace(" ", "_")) or catalog.functions.get(name)
    if function is not None and function not in found:
        found.append(function)
    if not found:
        from difflib import get_close_matches

        near = get_close_matches(name, [*catalog.keywords, *catalog.functions], 3)
        raise UsageError(f"there is no keyword {name}" + (f"; did you mean {', '.join(near)}?" if near else ""))
    return found


def _is_keyword(decl: KeywordDecl | FunctionDecl) -> bool:
    return hasattr(decl, "handler")


def record(decl: KeywordDecl | FunctionDecl) -> dict[str, Any]:
    """One declaration as plain data."""
    shared = {
        "family": decl.family,
        "forms": [form.text for form in decl.forms],
        "result": decl.result,
        "description": decl.doc,
        "example": decl.example,
    }
    if _is_keyword(decl):
        keyword: Any = decl
        return {
            "kind": "keyword",
            "name": keyword.id,
            **shared,
            "capability": keyword.capability,
            "effect": keyword.effect.value,
            "waits": keyword.waits.value,
        }
    function: Any = decl
    return {
        "kind": "function",
        "name": function.name,
        "signature": function.signature,
        "aliases": list(function.aliases),
        **shared,
    }


def _listing(chosen: list[KeywordDecl | FunctionDecl]) -> str:
    lines: list[str] = []
    section = ""
    for decl in chosen:
        facts = record(decl)
        title = f"{facts['kind']}s: {facts['family']}"
        if title != section:
            lines += ["", title] if lines else [title]
            section = title
        first = facts["description"].split(". ")[0].splitlines()
        lines.append(f"  {facts['name']:<28} {first[0].rstrip('.') if first else ''}".rstrip())
    return "\n".join(lines) + "\n"


def _page(decl: KeywordDecl | FunctionDecl) -> str:
    facts = record(decl)
    lines = [facts["name"], ""]
    spellings = [facts["signature"], *facts["forms"]] if facts["kind"] == "function" else facts["forms"]
    lines += [f"    {text}" for text in spellings]
    lines += ["", *facts["description"].splitlines(), ""]
    if facts["kind"] == "keyword":
        lines.append(f"result: {facts['result']}   capability: {facts['capability']}   effect: {facts['effect']}")
    else:
        aliases = f"   also: {', '.join(facts['aliases'])}" if facts["aliases"] else ""
        lines.append(f"result: {facts['result']}{aliases}")
    if facts["example"]:
        lines += ["", "example:", *(f"    {line}" for line in facts["example"].splitlines())]
    return "\n".join(lines) + "\n"
