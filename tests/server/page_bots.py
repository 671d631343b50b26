"""The bots that the tests of the pages talk to."""

from __future__ import annotations

from pathlib import Path

from tests.server.conversing import write_bot

CAFE = """
TALK "Welcome to the **café**."
HEAR name AS NAME WITH "What may I call you?"
TALK "Hello ${name}."
HEAR size AS "Small", "Large"
TALK "A ${size} one."
HEAR code AS PASSWORD WITH "Your code?"
TALK "The code has ${LEN(code)} characters."
HEAR day AS DATE WITH "When?"
TALK "On ${day}."
HEAR paper AS FILE WITH "Your paper?"
TALK "Got ${paper.name} of ${paper.size} bytes."
ADD SUGGESTION TEXT "I want it all" AS "Everything"
ADD SUGGESTION TOOL "add" AS "Add"
ADD SWITCHER "tables" AS "Tables"
TALK "| a | b |\\n| --- | --- |\\n| 1 | 2 |"
HEAR more
TALK "You said ${more}."
HEAR rest
"""
ADD = 'PARAM a AS integer DESCRIPTION "A number"\nDESCRIPTION "Adds one."\nTALK a + 1\n'
LOOP = 'TALK "working"\nWHILE TRUE\n  FOR i = 1 TO 100000\n    x = SQR(2)\n  NEXT\n  y = GET BOT MEMORY "n"\nWEND\n'
SHOWN = """
BEGIN TALK
# Title

A *soft* and **strong** word, `code`, [a link](https://example.com/x) and:

1. one
2. two
   - inner
END TALK
TALK '[{"title": "Tea", "text": "Green", "buttons": [{"text": "Order tea", "message": "tea"}]}, ' + _
  '{"title": "Cake", "text": "Apple"}]'
HEAR x
TALK "got " + x
CHANGE THEME x
HEAR y
"""
ECHO = """HEAR x
TALK x
HEAR f AS FILE
TALK f.name
HEAR m AS MENU READ("p1.txt"), "b"
"""
CONFIG = """name,value
theme-title,Café Um
theme-color1,#8a2be2
llm-key,sk-secret-canary
bot-description,Coffee & cake
"""
POLYGLOTS = Path(__file__).with_name("polyglots.txt").read_text().rstrip("\n").split("\n=====\n")
"""Texts that would run in a page that lets them."""


def bots(root: Path) -> Path:
    write_bot(root, "cafe", {"start.bas": CAFE, "add.bas": ADD}, CONFIG)
    write_bot(root, "loop", {"start.bas": LOOP})
    write_bot(root, "shown", {"start.bas": SHOWN})
    talks = "".join(f'TALK READ("p{number}.txt")\n' for number in range(len(POLYGLOTS)))
    write_bot(root, "xss", {"start.bas": talks + ECHO})
    for number, text in enumerate(POLYGLOTS):
        drive = root / "xss.gbai" / "xss.gbdrive"
        drive.mkdir(exist_ok=True)
        (drive / f"p{number}.txt").write_text(text)
    theme = root / "cafe.gbai" / "cafe.gbtheme"
    theme.mkdir()
    (theme / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><script>hit()</script></svg>')
    (theme / "default.css").write_text(
        ":root { --border-radius: 7px; --evil: url(https://evil.example/) } body { display: none }"
    )
    (theme / "night.css").write_text(":root { --background-color: #010203; }")
    return root
