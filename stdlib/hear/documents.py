"""Numbers that carry their own proof: CPF, CNPJ, payment cards; and telephone numbers.

Each check takes the trimmed answer and gives the normal form, or None when it does not fit. Pure; called by ``types``.
"""

from __future__ import annotations

import re


def check_cpf(text: str) -> str | None:
    """Eleven digits whose last two prove the others, as ``ddd.ddd.ddd-dd``."""
    digits = re.sub(r"[\s./-]", "", text)
    if not re.fullmatch(r"[0-9]{11}", digits) or len(set(digits)) == 1:
        return None
    if digits[9:] != _proof(digits[:9], 11):
        return None
    return f"{digits[:3]}.{digits[3:6]}.{digits[6:9]}-{digits[9:]}"


def check_cnpj(text: str) -> str | None:
    """Twelve digits (or letters, as issued since 2026) and two that prove them, as ``dd.ddd.ddd/dddd-dd``."""
    marks = re.sub(r"[\s./-]", "", text).upper()
    if not re.fullmatch(r"[0-9A-Z]{12}[0-9]{2}", marks) or len(set(marks)) == 1:
        return None
    if marks[12:] != _proof(marks[:12], 9):
        return None
    return f"{marks[:2]}.{marks[2:5]}.{marks[5:8]}/{marks[8:12]}-{marks[12:]}"


def _proof(marks: str, highest: int) -> str:
    """The two modulo-11 digits; weights run 2, 3, ... from the right and start again after ``highest``."""
    for _ in range(2):
        weights = (2 + place % (highest - 1) for place in range(len(marks)))
        total = sum((ord(mark) - 48) * weight for mark, weight in zip(reversed(marks), weights, strict=True))
        rest = total % 11
        marks += "0" if rest < 2 else str(11 - rest)
    return marks[-2:]


def check_creditcard(text: str) -> str | None:
    """13 to 19 digits that pass the Luhn test; only the first and last four are kept."""
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"[0-9]{13,19}", digits) or len(set(digits)) == 1:
        return None
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return f"{digits[:4]} **** **** {digits[-4:]}" if total % 10 == 0 else None


def check_mobile(text: str) -> str | None:
    """10 to 15 digits: 11 as ``(dd) ddddd-dddd``, 10 as ``(ddd) ddd-dddd``, others as ``+digits``.

    A number written with ``+`` is international and always ``+digits``.
    """
    if not re.fullmatch(r"\+?[0-9\s().-]+", text):
        return None
    digits = re.sub(r"[^0-9]", "", text)
    if not 10 <= len(digits) <= 15:
        return None
    if not text.startswith("+"):
        if len(digits) == 11:
            return f"({digits[:2]}) {digits[2:7]}-{digits[7:]}"
        if len(digits) == 10:
            return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    return f"+{digits}"
