"""Which variable a name means: the lookup rules, captures of blocks, and names that nothing gives a value.

A name is looked for among the SUB's own, then the script's; after that it is a SUB, a function, or the host's.
``Binder`` in ``bind`` builds on this class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from compiler import ast
from compiler.bound import Ref, Scope, Unit, Variable
from compiler.names import AMBIENT, Spellings
from compiler.outline import Outline
from diagnostics.diagnostic import Diagnostics, Label
from diagnostics.source import Span
from stdlib.api import FunctionDecl
from stdlib.catalog import Catalog

_NONE = Spellings(())


class Scopes:
    """Names of one program, seen from the unit that is being bound."""

    def __init__(
        self, catalog: Catalog, found: Diagnostics, shape: Outline, units: list[Unit], given: Iterable[str] = ()
    ) -> None:
        self.catalog = catalog
        self.found = found
        self.shape = shape
        self.units = units
        self.unit = units[0]
        self.ambient: dict[str, Variable] = {}
        self.given = {name.lower(): name for name in given}
        self.hidden: list[Variable] = []
        self.read_in_subs: set[Variable] = set()
        self.blocks_call = False
        self._spelled: dict[str, Spellings] = {}
        self._owners: dict[str, Unit] | None = None

    def procedure_of(self, unit: Unit) -> Unit | None:
        """The SUB or FUNCTION that a unit is, or a block is written in."""
        owner: Unit | None = unit
        while owner is not None and owner.kind == "block":
            owner = owner.owner
        return owner if owner is not None and not owner.is_script else None

    def local_names(self) -> dict[str, Variable]:
        """Variables of the SUB around, as seen from the current unit."""
        return self.unit.locals

    def lookup(self, name: str) -> Variable | None:
        """The variable of that name, if the program gives one a value where it can be seen."""
        key = name.lower()
        found = self.unit.locals.get(key)
        if found is None and self.unit.owner is not None:
            found = self._capture(key, self.unit)
        return found if found is not None else self.shape.variables.get(key)

    def _capture(self, key: str, block: Unit) -> Variable | None:
        """A variable of the SUB around a block, which gets a copy of its own in the block's frame."""
        outer = block.owner
        if outer is None or key not in outer.locals:
            return None
        variable = outer.locals[key]
        if variable.scope is Scope.LOCAL:
            copy = Variable(variable.name, Scope.SCRIPT, variable.start, variable.end, captured=True, origin=variable)
            variable.reads += 1
            copy.writes = 1
            self.hidden.append(copy)
            variable = copy
        variable.captured = True
        block.locals[key] = variable
        return variable

    def holds_value(self, name: str) -> bool:
        """True when ``name`` is a variable that the program, or what is ``given``, gives a value."""
        return self.lookup(name) is not None or name.lower() in self.given

    def is_defined(self, name: str) -> bool:
        """True when ``name`` is a SUB, a FUNCTION or a function of the language."""
        return self.procedure(name) is not None or self.function(name.upper()) is not None

    def is_callable(self, name: str) -> bool:
        """True when ``name(...)`` means something."""
        return self.is_defined(name) or self.holds_value(name) or name.upper() in ("IF", "IIF")

    def is_pure(self, name: str) -> bool:
        """True when ``name`` is a function of the language that gives the same for the same values."""
        function = self.function(name.upper())
        return function is not None and not function.env and self.procedure(name) is None

    def text_of(self, start: int, end: int) -> str:
        """The source text of a range."""
        return self.found.source.text[start:end]

    def read(self, name: ast.Name, variable: Variable) -> Ref:
        """A use of a variable's value."""
        variable.reads += 1
        if variable.scope is Scope.SCRIPT:
            if self.unit.kind == "block":
                variable.captured = True
            elif not self.unit.is_script:
                self.read_in_subs.add(variable)
        return Ref(name.start, name.end, name.name, variable)

    def target(self, name: ast.Name, constant: bool = False) -> Ref:
        """A variable that receives a value."""
        variable = self.lookup(name.name)
        if variable is None:  # only after another finding kept the outline from seeing it
            variable = Variable(name.name, Scope.LOCAL, name.start, name.end)
            self.unit.locals[name.name.lower()] = variable
        if variable.constant and not constant:
            where = Label(Span(variable.start, variable.end), "declared here")
            self.found.add(
                "GB2008",
                f"{name.name} is a constant and cannot be changed",
                name.start,
                name.end,
                hint="use another name, or write its first value without CONST",
                labels=(where,),
            )
        variable.writes += 1
        return Ref(name.start, name.end, name.name, variable)

    def ambient_name(self, node: ast.Name) -> ast.Expr:
        key = node.name.lower()
        variable = self.ambient.get(key)
        if variable is None:
            variable = Variable(node.name, Scope.AMBIENT, node.start, node.end)
            self.ambient[key] = variable
            if key not in AMBIENT and key not in self.given:
                self._never_given(node)
        variable.reads += 1
        return Ref(node.start, node.end, node.name, variable)

    def spelled(self, what: str, names: Callable[[], Iterable[str]]) -> Spellings:
        """The names of one kind, made once, to find what a slip meant; none when no finding is kept any more."""
        if self.found.full:
            return _NONE
        found = self._spelled.get(what)
        if found is None:
            found = self._spelled[what] = Spellings(names())
        return found

    def _never_given(self, node: ast.Name) -> None:
        if self.found.full:
            return
        near = self.spelled(f"of {self.unit.number}", self._visible).nearest(node.name)
        owner = self._owner(node.name.lower())
        if owner is not None and owner is not self.unit:
            hint = f"it is a variable of {owner.name} alone; give it a first value outside to share it"
        elif near:
            hint = f"did you mean {near}?"
        else:
            hint = "give it a value first, or declare it with PARAM"
        self.found.add("GB2002", f"nothing gives {node.name} a value", node.start, node.end, hint=hint)

    def _owner(self, key: str) -> Unit | None:
        """The first SUB or FUNCTION that has a variable of that name for itself."""
        if self._owners is None:
            self._owners = {}
            for unit in self.shape.procedures.values():
                for local in unit.locals:
                    self._owners.setdefault(local, unit)
        return self._owners.get(key)

    def _visible(self) -> list[str]:
        names = [f.name for f in self.catalog.functions.values() if f.bare]
        names += [*AMBIENT, *self.given.values(), *(v.name for v in self.unit.locals.values())]
        return names + [v.name for v in self.shape.variables.values()]

    def procedure(self, name: str) -> Unit | None:
        key = name.lower()
        return self.shape.procedures.get(key) or self.shape.procedures.get(key.replace("_", " "))

    def function(self, upper: str) -> FunctionDecl | None:
        functions = self.catalog.functions
        return functions.get(upper) or (functions.get(upper[:-1]) if upper[-1:] in ("$", "%") else None)
