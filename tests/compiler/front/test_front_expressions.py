"""Values: precedence, literals, keywords used as values, commas and clauses."""

from __future__ import annotations

import pytest
from front_shape import codes, expression


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("1 + 2 * 3", "(+ 1 (* 2 3))"),
        ("2 ^ 3 ^ 2", "(^ (^ 2 3) 2)"),
        ("-2 ^ 2", "(^ -2 2)"),
        ("-a ^ 2", "(^ (- a) 2)"),
        ("a - -b", "(- a (- b))"),
        ("1 - 2 - 3", "(- (- 1 2) 3)"),
        ("7 MOD 3 % 2 \\ 1", "(\\ (MOD (MOD 7 3) 2) 1)"),
        ("a OR b AND NOT c = d", "(OR a (AND b (NOT (= c d))))"),
        ("a || b && !c", "(OR a (AND b (NOT c)))"),
        ("a XOR b ?? c", "(?? (XOR a b) c)"),
        ("a = 1 ? b : c ? d : e", "(Conditional (= a 1) b (Conditional c d e))"),
        ("a == 1 AND b != 2 OR c <> 3", "(OR (AND (= a 1) (<> b 2)) (<> c 3))"),
        ("NOT a CONTAINS b", "(NOT (CONTAINS a b))"),
        ("a NOT IN (1, 2)", "(not-IN a [1, 2])"),
        ("a IN list", "(IN a list)"),
        ("a IN (list)", "(IN a list)"),
        ("a STARTS WITH b", "(STARTS a b)"),
        ("a NOT LIKE b", "(not-LIKE a b)"),
        ("a IS NULL", "(IsNull a False)"),
        ("a IS NOT NULL", "(IsNull a True)"),
        ("a IS 5", "(= a 5)"),
        ("a BETWEEN 1 AND 2 AND b", "(AND (Between a 1 2 False) b)"),
        ("a NOT BETWEEN 1 AND 2", "(Between a 1 2 True)"),
        ("a.b?.c[1](2).3", "a.b.c[1](2).3"),
        ("a.type.end.if", "a.type.end.if"),
        ("f(a, b,)", "f(a, b)"),
        ("[1, [2], {}]", "[1, [2], {}]"),
        ('{a: 1, "b c": 2, 3: 4}', "{a: 1, b c: 2, 3: 4}"),
        ("#{a: c ? x : y, b: 2}", "{a: (Conditional c x y), b: 2}"),
        ("NEW OBJECT", "{}"),
        ("new array", "[]"),
        ("CREATE OBJECT", "{}"),
        ("a = NOT b", "(= a (NOT b))"),
        ("a FOUND", "(IsNull a True)"),
        ("a NOT FOUND OR b", "(OR (IsNull a False) b)"),
        ("IS NUMERIC(a)", "IS_NUMERIC(a)"),
        ("UCASE$(a)", "UCASE$(a)"),
        ("+5", "5"),
    ],
)  # fmt: skip
def test_operators_and_shapes(text: str, shape: str) -> None:
    assert expression(text) == shape


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("1.50", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("0xFF", 255),
        ("&HfF", 255),
        ("9223372036854775807", 9223372036854775807),
        ("9223372036854775808", 9.223372036854775808e18),
        ("TRUE", True),
        ("false", False),
        ("Null", None),
        (r'"a\n\t\"b\" \\ \q"', 'a\n\t"b" \\ \\q'),
        ('"say ""yes"""', 'say "yes"'),
        (r'"\u00e9\ud83d\ude00"', "é😀"),
        ('""', ""),
        (r"'it\'s'", "it's"),
        ('"two\nlines"', "two\nlines"),
    ],
)
def test_literals(text: str, value: object) -> None:
    assert expression(text) == repr(value)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ('"Hi ${name}!"', "$('Hi ' name '!')"),
        ("'Hi ${name}!'", "$('Hi ' name '!')"),
        ('"${a.b[1]}${f("x", 2)}"', "$(a.b[1] f('x', 2))"),
        ('"{{${x}}} {y} {{z}} $5"', "$('{{' x '}} {y} {{z}} $5')"),
        ('"a ${"in ${x} in"} b"', "$('a ' $('in ' x ' in') ' b')"),
        ('"a" ${b} ${c}', "(+ (+ 'a' b) c)"),
        ('"${ {a: 1}.a }"', "$({a: 1}.a)"),
        ('"n\\n${x}"', "$('n\\n' x)"),
    ],
)
def test_values_inside_texts(text: str, shape: str) -> None:
    assert expression(text) == shape


