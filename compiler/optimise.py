"""Shortens the linear form: jumps to jumps, code that nothing reaches, jumps and copies that do nothing.

It never moves or joins instructions that can fail, so faults and their places stay as they were. Called by ``api``
before ``emit``.
"""

from __future__ import annotations

from compiler.ir import ENDS, JUMP_OPERAND, MARK, OP, Code, Ins, Target

_JMP, _MOVE = OP["JMP"], OP["MOVE"]
_FIELDS = ("a", "b", "c")
_OPPOSITE = {
    OP["JT"]: OP["JF"], OP["JF"]: OP["JT"], OP["JEQ"]: OP["JNE"], OP["JNE"]: OP["JEQ"],
    OP["JLT"]: OP["JNLT"], OP["JNLT"]: OP["JLT"], OP["JLE"]: OP["JNLE"], OP["JNLE"]: OP["JLE"],
}  # fmt: skip


def optimise(code: Code) -> None:
    """Rewrite ``code.body`` in place."""
    body = [ins for ins in code.body if not (ins.op == _MOVE and ins.a == ins.b)]
    _thread(body)
    _hop(body)
    code.body = _reachable(code, body)
    code.body = [ins for at, ins in enumerate(code.body) if not _goes_nowhere(code.body, at)]


def _thread(body: list[Ins]) -> None:
    """Let each jump go where it ends up."""
    after: dict[Target, Target] = {}
    pending: list[Target] = []
    for ins in body:
        if ins.op == MARK:
            pending.append(ins.a)
            continue
        if ins.op == _JMP:
            after.update((target, ins.a) for target in pending)
        pending.clear()
    if not after:
        return
    for ins in body:
        target = ins.jump()
        if target is None:
            continue
        seen = {target}
        while target in after and after[target] not in seen:
            target = after[target]
            seen.add(target)
        setattr(ins, _FIELDS[JUMP_OPERAND[ins.op]], target)


def _hop(body: list[Ins]) -> None:
    """``if x go to A; go to B; A:`` becomes ``if not x go to B; A:``."""
    for at in range(len(body) - 1):
        ins, jump = body[at], body[at + 1]
        if jump.op != _JMP or ins.op not in _OPPOSITE or not _marks(body, at + 2, ins.jump()):
            continue
        ins.op = _OPPOSITE[ins.op]
        setattr(ins, _FIELDS[JUMP_OPERAND[ins.op]], jump.a)
        jump.a = _next_mark(body, at + 2)


def _marks(body: list[Ins], at: int, target: Target | None) -> bool:
    """True when ``target`` is at instruction ``at``."""
    while at < len(body) and body[at].op == MARK:
        if body[at].a is target:
            return True
        at += 1
    return False


def _next_mark(body: list[Ins], at: int) -> Target:
    found = body[at].a
    assert isinstance(found, Target)
    return found


def _reachable(code: Code, body: list[Ins]) -> list[Ins]:
    """Instructions that control can reach, with all labels."""
    index = {ins.a: at for at, ins in enumerate(body) if ins.op == MARK}
    work = [0, *(index[span.handler] for span in (*code.statements, *code.tries))]
    seen = bytearray(len(body))
    while work:
        at = work.pop()
        while at < len(body) and not seen[at]:
            seen[at] = 1
            ins = body[at]
            target = ins.jump()
            if target is not None:
                work.append(index[target])
            if ins.op != MARK and ENDS[ins.op]:
                break
            at += 1
    return [ins for at, ins in enumerate(body) if seen[at] or ins.op == MARK]


def _goes_nowhere(body: list[Ins], at: int) -> bool:
    """True for a jump to the instruction after it."""
    ins = body[at]
    return ins.op == _JMP and _marks(body, at + 1, ins.a)
