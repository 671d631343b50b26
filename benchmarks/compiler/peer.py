"""The peer: the same language as one Lark grammar with a rule per keyword, read by Lark's own contextual lexer.

It builds a tree and checks nothing; it exists only to be measured against. Keywords are reserved words in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from lark import Lark

_GRAMMAR = r"""
start: line*
line: statement? _NL
?statement: assign | if_head | else_ | end_if | foreach | next_ | do_while | loop | select | case | end_select
          | sub | end_sub
          | call_stmt | hear | %(names)s
assign: lvalue "=" expr
lvalue: NAME trailer*
?trailer: "." NAME | "[" expr "]"
if_head: "IF"i expr "THEN"i
else_: "ELSE"i
end_if: "END"i "IF"i
foreach: "FOR"i "EACH"i NAME "IN"i expr
next_: "NEXT"i NAME?
do_while: "DO"i "WHILE"i expr
loop: "LOOP"i
select: "SELECT"i "CASE"i expr
case: "CASE"i (expr ("," expr)* | "ELSE"i)
end_select: "END"i "SELECT"i
sub: "SUB"i NAME "(" [NAME ("," NAME)*] ")"
end_sub: "END"i "SUB"i
call_stmt: "CALL"i postfix
hear: "HEAR"i NAME ["AS"i expr ("," expr)*]
%(rules)s
args: expr (("," | "AS"i | "WITH"i | "TO"i) expr)*
?expr: and_ | expr "OR"i and_
?and_: not_ | and_ "AND"i not_
?not_: "NOT"i not_ | cmp
?cmp: add | add (("=" | "<>" | "<" | ">" | "<=" | ">=") add | "IS"i "NULL"i)
?add: mul | add ("+" | "-") mul
?mul: unary | mul ("*" | "/") unary
?unary: "-" unary | postfix
?postfix: atom | postfix "." NAME | postfix "[" expr "]" | postfix "(" [expr ("," expr)*] ")"
?atom: NUMBER | STRING | NAME | "(" expr ")" | "[" [expr ("," expr)*] "]" | "{" [pair ("," pair)*] "}"
     | "NEW"i "OBJECT"i
     | %(commands)s
pair: (STRING | NAME) ":" expr
NAME: /[A-Za-z_][A-Za-z0-9_]*/
NUMBER: /[0-9]+(\.[0-9]+)?/
STRING: /"[^"]*"/
COMMENT: /'[^\n]*/
_NL: /\n/
%%ignore /[ \t]+/
%%ignore COMMENT
"""

_CORE = {"IF", "FOR", "DO", "SELECT", "SUB", "CALL", "HEAR", "END", "NEXT", "LOOP", "CASE", "ELSE", "NEW"}
_VALUES = {("FIND",), ("POST",), ("GET",)}


def build_peer(heads: Iterable[tuple[str, ...]]) -> Lark:
    """A Lark LALR parser with one rule and one terminal per keyword head."""
    rules, names, commands = [], [], []
    for number, head in enumerate(sorted(h for h in heads if h[0] not in _CORE and all(w.isalnum() for w in h))):
        rules.append(
            f"KW{number}.{10 + len(head)}: /{'[ ]+'.join(head)}(?![A-Za-z0-9_])/i\nkw{number}: KW{number} [args]"
        )
        names.append(f"kw{number}")
        if head in _VALUES:
            rules.append(f"cmd{number}: KW{number} args")
            commands.append(f"cmd{number}")
    grammar = _GRAMMAR % {
        "names": " | ".join(names),
        "rules": "\n".join(rules),
        "commands": " | ".join(commands) or "STRING",
    }
    return Lark(grammar, parser="lalr", lexer="contextual", propagate_positions=True, maybe_placeholders=False)
