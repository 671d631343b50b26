"""Phrases that are syntax of the language rather than vocabulary: what may follow HEAR, PARAM, ON and their like.

Data for the classifier, in the shape of the catalog's phrases.
"""

from __future__ import annotations

from compiler.vocabulary import Phrase

HEAR_PHRASE = Phrase(
    ("HEAR",),
    clauses=("AS", "WITH", "DEFAULT", "TIMEOUT"),
    follows=(("", "AS"), ("", "WITH"), ("", "DEFAULT"), ("", "TIMEOUT")),
)
PARAM_PHRASE = Phrase(
    ("PARAM",),
    clauses=("AS", "ENUM", "LIKE", "DESCRIPTION", "OPTIONAL", "REQUIRED", "DEFAULT"),
    finals=("OPTIONAL", "REQUIRED"),
)
RETURN_PHRASE = Phrase(("RETURN", "WITH"), clauses=("AS",))
CALL_PHRASE = Phrase(("CALL",), clauses=())
ON_PHRASE = Phrase(
    ("ON",), clauses=("CALL", "FROM", "SUBJECT", "EVENTS", "WITH"), follows=(("", "FROM"), ("", "SUBJECT"))
)
BOT_PHRASE = Phrase(("BOT",), clauses=("WITH",))
HUMAN_PHRASE = Phrase(("HUMAN", "APPROVAL"), clauses=("FROM", "TIMEOUT", "WITH"), follows=(("", "FROM"), ("", "WITH")))
