"""The largest script that is read, and the process as it was after a compilation."""

from __future__ import annotations

import gc
import sys
import threading

import pytest

from compiler.api import check_source, compile_source
from compiler.headroom import Headroom
from compiler.size import MAX_NODES, MAX_STATEMENTS


def codes(text: str, **files: str) -> list[str]:
    named = {f"{name}.bas": content for name, content in files.items()}
    return [finding.code for finding in check_source(text, includes=named.get)]


def test_the_last_statement_that_fits() -> None:
    fitting = "FOR i = 1 TO 3\n" + "TALK 1\n" * (MAX_STATEMENTS - 1) + "NEXT\n"
    assert codes(fitting) == []
    (found,) = check_source(fitting + 'TALK "one more"\n')
    assert found.code == "GB3014"
    assert found.source.text[found.span.start : found.span.end] == 'TALK "one more"'


def test_statements_of_included_files_count() -> None:
    half = "TALK 1\n" * (MAX_STATEMENTS // 2)
    assert codes(half + 'INCLUDE "other.bas"\n', other=half) == []
    assert codes(half + 'INCLUDE "other.bas"\n', other=half + "TALK 2\n") == ["GB3014"]


def test_included_text_has_a_limit() -> None:
    remark = "' " + "x" * (1 << 19) + "\n"
    assert codes('INCLUDE "a.bas"\n' * 3, a=remark) == []
    assert codes('INCLUDE "a.bas"\n' * 4, a=remark) == ["GB3014"]


def test_many_values_in_few_statements() -> None:
    line = "TALK " + " + ".join(["1"] * 50) + "\n"
    assert "GB3014" in codes(line * (MAX_NODES // 100 + 1))
    assert "GB3014" not in codes(line * (MAX_NODES // 110))


@pytest.mark.parametrize("text", ['TALK "hi"', "x = " + "(" * 150 + "1" + ")" * 150, "IF a THEN\n" * 150])
def test_the_process_is_left_as_it_was(text: str) -> None:
    before = sys.getrecursionlimit(), gc.isenabled()
    compile_source(text)
    assert (sys.getrecursionlimit(), gc.isenabled()) == before


def test_the_last_of_several_threads_restores() -> None:
    limit, room = sys.getrecursionlimit(), Headroom()
    entered, leave = threading.Event(), threading.Event()

    def other() -> None:
        with room:
            entered.set()
            leave.wait(10)

    thread = threading.Thread(target=other)
    with room:
        thread.start()
        assert entered.wait(10)
    assert sys.getrecursionlimit() > limit
    leave.set()
    thread.join()
    assert sys.getrecursionlimit() == limit


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        compile_source('TALK "hi"')
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_check_finds_what_does_not_fit_in_code() -> None:
    text = "".join(f"v{n} = {n}\nTALK v{n}\n" for n in range(4100))
    assert codes(text) == ["GB3012"]
