"""Bytecode, tools and manifest of a program whose names have a meaning. Called by ``api`` for one without errors."""

from __future__ import annotations

from compiler.analyse import Meaning
from compiler.emit import emit
from compiler.ir import TooLarge
from compiler.lower.program import lower
from compiler.manifest import make_manifest
from compiler.names import script_name
from compiler.optimise import optimise
from compiler.tools import make_tools
from diagnostics.diagnostic import Diagnostics
from stdlib.catalog import Catalog
from vm.bytecode.program import Program


def assemble(meaning: Meaning, catalog: Catalog, found: Diagnostics) -> Program | None:
    """The program; None, with a finding, when a function is too large."""
    try:
        codes, imports = lower(meaning.bound)
        for code in codes:
            optimise(code)
        functions = tuple(emit(code) for code in codes)
    except TooLarge as problem:
        hint = "move a part of it into a SUB of its own"
        found.add("GB3012", f"{problem.function} is too large to be compiled", 0, 0, hint=hint)
        return None
    bound, source = meaning.bound, meaning.source
    name = script_name(source.path)
    variables = ((v.name, v.register) for v in bound.variables if v.origin is None)
    return Program(
        name=name,
        functions=functions,
        builtins=tuple(imports.builtins),
        keywords=tuple(imports.keywords),
        tools=make_tools(bound),
        variables=tuple(sorted(variables, key=lambda pair: pair[1])),
        manifest=make_manifest(bound, meaning.nodes, source),
        source=source.text,
        path=source.path,
        catalog_digest=catalog.digest,
    )
