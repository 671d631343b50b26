"""Classes that hold data, declared like dataclasses but cheap to declare: the constructor is made when first used.

A standard dataclass compiles its methods at import, about half a millisecond each; the compiler has more than a
hundred such classes and every ``gbc check`` would pay for all of them. Fields come from annotations, in order, after
the base's; records have slots.
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
    """Default of a field, made by calling ``factory`` for each record: ``items: list[str] = fresh(factory=list)``."""
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
    fields: tuple[str, ...] = cls.__match_args__
    arguments, body = ["self"], []
    assign = "self.{} = {}"
    if issubclass(cls, FrozenRecord):  # its fields can be set by their slots only
        assign = "_set_{}(self, {})"
        scope.update((f"_set_{field}", getattr(cls, field).__set__) for field in fields)
    for field in fields:
        default = cls._defaults.get(field, _MISSING)
        if default is _MISSING:
            arguments.append(field)
            body.append(assign.format(field, field))
        elif isinstance(default, _Default):
            scope[f"_make_{field}"] = default.make
            arguments.append(f"{field}=_MISSING")
            body.append(assign.format(field, f"_make_{field}() if {field} is _MISSING else {field}"))
        else:
            scope[f"_of_{field}"] = default
            arguments.append(f"{field}=_of_{field}")
            body.append(assign.format(field, field))
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


@dataclass_transform(frozen_default=True, field_specifiers=(fresh,))
class FrozenRecordType(RecordType):
    """Makes records that do not change."""


class FrozenRecord(Record, metaclass=FrozenRecordType):
    """Base of records that cannot be changed once made and can be keys.

    One that remembers what it worked out (``cached_property``) lists its fields and ``__dict__`` in ``__slots__``.
    """

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]
        fields: tuple[str, ...] = type(self).__match_args__
        return hash(tuple([getattr(self, field) for field in fields]))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")
