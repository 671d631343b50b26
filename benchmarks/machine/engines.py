"""The engines that run the kernels, and how each is started; one more engine is one more row in ``ENGINES``.

An engine is a process that answers ``worker``'s three requests on its standard input. For most languages that is the
kernel's file with ``tails/tail.SUFFIX`` behind it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.machine.kernels import Kernel

ROOT = Path(__file__).parents[2]
PEERS = ROOT / ".make" / "peers"
"""Where ``make bench-peers`` puts what comes from PyPI."""

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Engine:
    """``prepare(kernel, folder)`` gives the command that serves the kernel; ``folder`` is for files it needs.

    ``version`` gives one line for people; ``whole`` the command that a person would type to run it once, when that
    is another one.
    """

    name: str
    suffix: str
    available: Callable[[], bool]
    version: Callable[[], str]
    prepare: Callable[[Kernel, Path], list[str]]
    whole: Callable[[Kernel, Path], list[str]] | None = None


def _source(kernel: Kernel, suffix: str) -> Path:
    path = kernel.source(suffix)
    assert path is not None, f"{kernel.name} has no {suffix} file"
    return path


def _with_tail(kernel: Kernel, suffix: str, folder: Path, head: str = "") -> Path:
    """The kernel with the code that serves requests behind it."""
    path = folder / f"{kernel.name}.{suffix}"
    tail = (_HERE / "tails" / f"tail.{suffix}").read_text()
    path.write_text(head + _source(kernel, suffix).read_text() + tail)
    return path


def _script(name: str, suffix: str, *words: str) -> Engine:
    """An engine that is one program which takes a script."""
    program = words[0]
    return Engine(
        name,
        suffix,
        lambda: shutil.which(program) is not None,
        lambda: _version([program, "-v" if suffix == "lua" else "--version"]),
        lambda kernel, folder: [*words, str(_with_tail(kernel, suffix, folder))],
    )


def _version(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return " ".join((done.stdout + done.stderr).split())[:60]


def _subject(module: str) -> Callable[[Kernel, Path], list[str]]:
    """A module that serves a BASIC kernel, such as one that calls ``subject.main`` with another kind of machine."""

    def prepare(kernel: Kernel, folder: Path) -> list[str]:
        return [sys.executable, "-m", module, str(_source(kernel, "bas"))]

    return prepare


def _typed_command(kernel: Kernel, folder: Path) -> list[str]:
    """``gbc run FILE``, compiled before, as it is when a script is run for the second time."""
    path = folder / f"{kernel.name}.bas"
    path.write_text(f"n = {kernel.size}\n{_source(kernel, 'bas').read_text()}\nRETURN result\n")
    return [sys.executable, "-m", "gbc", "run", "--result", str(path)]


def _compiled(kernel: Kernel, folder: Path) -> list[str]:
    head = "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n"
    source = _with_tail(kernel, "c", folder, head)
    subprocess.run(["gcc", "-O2", "-o", str(source.with_suffix("")), str(source), "-lm"], check=True)
    return [str(source.with_suffix(""))]


def _python_build() -> str:
    import sysconfig

    arguments = sysconfig.get_config_var("CONFIG_ARGS") or ""
    kept = [name for name in ("--enable-shared", "--enable-optimizations", "--with-lto") if name in arguments]
    return f"CPython {sys.version.split()[0]} of this environment ({' '.join(kept) or 'plain build'})"


ENGINES = (
    Engine(
        "gbc",
        "bas",
        lambda: True,
        lambda: "this tree, interpreter",
        _subject("benchmarks.machine.subject"),
        _typed_command,
    ),
    Engine(
        "gbc-jit",
        "bas",
        lambda: find_spec("llvmlite") is not None,
        lambda: "this tree, machine code from the first use of a loop or function on",
        _subject("benchmarks.machine.native"),
    ),
    Engine(
        "cpython",
        "py",
        lambda: True,
        _python_build,
        lambda kernel, folder: [sys.executable, str(_with_tail(kernel, "py", folder))],
    ),
    _script("lua5.4", "lua", "lua5.4"),
    _script("luajit", "lua", "luajit"),
    _script("pypy", "py", "pypy3"),
    _script("node", "js", "node"),
    Engine(
        "quickjs",
        "js",
        lambda: (PEERS / "quickjs").exists() or any(PEERS.glob("*quickjs*.so")),
        lambda: " ".join(path.stem for path in PEERS.glob("quickjs-*.dist-info")) + " from PyPI",
        lambda kernel, folder: [sys.executable, str(_HERE / "inquickjs.py"), str(_source(kernel, "js"))],
    ),
    Engine("c", "c", lambda: shutil.which("gcc") is not None, lambda: _version(["gcc", "--version"]), _compiled),
)
"""The first one is ours; ratios are its times against the others'."""


def environment() -> dict[str, str]:
    """Environment of an engine: one hash seed, this tree and the peers within reach, a cache that is not the user's."""
    path = os.pathsep.join([str(ROOT), str(PEERS)])
    cache = str(ROOT / ".make" / "bench-cache")
    return {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": path, "XDG_CACHE_HOME": cache}


def installed(names: list[str]) -> list[Engine]:
    """The engines with these names, all that are installed for an empty list; ValueError for one that is not there."""
    known = {engine.name: engine for engine in ENGINES}
    for name in names:
        if name not in known:
            raise ValueError(f"there is no engine {name}; there are {', '.join(known)}")
        if not known[name].available():
            raise ValueError(f"{name} is not installed; make bench-peers installs the peers")
    return [engine for engine in ENGINES if engine.available() and (not names or engine.name in names)]
