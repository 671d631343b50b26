"""Pages that the language model writes for CREATE SITE: their names and their HTML. Pure."""

from __future__ import annotations

import re

from stdlib.ports import KeywordFault

MOST_PAGE = 1 << 20
"""Characters of a page."""


def site_name(text: str, otherwise: str | None = None) -> str:
    """The name of a site in its address; GB6004, or ``otherwise``, when it is none."""
    name = text.strip().strip("/").lower()
    if re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,62}", name):
        return name
    if otherwise is not None:
        return otherwise
    raise KeywordFault("GB6004", "a site has a name of letters, digits, - and _, at most 63 of them")


def page_of(answer: str) -> str:
    """The HTML of a model's answer; GB7803 when there is none."""
    fenced = re.search(r"```(?:html)?\s*(<.*?)\s*```", answer, re.DOTALL)
    page = fenced[1] if fenced else answer.strip()
    if not page.startswith("<") or len(page) > MOST_PAGE:
        raise KeywordFault("GB7803", "the language model was asked for a web page and answered something else")
    return page
