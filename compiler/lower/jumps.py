"""Lowers what leaves a place: EXIT, CONTINUE, RETURN, GOTO, GOSUB, ON ERROR, RESUME, TRY and THROW.

FINALLY is copied to every way out of its TRY. GOSUB keeps the numbers of its return sites in a hidden list; RETURN
and RESUME NEXT find their place by comparing such a number. No instruction of the machine knows about any of this.
"""

from __future__ import annotations

from compiler import ast
from compiler.bound import Ref, Variable
from compiler.ir import Span, Target
from compiler.lower.body import Body, Guard, Loop
from compiler.lower.loops import is_end

# ---------------------------------------------------------------- leaving


def unwind(b: Body, depth: int) -> list[Guard]:
    """Run the FINALLY parts of the TRYs beyond ``depth``, innermost first; returns the TRYs to reopen after."""
    around = b.guards
    leaving = around[depth:]
    for level in range(len(around) - 1, depth - 1, -1):
        guard = around[level]
        guard.pieces.append((guard.opened, b.here()))
        b.guards = around[:level]
        if guard.last is not None:
            b.block(guard.last)
    b.guards = around
    return leaving


def reopen(b: Body, guards: list[Guard]) -> None:
    """The code that follows is inside these TRYs again."""
    for guard in guards:
        guard.opened = b.here()


def jump(b: Body, target: Target, depth: int) -> None:
    """Go to ``target``, which has ``depth`` TRYs around it."""
    left = unwind(b, depth)
    b.emit("JMP", target)
    reopen(b, left)


def exit_(b: Body, node: ast.Exit) -> None:
    """EXIT of a loop, a SUB or the script."""
    if node.kind == "SCRIPT":
        b.emit("HALT")
    elif node.kind in ("SUB", "FUNCTION"):
        finish(b)
    else:
        loop = _loop(b, node.kind)
        jump(b, loop.leave, loop.depth)


def _loop(b: Body, kind: str) -> Loop:
    return next(loop for loop in reversed(b.loops) if kind in ("LOOP", loop.kind))


def continue_(b: Body, node: ast.Continue) -> None:
    """CONTINUE: the next round of the innermost loop."""
    loop = b.loops[-1]
    jump(b, loop.again, loop.depth)


def finish(b: Body) -> None:
    """Leave the function; a FUNCTION returns what was assigned to its own name."""
    left = unwind(b, 0)
    variable = own_result(b)
    if variable is None:
        b.emit("RETNULL")
    else:
        b.emit("RET", variable.register)
    reopen(b, left)


def own_result(b: Body) -> Variable | None:
    """The variable with the FUNCTION's own name, if the program gives it a value."""
    if b.unit.kind != "function":
        return None
    variable = b.unit.locals.get(b.unit.name.lower())
    return variable if variable is not None and variable not in b.unit.params else None


def return_(b: Body, node: ast.Return) -> None:
    """RETURN, from a GOSUB if one is running and no value is given."""
    if node.value is None:
        if b.gosub is not None:
            b.emit("JT", b.gosub[1], b.gosub_return)
        finish(b)
        return
    mark = b.top
    register = b.value(node.value)
    if b.guards and any(guard.last is not None for guard in b.guards):
        register = b.move(b.temp(), register)
    left = unwind(b, 0)
    b.emit("RET", register)
    reopen(b, left)
    b.top = mark


# ---------------------------------------------------------------- labels


def label(b: Body, node: ast.Label) -> None:
    """A place to jump to."""
    b.mark(b.label(node.name))
    if b.counter is not None and node.name.lower() in b.handlers:
        b.emit("MOVE", b.failed, b.counter)


def goto(b: Body, node: ast.Goto) -> None:
    """GOTO; out of the handler of ON ERROR GOTO it arms the handler again."""
    rearm(b)
    jump(b, b.label(node.label), b.depths[node.label.lower()])


def rearm(b: Body) -> None:
    """Control may be leaving a handler of ON ERROR GOTO."""
    if b.handlers:
        b.emit("REARM")


