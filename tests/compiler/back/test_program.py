"""From source text: tools, variables, manifest, included files, and the shape of the code for tight loops."""

from __future__ import annotations

from typing import Any

import pytest
from back_trees import functions

from compiler.api import Compilation, compile_source
from stdlib.catalog import load_catalog
from vm.bytecode.opcodes import OPCODES, decode
from vm.bytecode.program import Program
from vm.bytecode.verify import verify
from vm.outcome import Done, Suspend
from vm.reference import ReferenceMachine
from vm.value import to_python


def program(text: str, **files: str) -> Program:
    compilation = compile_text(text, **files)
    assert compilation.program is not None, [d.message for d in compilation.diagnostics]
    verify(compilation.program)
    return compilation.program


def compile_text(text: str, **files: str) -> Compilation:
    named = {f"{name}.bas": content for name, content in files.items()}
    return compile_source(text, "dir/order.bas", includes=named.get)


def said(made: Program, entry: int = 0, **variables: Any) -> list[Any]:
    machine = ReferenceMachine(made, functions(load_catalog()), entry=entry, variables=variables)
    lines: list[Any] = []
    outcome = machine.run()
    while isinstance(outcome, Suspend):
        if outcome.keyword == "TALK":
            lines.append(to_python(outcome.arguments["message"]))
        outcome = machine.resume(None)
    assert isinstance(outcome, Done), outcome
    return lines


def mnemonics(made: Program, function: int = 0) -> list[str]:
    return [OPCODES[decode(word)[0]].name for word in made.functions[function].code]


# ---------------------------------------------------------------- tools

TWO_TOOLS = """\
REM Find an order
PARAM number AS INTEGER LIKE 7 DESCRIPTION "its number"
DESCRIPTION "finds"
TALK number
RETURN number

REM *** Cancel! ***
PARAM number AS INTEGER
PARAM reason AS STRING OPTIONAL DEFAULT "none"
DESCRIPTION "cancels"
TALK reason
TALK twice(number)

FUNCTION twice(n)
  calls = calls + 1
  RETURN n * 2
END FUNCTION
calls = 0
"""


def test_each_section_is_a_tool_and_all_share_one_map_of_variables() -> None:
    made = program(TWO_TOOLS)
    first, second = made.tools
    assert (first.name, first.description, first.entry) == ("find_an_order", "finds", 0)
    assert (second.name, second.entry) == ("cancel", 1)
    assert second.registers == (first.registers[0], second.registers[1])
    assert first.params[0].example == 7
    assert second.params[1].default == "none"
    assert not second.params[1].required
    assert said(made, 0, number=3) == [3]
    assert said(made, 1, number=3) == ["none", 6]
    assert said(made, 1, number=3, reason="late") == ["late", 6]


def test_a_file_with_one_section_is_named_by_its_file() -> None:
    made = program("REM Something\nPARAM a AS STRING\nTALK a")
    assert [tool.name for tool in made.tools] == ["order"]
    assert made.name == "order"


def test_header_keywords_do_not_open_a_section() -> None:
    made = program('SET SCHEDULE "0 9 * * *"\nPARAM a AS STRING\nDESCRIPTION "x"\nTALK a')
    assert len(made.tools) == 1


def test_a_section_without_a_remark_is_numbered() -> None:
    made = program('DESCRIPTION "a"\nTALK 1\nDESCRIPTION "b"\nTALK 2\nDESCRIPTION "c"\nTALK 3')
    assert [tool.name for tool in made.tools] == ["order", "order_2", "order_3"]
    assert [said(made, tool.entry) for tool in made.tools] == [[1], [2], [3]]


JOBS = """\
SET SCHEDULE "0 3 * * *"
SET SCHEDULE "0 15 * * *"
TALK "clean"
SET SCHEDULE every monday at 9:30
TALK "report"
SET SCHEDULE "0 9 * * *", "other.bas"
SET SCHEDULE "0 5 * * *"
TALK "early"
"""


