"""How promising a lead is, by rules over what is known of it. Pure; called by SCORE LEAD and its kin.

Each rule gives points for one thing; the sum is cut at 100. The grade and the state follow from the sum alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from stdlib.customers.mail_signs import is_personal
from vm.value import parse_number, to_text

QUALIFIED = 70
"""Points from which a lead is qualified unless the program says otherwise."""

BEST = 100

_GRADES = ((85, "A"), (70, "B"), (50, "C"), (30, "D"), (0, "F"))
_STATES = ((70, "hot"), (40, "warm"), (0, "cold"))

Lead = Mapping[str, Any]


def grade_of(score: float) -> str:
    """A (85 and more), B (70), C (50), D (30) or F."""
    return next(grade for least, grade in _GRADES if score >= least)


def state_of(score: float) -> str:
    """hot (70 and more), warm (40) or cold."""
    return next(state for least, state in _STATES if score >= least)


def score(lead: Lead) -> tuple[int, dict[str, int], list[str]]:
    """The score, the points of each rule, and what would raise it."""
    known = {re.sub(r"[\s_-]", "", name.lower()): value for name, value in lead.items()}
    points = {name: rule(known) for name, (rule, _) in _RULES.items()}
    hints = [hint for name, (_, hint) in _RULES.items() if not points[name]]
    return min(BEST, sum(points.values())), points, hints


def _first(lead: Lead, names: str) -> Any:
    """The first of these fields that says something."""
    return next((value for name in names.split() if (value := lead.get(name)) not in (None, "", False)), None)


def _text(lead: Lead, names: str) -> str:
    value = _first(lead, names)
    return "" if value is None else to_text(value).strip().lower()


def _amount(lead: Lead, names: str) -> float:
    """A number, or the first one in a text such as ``50-200``."""
    value = _first(lead, names)
    if isinstance(value, int | float):
        return float(value)
    found = re.search(r"\d[\d,]*(\.\d+)?", "" if value is None else to_text(value))
    return float(parse_number(found[0].replace(",", "")) or 0) if found else 0.0


def _steps(amount: float, *steps: tuple[float, int]) -> int:
    return next((points for least, points in steps if amount >= least), 0)


def _email(lead: Lead) -> int:
    address = _text(lead, "email mail emailaddress")
    return 0 if "@" not in address else 5 if is_personal(address) else 15


def _phone(lead: Lead) -> int:
    return 10 if len(re.findall(r"\d", _text(lead, "phone mobile telephone whatsapp"))) >= 7 else 0


def _company(lead: Lead) -> int:
    return 10 if _text(lead, "company companyname organization account") else 0


_LEADERS = re.compile(r"\b(ceo|cto|cfo|coo|cio|cmo|chief|founder|owner|president|partner|director|vp|head|diretora?)\b")
_MANAGERS = re.compile(r"\b(manager|lead|supervisor|coordinator|gerente|coordenadora?)\b")


def _role(lead: Lead) -> int:
    title = _text(lead, "jobtitle title role position")
    return 20 if _LEADERS.search(title) else 10 if _MANAGERS.search(title) else 0


def _size(lead: Lead) -> int:
    return _steps(_amount(lead, "companysize employees size"), (1000, 15), (100, 10), (10, 5))


def _budget(lead: Lead) -> int:
    return _steps(_amount(lead, "budget value amount"), (10_000, 15), (1, 8))


_SOURCES = {"referral": 10, "partner": 10, "demo": 10, "website": 5, "event": 5, "webinar": 5, "indicacao": 10}


def _source(lead: Lead) -> int:
    return _SOURCES.get(_text(lead, "source leadsource origin"), 0)


def _interest(lead: Lead) -> int:
    asked = 10 if _first(lead, "demorequested pricingvisited requestedquote") is not None else 0
    seen = _amount(lead, "interactions emailsopened visits pageviews")
    return min(15, asked + _steps(seen, (10, 10), (3, 5), (1, 2)))


_RULES: dict[str, tuple[Callable[[Lead], int], str]] = {
    "email": (_email, "ask for a mail address"),
    "phone": (_phone, "ask for a phone number"),
    "company": (_company, "ask which company it is"),
    "role": (_role, "find out who decides"),
    "size": (_size, "ask how many people work there"),
    "budget": (_budget, "ask about the budget"),
    "source": (_source, "note where the lead came from"),
    "interest": (_interest, "send something worth reading and see whether it is opened"),
}
