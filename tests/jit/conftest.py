"""Lets these tests use the generators and the comparison of the property tests."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "property"))
