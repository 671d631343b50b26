"""Binds keywords written without parentheses: finds the form that fits and says in the author's words when none does.

Called by ``bind``. A phrase that the author defined with SUB comes before the catalog's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compiler import ast, clauses, forms
from compiler.bound import Builtin, ErrorState, Request
from compiler.forms import Given, Match, Misfit
from compiler.names import AMBIENT, ERROR_NAMES
from stdlib.api import FunctionDecl
from stdlib.catalog import Head
from stdlib.forms import Arg, Form, Literal, Optional, Part

if TYPE_CHECKING:
    from compiler.bind import Binder


def bind_command(b: Binder, command: ast.Command) -> ast.Expr:
    """The keyword call, function call or SUB call that a command is."""
    procedure = b.shape.procedures.get(command.head.lower())
    if procedure is not None:
        return b.invoke(procedure, [item.expr for item in command.items if item.expr is not None], command)
    state = ERROR_NAMES.get(command.head.replace(" ", "_"))
    if state is not None and not command.items:
        return ErrorState(command.start, command.end, state)
    called = _called_by_name(b, command)
    if called is not None:
        return called
    head = b.catalog.heads.get(tuple(command.head.split()))
    if head is None:
        return _unknown(b, command)
    fitted = forms.match(head, command, b.holds_value)
    if isinstance(fitted, Misfit):
        shorter = _shorter(b, command)
        if shorter is not None:
            return bind_command(b, shorter)
        _explain(b, command, head, fitted)
        for item in command.items:
            if isinstance(item.expr, _WHOLE):
                b.expr(item.expr)
        return b.null(command)
    if isinstance(fitted.decl, FunctionDecl):
        return _function(b, command, fitted, fitted.decl)
    return _keyword(b, command, fitted)


def _called_by_name(b: Binder, command: ast.Command) -> ast.Expr | None:
    """``x = CALL name(args)`` of a SUB or FUNCTION of this file; None for every other command."""
    if command.head != "CALL" or len(command.items) != 1:
        return None
    value = command.items[0].expr
    name = value.callee if isinstance(value, ast.Call) else value
    if not isinstance(name, ast.Name) or b.procedure(name.name) is None:
        return None
    return b.called(name, value.args if isinstance(value, ast.Call) else [], command)


def _shorter(b: Binder, command: ast.Command) -> ast.Command | None:
    """``SEND TO session MESSAGE x``: the last word of the phrase as a variable, when a shorter phrase fits that."""
    words = command.head.split()
    head = b.catalog.heads.get(tuple(words[:-1]))
    if head is None or command.parenthesised or not (words[-1].lower() in AMBIENT or b.holds_value(words[-1])):
        return None
    end = command.head_end
    name = ast.Name(end - len(words[-1]), end, words[-1].lower())
    items = [ast.Item(name.start, end, "expr", name), *command.items]
    made = ast.Command(command.start, command.end, " ".join(words[:-1]), name.start, items)
    return None if isinstance(forms.match(head, made, b.holds_value), Misfit) else made


_WHOLE = (ast.Call, ast.Command, ast.Template, ast.ListLiteral, ast.ObjectLiteral)
"""Values that are looked at for mistakes of their own when the keyword around them is written wrong."""


def _keyword(b: Binder, command: ast.Command, fitted: Match) -> ast.Expr:
    assert not isinstance(fitted.decl, FunctionDecl)
    arguments: list[tuple[str, ast.Expr]] = []
    into: ast.Expr | None = None
    for given in fitted.given:
        _check_kind(b, command, fitted.form, given)
        if given.arg.type == "name":
            into = b.place(given.values[0])
        else:
            arguments.append((given.arg.name, clauses.argument(b, given)))
    return Request(command.start, command.end, fitted.decl.id, arguments, fitted.decl, into)


def _function(b: Binder, command: ast.Command, fitted: Match, function: FunctionDecl) -> ast.Expr:
    """Arguments of a spelling without parentheses, put in the order of the signature."""
    order = _order(function)
    by_name = {given.arg.name: given for given in fitted.given}
    args: list[ast.Expr] = []
    if set(by_name) <= set(order):
        last = max((order.index(name) for name in by_name), default=-1)
        for name in order[: last + 1]:
            args += _values(b, by_name[name]) if name in by_name else [b.null(command)]
    else:
        for given in fitted.given:
            args += _values(b, given)
    return Builtin(command.start, command.end, function, args)


def _order(function: FunctionDecl) -> list[str]:
    """Names of a function's arguments as its signature has them."""
    inner = function.signature.partition("(")[2].rpartition(")")[0]
    return [part.strip(" []").rstrip(".").lower() for part in inner.split(",")]


