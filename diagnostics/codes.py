"""The registry of error codes: one row each; the page with the same name explains it.

A code is never reused. Ranges by phase: 0 internal, 1 text and syntax, 2 names, 3 arguments and types,
4 flow and lints, 5 project and configuration, 6 runtime faults, 7 capabilities, 8 artifacts and sessions.
``diagnostics/pages/CODE.md`` holds the explanation with a wrong and a right example; a test checks that both exist.
"""

from __future__ import annotations

from enum import StrEnum

from diagnostics.record import FrozenRecord


class Severity(StrEnum):
    """How bad a finding is; only ``ERROR`` stops a program from being compiled."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(FrozenRecord):
    """One declared code: its severity and a title of a few words."""

    code: str
    severity: Severity
    title: str


def _rows(severity: Severity, **titles: str) -> dict[str, Code]:
    return {code: Code(code, severity, title) for code, title in titles.items()}


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Code] = {
    # 0: internal
    **_rows(
        _E,
        GB0001="a function failed inside",
    ),
    # 1: text and syntax
    **_rows(
        _E,
        GB1001="this line does not read as a statement",
        GB1002="a text that is never closed",
        GB1003="a value that is missing",
        GB1004="an IF without THEN",
        GB1005="a bracket that is never closed",
        GB1006="a bracket that closes nothing",
        GB1007="words that are not a keyword",
        GB1008="a block that is never closed",
        GB1009="an end that does not fit the open block",
        GB1010="a part of a block that stands outside it",
        GB1011="a text block or table without its end",
        GB1012="something nested too deeply",
        GB1013="a FOR that is not complete",
        GB1014="two values with nothing between them",
        GB1015="a value that nothing is done with",
        GB1016="something that cannot be changed or called",
        GB1017="a PARAM that does not read",
        GB1018="a line of a table that does not read",
        GB1019="a HEAR that does not read",
        GB1020="a statement that cannot stand here",
        GB1021="a name that is missing",
        GB1022="a character the language does not have",
        GB1023="comparisons in a chain",
        GB1024="the head of a statement that is not complete",
        GB1025="a text that must be known before the program runs",
    ),
    **_rows(
        _W,
        GB1080="an end that closes nothing",
        GB1081="a ${...} that does not read",
    ),
    # 2: names
    **_rows(
        _E,
        GB2001="a label that does not exist",
        GB2003="a SUB, FUNCTION or keyword that does not exist",
        GB2004="two SUBs or FUNCTIONs with one name",
        GB2005="a label that is there twice",
        GB2006="a jump into a loop",
        GB2008="a constant that is changed",
        GB2009="a parameter that is declared twice",
        GB2010="an included file that does not exist",
        GB2011="files that include each other",
        GB2012="a method that values do not have",
    ),
    **_rows(
        _W,
        GB2002="a name that nothing gives a value",
    ),
    # 3: arguments and types
    **_rows(
        _E,
        GB3001="a keyword is used in a form it does not have",
        GB3002="a keyword without a value it needs",
        GB3003="a keyword with more values than it takes",
        GB3004="a word that does not belong to this keyword",
        GB3005="a value of a kind the keyword does not take",
        GB3006="a function with the wrong number of values",
        GB3008="a HEAR type that does not exist",
        GB3009="a PARAM type that does not exist",
        GB3010="a SUB called with the wrong number of values",
        GB3011="an EXIT or CONTINUE without a loop or SUB",
        GB3012="a program that is too large",
        GB3013="something nested too deeply",
        GB3014="a script with too many statements",
    ),
    **_rows(
        _W,
        GB3007="an operation that cannot work",
    ),
    # 4: flow and lints
    **_rows(
        _W,
        GB4001="code that can never run",
        GB4004="a loop that nothing ends",
        GB4006="a password or key in the program",
    ),
    **_rows(
        _N,
        GB4002="a value that nothing uses",
        GB4003="a DATEDIFF with the unit last",
        GB4005="a language model asked in every round of a loop",
    ),
    # 5: project and configuration
    **_rows(
        _E,
        GB5001="a file that cannot be read",
        GB5003="a file that is not UTF-8 text",
    ),
    **_rows(
        _W,
        GB5002="a script that the bot does not have",
    ),
    # 6: runtime faults (ERR gives the number)
    **_rows(
        _E,
        GB6001="a value of the wrong kind",
        GB6002="division by zero",
        GB6003="a date that cannot be read",
        GB6004="a wrong argument to a function",
        GB6005="a value that cannot be looped over",
        GB6006="a value that cannot be changed this way",
        GB6007="nothing with that name can be called",
        GB6100="an error thrown by the program",
        GB6900="the program used up its steps",
        GB6901="the program used up its memory",
        GB6902="too many calls inside each other",
        GB6903="a text grew too long",
        GB6904="a list or object grew too large",
        GB6905="a value is nested too deeply",
        GB6906="the program said too much in one turn",
    ),
    # 7: capabilities
    **_rows(
        _E,
        GB7001="a keyword needs a capability this host does not provide",
        GB7002="an outside call failed",
        GB7003="a script for users with another role",
        GB7004="what this server does not do",
        GB7005="something that is not for bots",
        GB7101="no such table",
        GB7102="no such column",
        GB7103="a row that its table refuses",
        GB7104="the database cannot be used now",
        GB7105="SQL that is wrong or not allowed",
        GB7106="no such connection",
        GB7107="a table or column for users with another role",
        GB7108="a file that cannot be read as a table",
        GB7201="an address this bot may not connect to",
        GB7202="another machine cannot be reached",
        GB7203="another machine took too long",
        GB7204="an answer that is too large",
        GB7205="too many redirects",
        GB7206="not a web address",
        GB7207="a header that cannot be sent",
        GB7208="an answer that cannot be read",
        GB7209="a setting for the web is missing",
        GB7210="a social network that refuses",
        GB7401="not a mail address, header or account",
        GB7402="a mail that the mail server refused",
        GB7403="a mail server that cannot be used",
        GB7404="a mail that is too large",
        GB7405="not a recipient, channel or template of a message",
    ),
    # 73: files and documents
    **_rows(
        _E,
        GB7301="a path that the drive does not allow",
        GB7302="a file that is not there",
        GB7303="a file that is too large",
        GB7304="the drive is full or cannot be reached",
        GB7305="a file that cannot be read as what it is called",
        GB7306="a file that could do harm",
        GB7307="a link to a file that cannot be made",
    ),
    # 75: effects that happen once
    **_rows(
        _E,
        GB7501="an effect of which it is not known whether it happened",
        GB7502="a repeated turn went another way",
        GB7503="an effect outside inside a transaction",
        GB7504="another process goes on with the conversation",
        GB7601="a time that cannot be kept",
        GB7602="too many schedules",
        GB7603="too many runs in a minute",
        GB7604="a time in the calendar that is taken",
        GB7801="a language model that is not configured",
        GB7802="a language model that cannot be reached",
        GB7803="an answer of a language model that cannot be used",
        GB7804="no money left for a language model",
        GB7811="a collection of documents that cannot be used",
        GB7812="an index of documents that cannot be used",
        GB7813="a text that is too long for a collection",
        GB7814="a website that cannot be read",
        GB7810="pictures, sound or video that nothing here makes",
        GB7891="something with consequences that nobody approved",
        GB7901="a bot that takes no tasks of this one",
        GB7902="a bot that did not answer in time",
        GB7903="a bot that could not do its task",
        GB7904="too many bots behind each other",
        GB7905="an approval that was not given",
    ),
    # 8: artifacts and sessions
    **_rows(
        _E,
        GB8001="not a compiled program",
        GB8002="a compiled program of another version",
        GB8003="a damaged compiled program",
        GB8004="bytecode that breaks the rules",
        GB8005="not a saved state",
        GB8006="a saved state of another program",
        GB8007="a damaged saved state",
    ),
}
