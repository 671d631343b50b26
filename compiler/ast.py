"""The syntax tree: node classes with source offsets and no behaviour.

Built by ``build``, nested by ``nest``, read by every later pass. Each node spans ``[start, end)`` of the source text.
Statements that the grammar reads flat (``IF ... THEN``, ``END IF``) are ``Opener``/``Middle``/``Closer`` until
``nest`` has put them together; no later pass sees those three.
"""

from __future__ import annotations

from diagnostics.record import Record, fresh


class Node(Record):
    """Anything with a place in the source."""

    start: int
    end: int


# ---------------------------------------------------------------- expressions


class Expr(Node):
    """An expression."""


class Literal(Expr):
    """null, true, false, a number or a text without ``${}``."""

    value: bool | int | float | str | None


class Template(Expr):
    """Text with ``${expression}`` in it; parts alternate freely."""

    parts: list[str | Expr]


class Name(Expr):
    """A variable, or a word that the pass after resolves to something else; spelled as the author did."""

    name: str


class Member(Expr):
    """``object.name``, or ``object?.name``; both give null on null."""

    object: Expr
    name: str


class Index(Expr):
    """``object[index]``."""

    object: Expr
    index: Expr


class Call(Expr):
    """``f(a, b)``, ``object.method(a, b)``; also ``list(i)``, which the resolver turns into an Index."""

    callee: Expr
    args: list[Expr]


class Unary(Expr):
    """``-x`` (op "-") or ``NOT x`` (op "NOT")."""

    op: str
    operand: Expr


class Binary(Expr):
    """Two operands, ``negated`` for NOT LIKE and its kin.

    Ops: + - * / \\ MOD ^ & = <> < <= > >= AND OR XOR ?? LIKE CONTAINS STARTS ENDS IN.
    """

    op: str
    left: Expr
    right: Expr
    negated: bool = False


class IsNull(Expr):
    """``x IS NULL``, ``x IS NOT NULL``, also ``x FOUND`` (negated) and ``x NOT FOUND``."""

    operand: Expr
    negated: bool


class Between(Expr):
    """``x BETWEEN low AND high``."""

    operand: Expr
    low: Expr
    high: Expr
    negated: bool = False


class Conditional(Expr):
    """``condition ? yes : no``."""

    condition: Expr
    yes: Expr
    no: Expr


class ListLiteral(Expr):
    """``[a, b]``, or NEW ARRAY."""

    items: list[Expr]


class ObjectLiteral(Expr):
    """``{key: value}``, ``#{...}``, or NEW OBJECT; keys keep their spelling."""

    entries: list[tuple[str, Expr]]


class Item(Node):
    """One piece of a command as written.

    ``kind`` is "expr", "comma", "clause" (``text`` upper case), "star" or "colon".
    """

    kind: str
    expr: Expr | None = None
    text: str = ""


class Command(Expr):
    """A keyword with what follows it, as statement or as expression; ``head`` is the phrase, upper case, single blanks.

    ``parenthesised`` is true for ``GET BOT MEMORY("k")`` and the ``_`` spellings with parentheses.
    """

    head: str
    head_end: int
    items: list[Item]
    parenthesised: bool = False


class SwitchExpr(Expr):
    """``x = SWITCH s`` ... ``END SWITCH`` as a value."""

    subject: Expr
    arms: list[tuple[list[Expr], Expr]]
    default: Expr | None


# ---------------------------------------------------------------- statements


class Stmt(Node):
    """A statement."""


class Block(Node):
    """Statements in order."""

    body: list[Stmt]


class Assign(Stmt):
    """``target op value``; op is "=", "+=", "-=", "*=" or "/="; a LET or SET before it is dropped."""

    target: Expr
    op: str
    value: Expr


class ExprStmt(Stmt):
    """A call or a command used as a statement."""

    expr: Expr


class If(Stmt):
    """Arms of (condition, block), and ELSE."""

    arms: list[tuple[Expr, Block]]
    otherwise: Block | None


class Select(Stmt):
    """SELECT CASE / SWITCH.

    A label is an expression, a ``Between`` with an empty operand for ``a TO b``, or a comparison ``IS > n``
    (a ``Binary`` whose left side is ``Name("")``).
    """

    subject: Expr
    arms: list[tuple[list[Expr], Block]]
    otherwise: Block | None


class ForEach(Stmt):
    """``FOR EACH v IN source [LAST n]``."""

    var: Name
    source: Expr
    last: Expr | None
    body: Block


class For(Stmt):
    """``FOR v = first TO limit [STEP step]``."""

    var: Name
    first: Expr
    limit: Expr
    step: Expr | None
    body: Block


class While(Stmt):
    """Every other loop: ``post`` tests after a round, ``until`` negates the test, no condition is endless."""

    condition: Expr | None
    body: Block
    until: bool = False
    post: bool = False


class Exit(Stmt):
    """``EXIT``/``END``/``STOP`` of the script ("SCRIPT"), ``EXIT FOR|DO|WHILE|LOOP`` ("FOR" ...), ``BREAK`` ("LOOP"),
    ``EXIT SUB|FUNCTION``.
    """

    kind: str


class Continue(Stmt):
    """``CONTINUE``: the next round of the innermost loop."""


