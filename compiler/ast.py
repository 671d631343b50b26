"""The syntax tree: node classes with source offsets and no behaviour.

Built by ``build``, nested by ``nest``, read by every later pass. Each node spans ``[start, end)`` of the source text.
Statements that the grammar reads flat (``IF ... THEN``, ``END IF``) are ``Opener``/``Middle``/``Closer`` until
``nest`` has put them together; no later pass sees those three.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Node:
    """Anything with a place in the source."""

    start: int
    end: int


# ---------------------------------------------------------------- expressions


@dataclass(slots=True)
class Expr(Node):
    """An expression."""


@dataclass(slots=True)
class Literal(Expr):
    """null, true, false, a number or a text without ``${}``."""

    value: None | bool | int | float | str


@dataclass(slots=True)
class Template(Expr):
    """Text with ``${expression}`` in it; parts alternate freely."""

    parts: list[str | Expr]


@dataclass(slots=True)
class Name(Expr):
    """A variable, or a word that the pass after resolves to something else; spelled as the author did."""

    name: str


@dataclass(slots=True)
class Member(Expr):
    """``object.name``, or ``object?.name``; both give null on null."""

    object: Expr
    name: str


@dataclass(slots=True)
class Index(Expr):
    """``object[index]``."""

    object: Expr
    index: Expr


@dataclass(slots=True)
class Call(Expr):
    """``f(a, b)``, ``object.method(a, b)``; also ``list(i)``, which the resolver turns into an Index."""

    callee: Expr
    args: list[Expr]


@dataclass(slots=True)
class Unary(Expr):
    """``-x`` (op "-") or ``NOT x`` (op "NOT")."""

    op: str
    operand: Expr


@dataclass(slots=True)
class Binary(Expr):
    """Two operands. Ops: + - * / \\ MOD ^ & = <> < <= > >= AND OR XOR ?? LIKE CONTAINS STARTS ENDS IN; ``negated`` for NOT LIKE ..."""

    op: str
    left: Expr
    right: Expr
    negated: bool = False


@dataclass(slots=True)
class IsNull(Expr):
    """``x IS NULL``, ``x IS NOT NULL``, also ``x FOUND`` (negated) and ``x NOT FOUND``."""

    operand: Expr
    negated: bool


@dataclass(slots=True)
class Between(Expr):
    """``x BETWEEN low AND high``."""

    operand: Expr
    low: Expr
    high: Expr
    negated: bool = False


@dataclass(slots=True)
class Conditional(Expr):
    """``condition ? yes : no``."""

    condition: Expr
    yes: Expr
    no: Expr


@dataclass(slots=True)
class ListLiteral(Expr):
    """``[a, b]``, or NEW ARRAY."""

    items: list[Expr]


@dataclass(slots=True)
class ObjectLiteral(Expr):
    """``{key: value}``, ``#{...}``, or NEW OBJECT; keys keep their spelling."""

    entries: list[tuple[str, Expr]]


@dataclass(slots=True)
class Item(Node):
    """One piece of a command as written: ``kind`` is "expr", "comma", "clause" (``text`` upper case), "star" or "colon"."""

    kind: str
    expr: Expr | None = None
    text: str = ""


@dataclass(slots=True)
class Command(Expr):
    """A keyword with what follows it, as statement or as expression; ``head`` is the phrase, upper case, single blanks.

    ``parenthesised`` is true for ``GET BOT MEMORY("k")`` and the ``_`` spellings with parentheses.
    """

    head: str
    head_end: int
    items: list[Item]
    parenthesised: bool = False


@dataclass(slots=True)
class SwitchExpr(Expr):
    """``x = SWITCH s`` ... ``END SWITCH`` as a value."""

    subject: Expr
    arms: list[tuple[list[Expr], Expr]]
    default: Expr | None


# ---------------------------------------------------------------- statements


@dataclass(slots=True)
class Stmt(Node):
    """A statement."""


@dataclass(slots=True)
class Block(Node):
    """Statements in order."""

    body: list[Stmt]


@dataclass(slots=True)
class Assign(Stmt):
    """``target op value``; op is "=", "+=", "-=", "*=" or "/="; a LET or SET before it is dropped."""

    target: Expr
    op: str
    value: Expr