def test_each_of_several_times_heads_the_lines_that_follow_it() -> None:
    made = program(JOBS)
    assert [tool.name for tool in made.tools] == ["order", "order_2", "order_3"]
    assert [said(made, tool.entry) for tool in made.tools] == [["clean"], ["report"], ["early"]]
    assert [(item["when"], item.get("section", 0)) for item in made.manifest["schedules"]] == [
        ("0 3 * * *", 0), ("0 15 * * *", 0), ("every monday at 9:30", 1), ("0 9 * * *", 1), ("0 5 * * *", 2),
    ]  # fmt: skip


def test_one_time_anywhere_is_about_the_whole_program() -> None:
    made = program('TALK 1\nSET SCHEDULE "0 9 * * *"\nTALK 2\nSET SCHEDULE "0 9 * * *", "other.bas"\nTALK 3')
    assert [said(made, tool.entry) for tool in made.tools] == [[1, 2, 3]]


# ---------------------------------------------------------------- variables


def test_ambient_names_are_variables_that_the_host_may_set() -> None:
    made = program('TALK "Hello " + username')
    assert [name for name, _ in made.variables] == ["username"]
    assert said(made, username="Ann") == ["Hello Ann"]
    assert said(made) == ["Hello "]


def test_names_of_a_sub_are_its_own_unless_the_script_gives_them_a_value() -> None:
    text = "CALL set_both\nTALK shared\nshared = shared\nSUB set_both\n  shared = 1\n  mine = 2\n  TALK mine\nEND SUB"
    made = program(text)
    assert [name for name, _ in made.variables] == ["shared"]
    assert said(made) == [2, 1]


def test_a_deferred_block_is_given_the_variables_of_now() -> None:
    made = program('name = "Ann"\nunrelated = 1\nSCHEDULE IN 5 MINUTES DO\n  TALK name\nEND SCHEDULE\nTALK unrelated')
    block = made.functions[-1]
    machine = ReferenceMachine(made, functions(load_catalog()))
    outcome = machine.run()
    assert isinstance(outcome, Suspend)
    assert outcome.keyword == "SCHEDULE IN"
    given = outcome.arguments
    assert (given["amount"], given["unit"]) == (5, "MINUTES")
    assert to_python(given["variables"]) == ["Ann"]
    assert made.functions[given["function"]] is block
    assert block.params == 1
    names = dict(block.names)
    assert said(made, given["function"], **{names[0]: "Eve"}) == ["Eve"]


def test_a_block_that_calls_a_sub_is_given_what_the_sub_reads() -> None:
    text = 'a = 1\nb = 2\nON EVENT "x" DO\n  CALL show\nEND ON\nSUB show\n  TALK b\nEND SUB\nTALK a'
    made = program(text)
    block = next(f for f in made.functions if f.name == "on event")
    assert dict(block.names)[0] == "b"
    assert block.params == 1
    assert made.manifest["events"] == [{"event": "EVENT", "arguments": ["x"], "function": 2, "line": 3}]


def test_call_of_a_variable_runs_the_script_it_names() -> None:
    made = program('script = "other.bas"\nCALL script')
    outcome = ReferenceMachine(made, functions(load_catalog())).run()
    assert isinstance(outcome, Suspend)
    assert (outcome.keyword, outcome.arguments["target"]) == ("CALL", "other.bas")


# ---------------------------------------------------------------- manifest


def test_the_manifest_says_what_publishing_would_do() -> None:
    text = """\
SET SCHEDULE "0 9 * * 1"
WEBHOOK "paid"
USE WEBSITE "https://example.com"
ALLOW ROLE "admin"
ADD TOOL "stock"
TABLE orders
  id integer key
  note string(20)
END TABLE
CALL "other.bas"
BEGIN SYSTEM PROMPT
Be brief.
END SYSTEM PROMPT
TALK 1
"""
    manifest = program(text).manifest
    assert manifest["schedules"] == [{"when": "0 9 * * 1", "line": 1}]
    assert manifest["webhooks"] == [{"endpoint": "paid", "line": 2}]
    assert manifest["websites"][0]["url"] == "https://example.com"
    assert (manifest["roles"], manifest["tools"], manifest["calls"]) == (["admin"], ["stock"], ["other.bas"])
    assert manifest["prompt"] is True
    table = manifest["tables"][0]
    assert (table["name"], [f["name"] for f in table["fields"]]) == ("orders", ["id", "note"])
    assert manifest["capabilities"]["schedule"] == 1
    assert manifest["capabilities"]["dialog"] == 5


