"""Statements: blocks, their heads and ends, tool headers, text blocks, and words that are only sometimes keywords."""

from __future__ import annotations

import pytest
from front_shape import codes, read, shape, tree

from compiler.parse import parse
from diagnostics.diagnostic import Diagnostics
from diagnostics.source import Source
from stdlib.catalog import load_catalog


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('TALK "a", b', "<TALK 'a' , b>"),
        ("case = 1\ncase.status = 2\nto = from\nlist[0] = step",
         "(= case 1)\n(= case.status 2)\n(= to from)\n(= list[0] step)"),
        ("let a = 1\nSET b.c = 2", "(= a 1)\n(= b.c 2)"),
        ("a += 1\nb /= 2", "(+= a 1)\n(/= b 2)"),
        ("a(1) = 2\nb(1).c = 3", "(= a[1] 2)\n(= b[1].c 3)"),
        ("list.PUSH(x)\nhandle(1)", "list.PUSH(x)\nhandle(1)"),
        ('SET "k" = v', "<SET (= 'k' v)>"),
        ('SET "session.k", v', "<SET 'session.k' , v>"),
        ("SEND MAIL to, subject, body", "<SEND MAIL to , subject , body>"),
        ("SEND EMAIL TO to SUBJECT subject BODY body", "<SEND EMAIL TO to SUBJECT subject BODY body>"),
        ('SEND MAIL a, b, c, ATTACHMENT f', "<SEND MAIL a , b , c , ATTACHMENT f>"),
        ('SET SCHEDULE "c" "f.bas" "job"', "<SET SCHEDULE 'c' 'f.bas' 'job'>"),
        ("SET SCHEDULE every 1 hour", "<SET SCHEDULE every 1 hour>"),
        ("POST TO INSTAGRAM img, text", "<POST TO INSTAGRAM img , text>"),
        ("CLEAR_SUGGESTIONS;", "<CLEAR SUGGESTIONS>"),
        ('UPDATE "t" SET a = 1, b = c WHERE d = e', "<UPDATE 't' SET (= a 1) , (= b c) WHERE (= d e)>"),
        ("TALK (1 + 2) * 3", "<TALK (* (+ 1 2) 3)>"),
        ('TALK ("a", "b")', "<TALK() 'a' , 'b'>"),
        ("TALK file - 1", "<TALK (- file 1)>"),
        ("TALK [1] = [1]", "<TALK (= [1] [1])>"),
        ("IF a THEN TALK b ELSE TALK c", "(If [[a, {<TALK b>}]] {<TALK c>})"),
        ("IF a THEN TALK b END IF", "(If [[a, {<TALK b>}]] None)"),
        ("IF a THEN IF b THEN c = 1 ELSE c = 2", "(If [[a, {(If [[b, {(= c 1)}]] {(= c 2)})}]] None)"),
        ("IF a THEN b = 1 : c = 2", "(If [[a, {(= b 1); (= c 2)}]] None)"),
        ("IF a THEN\nELSE IF b THEN\nELSEIF c THEN\nELSE\nEND IF really", "(If [[a, {}], [b, {}], [c, {}]] {})"),
        ("IF (a) THEN\nENDIF", "(If [[a, {}]] None)"),
        ("if a {\nb = 1\n} else if c { d = 1 } else {\ne = 1\n}",
         "(If [[a, {(= b 1)}], [c, {(= d 1)}]] {(= e 1)})"),
        ("FOR EACH x IN y\nNEXT x\nFOR x IN y LAST 3 DO\nEND FOR",
         "(ForEach x y None {})\n(ForEach x y 3 {})"),
        ("FOR EACH x IN y {\nTALK x\n}", "(ForEach x y None {<TALK x>})"),
        ("FOR i = 1 TO n STEP -1\nNEXT", "(For i 1 n -1 {})"),
        ("WHILE a DO\nEND WHILE\nWHILE b\nWEND\nDO WHILE c\nLOOP",
         "(While a {} False False)\n(While b {} False False)\n(While c {} False False)"),
        ("DO UNTIL a\nLOOP\nDO\nLOOP UNTIL b\nDO\nLOOP",
         "(While a {} True False)\n(While b {} True True)\n(While None {} False False)"),
        ("SELECT CASE a\nCASE 1, 2\nb = 1\nCASE 3 TO 5\nCASE IS > 6\nCASE ELSE\nb = 2\nEND SELECT",
         "(Select a [[[1, 2], {(= b 1)}], [[(Between  3 5 False)], {}], [[(>  6)], {}]] {(= b 2)})"),
        ("SELECT kind\nCASE \"a\"\nEND SELECT", "(Select kind [[['a'], {}]] None)"),
        ("SWITCH a\nCASE 1: TALK 1\nDEFAULT: TALK 2\nEND SWITCH", "(Select a [[[1], {<TALK 1>}]] {<TALK 2>})"),
        ('s = SWITCH a\nCASE "x", "y" : 1\nDEFAULT : 2\nEND SWITCH', "(= s (SwitchExpr a [[['x', 'y'], 1]] 2))"),
        ("WITH o\na = b\n.c = 1\n.1 = 2\n\"d e\" = 3\nEND WITH", "(With o [['a', b], ['c', 1], ['1', 2], ['d e', 3]])"),
        ("SUB s(a, b)\nRETURN\nEND SUB s\nFUNCTION f\nRETURN 1\nEND FUNCTION",
         "(Procedure ['s'] [a, b] {(Return None)} False)\n(Procedure ['f'] [] {(Return 1)} True)"),
        ("CALL s\nCALL s(1)\nCALL \"x.bas\", 1", "(CallSub s [])\n(CallSub s [1])\n<CALL 'x.bas' , 1>"),
        ("RETURN WITH a AS 1, b AS GET \"k\"", "(Return {a: 1, b: <GET 'k'>})"),
        ("EXIT\nEND\nSTOP", "(Exit 'SCRIPT')\n(Exit 'SCRIPT')\n(Exit 'SCRIPT')"),
        ("FOR EACH a IN b\nEXIT FOR\nBREAK\nCONTINUE\nNEXT",
         "(ForEach a b None {(Exit 'FOR'); (Exit 'LOOP'); (Continue)})"),
        ("again:\nGOTO again\nGOSUB again", "(Label 'again')\n(Goto 'again')\n(Gosub 'again')"),
        ("ON ERROR RESUME NEXT\nON ERROR GOTO 0\nON ERROR GOTO x\nRESUME\nRESUME NEXT\nRESUME x",
         "(OnError 'RESUME' '')\n(OnError 'OFF' '')\n(OnError 'GOTO' 'x')\n(Resume '')\n(Resume '')\n(Resume 'x')"),
        ("TRY\na = 1\nCATCH e\nb = 1\nFINALLY\nc = 1\nEND TRY", "(Try {(= a 1)} e {(= b 1)} {(= c 1)})"),
        ('THROW "x"\nASSERT a = 1, "m"\nCLEAR ERROR', "(Throw 'x')\n(Assert (= a 1) 'm')\n(ClearError)"),
        ("DIM a(3), b$(2, 2), c AS STRING\nREDIM PRESERVE a(4)\nCONST k = 1",
         "(Dim [[a, [3]], [b$, [2, 2]], [c, None]] False)\n(Dim [[a, [4]]] True)\n(Const k 1)"),
        ('INCLUDE "a.bas"', "(Include 'a.bas')"),
    ],
)  # fmt: skip
def test_statements(text: str, shown: str) -> None:
    assert tree(text) == shown


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("HEAR x", "(Hear x 'TEXT' [] False None None None)"),
        ("HEAR x.y AS EMAIL", "(Hear x.y 'EMAIL' [] False None None None)"),
        ('HEAR x AS INTEGER WITH "n?" DEFAULT 5', "(Hear x 'INTEGER' [] False 'n?' 5 None)"),
        ('HEAR x DEFAULT 5 WITH "n?" TIMEOUT 60', "(Hear x 'TEXT' [] False 'n?' 5 60)"),
        ('HEAR x AS "a", "b"', "(Hear x 'TEXT' ['a', 'b'] False None None None)"),
        ('HEAR x AS "done", *', "(Hear x 'TEXT' ['done'] True None None None)"),
        ('HEAR x AS MENU "a", "b"', "(Hear x 'MENU' ['a', 'b'] False None None None)"),
        ('HEAR x AS "What?"', "(Hear x 'TEXT' [] False 'What?' None None)"),
        ('HEAR image AS IMAGE "Show me"', "(Hear image 'IMAGE' [] False 'Show me' None None)"),
        ("HEAR AS x", "(Hear x 'TEXT' [] False None None None)"),
        ('x = HEAR "n?"', "(= x (HearExpr (Hear None 'TEXT' [] False 'n?' None None)))"),
        ("x = HEAR NOWAIT", "(= x <HEAR NOWAIT>)"),
        ("PARAM x", "(Param x 'STRING' [] None '' True None)"),
        ('PARAM x AS date LIKE "1" DESCRIPTION "d" OPTIONAL', "(Param x 'DATE' [] '1' 'd' False None)"),
        ('PARAM description AS "a", "b"', "(Param description 'STRING' ['a', 'b'] None '' True None)"),
        ('PARAM x ENUM ["a"] REQUIRED DEFAULT 1', "(Param x 'STRING' ['a'] None '' False 1)"),
        ("DESCRIPTION It isn't quoted", '(Description "It isn\'t quoted")'),
        ('DESCRIPTION "a" + "b"', "(Description 'ab')"),
    ],
)
def test_hear_and_tool_headers(line: str, shown: str) -> None:
    assert tree(line) == shown


