"""Error objects of the reference interpreter: made from a fault, and thrown again by THROW."""

from __future__ import annotations

import re
from typing import Any

from vm.error import BasicError
from vm.reference.meter import Meter
from vm.reference.text import to_text
from vm.value import Object

_CODE = re.compile(r"GB\d{4}")


def is_budget(error: BasicError) -> bool:
    """True for the faults that no program can catch."""
    return error.code.startswith("GB69")


def error_object(error: BasicError, line: int) -> Object:
    """What TRY and ERR see: ``message``, ``code``, ``number``, ``line``; an object thrown again stays itself."""
    if isinstance(error.value, Object) and error.value.kind == "error":
        return error.value
    number = int(error.code[2:]) if error.code[2:].isdecimal() else 0
    thing = Object([("message", error.message), ("code", error.code), ("number", number), ("line", line)])
    thing.kind = "error"
    return thing


def thrown(meter: Meter, value: Any) -> BasicError:
    """The error that THROW of ``value`` raises."""
    if isinstance(value, Object) and value.kind == "error":
        parts = dict(value.items())
        code = parts.get("code")
        known = isinstance(code, str) and _CODE.fullmatch(code)
        return BasicError(str(code) if known else "GB6100", to_text(meter, value), value)
    return BasicError("GB6100", to_text(meter, value))
