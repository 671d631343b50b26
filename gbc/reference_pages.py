"""Writes ``docs/reference``: keywords, functions, opcodes and error codes, all made from their declarations.

``python -m gbc.reference_pages DIR`` writes; ``--check`` only says whether the pages are fresh. Called by ``make docs``
and a test.
"""

from __future__ import annotations

import argparse
from importlib.resources import files
from pathlib import Path

from diagnostics.codes import CODES
from stdlib.reference import MADE, function_reference, keyword_reference
from vm.bytecode.disasm import opcode_reference

_INDEX = f"""# Reference

{MADE}

- [Keywords](keywords/README.md): what a bot can do
- [Functions](functions/README.md): what a bot can compute
- [Error codes](errors/README.md): what went wrong, and the way out
- [Opcodes](opcodes.md): what the machine runs
"""


def _error_pages() -> dict[str, str]:
    pages = files("diagnostics") / "pages"
    made = {f"errors/{code}.md": (pages / f"{code}.md").read_text(encoding="utf-8") for code in CODES}
    rows = [f"| [{code}]({code}.md) | {row.severity} | {row.title} |" for code, row in sorted(CODES.items())]
    table = "\n".join(["| code | severity | what |", "|---|---|---|", *rows])
    made["errors/README.md"] = f"# Error codes\n\n{MADE}\n\n{table}\n"
    return made


def reference_pages() -> dict[str, str]:
    """Every page of the reference by its path under ``docs/reference``."""
    pages = {"README.md": _INDEX, "opcodes.md": f"# Opcodes\n\n{MADE}\n\n{opcode_reference().rstrip()}\n"}
    return pages | keyword_reference() | function_reference() | _error_pages()


def stale_pages(root: Path) -> list[str]:
    """Paths under ``root`` that differ from what the declarations give, are missing, or belong to nothing."""
    made = reference_pages()
    there = {str(path.relative_to(root)) for path in root.rglob("*.md")}
    differ = [p for p in made if p not in there or (root / p).read_text(encoding="utf-8") != made[p]]
    return sorted([*differ, *(there - set(made))])


def write_pages(root: Path) -> None:
    """Write every page and remove those that belong to nothing."""
    made = reference_pages()
    for path in stale_pages(root):
        text = made.get(path)
        if text is None:
            (root / path).unlink()
            continue
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def main() -> int:
    """Entry point: 0 done or fresh, 1 stale."""
    parser = argparse.ArgumentParser(prog="python -m gbc.reference_pages", description="Write the reference pages.")
    parser.add_argument("root", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is stale")
    arguments = parser.parse_args()
    if not arguments.check:
        write_pages(arguments.root)
        return 0
    stale = stale_pages(arguments.root)
    for path in stale:
        print(f"stale: {path} (run make docs)")
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
