"""Finds the scripts of a bot on disk: one file, a folder, or a package (``NAME.gbai/*.gbdialog/**/*.bas``).

Reads files; compiles nothing. A project also answers which script a name in CALL or INCLUDE means.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path, PurePosixPath

from diagnostics.diagnostic import Diagnostic
from diagnostics.record import FrozenRecord, fresh
from diagnostics.source import Source, Span

MAX_SOURCE_BYTES = 8 << 20
START = "start.bas"


class UsageError(Exception):
    """What was asked for cannot work, as with a path that is not there; the message is one sentence for the person."""


class ScriptFile(FrozenRecord):
    """One script: ``name`` is its path below the dialog folder with ``/``, ``shown`` the path as a user would type."""

    name: str
    path: Path
    shown: str


class Unreadable(Exception):
    """A script that cannot be read; ``diagnostic`` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Project(FrozenRecord):
    """The scripts of one bot. ``whole`` is true when all of them were asked for, so that a missing one can be told."""

    __slots__ = ("__dict__", "_texts", "name", "scripts", "whole")

    name: str
    scripts: tuple[ScriptFile, ...]
    whole: bool = True
    _texts: dict[Path, str] = fresh(factory=dict)

    @cached_property
    def _by_name(self) -> dict[str, ScriptFile]:
        names: dict[str, ScriptFile] = {}
        for script in self.scripts:
            names.setdefault(PurePosixPath(script.name).name.lower(), script)
        names.update({script.name.lower(): script for script in self.scripts})
        return names

    def find(self, name: str) -> ScriptFile | None:
        """The script that ``name`` means: with or without ``.bas`` and folder, in any case."""
        wanted = name.strip().replace("\\", "/").lower().removeprefix("./").lstrip("/")
        if not wanted.endswith(".bas"):
            wanted += ".bas"
        found = self._by_name.get(wanted)
        return found or self._by_name.get(PurePosixPath(wanted).name)

    def text(self, script: ScriptFile) -> str:
        """The source, read once; raises Unreadable."""
        if script.path not in self._texts:
            self._texts[script.path] = read_source(script)
        return self._texts[script.path]

    def include(self, name: str) -> str | None:
        """The text of a script for INCLUDE; None when there is none or it cannot be read."""
        script = self.find(name)
        try:
            return None if script is None else self.text(script)
        except Unreadable:
            return None


def read_source(script: ScriptFile) -> str:
    """The text of ``script``, without a byte order mark; raises Unreadable (GB5001, GB5003)."""
    try:
        if script.path.stat().st_size > MAX_SOURCE_BYTES:
            raise _unreadable(script, "GB5001", f"{script.shown} is larger than {MAX_SOURCE_BYTES >> 20} MiB")
        data = script.path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise _unreadable(script, "GB5001", f"{script.shown} cannot be read: {reason}") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        source = Source(data.decode("utf-8", "replace"), script.shown)
        at = len(data[: error.start].decode("utf-8", "replace"))
        item = Diagnostic("GB5003", "this file is not UTF-8 text", source, Span(at, at + 1), "save it as UTF-8")
        raise Unreadable(item) from error


def _unreadable(script: ScriptFile, code: str, message: str) -> Unreadable:
    return Unreadable(Diagnostic(code, message, Source("", script.shown), Span(0, 0)))


def discover(path: str) -> list[Project]:
    """The projects at ``path``: one for a file or package, one for each bot in a folder; UsageError if none."""
    place = Path(path)
    if place.is_dir():
        found = [package(place)] if place.suffix.lower() == ".gbai" else _folder(place)
        if not any(project.scripts for project in found):
            raise UsageError(f"{path} has no .bas file")
        return [project for project in found if project.scripts]
    if not place.exists():
        raise UsageError(f"{path} does not exist")
    return [Project(place.stem, (ScriptFile(place.name, place, path),), whole=False)]


def package(place: Path) -> Project:
    """The bot in a ``.gbai`` folder: all scripts of its ``.gbdialog`` folders, or of the folder when it has none."""
    dialogs = sorted(child for child in place.iterdir() if child.suffix.lower() == ".gbdialog" and child.is_dir())
    scripts = [script for root in dialogs or [place] for script in _scripts(root)]
    return Project(place.stem, tuple(scripts))


def neighbours(path: str) -> Project:
    """The project that a single script belongs to: its dialog folder, else the scripts beside it."""
    place = Path(path)
    root = next((parent for parent in place.parents if parent.suffix.lower() == ".gbdialog"), place.parent)
    below = _scripts(root) if root.suffix.lower() == ".gbdialog" else _beside(root)
    name = root.stem if root.suffix else place.stem
    return Project(name, tuple(below), whole=False)


def _beside(folder: Path) -> list[ScriptFile]:
    return [ScriptFile(file.name, file, str(file)) for file in sorted(folder.glob("*.[bB][aA][sS]")) if file.is_file()]


def _scripts(root: Path) -> list[ScriptFile]:
    """All scripts below ``root`` in order of their names; hidden folders are left out."""
    files = sorted(
        file
        for file in root.rglob("*.[bB][aA][sS]")
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(root).parts)
    )
    return [ScriptFile(file.relative_to(root).as_posix(), file, str(file)) for file in files]


def _folder(place: Path) -> list[Project]:
    """One project for each package below ``place`` and one for the scripts outside of packages."""
    scripts = _scripts(place)
    packages = sorted({parent for s in scripts for parent in s.path.parents if parent.suffix.lower() == ".gbai"})
    found = [package(root) for root in packages]
    inside = {script.path for project in found for script in project.scripts}
    loose = [script for script in scripts if script.path not in inside]
    return [*found, Project(place.stem, tuple(loose))] if loose else found
