"""A real Chromium without a window for tests, closed with the ``with`` block. It reaches this machine alone."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]  # fmt: skip


def executable() -> str:
    """A browser of this machine, else one of Debian's, installed now."""
    found = _found()
    if found is None and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False, capture_output=True)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"]
        done = subprocess.run(install, check=False, capture_output=True, text=True)
        assert done.returncode == 0, f"no Chromium here, and apt cannot install one: {done.stderr[-500:]}"
        found = _found()
    assert found is not None, f"the tests of the pages need a browser: one of {', '.join(_NAMES)}"
    return found


def _found() -> str | None:
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@contextlib.contextmanager
def browser(**options: Any) -> Iterator[Browser]:
    """The browser; each test opens contexts and closes them."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable(), args=_ARGUMENTS, **options)
        try:
            yield opened
        finally:
            opened.close()


def picture(page: Page, name: str) -> None:
    """A picture for people to look at, where ``GBC_SCREENSHOTS`` names a folder."""
    if folder := os.environ.get("GBC_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")
