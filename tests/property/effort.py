"""How many examples a property test tries: few in the suite, 50 times as many for ``make fuzz``."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings

FACTOR = 50 * int(os.environ.get("GBC_FUZZ") or 0) or 1


def examples(count: int) -> Callable[[Any], Any]:
    """Settings for a test that tries ``count`` examples, times GBC_FUZZ."""
    return settings(
        max_examples=count * FACTOR,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
