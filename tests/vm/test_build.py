"""What the build derives: opcode constants, the loop's digest, and that runs leave nothing behind."""

from __future__ import annotations

import gc
import sys

from programs import linked

from vm.bytecode.generate import PATH, opcode_constants
from vm.machine import Machine
from vm.outcome import Suspend

BUSY = """
FUNCTION grow(n)
  IF n = 0 THEN RETURN ["leaf" + n]
  kids = [grow(n - 1), {"n": n, "label": "node " + n}]
  PUSH kids, kids
  RETURN kids
END FUNCTION
ON ERROR RESUME NEXT
FOR i = 1 TO 4
  tree = grow(5)
  tree[9].name = UCASE("made " + i)
  bad = tree - 1
  text = text + tree[1].label + LEFT("abcdef", i) + NOW()
NEXT
FOR EACH part IN SPLIT(text, " ")
  words[UBOUND(words)] = part
NEXT
HEAR answer
RETURN words
"""


def test_opcode_constants_are_current() -> None:
    assert PATH.read_text() == opcode_constants()


def test_runs_and_saved_states_leave_nothing_behind() -> None:
    program = linked(BUSY)

    def once() -> None:
        started = Machine(program)
        assert isinstance(started.run(), Suspend)
        saved = started.snapshot()
        Machine.restore(program, saved).resume("x")
        Machine.restore(program, saved).resume_error("GB7002", "no")
        Machine(program).run(steps=200)

    for _ in range(300):
        once()
    gc.collect()
    before = sys.getallocatedblocks()
    for _ in range(300):
        once()
    gc.collect()
    assert sys.getallocatedblocks() - before < 150


def test_programs_are_freed_with_their_constants() -> None:
    def once() -> None:
        Machine(linked("x = ['a constant', {'field': 2.5}]\nRETURN x")).run()

    for _ in range(20):
        once()
    gc.collect()
    before = sys.getallocatedblocks()
    for _ in range(60):
        once()
    gc.collect()
    assert sys.getallocatedblocks() - before < 200
