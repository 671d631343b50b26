"""What programs do once they are lowered, run on the reference machine."""

from __future__ import annotations

from typing import Any

import pytest
from back_trees import (
    AT,
    T,
    block,
    call,
    command,
    do,
    each,
    expr,
    for_,
    if_,
    index,
    let,
    member,
    op,
    ret,
    run,
    sub,
    talk,
    while_,
)  # fmt: skip

from compiler import ast


def try_(
    body: list[ast.Stmt], handler: list[ast.Stmt] | None, last: list[ast.Stmt] | None = None, name: str = ""
) -> ast.Try:
    return ast.Try(
        *AT,
        block(*body),
        ast.Name(*AT, name) if name else None,
        None if handler is None else block(*handler),
        None if last is None else block(*last),
    )


def label(name: str) -> ast.Label:
    return ast.Label(*AT, name)


def goto(name: str) -> ast.Goto:
    return ast.Goto(*AT, name)


FAIL = op(1, "/", "zero")
STOP = ast.Exit(*AT, "SCRIPT")


def test_a_loop_variable_changed_in_the_body_changes_the_loop() -> None:
    assert run(for_("i", 1, 10, talk("i"), let("i", op("i", "+", 3)))) == ([1, 5, 9], None)


def test_the_limit_of_a_loop_may_use_its_old_counter() -> None:
    assert run(let("i", 2), for_("i", 0, op("i", "*", 2)), ret("i"))[1] == 5


def test_two_nested_loops_over_one_name_do_not_share_registers() -> None:
    said, _ = run(for_("i", 1, 2, for_("i", 10, 11, talk("i")), talk(T("outer"))))
    assert said == [10, 11, "outer"]  # the inner loop leaves i behind the limit of the outer one


def test_a_sub_loops_over_a_script_variable() -> None:
    program = [let("i", 0), sub("s", [], for_("i", 1, 3), each("x", [7])), let("x", 0)]
    assert run(*program, do(call("s")), talk("i"), talk("x"))[0] == [3, 7]


@pytest.mark.parametrize(("until", "post", "rounds"), [(False, False, 3), (True, False, 0), (False, True, 3)])
def test_while_tests_before_or_after(until: bool, post: bool, rounds: int) -> None:
    loop = while_(op("n", "<", 3), let("n", op("n", "+", 1)), until=until, post=post)
    assert run(let("n", 0), loop, ret("n"))[1] == rounds


def test_the_old_value_of_the_left_side_counts_when_the_right_side_changes_it() -> None:
    change = sub("change", [], let("x", 100), ret(1), function=True)
    assert run(change, let("x", 5), talk(op("x", "+", call("change"))), talk("x"))[0] == [6, 100]
    assert run(change, let("x", 5), talk(op("x", ">", call("change"))))[0] == [True]
    assert run(change, let("x", 5), talk(op(op("x", "-", 1), "-", call("change"))))[0] == [3]


def test_a_failing_assignment_leaves_the_variable_alone() -> None:
    failing = [let("x", op(op("x", "OR", 1), "/", "zero")), let("x", op(op("x", "+", T("a")), "*", 2))]
    for statement in failing:
        assert run(let("x", 5), try_([statement], []), ret("x"))[1] == 5


def test_growing_a_text_in_place_reads_the_variable_once_more_if_it_stands_twice() -> None:
    assert run(let("s", T("a")), let("s", op(op("s", "+", T("-")), "+", "s")), ret("s"))[1] == "a-a"
    assert run(let("s", T("a")), let("s", op(op("s", "+", 1), "+", T("b"))), ret("s"))[1] == "a1b"


def test_numbers_before_the_first_text_are_added() -> None:
    assert run(ret(op(op("one", "+", 2), "+", T("x"))))[1] == "2x"
    assert run(let("one", 1), ret(op(op(op("one", "+", 2), "+", T("x")), "+", 3)))[1] == "3x3"


@pytest.mark.parametrize("operator", ["+", "&", "-", "*", "AND", "OR", "??"])
def test_ten_thousand_operands_need_no_depth(operator: str) -> None:
    chain = expr("x")
    for _ in range(10_000):
        chain = op(chain, operator, "x")
    said, result = run(let("x", 1), if_(chain), ret(chain))
    assert said == []
    assert result is not None


def test_operators_that_alternate_need_neither_depth_nor_registers() -> None:
    chain = expr("x")
    for n in range(2_000):
        chain = op(op(op(chain, "+", "x"), "-", 1), "+", T("") if n == 1_999 else 0)
    assert run(let("x", 1), ret(chain))[1] == "1"


def test_finally_runs_on_every_way_out() -> None:
    last = [talk(T("last"))]
    leaving = try_([if_(op("i", "=", 2), ret("i")), talk("i")], None, last)
    assert run(sub("f", [], for_("i", 1, 3, leaving), function=True), talk(call("f")))[0] == [1, "last", "last", 2]
    assert run(try_([talk(T("body"))], None, last))[0] == ["body", "last"]
    assert run(try_([do(call("f"))], None, last), sub("f", [], let("x", FAIL)))[0:2] == (["last"], "GB6002")
    jumping = [try_([goto("out")], None, last), talk(T("no")), label("out"), talk(T("out"))]
    assert run(*jumping)[0] == ["last", "out"]


def test_a_fault_inside_finally_is_not_caught_by_its_own_try() -> None:
    inner = try_([goto("out")], [talk(T("wrong"))], [let("x", FAIL)])
    assert run(try_([inner, label("skip")], [talk(T("outer"))]), label("out"))[0] == ["outer"]


