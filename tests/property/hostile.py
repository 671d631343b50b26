"""Programs that try to use up time or memory, to be started in a process of its own with little memory.

``python hostile.py NAME`` runs one of ``PROGRAMS`` with small limits and prints how it ended and how many units it
used. All of them would take hours or gigabytes if anything they do were free.
"""

from __future__ import annotations

import resource
import sys

from compiler.api import compile_source
from stdlib.catalog import load_catalog
from vm.budget import Limits
from vm.machine import Machine, link
from vm.outcome import Fault, Suspend
from vm.value import to_text

_DOUBLED = 't = "x"\nFOR i = 1 TO 20\n  t = t + t\nNEXT\n'
_TANGLE = "a = [1]\nb = [1]\nFOR i = 1 TO 50\n  a = [a, a]\n  b = [b, b]\nNEXT\n"
_MANY_FIELDS = 'o = {}\nFOR i = 1 TO 20000\n  o["k" + i] = i\nNEXT\n'

PROGRAMS = {
    "compares a list that holds itself 2^50 times": _TANGLE + "x = a = b\n",
    "prints a list that holds itself 2^50 times": _TANGLE + 'x = "" + a\n',
    "saves a list that holds itself 2^50 times": _TANGLE + "HEAR x\nTALK UBOUND(a)\n",
    "fails beside a list that holds itself 2^50 times": _TANGLE + "x = a - b\n",
    "compares long texts": _DOUBLED + 'u = t + "y"\nt = t + "z"\nWHILE u <> t\nWEND\n',
    "orders long texts": _DOUBLED + 'u = t + "y"\nt = t + "z"\nWHILE u < t\nWEND\n',
    "reads a long text as a number": _DOUBLED + "WHILE NOT (t > 1)\nWEND\n",
    "joins long texts": _DOUBLED + 'WHILE true\n  x = "${t}${t}"\nWEND\n',
    "changes long texts": _DOUBLED + "WHILE true\n  x = UCASE(t)\nWEND\n",
    "replaces each letter by a long text": _DOUBLED + 'x = REPLACE(t, "x", t)\n',
    "looks in a long list": "a = RANGE(1, 50000)\nWHILE NOT (-1 IN a)\nWEND\n",
    "goes through the fields of a large object": _MANY_FIELDS
    + "WHILE true\n  FOR EACH k IN o\n    EXIT FOR\n  NEXT\nWEND\n",
    "joins long lists": "a = RANGE(1, 50000)\nWHILE true\n  x = a + a\nWEND\n",
    "fails for ever": "ON ERROR RESUME NEXT\nWHILE true\n  x = 1 / 0\nWEND\n",
    "calls itself for ever": "FUNCTION f(x)\n  RETURN f(x)\nEND FUNCTION\nTALK f(1)\n",
    "fills a list from far behind": "a = []\na[9223372036854775807] = 1\n",
    "fills a list": "a = []\ni = 0\nWHILE true\n  a[i] = i\n  i = i + 1\nWEND\n",
    "fills a text": 't = "x"\nWHILE true\n  t = t + t\nWEND\n',
    "keeps texts": _DOUBLED + "a = []\nFOR i = 0 TO 999\n  a[i] = t + i\nNEXT\n",
    "makes a list of lists": "a = []\nWHILE true\n  a = [a]\nWEND\n",
    "repeats a text": 't = STRING(4000000000, "x")\n',
    "counts far": "a = RANGE(1, 4000000000)\n",
}


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    program = compile_source(PROGRAMS[sys.argv[1]]).program
    assert program is not None
    functions = {d.name: (d.call, d.env) for d in load_catalog().functions.values()}
    linked = link(program, functions)
    machine = Machine(linked, limits=Limits(fuel=400_000, memory=16 << 20))
    outcome = machine.run()
    if isinstance(outcome, Suspend):
        outcome = Machine.restore(linked, machine.snapshot()).resume("")
    if isinstance(outcome, Fault):
        assert all(len(to_text(shown)) < 1000 for _, shown in outcome.values)
    print(outcome.code if isinstance(outcome, Fault) else type(outcome).__name__)


if __name__ == "__main__":
    main()
