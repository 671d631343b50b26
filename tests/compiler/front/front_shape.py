"""A tree as short text, for tests: ``(assign x (+ 1 2))``. Spans are left out."""

from __future__ import annotations

from compiler import ast
from compiler.parse import parse
from diagnostics.diagnostic import Diagnostic, Diagnostics
from diagnostics.source import Source
from stdlib.catalog import load_catalog


def read(text: str) -> tuple[ast.Module, list[Diagnostic]]:
    """The tree and what was found."""
    source = Source(text)
    found = Diagnostics(source)
    return parse(source, load_catalog(), found), found.sorted()


def codes(text: str) -> list[str]:
    """Codes found, in order of place."""
    return [item.code for item in read(text)[1]]


def tree(text: str) -> str:
    """Statements of a program that reads without a finding, one a line."""
    module, found = read(text)
    assert not found, [(item.code, item.message) for item in found]
    return "\n".join(shape(statement) for statement in module.body)


def expression(text: str) -> str:
    """The value of ``x = text``."""
    module, found = read(f"x = {text}")
    assert not found, [(item.code, item.message) for item in found]
    assert len(module.body) == 1
    statement = module.body[0]
    assert isinstance(statement, ast.Assign)
    return shape(statement.value)


def shape(node: object) -> str:
    """A node, list or plain value."""
    match node:
        case ast.Literal(value=value):
            return repr(value)
        case ast.Name(name=name):
            return name
        case ast.Template(parts=parts):
            return "$(" + " ".join(repr(p) if isinstance(p, str) else shape(p) for p in parts) + ")"
        case ast.Binary(op=op, left=left, right=right, negated=negated):
            return f"({'not-' if negated else ''}{op} {shape(left)} {shape(right)})"
        case ast.Unary(op=op, operand=operand):
            return f"({op} {shape(operand)})"
        case ast.Member(object=base, name=name):
            return f"{shape(base)}.{name}"
        case ast.Index(object=base, index=index):
            return f"{shape(base)}[{shape(index)}]"
        case ast.Call(callee=callee, args=args):
            return f"{shape(callee)}({', '.join(map(shape, args))})"
        case ast.ListLiteral(items=items):
            return f"[{', '.join(map(shape, items))}]"
        case ast.ObjectLiteral(entries=entries):
            return "{" + ", ".join(f"{key}: {shape(value)}" for key, value in entries) + "}"
        case ast.Command(head=head, items=items, parenthesised=paren):
            return f"<{head}{'()' if paren else ''}{''.join(' ' + shape(item) for item in items)}>"
        case ast.Item(kind="expr", expr=expr):
            return shape(expr)
        case ast.Item(kind=kind, text=text):
            return {"clause": text, "comma": ",", "star": "*", "colon": ":"}[kind]
        case ast.Block(body=body):
            return "{" + "; ".join(map(shape, body)) + "}"
        case ast.ExprStmt(expr=expr):
            return shape(expr)
        case ast.Assign(target=target, op=op, value=value):
            return f"({op} {shape(target)} {shape(value)})"
        case list() | tuple():
            return "[" + ", ".join(map(shape, node)) + "]"
        case ast.Node():
            fields = [name for name in type(node).__match_args__ if name not in ("start", "end")]
            return f"({' '.join([type(node).__name__, *(shape(getattr(node, name)) for name in fields)])})"
    return repr(node)
