"""Binds expressions: what each name, call, method and command inside an expression means.

Holds the lookup rules (SUB's own names, then the script's, then SUBs, then pure functions, then what the host may set).
``Resolver`` in ``resolve`` adds the statements; keyword forms are matched in ``commands``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from compiler import ast, commands
from compiler.bound import Builtin, ErrorState, Invoke, Mutation, Request, Unit
from compiler.names import AMBIENT, ERROR_FIELDS, ERROR_NAMES, SIZE_METHODS, nearest
from compiler.outline import MUTATORS
from compiler.scopes import Scopes
from diagnostics.diagnostic import Label
from diagnostics.source import Span
from stdlib.api import FunctionDecl
from stdlib.hear.types import TYPES


class Binder(Scopes):
    """Meaning of names in one program, seen from the unit that is being bound."""

    def place(self, node: ast.Expr, reads: bool = False) -> ast.Expr:
        """Bound target of an assignment: a variable, a field or an element. ``reads`` when its old value counts too."""
        if isinstance(node, ast.Name):
            bound = self.target(node)
            bound.variable.reads += reads
            return bound
        if isinstance(node, ast.Member):
            return ast.Member(node.start, node.end, self._container(node.object), node.name)
        if isinstance(node, ast.Index):
            return ast.Index(node.start, node.end, self._container(node.object), self.expr(node.index))
        assert isinstance(node, ast.Call), "the parser makes no other target"
        return self._indexed(node, self._container(node.callee))

    def _container(self, node: ast.Expr) -> ast.Expr:
        """The object or list on the way to a field; it is created when it is not there."""
        if isinstance(node, ast.Name):
            variable = self.lookup(node.name)
            if variable is not None:
                variable.writes += 1
                return self.read(node, variable)
        if isinstance(node, (ast.Name, ast.Member, ast.Index, ast.Call)):
            if isinstance(node, ast.Call) and not self.is_variable(node.callee):
                return self.expr(node)
            return self.place(node, reads=True)
        return self.expr(node)

    def is_variable(self, node: ast.Expr) -> bool:
        """True for a name that holds a value, so that ``name(i)`` is an element of it."""
        return isinstance(node, ast.Name) and self.lookup(node.name) is not None

    # ------------------------------------------------------------ expressions

    def expr(self, node: ast.Expr) -> ast.Expr:
        """The bound expression."""
        return _EXPRESSIONS[type(node)](self, node)

    def exprs(self, nodes: Iterable[ast.Expr]) -> list[ast.Expr]:
        """Bound expressions in order."""
        return [self.expr(node) for node in nodes]

    def null(self, at: ast.Node) -> ast.Expr:
        """What stands for something that was not understood."""
        return ast.Literal(at.start, at.end, None)

    def word_or_value(self, node: ast.Expr) -> ast.Expr:
        """A bare name that is no variable is its own text."""
        if isinstance(node, ast.Name) and not self.holds_value(node.name):
            return ast.Literal(node.start, node.end, node.name)
        return self.expr(node)

    def case(self, label: ast.Expr) -> ast.Expr:
        """A CASE label: a value, a range, or a comparison with the subject (whose empty place stays)."""
        if isinstance(label, ast.Between):
            return ast.Between(label.start, label.end, label.operand, self.expr(label.low), self.expr(label.high))
        if isinstance(label, ast.Binary) and isinstance(label.left, ast.Name) and not label.left.name:
            return ast.Binary(label.start, label.end, label.op, label.left, self.expr(label.right))
        return self.expr(label)

    def statement_expr(self, node: ast.Expr) -> ast.Expr:
        """An expression whose value is dropped; here a function may change its first argument in place."""
        if isinstance(node, ast.Name):
            return self.called(node, [], node, statement=True)
        bound = self.expr(node)
        if isinstance(bound, Builtin) and bound.function.name in MUTATORS and bound.args:
            receiver = _receiver(node)
            if isinstance(receiver, (ast.Name, ast.Member, ast.Index)):
                return Mutation(bound.start, bound.end, bound.function, [self.place(receiver, True), *bound.args[1:]])
        return bound

    def clears_error(self, node: ast.Expr) -> bool:
        """True for ``ERR.CLEAR``, with or without parentheses."""
        member = node.callee if isinstance(node, ast.Call) else node
        return (
            isinstance(member, ast.Member)
            and member.name.upper() == "CLEAR"
            and isinstance(member.object, ast.Name)
            and member.object.name.upper() == "ERR"
            and self.lookup("err") is None
        )

    # ------------------------------------------------------------ names and calls

    def name(self, node: ast.Name) -> ast.Expr:
        """A name in a value: variable, SUB without arguments, bare function, error state, or what the host sets."""
        variable = self.lookup(node.name)
        if variable is not None:
            return self.read(node, variable)
        upper = node.name.upper()
        procedure = self.procedure(node.name)
        if procedure is not None:
            return self.invoke(procedure, [], node)
        if upper in ERROR_NAMES:
            return ErrorState(node.start, node.end, ERROR_NAMES[upper])
        function = self.function(upper)
        if function is not None and function.bare:
            return self.builtin(function, [], node)
        head = self._bare_keyword(upper)
        if head is not None:
            return commands.bind_command(self, ast.Command(node.start, node.end, head, node.end, [], False))
        return self.ambient_name(node)

    def _bare_keyword(self, upper: str) -> str | None:
        """The keyword that ``upper`` names when it gives a value without being given any, such as REPORT."""
        head = self.catalog.heads.get((upper,)) or self.catalog.underscored.get(upper)
        if head is None or upper.lower() in AMBIENT:
            return None
        gives = any(decl.result != "none" and form.needs_nothing for decl, form in head.entries)
        return " ".join(head.words) if gives else None

    def called(self, name: ast.Name, args: list[ast.Expr], at: ast.Node, statement: bool = False) -> ast.Expr:
        """``name(args)``, ``CALL name(args)`` or a name alone as a statement."""
        upper = name.name.upper()
        if name.name.lower() in self.shape.dimensioned and self.is_variable(name) and args:
            return self._indexed(ast.Call(at.start, at.end, name, args), self.expr(name))
        procedure = self.procedure(name.name)
        if procedure is not None:
            return self.invoke(procedure, args, at)
        if upper in ERROR_NAMES and not args and self.lookup(upper) is None:
            return ErrorState(at.start, at.end, ERROR_NAMES[upper])
        if upper in ("IIF", "IF") and len(args) == 3:
            return ast.Conditional(at.start, at.end, *self.exprs(args))
        function = self.function(upper)
        if function is not None:
            return self.builtin(function, args, at)
        if args and self.is_variable(name):
            return self._indexed(ast.Call(at.start, at.end, name, args), self.expr(name))
        head = self.catalog.heads.get((upper,)) or self.catalog.underscored.get(upper)
        if head is not None:
            command = ast.Command(at.start, at.end, " ".join(head.words), name.end, _items(args), True)
            return commands.bind_command(self, command)
        if not args and not statement and self.is_variable(name):
            return self.expr(name)
        return self._unknown(name, args, at)

    def _unknown(self, name: ast.Name, args: list[ast.Expr], at: ast.Node) -> ast.Expr:
        near = self.spelled("callable", self._callables).nearest(name.name)
        hint = f"did you mean {near}?" if near else f"define it with SUB {name.name} or FUNCTION {name.name}"
        self.found.add(
            "GB2003", f"there is no SUB, FUNCTION or keyword named {name.name}", name.start, name.end, hint=hint
        )
        self.exprs(args)
        return self.null(at)

    def _callables(self) -> Iterator[str]:
        yield from self.catalog.functions
        yield from (" ".join(words) for words in self.catalog.heads)
        yield from (unit.name for unit in self.shape.procedures.values())

    def call(self, node: ast.Call) -> ast.Expr:
        """``f(a)``, ``object.method(a)`` or ``list(i)``."""
        callee = node.callee
        if isinstance(callee, ast.Name):
            return self.called(callee, node.args, node)
        if isinstance(callee, ast.Member):
            return self._method(node, callee)
        return self._indexed(node, self.expr(callee))

    def _indexed(self, node: ast.Call, container: ast.Expr) -> ast.Expr:
        """``a(i, j)`` is ``a[i][j]``."""
        for index in node.args:
            container = ast.Index(node.start, node.end, container, self.expr(index))
        return container

    def _method(self, node: ast.Call, member: ast.Member) -> ast.Expr:
        upper = member.name.upper()
        function = self.catalog.methods.get(upper) or self.function(upper)
        if member.name.lower() in SIZE_METHODS and not node.args:
            return ast.Member(node.start, node.end, self.expr(member.object), member.name)
        if function is not None:
            return self.builtin(function, [member.object, *node.args], node)
        if len(node.args) == 1:
            return self._indexed(node, self.expr(member))
        near = self.spelled("method", lambda: self.catalog.methods).nearest(upper)
        self.found.add(
            "GB2012",
            f"a value has no method named {member.name}",
            member.start,
            member.end,
            hint=f"did you mean {near}?" if near else "call a function with the value as its first argument",
        )
        return self.null(node)

    def builtin(self, function: FunctionDecl, args: list[ast.Expr], at: ast.Node) -> ast.Expr:
        """A call of a pure function; the number of arguments is checked."""
        low, high = function.min_args, function.max_args
        if len(args) < low or (high is not None and len(args) > high):
            wanted = str(low) if low == high else f"at least {low}" if high is None else f"{low} to {high}"
            self.found.add(
                "GB3006",
                f"{function.name} takes {wanted} value{'' if wanted == '1' else 's'}, not {len(args)}",
                at.start,
                at.end,
                hint=f"write {function.signature}",
            )
        return Builtin(at.start, at.end, function, commands.call_values(self, function, args))

    def invoke(self, unit: Unit, args: list[ast.Expr], at: ast.Node) -> ast.Expr:
        """A call of a SUB or FUNCTION; arguments that are left out are null."""
        bound = self.exprs(args)
        self.blocks_call = self.blocks_call or self.unit.kind == "block"
        wanted = len(unit.params)
        if len(bound) > wanted:
            names = ", ".join(p.name for p in unit.params)
            where = Label(Span(unit.start, min(unit.end, unit.start + 1)), "defined here")
            takes = f"{wanted} value{'' if wanted == 1 else 's'}" if wanted else "no values"
            message = f"{unit.name} takes {takes}, not {len(bound)}"
            self.found.add("GB3010", message, at.start, at.end, hint=f"write {unit.name}({names})", labels=(where,))
        bound += [self.null(at)] * (wanted - len(bound))
        return Invoke(at.start, at.end, unit, bound[:wanted])

    # ------------------------------------------------------------ keywords

    def request(self, at: ast.Node, keyword: str, arguments: list[tuple[str, ast.Expr]]) -> Request:
        """A keyword call whose arguments are bound already."""
        return Request(at.start, at.end, keyword, arguments, self.catalog.keywords.get(keyword))

    def hear(self, s: ast.Hear) -> Request:
        """HEAR with all six arguments in their order."""
        kind = s.type.upper() or "TEXT"
        options = s.options
        if kind not in TYPES and not options and self.holds_value(s.type):
            kind, options = "MENU", [ast.Name(s.start, s.end, s.type)]
        if kind not in TYPES and not (kind == "MENU" and options):
            near = nearest(kind, TYPES)
            self.found.add(
                "GB3008",
                f"HEAR knows no type {s.type}",
                s.start,
                s.end,
                hint=f"did you mean {near}?" if near else "use a type such as TEXT, INTEGER, EMAIL or DATE",
            )

        def given(node: ast.Expr | None) -> ast.Expr:
            return self.null(s) if node is None else self.expr(node)

        arguments: list[tuple[str, ast.Expr]] = [
            ("type", ast.Literal(s.start, s.end, kind)),
            ("options", ast.ListLiteral(s.start, s.end, self.exprs(options))),
            ("free", ast.Literal(s.start, s.end, s.free)),
            ("prompt", given(s.prompt)),
            ("default", given(s.default)),
            ("timeout", given(s.timeout)),
        ]
        return self.request(s, "HEAR", arguments)

    def finish(self) -> None:
        """Decide what blocks that run later are given: what they read, and what SUBs read when a block calls one."""
        if self.blocks_call:
            for variable in self.read_in_subs:
                variable.captured = True


def _items(args: list[ast.Expr]) -> list[ast.Item]:
    """Arguments in parentheses as the items of a command."""
    items: list[ast.Item] = []
    for arg in args:
        if items:
            items.append(ast.Item(arg.start, arg.start, "comma"))
        items.append(ast.Item(arg.start, arg.end, "expr", arg))
    return items


def _receiver(node: ast.Expr) -> ast.Expr | None:
    """The list that ``PUSH list, v``, ``PUSH(list, v)`` or ``list.PUSH(v)`` changes."""
    if isinstance(node, ast.Command):
        return node.items[0].expr if node.items else None
    if isinstance(node, ast.Call):
        if isinstance(node.callee, ast.Member):
            return node.callee.object
        return node.args[0] if node.args else None
    return None


# ---------------------------------------------------------------- one binder per kind of expression


def _member(b: Binder, node: ast.Member) -> ast.Expr:
    base = node.object
    if isinstance(base, ast.Name) and base.name.upper() == "ERR" and b.lookup("err") is None:
        what = ERROR_FIELDS.get(node.name.upper())
        if what is not None:
            return ErrorState(node.start, node.end, what)
        return ast.Member(node.start, node.end, ErrorState(base.start, base.end, 4), node.name)
    return ast.Member(node.start, node.end, b.expr(base), node.name)


def _binary(b: Binder, node: ast.Binary) -> ast.Expr:
    """Long chains lean left, so the left edge is walked without recursion."""
    spine: list[ast.Binary] = []
    left: ast.Expr = node
    while isinstance(left, ast.Binary):
        spine.append(left)
        left = left.left
    bound = b.expr(left)
    for part in reversed(spine):
        bound = ast.Binary(part.start, part.end, part.op, bound, b.expr(part.right), part.negated)
    return bound


def _template(b: Binder, node: ast.Template) -> ast.Expr:
    return ast.Template(node.start, node.end, [p if isinstance(p, str) else b.expr(p) for p in node.parts])


def _switch(b: Binder, node: ast.SwitchExpr) -> ast.Expr:
    subject = b.expr(node.subject)
    arms = [([b.case(label) for label in labels], b.expr(value)) for labels, value in node.arms]
    return ast.SwitchExpr(node.start, node.end, subject, arms, None if node.default is None else b.expr(node.default))


_EXPRESSIONS: dict[type, Callable[[Binder, Any], ast.Expr]] = {
    ast.Literal: lambda b, n: n,
    ast.Name: Binder.name,
    ast.Call: Binder.call,
    ast.Command: lambda b, n: commands.bind_command(b, n),
    ast.Member: _member,
    ast.Binary: _binary,
    ast.Template: _template,
    ast.SwitchExpr: _switch,
    ast.HearExpr: lambda b, n: b.hear(n.hear),
    ast.Index: lambda b, n: ast.Index(n.start, n.end, b.expr(n.object), b.expr(n.index)),
    ast.Unary: lambda b, n: ast.Unary(n.start, n.end, n.op, b.expr(n.operand)),
    ast.IsNull: lambda b, n: ast.IsNull(n.start, n.end, b.expr(n.operand), n.negated),
    ast.Between: lambda b, n: ast.Between(n.start, n.end, b.expr(n.operand), b.expr(n.low), b.expr(n.high), n.negated),
    ast.Conditional: lambda b, n: ast.Conditional(n.start, n.end, b.expr(n.condition), b.expr(n.yes), b.expr(n.no)),
    ast.ListLiteral: lambda b, n: ast.ListLiteral(n.start, n.end, b.exprs(n.items)),
    ast.ObjectLiteral: lambda b, n: ast.ObjectLiteral(n.start, n.end, [(k, b.expr(v)) for k, v in n.entries]),
}
