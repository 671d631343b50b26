"""One MiB of any text is checked within bounds of time and memory, each in a process of its own with hard limits."""

from __future__ import annotations

import subprocess
import sys

import pytest

MIB = 1 << 20
CPU_SECONDS = 3  # for the whole process, on a slow shared machine; a check takes about a third of it
MEMORY = 768 << 20  # of addresses, libraries included; resident memory is looked at by the process itself
RESIDENT_KIB = 256 << 10

TEXTS = {
    "parentheses": "'x = ' + '(' * N",
    "parentheses on each line": r"'x = ((((((((((\n' * (N // 15)",
    "blocks in blocks": r"'IF a THEN\n' * (N // 10)",
    "tries in tries": r"'TRY\n' * (N // 4)",
    "a long sum": """'TALK "a"' + '+"b"' * (N // 4)""",
    "words": "'a ' * (N // 2)",
    "quotes": """'"' * N""",
    "holes in holes": """'TALK "' + '${' * (N // 2)""",
    "texts in holes": """'TALK "' + '${"' * (N // 3)""",
    "brackets": "'x = ' + '[' * N",
    "braces": "'x = ' + '{a:' * (N // 3)",
    "minus signs": "'x = ' + '-' * N + '1'",
    "NOTs": "'x = ' + 'NOT ' * (N // 4) + '1'",
    "fields": "'x = a' + '.b' * (N // 2)",
    "keywords in keywords": "'x = ' + 'GET ' * (N // 4)",
    "a long condition": """'FIND "t" WHERE ' + 'a = 1 AND ' * (N // 10)""",
    "noise": "''.join(chr(33 + (i * 7919) % 90) for i in range(N))",
    "zeros": r"'\0' * N",
    "control characters": "''.join(chr(i % 32) for i in range(N))",
    "SUBs": r"''.join(f'SUB s{i}\nEND SUB\n' for i in range(N // 20))",
    "keywords of the author": r"''.join(f'SUB A B{i} C x\nEND SUB\n' for i in range(N // 24))",
    "variables": r"''.join(f'v{i} = {i}\n' for i in range(N // 14))",
    "assignments": r"'x = x + 1\n' * (N // 10)",
    "cases": r"'SELECT CASE x\n' + 'CASE 1\n' * (N // 7)",
    "labels": r"''.join(f'l{i}:\nGOTO l{i}\n' for i in range(N // 22))",
    "conditions": "'x = ' + 'a ? b : ' * (N // 8) + 'c'",
    "powers": "'x = 2' + '^2' * (N // 2)",
    "calls": "'x = ' + 'f(' * (N // 2)",
    "elements": "'x = a' + '[1]' * (N // 3)",
    "elements of elements": "'x = ' + 'a[' * (N // 2)",
    "a table": r"'TABLE x\n' + 'a string\n' * (N // 9)",
    "a text block": r"'BEGIN TALK\n' + '${a}\n' * (N // 5)",
    "a menu": """'HEAR x AS ' + '"a",' * (N // 4)""",
    "ORs": "'x = a' + ' OR b' * (N // 5)",
    "commas": "'TALK ' + ',' * N",
    "colons": "'a:' * (N // 2)",
    # as large as a script may be, so that every pass runs
    "unknown names": r"''.join(f'x{i} = y{i}\n' for i in range(19_990))",
    "unknown calls": r"''.join(f'fnord{i}(1)\n' for i in range(19_990))",
    "missing labels": r"''.join(f'GOTO l{i}\n' for i in range(19_990))",
    "many SUBs": r"''.join(f'SUB s{i}\nz{i} = z{i+1}\nEND SUB\n' for i in range(9_990))",
    "many CALLs": r"""''.join(f'CALL "s{i}.bas"\n' for i in range(19_990))""",
    "loops in loops": r"'WHILE a\n' * 90 + 'x = x + 1\n' * 19_000 + 'WEND\n' * 90",
    "sections of one name": r"""'REM a\nPARAM p AS STRING\nTALK p\n' * 9_990""",
    "headers before parameters": (
        r"""'ALLOW ROLE "a"\n' * 9_000 + ''.join(f'PARAM p{i} AS STRING\n' for i in range(9_000))"""
    ),
    "wide statements": r"('x = ' + 'a + ' * 20 + 'a\n') * 8_000",
    "blocks that run later": (
        r"''.join(f'v{i} = {i}\nSCHEDULE IN 1 HOUR DO\nTALK v{i}\nEND SCHEDULE\n' for i in range(2_000))"
    ),
}

PROGRAM = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({CPU_SECONDS}, {CPU_SECONDS}))
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
from compiler.api import compile_source
N = {MIB}
made = compile_source(eval(sys.argv[1]))
assert made.program is not None or made.diagnostics
# Not ru_maxrss: it starts with what the process that forked this one had.
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
assert peak < {RESIDENT_KIB}, f"{{peak}} KiB"
"""


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_it_ends_within_bounds(text: str) -> None:
    ended = subprocess.run([sys.executable, "-c", PROGRAM, text], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr[-500:] or f"ended by signal {-ended.returncode}"
