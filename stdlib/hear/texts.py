"""Names, addresses, colours, links and other answers that stay text.

Each check takes the trimmed answer and gives the normal form, or None when it does not fit. Pure; called by ``types``.
"""

from __future__ import annotations

import re
import unicodedata
import uuid

_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL = re.compile(rf"{_ATOM}(\.{_ATOM})*@({_LABEL}\.)+[a-z]([a-z0-9-]{{0,61}}[a-z0-9])", re.IGNORECASE)
_HOST = r"([\w-]{1,63}\.)+[^\W\d_]{2,}"
_NUMERIC_HOST = r"localhost|\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:]+\]"
_URL = re.compile(rf"https?://({_HOST}|{_NUMERIC_HOST})(:\d{{1,5}})?([/?#]\S*)?", re.IGNORECASE)
_RGB = re.compile(r"rgb\s*\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)", re.IGNORECASE)
_UK_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})")

COLORS = {
    "black": "#000000", "preto": "#000000",
    "white": "#FFFFFF", "branco": "#FFFFFF",
    "red": "#FF0000", "vermelho": "#FF0000",
    "green": "#008000", "verde": "#008000",
    "blue": "#0000FF", "azul": "#0000FF",
    "yellow": "#FFFF00", "amarelo": "#FFFF00",
    "orange": "#FFA500", "laranja": "#FFA500",
    "purple": "#800080", "roxo": "#800080",
    "pink": "#FFC0CB", "rosa": "#FFC0CB",
    "brown": "#A52A2A", "marrom": "#A52A2A",
    "gray": "#808080", "grey": "#808080", "cinza": "#808080",
    "cyan": "#00FFFF", "ciano": "#00FFFF",
    "magenta": "#FF00FF",
    "gold": "#FFD700", "dourado": "#FFD700",
}  # fmt: skip

LANGUAGES = {
    "english": "en", "ingles": "en",
    "portuguese": "pt", "portugues": "pt",
    "spanish": "es", "espanhol": "es",
    "french": "fr", "frances": "fr",
    "german": "de", "alemao": "de",
    "italian": "it", "italiano": "it",
    "japanese": "ja", "japones": "ja",
    "chinese": "zh", "chines": "zh",
    "korean": "ko", "coreano": "ko",
    "russian": "ru", "russo": "ru",
    "arabic": "ar", "arabe": "ar",
    "hindi": "hi",
    "dutch": "nl", "holandes": "nl",
    "polish": "pl", "polones": "pl",
    "turkish": "tr", "turco": "tr",
}  # fmt: skip


def words(text: str) -> frozenset[str]:
    """The words of ``text`` as a set."""
    return frozenset(text.split())


# ISO 639-1
_CODES = words(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz "
    "ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik "
    "io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml "
    "mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd "
    "se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi "
    "vo wa wo xh yi yo za zh zu"
)


def plain(text: str) -> str:
    """``text`` without accents, in lower case, for looking words up."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def check_text(text: str) -> str | None:
    """Anything."""
    return text


def check_email(text: str) -> str | None:
    """An address of e-mail, in lower case."""
    return text.lower() if len(text) <= 254 and _EMAIL.fullmatch(text) else None


def check_name(text: str) -> str | None:
    """2 to 100 letters, blanks, hyphens and apostrophes of any script; each word starts with a capital."""
    name = " ".join(text.split())
    if not 2 <= len(name) <= 100 or not any(c.isalpha() for c in name):
        return None
    if not all(c in " -'’." or unicodedata.category(c)[0] in "LM" for c in name):
        return None
    return " ".join(word[:1].upper() + word[1:] for word in name.split(" "))


def check_language(text: str) -> str | None:
    """A two-letter code, also as ``pt-BR``, or the name of a language in English or Portuguese."""
    word = plain(text)
    code = re.split(r"[-_]", word)[0]
    if word in LANGUAGES:
        return LANGUAGES[word]
    return code if code in _CODES and re.fullmatch(r"[a-z]{2}([-_][a-z]{2,4})?", word) else None


def check_url(text: str) -> str | None:
    """A web address; ``https://`` is put before one that has no scheme."""
    url = text if "://" in text else f"https://{text}"
    return url if len(url) <= 2048 and _URL.fullmatch(url) else None


def check_uuid(text: str) -> str | None:
    """A UUID with or without braces and hyphens, in canonical lower case."""
    bare = text.strip("{}").removeprefix("urn:uuid:")
    return str(uuid.UUID(bare)) if re.fullmatch(r"[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}", bare) else None


def check_color(text: str) -> str | None:
    """A colour by name, ``#rgb``, ``#rrggbb`` or ``rgb(r, g, b)``, as ``#RRGGBB``."""
    named = COLORS.get(plain(text))
    if named:
        return named
    if re.fullmatch(r"#?[0-9a-fA-F]{6}", text):
        return "#" + text.lstrip("#").upper()
    if re.fullmatch(r"#[0-9a-fA-F]{3}", text):
        return "#" + "".join(c * 2 for c in text[1:]).upper()
    rgb = _RGB.fullmatch(text)
    parts = [int(part) for part in rgb.groups()] if rgb else []
    return "#{:02X}{:02X}{:02X}".format(*parts) if parts and max(parts) <= 255 else None


def check_zipcode(text: str) -> str | None:
    """A postal code of Brazil (``01310-100``), the United States (5 or 9 digits) or the United Kingdom."""
    compact = re.sub(r"[\s.-]", "", text)
    if compact.isascii() and compact.isdigit():
        if len(compact) == 8:
            return f"{compact[:5]}-{compact[5:]}"
        if len(compact) == 9:
            return f"{compact[:5]}-{compact[5:]}"
        return compact if len(compact) == 5 else None
    british = _UK_POSTCODE.fullmatch(text.upper())
    return f"{british[1]} {british[2]}" if british else None


def check_password(text: str) -> str | None:
    """At least 8 characters, kept exactly as typed."""
    return text if len(text) >= 8 else None
