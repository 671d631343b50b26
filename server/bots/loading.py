"""Programs from files: a script is compiled (or found in the cache), a ``.gbc`` file is read and checked.

Shared by the commands that need a program. Imports the compiler only when a script really has to be compiled.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from diagnostics.diagnostic import Diagnostic, Severity
from server.bots import cache
from server.bots.package import package_of
from server.bots.project import Project, ScriptFile, UsageError, neighbours
from server.version import VERSION
from vm.bytecode.program import Program

if TYPE_CHECKING:
    from stdlib.catalog import Catalog


class Rejected(Exception):
    """A script with errors; ``diagnostics`` are its findings."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__("the script has errors")
        self.diagnostics = diagnostics


class Damaged(Exception):
    """A file that is not a program for this installation: ``code`` GB8001 to GB8004 and one sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def load_file(path: str, catalog: Catalog) -> tuple[Program, Project]:
    """The program in ``path`` and the project it is part of. Raises Rejected, Damaged, Unreadable or UsageError."""
    place = Path(path)
    if place.is_dir():
        raise UsageError(f"{path} is a folder; name one of its scripts")
    if not place.exists():
        raise UsageError(f"{path} does not exist")
    project = neighbours(path)
    if place.suffix.lower() == ".gbc":
        return _load_artifact(place, catalog), project
    script = next((s for s in project.scripts if s.path == place), ScriptFile(place.name, place, path))
    return compile_script(ScriptFile(script.name, place, path), project, catalog), project


def compile_script(script: ScriptFile, project: Project, catalog: Catalog) -> Program:
    """The program of one script of ``project``, from the cache if it is there. Raises Rejected or Unreadable.

    The variables that the settings of its package give are variables of the program, and never columns.
    """
    text = project.text(script)
    from vm.bytecode.opcodes import digest

    given = list(package_of(script.path).config.variables)
    name = cache.key(text, script.shown, catalog.digest, digest(), VERSION, *given)
    program = cache.load(name, project.include)
    if program is not None:
        return program
    from compiler.api import compile_source

    included: dict[str, str | None] = {}
    includes = _recording(project.include, included)
    found = compile_source(text, script.shown, catalog=catalog, includes=includes, given=given)
    errors = [item for item in found.diagnostics if item.severity is Severity.ERROR]
    if errors or found.program is None:
        raise Rejected(errors)
    cache.store(name, found.program, included)
    return found.program


def _recording(include: Callable[[str], str | None], included: dict[str, str | None]) -> Callable[[str], str | None]:
    def read(name: str) -> str | None:
        included[name] = include(name)
        return included[name]

    return read


def _load_artifact(place: Path, catalog: Catalog) -> Program:
    from vm.bytecode.codec import CodecError, loads

    try:
        program = loads(place.read_bytes())
    except OSError as error:
        raise UsageError(f"{place} cannot be read: {(error.strerror or 'unknown reason').lower()}") from error
    except CodecError as error:
        raise Damaged(error.code, f"{place}: {error}") from error
    if program.catalog_digest and program.catalog_digest != catalog.digest:
        raise Damaged("GB8002", f"{place} was compiled for another vocabulary; compile it again")
    return program