def test_a_return_value_is_taken_before_finally_changes_it() -> None:
    program = sub("f", [], let("x", 1), try_([ret("x")], None, [let("x", 2)]), function=True)
    assert run(program, ret(call("f")))[1] == 1


def test_catch_gets_the_error_and_throw_without_a_value_raises_it_again() -> None:
    inner = try_([let("x", FAIL)], [talk(member("e", "code")), ast.Throw(*AT, None)], name="e")
    assert run(try_([inner], [talk(member("again", "code"))], name="again"))[0] == ["GB6002", "GB6002"]


def test_gosub_nests_and_return_gives_the_result_when_none_is_running() -> None:
    program = [
        ast.Gosub(*AT, "outer"), talk(T("back")), ret(5),
        label("outer"), talk(T("outer")), ast.Gosub(*AT, "inner"), ret(),
        label("inner"), talk(T("inner")), ret(),
    ]  # fmt: skip
    assert run(*program) == (["outer", "inner", "back"], 5)
    assert run(label("inner"), ret()) == ([], None)


def test_resume_next_goes_on_inside_blocks_and_gives_null() -> None:
    program = [
        ast.OnError(*AT, "RESUME"), let("x", 5), let("x", FAIL), talk("x"),
        if_(op(FAIL, ">", 0), talk(T("no")), otherwise=[talk(T("else"))]),
        each("q", op("x", "-", op(1, "-", "two")), talk(T("no"))),
        for_("i", 1, 2, let("y", FAIL), talk("i")),
        talk("ERR"),
    ]  # fmt: skip
    assert run(*program, let("two", 2))[0][:2] == [None, "else"]
    assert run(*program, let("two", 2))[0][-3:] == [1, 2, 6002]


def test_resume_next_goes_back_behind_the_statement_that_failed() -> None:
    program = [
        ast.OnError(*AT, "GOTO", "trouble"), for_("i", 1, 2, let("x", FAIL), talk("i")), talk(T("done")), STOP,
        label("trouble"), let("count", op("count", "+", 1)), talk(T("caught")), ast.Resume(*AT),
    ]  # fmt: skip
    assert run(*program)[0] == ["caught", 1, "caught", 2, "done"]


def test_a_condition_that_always_fails_does_not_catch_the_handler_in_a_circle() -> None:
    program = [
        ast.OnError(*AT, "GOTO", "trouble"), while_(op(FAIL, "<", 1), talk(T("no"))), talk(T("after")), STOP,
        label("trouble"), talk(T("caught")), ast.Resume(*AT),
    ]  # fmt: skip
    assert run(*program)[0] == ["caught", "after"]


@pytest.mark.parametrize(("subject", "said"), [(1, "low"), (4, "range"), (7, "more"), (100, "else"), ("2", "low")])
def test_select_knows_lists_ranges_and_comparisons(subject: Any, said: str) -> None:
    subject_name = ast.Name(*AT, "")
    arms = [
        ([expr(1), expr(2)], block(talk(T("low")))),
        ([ast.Between(*AT, subject_name, expr(3), expr(5))], block(talk(T("range")))),
        ([ast.Binary(*AT, "<", subject_name, expr(10))], block(talk(T("more")))),
    ]
    value = T(subject) if isinstance(subject, str) else expr(subject)
    assert run(let("k", value), ast.Select(*AT, expr("k"), arms, block(talk(T("else")))))[0] == [said]


def test_what_is_missing_on_the_way_to_a_field_is_made() -> None:
    statements = [let(member(member("a", "b"), "c"), 1), let(index(member("a", "list"), 1), T("x"))]
    wanted = {"b": {"c": 1}, "list": [None, "x"]}
    assert run(*statements, ret("a"))[1] == wanted
    assert run(let("a", None), sub("s", [], *statements), do(call("s")), ret("a"))[1] == wanted


def test_compound_assignment_walks_to_its_place_once() -> None:
    once = sub("at", [], let("asked", op("asked", "+", 1)), ret(0), function=True)
    change = let(index("a", call("at")), 5, "+")
    change.op = "+="
    assert run(once, let("asked", 0), let("a", [1]), change, ret(["a", "asked"]))[1] == [[6], 1]


def test_push_makes_a_list_of_nothing_and_changes_the_one_there_is() -> None:
    push = do(command("PUSH", "items", ",", 4))
    assert run(let("items", None), push, push, ret("items"))[1] == [4, 4]
    assert run(sub("s", [], push), let("items", None), do(call("s")), ret("items"))[1] == [4]
    method = do(ast.Call(*AT, member(member("o", "list"), "push"), [expr(1)]))
    assert run(method, ret("o"))[1] == {"list": [1]}


def test_dim_makes_lists_in_lists() -> None:
    dim = ast.Dim(*AT, [(ast.Name(*AT, "a"), [expr(2), expr(2)]), (ast.Name(*AT, "b"), [])])
    assert run(dim, let(call("a", 1, 0), 7), ret([call("a", 1, 0), "a", "b"]))[1] == [7, [[None, None], [7, None]], []]


def test_exit_ends_everything_and_return_ends_the_sub() -> None:
    assert run(sub("s", [], talk(1), STOP), do(call("s")), talk(2)) == ([1], None)
    assert run(sub("s", [], talk(1), ret()), do(call("s")), talk(2)) == ([1, 2], None)


def test_a_function_may_assign_its_result_to_its_own_name() -> None:
    body = [let("twice", op("n", "*", 2)), if_(op("n", ">", 5), ret(0))]
    program = sub("twice", ["n"], *body, function=True)
    assert run(program, ret([call("twice", 2), call("twice", 6)]))[1] == [4, 0]


def test_long_lists_are_filled_in_order() -> None:
    assert run(ret(list(range(300))))[1] == list(range(300))