class Return(Stmt):
    """``RETURN [value]``; RETURN WITH has an ObjectLiteral."""

    value: Expr | None


class Procedure(Stmt):
    """SUB or FUNCTION. ``words`` is the author's name, several words for a user-defined keyword."""

    words: list[str]
    params: list[Name]
    body: Block
    is_function: bool


class CallSub(Stmt):
    """``CALL name`` or ``CALL name(args)``; CALL with a text is a Command."""

    name: Name
    args: list[Expr]


class With(Stmt):
    """``WITH x`` ... ``END WITH``: a fresh object named x with these fields, values from the outer scope."""

    target: Expr
    fields: list[tuple[str, Expr]]


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


class HearExpr(Expr):
    """HEAR as a value: ``x = HEAR ["prompt"]``."""

    hear: Hear


class TextBlock(Stmt):
    """BEGIN TALK / SYSTEM PROMPT / MAIL: ``kind`` is "TALK", "SYSTEM PROMPT" or "MAIL"; text with layout kept."""

    kind: str
    text: Template
    recipient: Expr | None = None


class TableField(Node):
    """One line of a TABLE body; ``rest`` keeps what follows name and type as written."""

    name: str
    type: str
    length: int | None = None
    scale: int | None = None
    key: bool = False
    references: str = ""
    rest: str = ""


class Table(Stmt):
    """TABLE name ... END TABLE. ``constraints`` are lines such as UNIQUE(a, b) kept as written."""

    name: str
    connection: str
    read_by: str
    write_by: str
    fields: list[TableField]
    constraints: list[str] = fresh(factory=list)


class Param(Stmt):
    """One PARAM line per name."""

    name: Name
    type: str
    enum: list[str]
    example: Expr | None = None
    description: str = ""
    required: bool = True
    default: Expr | None = None


class Description(Stmt):
    """DESCRIPTION "text" of the tool."""

    text: str


class Remark(Stmt):
    """A REM line that stands right above a PARAM or DESCRIPTION: it may name a tool section."""

    text: str


class OnBlock(Stmt):
    """``ON event ...`` to END ON.

    ``event`` is "EVENT", "FORM SUBMIT", "INSERT" ..., ``args`` what stands in the head line.

    ``body`` is None for the forms without a block. ``handler`` is the SUB named by ``ON "e" CALL name``.
    """

    event: str
    args: list[Item]
    body: Block | None
    handler: Name | None = None


class Deferred(Stmt):
    """``SCHEDULE IN n SECONDS DO`` ... ``END SCHEDULE``: run the body later with the variables of now."""

    amount: Expr
    unit: str
    body: Block


class Step(Stmt):
    """``STEP n: ...``: ``kind`` "BOT", "HUMAN" or "PARALLEL" (then ``branches``); ``on_timeout`` is the action text."""

    number: Expr
    kind: str
    items: list[Item]
    timeout: Expr | None = None
    on_timeout: str = ""
    branches: list[Branch] = fresh(factory=list)


class Branch(Stmt):
    """``BRANCH A: BOT name instruction`` inside a parallel STEP."""

    label: str
    items: list[Item]


class OnError(Stmt):
    """ON ERROR: ``mode`` "RESUME" (RESUME NEXT), "GOTO" with ``label``, or "OFF" (GOTO 0)."""

    mode: str
    label: str = ""


class Resume(Stmt):
    """RESUME (same as RESUME NEXT here), RESUME NEXT, or RESUME label."""

    label: str = ""


class ClearError(Stmt):
    """CLEAR ERROR, ERR.CLEAR."""


class Try(Stmt):
    """TRY / CATCH [name] / FINALLY / END TRY."""

    body: Block
    name: Name | None
    handler: Block | None
    last: Block | None = None


class Throw(Stmt):
    """THROW / RAISE value."""

    value: Expr | None


class Assert(Stmt):
    """ASSERT condition[, message]."""

    condition: Expr
    message: Expr | None


class Label(Stmt):
    """``name:`` alone on a line."""

    name: str


class Goto(Stmt):
    """GOTO label."""

    label: str


class Gosub(Stmt):
    """GOSUB label."""

    label: str


class Dim(Stmt):
    """DIM / REDIM: each (name, sizes); no sizes = an empty list when written with ``()``, else null."""

    entries: list[tuple[Name, list[Expr] | None]]
    preserve: bool = False


class Const(Stmt):
    """CONST name = value."""

    name: Name
    value: Expr


class Include(Stmt):
    """INCLUDE "file.bas": its statements stand here."""

    path: str


class Pragma(Stmt):
    """``#workflow`` and the like: recorded, no effect."""

    text: str


class Opener(Stmt):
    """Head of a block before nesting: ``kind`` is "IF", "FOR", "SUB" ...; ``data`` the half-built statement."""

    kind: str
    data: tuple[object, ...]


class Middle(Stmt):
    """ELSE, ELSE IF, CASE, CATCH ... before nesting."""

    kind: str
    data: tuple[object, ...]


class Closer(Stmt):
    """END IF, NEXT, LOOP ... before nesting; ``kind`` is the opener's, ``data`` e.g. the UNTIL test."""

    kind: str
    data: tuple[object, ...]


class Module(Node):
    """A whole file."""

    body: list[Stmt]