def test_several_names_in_one_param() -> None:
    assert tree("PARAM a, b AS NUMBER").count("'NUMBER'") == 2


def test_remark_only_above_a_tool_header() -> None:
    text = "REM nothing\na = 1\n' ====\nREM Find a cat\n' ====\nPARAM x\nREM not this\nPARAM y\n"
    assert "(Remark 'Find a cat')\n(Param x" in tree(text)
    assert tree(text).count("Remark") == 1


def test_events_and_steps() -> None:
    text = (
        'ON INSERT OF "t"\nON "e" CALL handler\nON EVENT "x" DO\na = 1\nEND ON\nON FORM SUBMIT "f"\nEND ON\n'
        "SCHEDULE IN 5 MINUTES DO\nEND SCHEDULE\n"
        'STEP 1: BOT "a" "b"\nSTEP 2: HUMAN APPROVAL FROM "c"\n  TIMEOUT 900\n  ON TIMEOUT: tell the boss\n'
        'STEP 3: PARALLEL\nBRANCH A: BOT "d" "e"\nEND PARALLEL'
    )
    assert tree(text) == "\n".join(
        [
            "(OnBlock 'INSERT' ['t'] None None)",
            "(OnBlock 'EVENT' ['e'] None handler)",
            "(OnBlock 'EVENT' ['x'] {(= a 1)} None)",
            "(OnBlock 'FORM SUBMIT' ['f'] {} None)",
            "(Deferred 5 'MINUTES' {})",
            "(Step 1 'BOT' ['a', 'b'] None '' [])",
            "(Step 2 'HUMAN' [FROM, 'c'] 900 'tell the boss' [])",
            "(Step 3 'PARALLEL' [] None '' [(Branch 'A' ['d', 'e'])])",
        ]
    )