@dataclass(slots=True)
class ExprStmt(Stmt):
    """A call or a command used as a statement."""

    expr: Expr


@dataclass(slots=True)
class If(Stmt):
    """Arms of (condition, block), and ELSE."""

    arms: list[tuple[Expr, Block]]
    otherwise: Block | None


@dataclass(slots=True)
class Select(Stmt):
    """SELECT CASE / SWITCH. A label is an expression, a ``Between`` with an empty operand for ``a TO b``, or a comparison ``IS > n``
    (a ``Binary`` whose left side is ``Name("")``)."""

    subject: Expr
    arms: list[tuple[list[Expr], Block]]
    otherwise: Block | None


@dataclass(slots=True)
class ForEach(Stmt):
    """``FOR EACH v IN source [LAST n]``."""

    var: Name
    source: Expr
    last: Expr | None
    body: Block


@dataclass(slots=True)
class For(Stmt):
    """``FOR v = first TO limit [STEP step]``."""

    var: Name
    first: Expr
    limit: Expr
    step: Expr | None
    body: Block


@dataclass(slots=True)
class While(Stmt):
    """Every other loop. ``pre`` tests before a round, ``post`` after it; ``until`` negates the test; no condition = endless."""

    condition: Expr | None
    body: Block
    until: bool = False
    post: bool = False


@dataclass(slots=True)
class Exit(Stmt):
    """``EXIT``/``END``/``STOP`` of the script ("SCRIPT"), ``EXIT FOR|DO|WHILE|LOOP`` ("FOR" ...), ``BREAK`` ("LOOP"), ``EXIT SUB|FUNCTION``."""

    kind: str


@dataclass(slots=True)
class Continue(Stmt):
    """``CONTINUE``: the next round of the innermost loop."""


@dataclass(slots=True)
class Return(Stmt):
    """``RETURN [value]``; RETURN WITH has an ObjectLiteral."""

    value: Expr | None


@dataclass(slots=True)
class Procedure(Stmt):
    """SUB or FUNCTION. ``words`` is the author's name, several words for a user-defined keyword."""

    words: list[str]
    params: list[Name]
    body: Block
    is_function: bool


@dataclass(slots=True)
class CallSub(Stmt):
    """``CALL name`` or ``CALL name(args)``; CALL with a text is a Command."""

    name: Name
    args: list[Expr]


@dataclass(slots=True)
class With(Stmt):
    """``WITH x`` ... ``END WITH``: a fresh object named x with these fields, values from the outer scope."""

    target: Expr
    fields: list[tuple[str, Expr]]


@dataclass(slots=True)
class Hear(Stmt):
    """Any HEAR. ``target`` is None for the expression form.

    ``type`` is upper case ("TEXT" when none is given); ``options`` are menu labels; ``free`` is true after ``, *``.
    """

    target: Expr | None
    type: str
    options: list[Expr]
    free: bool = False
    prompt: Expr | None = None
    default: Expr | None = None
    timeout: Expr | None = None


@dataclass(slots=True)
class HearExpr(Expr):
    """HEAR as a value: ``x = HEAR ["prompt"]``."""

    hear: Hear


@dataclass(slots=True)
class TextBlock(Stmt):
    """BEGIN TALK / SYSTEM PROMPT / MAIL: ``kind`` is "TALK", "SYSTEM PROMPT" or "MAIL"; text with layout kept."""

    kind: str
    text: Template
    recipient: Expr | None = None


@dataclass(slots=True)
class TableField(Node):
    """One line of a TABLE body; ``rest`` keeps what follows name and type as written."""

    name: str
    type: str
    length: int | None = None
    scale: int | None = None
    key: bool = False
    references: str = ""
    rest: str = ""


@dataclass(slots=True)
class Table(Stmt):
    """TABLE name ... END TABLE. ``constraints`` are lines such as UNIQUE(a, b) kept as written."""

    name: str
    connection: str
    read_by: str
    write_by: str
    fields: list[TableField]
    constraints: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Param(Stmt):
    """One PARAM line per name."""

    name: Name
    type: str
    enum: list[str]
    example: Expr | None = None
    description: str = ""
    required: bool = True
    default: Expr | None = None


