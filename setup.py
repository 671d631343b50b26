"""Declares the extensions and builds the saved parser tables; everything else is in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from Cython.Build import cythonize
from setuptools import Extension, setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent

# Its switch becomes a tree of comparisons; each handler of its threaded copy ends in its own jump (docs/adr/0009).
LOOP_FLAGS = {"vm._loop": ["-O2", "-fno-jump-tables", "--param=max-goto-duplication-insns=40"]}


def extensions() -> list[Extension]:
    """One extension per .pyx file, named by its path."""
    found = []
    for path in sorted(ROOT.glob("*/**/*.pyx")):
        relative = path.relative_to(ROOT)
        if relative.parts[0] not in ("compiler", "vm", "stdlib"):
            continue
        name = ".".join(relative.with_suffix("").parts)
        found.append(Extension(name, [str(relative)], extra_compile_args=LOOP_FLAGS.get(name, ["-O2"])))
    return found


class BuildWithTables(build_py):
    """Build the parser tables before the package data is collected."""

    def run(self) -> None:
        subprocess.run([sys.executable, "-m", "grammar.tables"], cwd=ROOT, check=True)
        subprocess.run([sys.executable, "-c", "import stdlib.catalog as c; c.load_catalog()"], cwd=ROOT, check=False)
        super().run()


setup(
    ext_modules=cythonize(extensions(), language_level=3),
    cmdclass={"build_py": BuildWithTables},
)
