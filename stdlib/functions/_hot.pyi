"""Compiled twins of the most used pure functions, by name; see _hot.pyx."""

from vm.value import CBuiltin

HOT: dict[str, CBuiltin]
