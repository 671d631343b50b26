"""Bodies of requests and answers: values to bytes and back, by content type.

Pure. An answer that claims to be JSON and is not stays text; nothing in an answer can fail a program.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from stdlib.functions.arguments import unwrap
from stdlib.functions.xml_text import write_xml
from stdlib.ports.faults import KeywordFault
from stdlib.ports.web import Reply
from vm.error import BasicError
from vm.value import Array, Object, from_json, to_json, to_text

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
_TEXT = "text/plain; charset=utf-8"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]+)", re.IGNORECASE)


def write_body(value: Any, content_type: str, keyword: str) -> tuple[bytes | None, str]:
    """The bytes of a body and its content type; ``content_type`` "" lets the value decide. Null is no body."""
    value = unwrap(value)
    if value is None:
        return None, content_type
    kind = content_type.partition(";")[0].strip().lower()
    if isinstance(value, str):
        text, chosen = value, content_type or (JSON if _is_json(value) else _TEXT)
    elif kind == FORM:
        text, chosen = form_fields(value, keyword), content_type
    elif kind.endswith("xml"):
        text, chosen = write_xml(value, "data"), content_type
    elif kind in ("", JSON) or kind.endswith("+json"):
        text, chosen = to_json(value), content_type or JSON
    elif isinstance(value, Object | Array):
        raise KeywordFault("GB6004", f"{keyword} cannot write an object or list as {kind}; give it as text")
    else:
        text, chosen = to_text(value), content_type
    return text.encode("utf-8", "replace"), chosen


def form_fields(value: Any, what: str) -> str:
    """An object as the fields of a form or of an address; a list gives its name several times."""
    if not isinstance(value, Object):
        raise KeywordFault("GB6004", f"{what} sends an object as form fields, and got another value")
    pairs = [(name, item) for name, given in value.items() for item in (given if isinstance(given, Array) else [given])]
    return urlencode([(name, "" if item is None else to_text(item)) for name, item in pairs], errors="replace")


def _is_json(text: str) -> bool:
    if text.lstrip()[:1] not in ("{", "["):
        return False
    try:
        from_json(text)
    except BasicError:
        return False
    return True


def read_text(reply: Reply) -> str:
    """The body as text, in the charset it names or UTF-8; what cannot be read is marked and not refused."""
    named = _CHARSET.search(reply.headers.get("content-type", ""))
    try:
        text = reply.body.decode(named[1] if named else "utf-8", "replace")
    except (LookupError, ValueError):
        text = reply.body.decode("utf-8", "replace")
    return text.removeprefix("\ufeff")


def read_body(reply: Reply) -> Any:
    """The value of a body: what its JSON stands for, else its text."""
    text = read_text(reply)
    kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    if text.strip() and (kind == JSON or kind.endswith("+json") or text.lstrip()[:1] in ("{", "[")):
        try:
            return from_json(text)
        except BasicError:
            return text
    return text