def call_values(b: Binder, function: FunctionDecl, args: list[ast.Expr]) -> list[ast.Expr]:
    """Arguments written in parentheses; a filter keeps its values apart from its text there too."""
    filters = _filters(function)
    return [
        clauses.argument(b, Given(filters[n], (arg,))) if n in filters else b.expr(arg) for n, arg in enumerate(args)
    ]


def _filters(function: FunctionDecl) -> dict[int, Arg]:
    """The places of a function's arguments that some form of it declares as filters."""
    if not any(":filter" in form.text for form in function.forms):
        return {}
    order = _order(function)
    found = (arg for form in function.forms for arg in form.args if arg.type == "filter" and arg.name in order)
    return {order.index(arg.name): arg for arg in found}


def _values(b: Binder, given: Given) -> list[ast.Expr]:
    bound = clauses.argument(b, given)
    return bound.items if given.arg.variadic and isinstance(bound, ast.ListLiteral) else [bound]


_KINDS = {
    "number": "a number",
    "int": "a whole number",
    "bool": "TRUE or FALSE",
    "list": "a list",
    "rows": "a list",
    "object": "an object",
}


def _check_kind(b: Binder, command: ast.Command, form: Form, given: Given) -> None:
    wanted = _KINDS.get(given.arg.type)
    if wanted is None:
        return
    for value in given.values:
        if not forms.suits(given.arg, value):
            b.found.add(
                "GB3005",
                f"{given.arg.name} of {command.head} is {wanted}",
                value.start,
                value.end,
                hint=f"write {forms.spelled(form)} with {wanted} here, or a variable that holds one",
            )


# ---------------------------------------------------------------- findings


def _unknown(b: Binder, command: ast.Command) -> ast.Expr:
    near = b.spelled("head", lambda: (" ".join(words) for words in b.catalog.heads)).nearest(command.head)
    b.found.add(
        "GB2003",
        f"there is no keyword {command.head}",
        command.start,
        command.head_end,
        hint=f"did you mean {near}?" if near else "",
    )
    return b.null(command)


def _explain(b: Binder, command: ast.Command, head: Head, misfit: Misfit) -> None:
    """One finding for a command that no form fits; the hint shows the forms there are."""
    name = command.head
    items = forms.plain(command.items)
    shown: list[str] = []
    for _, form in head.entries:
        spelling = forms.spelled(form)
        if spelling not in shown:
            shown.append(spelling)
    closest = forms.spelled(misfit.form)
    shown.sort(key=lambda spelling: spelling != closest)
    hint = "write " + " or ".join(shown[:3])
    if misfit.at >= len(items):
        b.found.add("GB3002", f"{name} needs {_called(misfit.wanted)}", command.start, command.end, hint=hint)
        return
    item = items[misfit.at]
    if item.kind == "clause":
        b.found.add("GB3004", f"{name} cannot have {item.text} here", item.start, item.end, hint=hint)
    elif misfit.wanted is None:
        end = items[-1].end
        if name in ("TALK", "SEND MESSAGE") and item.kind == "comma":
            hint = f"join them with +, as in {name} greeting + name"
        b.found.add("GB3003", f"{name} has more values than it takes", item.start, end, hint=hint)
    else:
        b.found.add("GB3001", f"{name} needs {_called(misfit.wanted)} here", item.start, item.end, hint=hint)


def _called(part: Part | None) -> str:
    """How a message names what is missing."""
    if isinstance(part, Arg):
        return part.name.replace("_", " ")
    if isinstance(part, Literal):
        return {",": "a comma", "=": "="}.get(part.words[0], " or ".join(part.words))
    return "a value" if not isinstance(part, Optional) else "more"