def test_text_blocks_keep_their_layout() -> None:
    text = "BEGIN TALK\n  It's ${name}\n\n# not a comment\nEND TALK\nBEGIN MAIL a@b.c\nSubject: x\nEND MAIL\n"
    assert tree(text) == (
        "(TextBlock 'TALK' $(\"  It's \" name '\\n\\n# not a comment') None)\n"
        "(TextBlock 'MAIL' $('Subject: x') 'a@b.c')"
    )
    assert tree("BEGIN MAIL user.email\r\na\r\nb\r\nEND MAIL") == "(TextBlock 'MAIL' $('a\\nb') user.email)"


def test_keywords_of_several_words_can_be_defined() -> None:
    uses = 'GREET WARMLY "Ann", 2\nx = GET TEXT$ "k"\n'
    text = uses + "SUB GREET WARMLY NAME$, TIMES\nEND SUB\nFUNCTION GET TEXT$ KEY$\nEND FUNCTION"
    first, second, *_ = tree(text).split("\n")
    assert first == "<GREET WARMLY 'Ann' , 2>"
    assert second == "(= x <GET TEXT$ 'k'>)"


def test_keywords_defined_in_another_text() -> None:
    source = Source('GREET WARMLY "Ann"\n')
    found = Diagnostics(source)
    module = parse(source, load_catalog(), found, neighbours=["SUB GREET WARMLY NAME$\nEND SUB"])
    assert [shape(statement) for statement in module.body] == ["<GREET WARMLY 'Ann'>"]
    assert not found.items


@pytest.mark.parametrize(
    "text",
    [
        "x = [1,\n 2 ' two\n, # three\n 3]",
        "x = 1 +\n 2",
        'TALK "a",\n "b"',
        "x = 1 _\n + 2",
        "IF a = 1 OR\n b = 2 THEN\nEND IF",
        'r = LLM "x"\n WITH OPTIMIZE FOR "cost"\n WITH MAX_COST 1',
        'UPDATE "t" SET\n a = 1\n WHERE b = 2',
        "x = SELECT a FROM t\n JOIN u ON t.id = u.id\n GROUP BY a",
        'CALL "/x",\n {a: 1,\n  b: 2}',
    ],
)
def test_statements_over_several_lines(text: str) -> None:
    assert len(read(text)[0].body) == 1
    assert read(text)[1] == []


@pytest.mark.parametrize("text", ["", " \n\t\n", "REM only\n' this\n# and this\n// this", "#workflow\n"])
def test_texts_without_statements(text: str) -> None:
    assert tree(text) in ("", "(Pragma 'workflow')")


def test_comments_and_apostrophes() -> None:
    assert tree("a = 1 ' note\nb = 'text' ' note 'x'\nREMEMBER \"k\" = 1\nx.kind = 'f'") == (
        "(= a 1)\n(= b 'text')\n<REMEMBER (= 'k' 1)>\n(= x.kind 'f')"
    )


def test_one_finding_for_each_wrong_line() -> None:
    assert codes('a =\nb = 1\nc = )\nTALK "x" = = 2\nIF THEN\nEND IF') == ["GB1003", "GB1006", "GB1003", "GB1003"]
