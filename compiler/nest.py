"""Puts blocks together: a flat list of statements with Openers, Middles and Closers becomes a tree.

Keeps its own stack, no recursion, and stops at a depth. An end that is missing is reported at its opening, an end that
does not fit with both lines. Called by ``parse``; the words are in ``explain``.

Data of an Opener by kind: IF (condition, brace, one line), FOR (var, first, limit, step, brace), FOR EACH (var, source,
last, brace), WHILE and DO (condition or None, until, brace), SELECT (subject, brace), SWITCH VALUE (target, op,
subject), WITH (target,), SUB and FUNCTION (words, params, is_function, brace), TRY (brace,), ON (event, items, handler,
"" or "DO" or "{"), SCHEDULE (amount, unit, brace), PARALLEL (number,).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from compiler import ast
from diagnostics.record import Record, fresh

MAX_BLOCKS = 100

Problems = list[tuple[str, int, int, Any]]
Section = tuple[ast.Middle | None, list[ast.Stmt]]

_FAMILY = {
    "IF": "IF", "FOR": "FOR", "FOR EACH": "FOR", "WHILE": "WHILE", "DO": "WHILE", "SELECT": "SELECT",
    "SWITCH VALUE": "SELECT", "WITH": "WITH", "SUB": "SUB", "FUNCTION": "SUB", "TRY": "TRY", "ON": "ON",
    "SCHEDULE": "SCHEDULE", "PARALLEL": "PARALLEL",
}  # fmt: skip
"""Which end words close which openers."""

_MIDDLES = {
    "ELSE IF": "IF", "ELSE": "IF", "CASE": "SELECT", "DEFAULT": "SELECT", "CATCH": "TRY", "FINALLY": "TRY",
    "FIELD": "WITH",
}  # fmt: skip
"""Which middle words belong to which family."""

_BRACED = frozenset(("IF", "FOR", "FOR EACH", "WHILE", "DO", "SELECT", "SUB", "FUNCTION", "TRY", "SCHEDULE"))


class Frame(Record):
    """One open block: what opened it, finished sections, and the statements of the current one."""

    opener: ast.Opener
    body: list[ast.Stmt] = fresh(factory=list)
    sections: list[Section] = fresh(factory=list)
    middle: ast.Middle | None = None

    @property
    def family(self) -> str:
        """The end words that close it."""
        return _FAMILY[self.opener.kind]

    @property
    def braced(self) -> bool:
        """True when ``}`` closes it."""
        data = self.opener.data
        if self.opener.kind == "IF":
            return bool(data[1])
        if self.opener.kind == "ON":
            return data[3] == "{"
        return self.opener.kind in _BRACED and data[-1] is True

    @property
    def one_line(self) -> bool:
        """True for an IF that ends with its line."""
        return self.opener.kind == "IF" and bool(self.opener.data[2])

    def turn(self, middle: ast.Middle) -> None:
        """Begin the next section."""
        self.sections.append((self.middle, self.body))
        self.middle = middle
        self.body = []


def nest(flat: list[ast.Stmt], problems: Problems, doubtful: set[int]) -> list[ast.Stmt]:
    """Statements of the whole text, blocks put together.

    ``doubtful`` holds the ids of Openers that stand for a head which did not read; for these no end is asked.
    """
    return _Nester(flat, problems, doubtful).run()


class _Nester:
    def __init__(self, flat: list[ast.Stmt], problems: Problems, doubtful: set[int]) -> None:
        self.flat = flat
        self.doubtful = doubtful
        self.problems = problems
        self.top: list[ast.Stmt] = []
        self.stack: list[Frame] = []
        self.closed_events = closed_events(flat)

    def run(self) -> list[ast.Stmt]:
        for statement in self.flat:
            if isinstance(statement, ast.Opener):
                if len(self.stack) >= MAX_BLOCKS:
                    self.problems.append(("deep blocks", statement.start, statement.end, MAX_BLOCKS))
                    break
                self.open(statement)
            elif isinstance(statement, ast.Middle):
                self.turn(statement)
            elif isinstance(statement, ast.Closer):
                self.close(statement)
            else:
                self.add(statement)
        else:
            for frame in self.stack:
                self.unclosed(frame, None)
        while self.stack:
            self.finish(self.stack[-1].opener.end, ())
        return self.top

    def add(self, statement: ast.Stmt) -> None:
        """Put a finished statement where it belongs."""
        if not self.stack:
            self.top.append(statement)
            return
        frame = self.stack[-1]
        kind = frame.opener.kind
        if kind == "WITH":
            self.with_field(frame, statement)
        elif kind in ("SELECT", "SWITCH VALUE") and frame.middle is None:
            if not isinstance(statement, ast.Remark):
                self.problems.append(("before case", statement.start, statement.end, frame.opener))
        elif kind == "PARALLEL" and not isinstance(statement, ast.Branch):
            self.problems.append(("in parallel", statement.start, statement.end, frame.opener))
        else:
            frame.body.append(statement)

    def with_field(self, frame: Frame, statement: ast.Stmt) -> None:
        """``field = value`` inside WITH."""
        if isinstance(statement, ast.Assign) and isinstance(statement.target, ast.Name) and statement.op == "=":
            frame.body.append(
                ast.Middle(statement.start, statement.end, "FIELD", (statement.target.name, statement.value))
            )
        else:
            self.problems.append(("in with", statement.start, statement.end, frame.opener))

    def open(self, opener: ast.Opener) -> None:
        if opener.kind == "ON" and (id(opener) not in self.closed_events or opener.data[2] is not None):
            event, items, handler, opening = opener.data
            if opening and handler is None:
                self.problems.append(("unclosed", opener.start, opener.end, (opener, None)))
            block: Any = ast.OnBlock(opener.start, opener.end, str(event), list(_items(items)), None, _name(handler))
            self.add(block)
            return
        if opener.kind in ("SUB", "FUNCTION") and self.stack and not self.is_doubtful(opener, self.stack[-1].opener):
            self.problems.append(("inner sub", opener.start, opener.end, self.stack[-1].opener))
        self.stack.append(Frame(opener))

    def turn(self, middle: ast.Middle) -> None:
        if middle.kind in ("TIMEOUT", "ON TIMEOUT"):
            self.step_timeout(middle)
            return
        family = _MIDDLES[middle.kind]
        at = self.find(lambda frame: frame.family == family)
        if at < 0:
            self.problems.append(("middle", middle.start, middle.end, middle.kind))
            return
        while len(self.stack) - 1 > at:
            self.unclosed(self.stack[-1], middle)
            self.finish(middle.start, ())
        frame = self.stack[-1]
        if middle.kind == "FIELD":
            frame.body.append(middle)
            return
        if frame.middle is not None and frame.middle.kind in ("ELSE", "DEFAULT", "FINALLY"):
            self.problems.append(("after else", middle.start, middle.end, (middle.kind, frame.middle)))
        value = len(middle.data) == (2 if middle.kind == "CASE" else 1)
        if family == "SELECT" and frame.opener.kind == "SWITCH VALUE" and not value:
            self.problems.append(("case value", middle.start, middle.end, None))
            middle.data = (*middle.data, ast.Literal(middle.end, middle.end, None))
        frame.turn(middle)

    def step_timeout(self, middle: ast.Middle) -> None:
        """TIMEOUT and ON TIMEOUT lines belong to the STEP above them."""
        body = self.stack[-1].body if self.stack else self.top
        step = body[-1] if body else None
        if not isinstance(step, ast.Step) or step.kind != "HUMAN":
            self.problems.append(("timeout", middle.start, middle.end, middle.kind))
            return
        if middle.kind == "TIMEOUT":
            value: Any = middle.data[0]
            step.timeout = value
        else:
            step.on_timeout = str(middle.data[0])
        step.end = middle.end

    def close(self, closer: ast.Closer) -> None:
        if closer.kind == "INLINE":
            at = self.find(lambda frame: frame.one_line)
        elif closer.kind == "BRACE":
            at = self.find(lambda frame: frame.braced)
        else:
            at = self.find(lambda frame: frame.family == closer.kind)
        if at < 0:
            if closer.kind != "INLINE":
                self.stray(closer)
            return
        while len(self.stack) - 1 > at:
            opener = self.stack[-1].opener
            if closer.kind == "INLINE":
                self.problems.append(("one line", opener.start, opener.end, (opener, closer)))
            else:
                self.unclosed(self.stack[-1], closer)
            self.finish(closer.start, ())
        self.finish(closer.end, closer.data)

    def stray(self, closer: ast.Closer) -> None:
        """An end that closes nothing: a slip worth a warning at the top, a mistake inside another block."""
        if self.stack:
            self.problems.append(("wrong end", closer.start, closer.end, self.stack[-1].opener))
        else:
            self.problems.append(("stray end", closer.start, closer.end, None))

    def find(self, fits: Callable[[Frame], bool]) -> int:
        """Index of the innermost frame that fits, without leaving a SUB; -1 when there is none."""
        for at in range(len(self.stack) - 1, -1, -1):
            if fits(self.stack[at]):
                return at
            if self.stack[at].family == "SUB":
                break
        return -1

    def is_doubtful(self, *openers: ast.Opener) -> bool:
        """True when one of the heads did not read."""
        return any(id(opener) in self.doubtful for opener in openers)

    def unclosed(self, frame: Frame, seen: ast.Stmt | None) -> None:
        if self.is_doubtful(frame.opener):
            return
        self.problems.append(("unclosed", frame.opener.start, frame.opener.end, (frame.opener, seen)))

    def finish(self, end: int, data: tuple[object, ...]) -> None:
        """Close the innermost block."""
        frame = self.stack.pop()
        frame.sections.append((frame.middle, frame.body))
        self.add(_FINISH[frame.opener.kind](frame, end, data, self.problems))


def closed_events(flat: list[ast.Stmt]) -> set[int]:
    """Which ON heads have an END ON: each END ON belongs to the nearest head above it."""
    heads: list[ast.Opener] = []
    closed: set[int] = set()
    for statement in flat:
        if isinstance(statement, ast.Opener) and statement.kind == "ON":
            if statement.data[2] is None:
                heads.append(statement)
            if statement.data[3] == "{":
                closed.add(id(statement))
        elif isinstance(statement, ast.Closer) and statement.kind == "ON" and heads:
            closed.add(id(heads.pop()))
    return closed


# ---------------------------------------------------------------- from a frame to a statement


def _items(value: object) -> list[ast.Item]:
    assert isinstance(value, list)
    return value


def _name(value: object) -> ast.Name | None:
    return value if isinstance(value, ast.Name) else None


def _block(body: list[ast.Stmt], fallback: int) -> ast.Block:
    if not body:
        return ast.Block(fallback, fallback, body)
    return ast.Block(body[0].start, body[-1].end, body)


def _finish_if(frame: Frame, end: int, data: tuple[Any, ...], problems: Problems) -> ast.Stmt:
    head: Any = frame.opener.data
    condition = head[0]
    arms: list[tuple[ast.Expr, ast.Block]] = []
    otherwise: ast.Block | None = None
    at = frame.opener.end
    for middle, body in frame.sections:
        if middle is not None:
            at = middle.end
            condition = middle.data[0] if middle.data else None
        if condition is None:
            otherwise = _block(body, at)
        else:
            arms.append((condition, _block(body, at)))
    return ast.If(frame.opener.start, end, arms, otherwise)


def _finish_for(frame: Frame, end: int, data: tuple[Any, ...], problems: Problems) -> ast.Stmt:
    head: Any = frame.opener.data
    var, first, limit, step = head[:4]
    return ast.For(frame.opener.start, end, var, first, limit, step, _block(frame.body, frame.opener.end))


def _finish_each(frame: Frame, end: int, data: tuple[Any, ...], problems: Problems) -> ast.Stmt:
    head: Any = frame.opener.data
    var, source, last = head[:3]
    return ast.ForEach(frame.opener.start, end, var, source, last, _block(frame.body, frame.opener.end))


def _finish_while(frame: Frame, end: int, data: tuple[Any, ...], problems: Problems) -> ast.Stmt:
    head: Any = frame.opener.data
    condition, until = head[0], head[1]
    post = bool(data) and condition is None
    if data and condition is not None:
        problems.append(("two tests", data[0].start, data[0].end, frame.opener))
    if post:
        condition, until = data
    return ast.While(frame.opener.start, end, condition, _block(frame.body, frame.opener.end), bool(until), post)


def _finish_select(frame: Frame, end: int, data: tuple[Any, ...], problems: Problems) -> ast.Stmt:
    head: Any = frame.opener.data
    arms: list[tuple[list[ast.Expr], ast.Block]] = []
    otherwise: ast.Block | None = None
    for middle, body in frame.sections:
        if middle is None:
            continue
        labels: Any = middle.data[0] if middle.data else None
        if labels is None:
            otherwise = _block(body, middle.end)
        else:
            arms.append((labels, _block(body, middle.end)))
    return ast.Select(frame.opener.start, end, head[0], arms, otherwise)


def _finish_switch_value(frame: Frame, end: int, data: tuple[Any, ...], problems: Problems) -> ast.Stmt:
    head: Any = frame.opener.data
    target, op, subject = head
    arms: list[tuple[list[ast.Expr], ast.Expr]] = []
    otherwise: ast.Expr | None = None
    for middle, body in frame.sections:
        if middle is None:
            continue
        parts: Any = middle.data
        if middle.kind == "DEFAULT":
            otherwise = parts[0]
        else:
            arms.append((parts[0], parts[1]))
        if body:
            problems.append(("case value", body[0].start, body[-1].end, None))
    value = ast.SwitchExpr(subject.start, end, subject, arms, otherwise)
    return ast.Assign(frame.opener.start, end, target, op, value)


def _finish_with(frame: Frame, end: int, data: tuple[Any, ...], problems: Problems) -> ast.Stmt:
    head: Any = frame.opener.data
    fields: list[tuple[str, ast.Expr]] = []
    for entry in frame.body:
        assert isinstance(entry, ast.Middle)
        pair: Any = entry.data
        fields.append(pair)
    return ast.With(frame.opener.start, end, head[0], fields)


def _finish_sub(frame: Frame, end: int, data: tuple[Any, ...], problems: Problems) -> ast.Stmt:
    head: Any = frame.opener.data
    words, params, is_function = head[:3]
    return ast.Procedure(frame.opener.start, end, words, params, _block(frame.body, frame.opener.end), is_function)


def _finish_try(frame: Frame, end: int, data: tuple[Any, ...], problems: Problems) -> ast.Stmt:
    body = ast.Block(frame.opener.end, frame.opener.end, [])
    name: ast.Name | None = None
    handler: ast.Block | None = None
    last: ast.Block | None = None
    for middle, statements in frame.sections:
        block = _block(statements, frame.opener.end if middle is None else middle.end)
        if middle is None:
            body = block
        elif middle.kind == "CATCH":
            name, handler = _name(middle.data[0]), block
        else:
            last = block
    return ast.Try(frame.opener.start, end, body, name, handler, last)


def _finish_on(frame: Frame, end: int, data: tuple[Any, ...], problems: Problems) -> ast.Stmt:
    head: Any = frame.opener.data
    return ast.OnBlock(frame.opener.start, end, head[0], head[1], _block(frame.body, frame.opener.end), None)


def _finish_schedule(frame: Frame, end: int, data: tuple[Any, ...], problems: Problems) -> ast.Stmt:
    head: Any = frame.opener.data
    return ast.Deferred(frame.opener.start, end, head[0], head[1], _block(frame.body, frame.opener.end))


def _finish_parallel(frame: Frame, end: int, data: tuple[Any, ...], problems: Problems) -> ast.Stmt:
    head: Any = frame.opener.data
    branches = [branch for branch in frame.body if isinstance(branch, ast.Branch)]
    return ast.Step(frame.opener.start, end, head[0], "PARALLEL", [], None, "", branches)


_FINISH: dict[str, Callable[[Frame, int, tuple[Any, ...], Problems], ast.Stmt]] = {
    "IF": _finish_if,
    "FOR": _finish_for,
    "FOR EACH": _finish_each,
    "WHILE": _finish_while,
    "DO": _finish_while,
    "SELECT": _finish_select,
    "SWITCH VALUE": _finish_switch_value,
    "WITH": _finish_with,
    "SUB": _finish_sub,
    "FUNCTION": _finish_sub,
    "TRY": _finish_try,
    "ON": _finish_on,
    "SCHEDULE": _finish_schedule,
    "PARALLEL": _finish_parallel,
}
