"""Writes a program of a given length that looks like bots people write: dialog, tables, loops, mail, tools.

Deterministic. Names avoid keyword words, so that a grammar with reserved words can read the text too.
"""

from __future__ import annotations

_PARTS = (
    """\
TALK "Welcome back, customer number ${n0}"
HEAR answer0 AS "yes", "no"
IF answer0 = "yes" THEN
    TALK "Good. We go on with part " + n0 + " of the order."
    SET CONTEXT "part0" AS "The customer said yes in part 0"
ELSE
    TALK "We leave part 0 out."
END IF
""",
    """\
' Totals of the cart
total0 = 0
FOR EACH item0 IN cart
    line0 = item0.price * item0.quantity
    IF line0 > 100 AND item0.taxed THEN
        line0 = line0 * 0.95
    END IF
    total0 = total0 + line0
NEXT item0
TALK "Your total is " + FORMAT(total0, "#,##0.00")
""",
    """\
found0 = FIND "customers", "email = '" + mailbox + "'"
IF found0 IS NULL THEN
    fresh0 = NEW OBJECT
    fresh0.email = mailbox
    fresh0.created = NOW()
    SAVE "customers", fresh0
    SEND MAIL mailbox, "Welcome", "We made an account for you."
END IF
""",
    """\
SELECT CASE UCASE(LEFT(reply, 1))
    CASE "A", "B"
        SET BOT MEMORY "choice0", reply
    CASE "C"
        ADD SUGGESTION "c0" AS "See choice 0"
    CASE ELSE
        TALK "Please choose A, B or C."
END SELECT
""",
    """\
SUB showPart0(first0, second0)
    counter0 = 0
    DO WHILE counter0 < 3
        counter0 = counter0 + 1
        TALK "Row " + counter0 + ": " + MID(first0, counter0, 2) + " / " + second0
    LOOP
END SUB
CALL showPart0("abcdef", n0)
""",
    """\
payload0 = {"id": n0, "tags": ["a", "b", "c"], "nested": {"x": 1.5, "y": -2}}
outcome0 = POST "https://api.example.com/orders/${n0}", payload0
IF outcome0.status = 200 THEN
    TALK "Stored as " + outcome0.data.id
END IF
""",
)


def sample_program(lines: int) -> str:
    """A program of about ``lines`` lines."""
    out: list[str] = ["n0 = 1", 'mailbox = "ana@example.com"', "cart = []", 'reply = "A"']
    number = 0
    while len(out) < lines:
        text = _PARTS[number % len(_PARTS)]
        for name in (
            "answer",
            "total",
            "item",
            "line",
            "found",
            "fresh",
            "showPart",
            "first",
            "second",
            "counter",
            "payload",
            "outcome",
        ):
            text = text.replace(f"{name}0", f"{name}{number}")
        out.extend(text.splitlines())
        number += 1
    return "\n".join(out) + "\n"