@dataclass(slots=True)
class Description(Stmt):
    """DESCRIPTION "text" of the tool."""

    text: str


@dataclass(slots=True)
class Remark(Stmt):
    """A REM line that stands right above a PARAM or DESCRIPTION: it may name a tool section."""

    text: str


@dataclass(slots=True)
class OnBlock(Stmt):
    """``ON event ...`` to END ON: ``event`` is "EVENT", "FORM SUBMIT", "INSERT" ..., ``args`` what stands in the head line.

    ``body`` is None for the forms without a block. ``handler`` is the SUB named by ``ON "e" CALL name``.
    """

    event: str
    args: list[Item]
    body: Block | None
    handler: Name | None = None


@dataclass(slots=True)
class Deferred(Stmt):
    """``SCHEDULE IN n SECONDS DO`` ... ``END SCHEDULE``: run the body later with the variables of now; ``unit`` upper case."""

    amount: Expr
    unit: str
    body: Block


@dataclass(slots=True)
class Step(Stmt):
    """``STEP n: ...``: ``kind`` "BOT", "HUMAN" or "PARALLEL" (then ``branches``); ``on_timeout`` is the action text."""

    number: Expr
    kind: str
    items: list[Item]
    timeout: Expr | None = None
    on_timeout: str = ""
    branches: list[Branch] = field(default_factory=list)


@dataclass(slots=True)
class Branch(Stmt):
    """``BRANCH A: BOT name instruction`` inside a parallel STEP."""

    label: str
    items: list[Item]


@dataclass(slots=True)
class OnError(Stmt):
    """ON ERROR: ``mode`` "RESUME" (RESUME NEXT), "GOTO" with ``label``, or "OFF" (GOTO 0)."""

    mode: str
    label: str = ""


@dataclass(slots=True)
class Resume(Stmt):
    """RESUME (same as RESUME NEXT here), RESUME NEXT, or RESUME label."""

    label: str = ""


@dataclass(slots=True)
class ClearError(Stmt):
    """CLEAR ERROR, ERR.CLEAR."""


@dataclass(slots=True)
class Try(Stmt):
    """TRY / CATCH [name] / FINALLY / END TRY."""

    body: Block
    name: Name | None
    handler: Block | None
    last: Block | None = None


@dataclass(slots=True)
class Throw(Stmt):
    """THROW / RAISE value."""

    value: Expr | None


@dataclass(slots=True)
class Assert(Stmt):
    """ASSERT condition[, message]."""

    condition: Expr
    message: Expr | None


@dataclass(slots=True)
class Label(Stmt):
    """``name:`` alone on a line."""

    name: str


@dataclass(slots=True)
class Goto(Stmt):
    """GOTO label."""

    label: str


@dataclass(slots=True)
class Gosub(Stmt):
    """GOSUB label."""

    label: str


@dataclass(slots=True)
class Dim(Stmt):
    """DIM / REDIM: each (name, sizes); no sizes = an empty list when written with ``()``, else null."""

    entries: list[tuple[Name, list[Expr] | None]]
    preserve: bool = False


@dataclass(slots=True)
class Const(Stmt):
    """CONST name = value."""

    name: Name
    value: Expr


@dataclass(slots=True)
class Include(Stmt):
    """INCLUDE "file.bas": its statements stand here."""

    path: str


@dataclass(slots=True)
class Pragma(Stmt):
    """``#workflow`` and the like: recorded, no effect."""

    text: str


@dataclass(slots=True)
class Opener(Stmt):
    """Head of a block before nesting: ``kind`` is "IF", "FOR", "SUB" ...; ``data`` the half-built statement."""

    kind: str
    data: tuple[object, ...]


@dataclass(slots=True)
class Middle(Stmt):
    """ELSE, ELSE IF, CASE, CATCH ... before nesting."""

    kind: str
    data: tuple[object, ...]


@dataclass(slots=True)
class Closer(Stmt):
    """END IF, NEXT, LOOP ... before nesting; ``kind`` is the opener's, ``data`` e.g. the UNTIL test."""

    kind: str
    data: tuple[object, ...]


@dataclass(slots=True)
class Module(Node):
    """A whole file."""

    body: list[Stmt]