def test_a_hole_that_does_not_read_stays_text() -> None:
    assert codes('x = "a ${1 +} ${b c} ${} d"') == ["GB1081"] * 3
    assert codes('x = "cost ${" + y + "}"') == []


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ('GET a + "/x"', "<GET (+ a '/x')>"),
        ('GET "k" = "vip" OR GET "k" = "gold"', "(OR (= <GET 'k'> 'vip') (= <GET 'k'> 'gold'))"),
        ('{a: GET SESSION "x", "b": 1}', "{a: <GET SESSION 'x'>, b: 1}"),
        ('[GET "a", GET "b"]', "[<GET 'a'>, <GET 'b'>]"),
        ('f(GET "a", 2)', "f(<GET 'a'>, 2)"),
        ('f(FIND "t", 2).x', "f(<FIND 't'>, 2).x"),
        ('FIND "t", "a=" + b', "<FIND 't' , (+ 'a=' b)>"),
        ('FIND "t" WHERE a = b AND c > 3 ORDER BY d DESC LIMIT 5',
         "<FIND 't' WHERE (AND (= a b) (> c 3)) ORDER BY d DESC LIMIT 5>"),
        ('(FIND "t" WHERE a = 1) ?? b', "(?? <FIND 't' WHERE (= a 1)> b)"),
        ('FIND ALL "t" FIRST', "<FIND ALL 't' FIRST>"),
        ('GET CUSTOMER HISTORY GET SESSION s, "user_id"', "<GET CUSTOMER HISTORY <GET SESSION s , 'user_id'>>"),
        ('GET BOT MEMORY("k") + "x"', "(+ <GET BOT MEMORY() 'k'> 'x')"),
        ('GET_BOT_MEMORY("k")', "<GET BOT MEMORY() 'k'>"),
        ('"PO-" + FORMAT NOW() AS "YYYY" + "-" + FORMAT RANDOM(1, 2)',
         "(+ (+ (+ 'PO-' <FORMAT NOW() AS 'YYYY'>) '-') <FORMAT RANDOM(1, 2)>)"),
        ('FORMAT a * 2 AS "0.0" + b', "(+ <FORMAT (* a 2) AS '0.0'> b)"),
        ("FORMAT v AS JSON", "<FORMAT v AS JSON>"),
        ('FORMAT(a, "0")', "FORMAT(a, '0')"),
        ('FORMAT a, "0"', "<FORMAT a , '0'>"),
        ("KB STATISTICS", "<KB STATISTICS>"),
        ("CONTINUATION TOKEN", "<CONTINUATION TOKEN>"),
        ('DATEADD today, "days", 1', "<DATEADD today , 'days' , 1>"),
        ("SORT xs BY name DESC", "<SORT xs BY name DESC>"),
        ("list", "list"),
        ("list[0].name + report", "(+ list[0].name report)"),
        ("report AND status", "(AND report status)"),
        ("file.name", "file.name"),
        ("ERROR MESSAGE", "ERROR_MESSAGE"),
        ('LLM "x" WITH OPTIMIZE FOR "speed"', "<LLM 'x' WITH OPTIMIZE FOR 'speed'>"),
        ("HEAR", "(HearExpr (Hear None 'TEXT' [] False None None None))"),
        ('HEAR CONTAINS "yes"', "(CONTAINS (HearExpr (Hear None 'TEXT' [] False None None None)) 'yes')"),
        ("SELECT a, b FROM t WHERE c = '${d}'", "<SELECT $(\"SELECT a, b FROM t WHERE c = '\" d \"'\")>"),
    ],
)  # fmt: skip
def test_keywords_as_values(text: str, shape: str) -> None:
    assert expression(text) == shape
