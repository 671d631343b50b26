"""The words for everything that cannot be read: code, message and way out, in the author's terms.

``report`` takes the problems noted by lexer, classifier and nester, ``misbuilt`` those of the build functions,
``syntax`` a token that does not fit. One finding each; nothing here decides what is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from compiler import ast
from compiler._lalr import Stream
from compiler.misbuilt import Misbuilt
from compiler.vocabulary import Vocabulary
from diagnostics.diagnostic import Diagnostics, Label
from diagnostics.source import Span
from diagnostics.spell import distance, nearest
from grammar.tokens import NAMES

Problem = tuple[str, int, int, Any]
Words = tuple[str, str, str]

_END_OF = {
    "IF": "END IF", "FOR": "NEXT", "FOR EACH": "NEXT", "WHILE": "WEND", "DO": "LOOP", "SELECT": "END SELECT",
    "SWITCH VALUE": "END SWITCH", "WITH": "END WITH", "SUB": "END SUB", "FUNCTION": "END FUNCTION", "TRY": "END TRY",
    "ON": "END ON", "SCHEDULE": "END SCHEDULE", "PARALLEL": "END PARALLEL",
}  # fmt: skip
_SHOWN = {"SWITCH VALUE": "SWITCH", "SCHEDULE": "SCHEDULE IN", "SELECT": "SELECT CASE", "PARALLEL": "STEP ... PARALLEL"}

_FIXED: dict[str, Words] = {
    "text": ("GB1002", "this text is never closed", 'put a `"` where the text ends'),
    "table": ("GB1011", "this TABLE has no END TABLE", "write END TABLE on a line of its own after the last field"),
    "bracket": ("GB1005", "this bracket is never closed", "put the closing bracket where the values end"),
    "deep": ("GB1012", "brackets and keywords are nested too deeply here", "give parts of it to variables first"),
    "long": ("GB1012", "this statement is too long", "give parts of it to variables first"),
    "many": ("GB1012", "this program has too many statements", "keep data in a table or a file, not in the program"),
    "field": ("GB1021", "a field name is missing after the dot", "write the name of the field, as in user.name"),
    "statement": ("GB1001", "this does not read as a statement",
                  "begin the line with a keyword, or with a name and `=`"),
    "for": ("GB1013", "this FOR names no variable to count or go through",
            "write FOR i = 1 TO 10, or FOR EACH item IN list"),
    "sub": ("GB1021", "this SUB or FUNCTION has no proper name", "write SUB name(first, second)"),
    "const": ("GB1024", "this CONST has no name and value", "write CONST name = value"),
    "let": ("GB1024", "this LET gives nothing a value", "write LET name = value"),
    "param": ("GB1017", "this PARAM has no name", "write PARAM name AS STRING"),
    "index": ("GB1024", "this CREATE INDEX does not read", "write CREATE INDEX name ON table(column, other)"),
    "event": ("GB1024", "this ON names no event",
              'write ON EVENT "name" DO, ON FORM SUBMIT "form", or ON INSERT OF "table"'),
    "on error": ("GB1024", "this ON ERROR does not say what to do",
                 "write ON ERROR RESUME NEXT, ON ERROR GOTO label, or ON ERROR GOTO 0"),
    "step": ("GB1024", "this STEP does not say who does it",
             'write STEP 1: BOT "name" "instruction", STEP 1: HUMAN APPROVAL FROM "address", or STEP 1: PARALLEL'),
    "branch": ("GB1024", "this BRANCH names no bot", 'write BRANCH A: BOT "name" "instruction"'),
    "table head": ("GB1018", "the head of this table does not read", "write TABLE name, or TABLE name ON connection"),
    "field line": ("GB1018", "this line of the table does not read", "write a name and a type, as in Price double"),
    "before case": ("GB1020", "a statement stands before the first CASE", "put it into a CASE, or above the SELECT"),
    "in parallel": ("GB1020", "only BRANCH lines stand in a parallel step", "move this below END PARALLEL"),
    "in with": ("GB1020", "only fields stand inside WITH", "write field = value, or move this below END WITH"),
    "inner sub": ("GB1020", "a SUB or FUNCTION cannot stand inside another block", "move it to the end of the file"),
    "case value": ("GB1003", "each CASE of a SWITCH used as a value needs `:` and a value", 'write CASE "a" : "value"'),
    "timeout": ("GB1010", "this TIMEOUT belongs to no step", "put it right below a STEP with HUMAN APPROVAL"),
    "two tests": ("GB1024", "this loop is tested at both ends", "keep the condition at DO or the one at LOOP"),
    "deep blocks": ("GB1012", "blocks are nested too deeply here", "move inner blocks into a SUB"),
    "hole": ("GB1081", "this ${...} does not read as a value and stays as it stands",
             "write a name, a field or a call between the braces"),
    "uncallable": ("GB1016", "this value cannot be called", "put an operator between it and the bracket"),
    "target": ("GB1016", "this cannot be given a value", "write a name, a field or an element before the `=`"),
    "lone value": ("GB1015", "this line works out a value and does nothing with it",
                   "give it to a variable, or say it with TALK"),
    "hear target": ("GB1019", "HEAR stores the answer in a variable", "write HEAR name"),
    "hear rest": ("GB1019", "this part of the HEAR does not read",
                  'write HEAR name AS type WITH "prompt" DEFAULT value'),
    "param name": ("GB1017", "this PARAM has no name", "write PARAM name AS STRING"),
    "param rest": ("GB1017", "this part of the PARAM does not read",
                   'write PARAM name AS type LIKE "example" DESCRIPTION "what it is"'),
    "return with": ("GB1024", "the fields of this RETURN WITH do not read",
                    "write RETURN WITH name AS value, other AS value"),
    "fixed text": ("GB1025", "this text must be known before the program runs",
                   "write it in quotes, without variables"),
}  # fmt: skip


_BETWEEN = "write an operator such as `+`, a comma, or begin a new line"


def clip(text: str) -> str:
    """Text of the program for use in a message: on one line, at most 40 characters."""
    text = " ".join(text[:200].split())
    return text if len(text) <= 40 else text[:37] + "..."


def _called(kind: str) -> str:
    return _SHOWN.get(kind, kind)


def _text_block(found: Diagnostics, p: Problem) -> Words:
    return "GB1011", f"this text block has no {p[3]}", f"write {p[3]} on a line of its own after the text"


def _closing(found: Diagnostics, p: Problem) -> Words:
    return "GB1006", f"this `{p[3]}` closes nothing", "remove it, or put the opening bracket where it belongs"


def _strange(found: Diagnostics, p: Problem) -> Words:
    shown = p[3] if p[3].isprintable() else f"U+{ord(p[3]):04X}"
    return "GB1022", f"the character `{shown}` does not belong here", 'put text in quotes: "..."'


def _sign(found: Diagnostics, p: Problem) -> Words:
    hint = "an assignment begins its line: name = value" if p[3].endswith("=") else "look for a slip just before it"
    return "GB1001", f"`{p[3]}` does not fit here", hint


def _end(found: Diagnostics, p: Problem) -> Words:
    return (
        "GB1009",
        f"there is no block that END {clip(p[3]).upper()} would close",
        "write END alone to stop the program",
    )


def _label(found: Diagnostics, p: Problem) -> Words:
    return "GB1021", f"this {p[3]} does not name a label", f"write {p[3]} name, and name: at the line where it goes"


def _hear_value(found: Diagnostics, p: Problem) -> Words:
    return "GB1019", f"a value is missing after {p[3]}", 'write HEAR name AS type WITH "prompt" DEFAULT value'


def _param_value(found: Diagnostics, p: Problem) -> Words:
    return (
        "GB1017",
        f"a value is missing after {p[3]}",
        'write PARAM name AS type LIKE "example" DESCRIPTION "what it is"',
    )


def _middle(found: Diagnostics, p: Problem) -> Words:
    home = {"ELSE IF": "IF", "ELSE": "IF", "CASE": "SELECT CASE", "DEFAULT": "SWITCH", "CATCH": "TRY", "FINALLY": "TRY"}
    if p[3] == "FIELD":
        return "GB1010", "a field stands alone only inside WITH", "write name.field = value, or open WITH name above"
    return "GB1010", f"this {p[3]} belongs to no {home[p[3]]}", f"put the {home[p[3]]} above it, or remove it"


def _stray_end(found: Diagnostics, p: Problem) -> Words:
    written = clip(found.source.text[p[1] : p[2]]).upper()
    return "GB1080", f"this {written} closes nothing and is left out", "remove it, or look for an end too many above"


def _beside(found: Diagnostics, p: Problem) -> Words:
    said, then, to = p[3]
    here = clip(found.source.text[p[1] : p[2]])
    if to:
        return "GB1013", f"this FOR has `{here}` where TO is expected", "write FOR i = 1 TO 10"
    hint = "write an operator, or THEN before what is to be done" if then else _BETWEEN
    return "GB1014", f"something is missing between `{clip(said)}` and `{here}`", hint


_WORDED: dict[str, Callable[[Diagnostics, Problem], Words]] = {
    "beside": _beside,
    "text block": _text_block,
    "closing": _closing,
    "strange": _strange,
    "sign": _sign,
    "end": _end,
    "label": _label,
    "hear value": _hear_value,
    "param value": _param_value,
    "middle": _middle,
    "stray end": _stray_end,
}


# ---------------------------------------------------------------- findings with a second place


def _at(found: Diagnostics, offset: int) -> str:
    return f"line {found.source.line_of(offset)}"


def _unclosed(found: Diagnostics, p: Problem) -> None:
    opener, seen = p[3]
    end = _END_OF[opener.kind]
    labels: list[Label] = []
    if seen is not None:
        labels.append(
            Label(Span(seen.start, max(seen.end, seen.start + 1)), f"the {_called(opener.kind)} is still open here")
        )
    found.add("GB1008", f"this {_called(opener.kind)} is never closed", p[1], p[2],
              hint=f"write {end} where it should end", labels=labels)  # fmt: skip


def _one_line(found: Diagnostics, p: Problem) -> None:
    opener: ast.Opener = p[3][0]
    found.add("GB1020", f"a {_called(opener.kind)} cannot begin on the line of an IF", p[1], p[2],
              hint="end the line after THEN and close the IF with END IF")  # fmt: skip


def _wrong_end(found: Diagnostics, p: Problem) -> None:
    opener: ast.Opener = p[3]
    written = clip(found.source.text[p[1] : p[2]]).upper()
    message = f"{written} does not close the {_called(opener.kind)} of {_at(found, opener.start)}"
    found.add("GB1009", message, p[1], p[2], hint=f"write {_END_OF[opener.kind]}",
              labels=[Label(Span(opener.start, opener.end), "opened here")])  # fmt: skip


def _after_else(found: Diagnostics, p: Problem) -> None:
    kind, other = p[3]
    written = clip(found.source.text[other.start : other.end]).upper()
    found.add("GB1010", f"this {kind} comes after the {written}", p[1], p[2], hint=f"put the {written} last",
              labels=[Label(Span(other.start, other.end), f"the {written}")])  # fmt: skip


def _mismatch(found: Diagnostics, p: Problem) -> None:
    start, opened, closed = p[3]
    found.add("GB1006", f"`{opened}` cannot be closed by `{closed}`", p[1], p[2],
              hint="use the bracket of the same shape",
              labels=[Label(Span(start, start + 1), "opened here")])  # fmt: skip


_PLACED: dict[str, Callable[[Diagnostics, Problem], None]] = {
    "unclosed": _unclosed,
    "one line": _one_line,
    "wrong end": _wrong_end,
    "after else": _after_else,
    "mismatch": _mismatch,
}

_STATEMENT_WORDS = (
    "IF", "ELSE", "ELSE IF", "END IF", "FOR EACH", "FOR", "NEXT", "WHILE", "WEND", "DO WHILE", "LOOP",
    "SELECT CASE", "CASE", "END SELECT", "SWITCH", "END SWITCH", "SUB", "END SUB", "FUNCTION", "END FUNCTION",
    "RETURN", "EXIT", "HEAR", "PARAM", "DESCRIPTION", "GOTO", "GOSUB", "DIM", "BEGIN TALK", "BEGIN SYSTEM PROMPT",
    "TRY", "CATCH", "THROW", "INCLUDE", "CALL",
)  # fmt: skip
_MAX_GUESSES = 12


def report(found: Diagnostics, problems: list[Problem], vocabulary: Vocabulary) -> None:
    """Turn noted problems into findings; stops when the diagnostics are full."""
    guesses = 0
    for problem in problems:
        if len(found) >= found.limit:
            return
        what, start, end, _ = problem
        if what == "keyword":
            guesses += 1
            _keyword(found, problem, vocabulary if guesses <= _MAX_GUESSES else None)
        elif what in _PLACED:
            _PLACED[what](found, problem)
        else:
            code, message, hint = _FIXED[what] if what in _FIXED else _WORDED[what](found, problem)
            found.add(code, message, start, end, hint=hint)


def misbuilt(found: Diagnostics, problem: Misbuilt) -> None:
    """The finding for a statement that a build function gave up."""
    row = (problem.what, problem.start, problem.end, problem.detail)
    code, message, hint = _FIXED[problem.what] if problem.what in _FIXED else _WORDED[problem.what](found, row)
    found.add(code, message, problem.start, problem.end, hint=hint)


def _keyword(found: Diagnostics, problem: Problem, vocabulary: Vocabulary | None) -> None:
    """Words that begin a line and are no keyword: the longest run that looks like one is taken for it."""
    _, start, end, words = problem
    if vocabulary is not None:
        known = [*vocabulary.phrases(), *_STATEMENT_WORDS]
        guess = min(_guesses(words, known), default=None)
        if guess is not None:
            _, count, near = guess
            found.add("GB1007", f"`{_joined(words, count)}` is not a keyword", start, words[count - 1][1],
                      hint=f"did you mean {near}?")  # fmt: skip
            return
        family = _family(words[0][0].upper(), known) if len(words) > 1 else ""
        if family:
            found.add(
                "GB1007", f"`{_joined(words, 2)}` is not a keyword", start, words[1][1], hint=f"there is {family}"
            )
            return
    found.add("GB1007", f"`{clip(words[0][0])}` is not a keyword", start, end,
              hint="say a text with TALK \"...\", or begin a comment with '")  # fmt: skip


def _guesses(words: list[tuple[str, int]], known: list[str]) -> Iterator[tuple[int, int, str]]:
    """Known phrases near the first words, as (slips, number of words, phrase)."""
    for count in range(1, len(words) + 1):
        wrong = _joined(words, count).upper()
        near = nearest(wrong, (phrase for phrase in known if phrase.count(" ") == count - 1))
        if near and (count > 1 or not _family(wrong, known)):
            yield distance(wrong, near, len(wrong)), count, near


def _joined(words: list[tuple[str, int]], count: int) -> str:
    return clip(" ".join(word for word, _ in words[:count]))


def _family(word: str, known: list[str]) -> str:
    """Some phrases that begin with the word, for a hint; "" when there are none."""
    phrases = sorted(phrase for phrase in known if phrase.startswith(word + " "))
    return ", ".join(phrases[:5]) + (", ..." if len(phrases) > 5 else "")


# ---------------------------------------------------------------- a token that does not fit

_VALUES = frozenset(["NAME", "NUMBER", "STRING", "LPAR", "LLIST", "LOBJ", "XCMD", "NEG", "NOT"])
_AFTER_VALUE = frozenset(["DOT", "MUL", "ADD", "CMP", "AND", "OR"])
_HEADS = {"FOREACH": "FOR EACH", "ELSEIF": "ELSE IF", "SCHEDULE": "SCHEDULE IN", "STEPNO": "STEP", "XCMD": ""}


def syntax(found: Diagnostics, stream: Stream, first: int, at: int, expected: list[int], deep: bool) -> None:
    """One finding for the statement from token ``first`` on, whose token ``at`` cannot follow."""
    last = at
    while stream[last][0] != 0:
        if NAMES[stream[last][0]] == "ERROR":
            return  # noted already by the classifier
        last += 1
    kind, start, end, _ = stream[at]
    if deep:
        found.add("GB1012", "this expression is nested too deeply", stream[first][1], max(end, start),
                  hint="give parts of it to variables first")  # fmt: skip
        return
    wanted = {NAMES[number] for number in expected}
    text = found.source.text
    before = at - 1
    while before > first and stream[before][1] == stream[before][2]:
        before -= 1
    said = clip(text[stream[before][1] : stream[before][2]]) if at > first else ""
    if start == end:
        start, end = (stream[before][1], stream[before][2]) if at > first else (start, start)
    code, message, hint = _misfit(NAMES[kind], NAMES[stream[first][0]], wanted, said, clip(text[start:end]))
    found.add(code, message, start, end, hint=hint)


def _misfit(kind: str, head: str, wanted: set[str], said: str, here: str) -> Words:
    """Code, message and hint from what came (``kind``), what the statement is (``head``) and what could have come."""
    if "NAME" in wanted and "NUMBER" in wanted and not wanted & _AFTER_VALUE:
        if (
            kind in ("$END", "XEND", "COMMA", "RPAR", "RCALL", "RLIST", "RIDX", "ROBJ", "THEN", "COLON", "ARM", "DO")
            and said
        ):
            return "GB1003", f"a value is missing after `{said}`", "write a number, a text, a name or an expression"
        return "GB1003", f"a value is missing before `{here}`", "write a number, a text, a name or an expression"
    if "KEY" in wanted:
        return "GB1021", "an object needs a field name and `:` before each value", "write {name: value}"
    if head in ("IF", "ELSEIF") and "THEN" in wanted and kind == "$END":
        return "GB1004", f"the {_HEADS.get(head, head)} has no THEN", "write THEN at the end of the condition"
    if "COLON" in wanted and kind == "$END":
        return "GB1003", "the `?` has no `:` with the other value", "write condition ? yes : no"
    if "TO" in wanted and head == "FOR":
        return "GB1013", "this FOR has no TO", "write FOR i = 1 TO 10"
    if head == "SCHEDULE" and "UNIT" in wanted:
        return "GB1024", "this SCHEDULE IN has no unit of time", "write SCHEDULE IN 5 MINUTES DO"
    if kind in ("CMP", "ISNULL", "BETWEEN") and "AND" in wanted:
        hint = "compare two values at a time, as in a < b AND b < c; write each assignment on a line of its own"
        return "GB1023", "comparisons cannot follow each other", hint
    if kind in _VALUES or kind in ("CLAUSE", "THEN", "DO"):
        return "GB1014", f"something is missing between `{said}` and `{here}`", _BETWEEN
    if kind in ("$END", "XEND"):
        return "GB1001", f"this statement stops too early after `{said}`", "finish it, or remove it"
    return "GB1001", f"`{here}` does not fit here", "look for a slip just before it"
