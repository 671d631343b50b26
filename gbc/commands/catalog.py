"""``gbc catalog``: every keyword and function of the language, or the page of one, as text or JSON."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from gbc.exits import ExitCode
from server.bots.project import UsageError

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
    name = " ".join(arguments.keyword).strip()
    if name and not catalog.find(name):
        raise UsageError(f"there is no keyword {name.upper()}{_near(name, catalog)}")
    if arguments.json:
        shown = _data(name, catalog) if name else catalog.to_json()
        sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write((catalog.page(name) if name else _listing(catalog)).rstrip("\n") + "\n")
    return ExitCode.OK


def _near(name: str, catalog: Catalog) -> str:
    from difflib import get_close_matches

    known = [*catalog.keywords, *catalog.functions]
    near = get_close_matches(name.upper().replace("_", " "), known, 3)
    return f"; did you mean {', '.join(near)}?" if near else ""


def _data(name: str, catalog: Catalog) -> list[dict[str, Any]]:
    """What ``name`` means as plain data, a list because a phrase may begin several keywords."""
    from stdlib.api import KeywordDecl
    from stdlib.pages import function_data, keyword_data

    found = catalog.find(name)
    return [keyword_data(decl) if isinstance(decl, KeywordDecl) else function_data(decl) for decl in found]


def _listing(catalog: Catalog) -> str:
    """One line for each keyword and function, by family."""
    functions = {decl.name: decl for decl in catalog.functions.values()}
    rows = [("keywords", d.family, d.id, d) for d in catalog.keywords.values()]
    entries: list[tuple[str, str, str, KeywordDecl | FunctionDecl]] = sorted(rows, key=lambda row: row[1:3])
    entries += sorted((("functions", d.family, d.name, d) for d in functions.values()), key=lambda row: row[1:3])
    lines: list[str] = []
    section = ""
    for kind, family, name, decl in entries:
        if f"{kind}: {family}" != section:
            section = f"{kind}: {family}"
            lines += [*([""] if lines else []), section]
        first = decl.doc.split(". ")[0].splitlines()
        lines.append(f"  {name:<28} {first[0].rstrip('.') if first else ''}".rstrip())
    return "\n".join(lines)