def test_a_fixed_schedule_is_declared_and_one_that_is_computed_runs() -> None:
    assert "SET SCHEDULE" not in {k.keyword for k in program('SET SCHEDULE "0 9 * * *"').keywords}
    assert "SET SCHEDULE" in {k.keyword for k in program('SET SCHEDULE DATEADD(TODAY(), 1, "day"), "b.bas"').keywords}


# ---------------------------------------------------------------- included files


def test_an_included_file_stands_where_its_line_is() -> None:
    made = program(
        'TALK 1\nINCLUDE "part.bas"\nTALK plus(2)', part="TALK 10\nFUNCTION plus(n)\n  RETURN n + 1\nEND FUNCTION"
    )
    assert said(made) == [1, 10, 3]


def test_a_finding_in_an_included_file_is_shown_there() -> None:
    found = compile_text('TALK 1\nINCLUDE "part.bas"', part='TALK 2\nTALK LEFT("a")').diagnostics
    assert [(d.code, d.source.path, d.source.position(d.span.start)) for d in found] == [("GB3006", "part.bas", (2, 6))]


def test_a_fault_in_an_included_file_points_into_the_joined_source() -> None:
    made = program('INCLUDE "part.bas"\nzero = 0', part="TALK 1 / zero")
    start = made.functions[0].positions[0][1]
    assert made.source[start:].startswith("TALK 1 / zero") or "1 / zero" in made.source[start:]


@pytest.mark.parametrize(("text", "code"), [('INCLUDE "part.bas"', "GB2011"), ('INCLUDE "gone.bas"', "GB2010")])
def test_includes_that_cannot_work(text: str, code: str) -> None:
    found = compile_text('INCLUDE "part.bas"', part=text).diagnostics
    assert [(d.code, d.source.path) for d in found] == [(code, "part.bas")]


# ---------------------------------------------------------------- shape


def test_a_counting_loop_is_one_instruction_a_round_beside_its_body() -> None:
    made = program("total = 0\nFOR i = 1 TO 1000\n  total = total + i * 2\nNEXT\nTALK total")
    code = mnemonics(made)
    loop = code[code.index("FORPREP") + 1 : code.index("FORLOOP") + 1]
    assert loop == ["MUL", "ADD", "FORLOOP"]


def test_a_while_loop_has_one_jump_a_round() -> None:
    code = mnemonics(program("n = 0\nWHILE n < 1000\n  n = n + 1\nWEND\nTALK n"))
    assert code[code.index("ADD") :][:2] == ["ADD", "JLT"]


def test_conditions_compare_and_jump_at_once() -> None:
    code = mnemonics(program('x = 1\ny = 2\nIF x > 0 AND NOT y = 3 OR x IS NULL THEN TALK "yes"'))
    assert "TEST" not in code
    assert "NOT" not in code
    assert "LOADBOOL" not in code


def test_texts_are_joined_by_one_instruction() -> None:
    code = mnemonics(program('a = 1\nTALK "a" + a + "b" + a + "c"'))
    assert code.count("CONCAT") == 1
    assert "ADD" not in code


def test_code_that_nothing_reaches_is_left_out() -> None:
    made = program('TALK 1\nEXIT\nTALK "never"')
    assert mnemonics(made) == ["LOADI", "CALLK", "HALT"]


def test_positions_name_the_expression() -> None:
    text = "zero = 0\nTALK 1 + 2 / zero"
    made = program(text)
    at = mnemonics(made).index("DIV")
    _, start, end = max(row for row in made.functions[0].positions if row[0] <= at)
    assert text[start:end] == "2 / zero"


def test_a_function_with_too_many_variables_is_a_finding() -> None:
    text = "\n".join(f"v{n} = {n}\nTALK v{n}" for n in range(4100))
    assert [d.code for d in compile_text(text).diagnostics] == ["GB3012"]