def gosub(b: Body, node: ast.Gosub) -> None:
    """GOSUB: note where to go on, then jump."""
    assert b.gosub is not None
    sites, depth = b.gosub
    mark = b.top
    back = Target()
    number = b.load(len(b.sites), b.temp())
    b.sites.append(back)
    b.emit("SETI", sites, depth, number)
    b.emit("ADD", depth, depth, b.load(1, b.temp()))
    b.emit("JMP", b.label(node.label))
    b.mark(back)
    b.top = mark


def return_table(b: Body) -> None:
    """The end of a function with GOSUBs: take the last site and go there."""
    assert b.gosub is not None
    sites, depth = b.gosub
    mark = b.top
    b.mark(b.gosub_return)
    one, site = b.load(1, b.temp()), b.temp()
    b.emit("SUB", depth, depth, one)
    b.emit("GETI", site, sites, depth)
    _dispatch(b, site, b.sites)
    b.emit("RETNULL")
    b.top = mark


def _dispatch(b: Body, register: int, targets: list[Target]) -> None:
    number = b.temp()
    for at, target in enumerate(targets):
        b.load(at, number)
        b.emit("JEQ", register, number, target)


# ---------------------------------------------------------------- errors


def on_error(b: Body, node: ast.OnError) -> None:
    """ON ERROR RESUME NEXT, GOTO label, GOTO 0."""
    if node.mode == "RESUME":
        b.emit("ONERR", 1)
    elif node.mode == "GOTO":
        b.emit("ONERR", 2, b.label(node.label))
    else:
        b.emit("ONERR", 0)


def resume(b: Body, node: ast.Resume) -> None:
    """RESUME label jumps; RESUME NEXT goes on after the statement that failed."""
    if node.label:
        goto(b, ast.Goto(node.start, node.end, node.label))
    elif b.counter is not None:
        rearm(b)
        b.emit("JMP", b.resume_next)


def resume_table(b: Body) -> None:
    """The end of a function with RESUME NEXT: go on after the statement whose number was noted last."""
    assert b.counter is not None
    mark = b.top
    b.mark(b.resume_next)
    _dispatch(b, b.failed, b.resumptions)
    b.emit("RETNULL")
    b.top = mark


def clear_error(b: Body, node: ast.ClearError) -> None:
    """CLEAR ERROR."""
    b.emit("ERRCLR")
    rearm(b)


def throw(b: Body, node: ast.Throw) -> None:
    """THROW; without a value the last error is raised again."""
    mark = b.top
    if node.value is None:
        register = b.temp()
        b.emit("ERRGET", register, 4)
    else:
        register = b.value(node.value)
    b.emit("THROW", register)
    b.top = mark


def try_(b: Body, node: ast.Try) -> None:
    """TRY, CATCH and FINALLY: a TRY with FINALLY is a TRY around the one with CATCH."""
    if node.last is None:
        _catching(b, node)
        return
    guard = Guard(node.last, b.here())
    mark = b.top
    error = b.temp()
    b.guards.append(guard)
    if node.handler is not None:
        _catching(b, node)
    else:
        b.block(node.body)
    b.guards.pop()
    end, failed, done = b.here(), Target(), Target()
    b.block(node.last)
    b.emit("JMP", done)
    _close(b, guard, end, failed, error)
    b.mark(failed)
    b.block(node.last)
    b.emit("THROW", error)
    b.mark(done)
    b.top = mark


def _catching(b: Body, node: ast.Try) -> None:
    guard = Guard(None, b.here())
    mark = b.top
    error = b.temp()
    b.guards.append(guard)
    b.block(node.body)
    b.guards.pop()
    end, failed, done = b.here(), Target(), Target()
    if not is_end(b):
        b.emit("JMP", done)
    _close(b, guard, end, failed, error)
    b.mark(failed)
    if isinstance(node.name, Ref):
        b.store(node.name.variable, error)
    if node.handler is not None:
        b.block(node.handler)
    b.mark(done)
    b.top = mark


def _close(b: Body, guard: Guard, end: Target, failed: Target, error: int) -> None:
    for start, stop in [*guard.pieces, (guard.opened, end)]:
        b.code.tries.append(Span(start, stop, failed, error))
