"""The reference pages of keywords and functions in Markdown, one file a family, made from the declarations.

Gives path and text; writing them to ``docs/reference`` is the caller's business (``make docs``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module

from stdlib import pages
from stdlib.api import FunctionDecl, KeywordDecl
from stdlib.catalog import load_catalog

MADE = "<!-- made by `make docs` from the declarations; edit those -->"


def keyword_reference() -> dict[str, str]:
    """``keywords/FAMILY.md`` and ``keywords/README.md`` with their text."""
    families = _by_family(load_catalog().keywords.values())
    made = {f"keywords/{family}.md": _family("stdlib.keywords", family, decls) for family, decls in families.items()}
    made["keywords/README.md"] = _index("Keywords", families)
    return made


def function_reference() -> dict[str, str]:
    """``functions/FAMILY.md`` and ``functions/README.md`` with their text."""
    functions = {decl.name: decl for decl in load_catalog().functions.values()}
    families = _by_family(functions.values())
    made = {f"functions/{family}.md": _family("stdlib.functions", family, decls) for family, decls in families.items()}
    made["functions/README.md"] = _index("Functions", families)
    return made


def _by_family(decls: Iterable[KeywordDecl | FunctionDecl]) -> dict[str, list[KeywordDecl | FunctionDecl]]:
    families: dict[str, list[KeywordDecl | FunctionDecl]] = {}
    for decl in sorted(decls, key=lambda d: (d.family, _name(d))):
        families.setdefault(decl.family, []).append(decl)
    return families


def _name(decl: KeywordDecl | FunctionDecl) -> str:
    return decl.id if isinstance(decl, KeywordDecl) else decl.name


def _family(package: str, family: str, decls: Sequence[KeywordDecl | FunctionDecl]) -> str:
    purpose = (import_module(f"{package}.{family}").__doc__ or "").partition("\n\n")[0].replace("``", "`")
    parts = [f"# {family}", MADE, " ".join(purpose.split()), *(_section(decl) for decl in decls)]
    return "\n\n".join(parts) + "\n"


def _section(decl: KeywordDecl | FunctionDecl) -> str:
    if isinstance(decl, KeywordDecl):
        forms = [pages.form_text(form) for form in decl.forms]
        waits = pages.WAIT_WORDS[decl.waits]
        facts = (
            f"Result: {decl.result}. Needs: {', '.join(decl.capabilities)}. Effect: {pages.EFFECT_WORDS[decl.effect]}"
        )
        facts += f"; waits {waits}." if waits else "."
    else:
        forms = [decl.signature, *(pages.form_text(form) for form in decl.forms)]
        facts = f"Result: {decl.result}." + (f" Also: {', '.join(decl.aliases)}." if decl.aliases else "")
    args = [f"- `{pages.argument_name(a)}`: {pages.argument_text(a)}" for a in pages.arguments(decl.forms).values()]
    parts = [
        f"## {_name(decl)}",
        pages.summary(decl),
        _fence("", forms),
        pages.details(decl),
        "\n".join(args),
        facts,
        _fence("bas", decl.example.splitlines()),
    ]
    return "\n\n".join(part for part in parts if part)


def _fence(language: str, lines: Sequence[str]) -> str:
    return "\n".join((f"```{language}", *lines, "```"))


def _index(title: str, families: dict[str, list[KeywordDecl | FunctionDecl]]) -> str:
    lines = [f"# {title}", "", MADE, ""]
    for family, decls in families.items():
        lines += [f"## [{family}]({family}.md)", ""]
        lines += [f"- `{_name(decl)}`: {pages.summary(decl)}" for decl in decls]
        lines.append("")
    return "\n".join(lines)
