"""Classes that hold data, declared like dataclasses but cheap to declare: the constructor is made when first used.

A standard dataclass compiles its methods at import, about half a millisecond each; the compiler has more than a hundred such
classes and every ``gbc check`` would pay for all of them. Fields come from annotations, in order, after the base's; records have slots.
"""

from __future__ import annotations

from typing import Any, dataclass_transform

_MISSING: Any = object()


class _Default:
    """A default that is made anew for each record."""

    __slots__ = ("make",)

    def __init__(self, make: Any) -> None:
        self.make = make


def fresh(*, factory: Any) -> Any:
    """Default value of a field, made by calling ``factory`` for each record: ``items: list[str] = fresh(factory=list)``."""
    return _Default(factory)


def changed(record: Any, **values: Any) -> Any:
    """A copy of a record with some fields replaced."""
    kind = type(record)
    return kind(**({field: getattr(record, field) for field in kind.__match_args__} | values))


@dataclass_transform(field_specifiers=(fresh,))
class RecordType(type):
    """Makes the class: slots from annotations, defaults kept aside."""

    def __new__(mcs, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> RecordType:
        own = tuple(space.get("__annotations__", ()))
        defaults = {field: space.pop(field) for field in own if field in space}
        space.setdefault("__slots__", own)
        inherited: tuple[str, ...] = ()
        for base in bases:
            if isinstance(base, RecordType):
                inherited += base.__match_args__
                defaults = base._defaults | defaults
        space["__match_args__"] = inherited + own
        space["_defaults"] = defaults
        made = super().__new__(mcs, name, bases, space)
        if "__init__" not in space:
            made.__init__ = _first_init(made)  # type: ignore[misc]
        return made

    __match_args__: tuple[str, ...]
    _defaults: dict[str, Any]


def _first_init(cls: RecordType) -> Any:
    def init(self: Any, *values: Any, **named: Any) -> None:
        made = _make_init(cls)
        cls.__init__ = made  # type: ignore[misc]
        made(self, *values, **named)

    return init


def _make_init(cls: RecordType) -> Any:
    """Compile the constructor; a default made anew is passed as a marker and replaced inside."""
    scope: dict[str, Any] = {"_MISSING": _MISSING}
    arguments, body = ["self"], []
    for field in cls.__match_args__:
        default = cls._defaults.get(field, _MISSING)
        if default is _MISSING:
            arguments.append(field)
            body.append(f"self.{field} = {field}")
        elif isinstance(default, _Default):
            scope[f"_make_{field}"] = default.make
            arguments.append(f"{field}=_MISSING")
            body.append(f"self.{field} = _make_{field}() if {field} is _MISSING else {field}")
        else:
            scope[f"_of_{field}"] = default
            arguments.append(f"{field}=_of_{field}")
            body.append(f"self.{field} = {field}")
    text = f"def __init__({', '.join(arguments)}):\n    " + ("\n    ".join(body) or "pass")
    exec(text, scope)
    return scope["__init__"]


class Record(metaclass=RecordType):
    """Base of all records: equal when of the same class with equal fields; not hashable."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, field) == getattr(other, field) for field in type(self).__match_args__)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        fields = ", ".join(f"{field}={getattr(self, field)!r}" for field in type(self).__match_args__)
        return f"{type(self).__name__}({fields})"
