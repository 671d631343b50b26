"""What to do when a server of the tests is not installed: in CI that is a failure, elsewhere its tests are left out."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

MARK = "left out: "


def leave_out(server: str, why: str) -> NoReturn:
    """End the test; the list at the end of the run names the server."""
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(f"{server}: {why}")
    pytest.skip(f"{MARK}{server} ({why})")
