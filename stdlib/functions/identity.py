"""Identifiers, hashes and Base64.

Randomness comes from the machine's ``env``, so that a run can be repeated. Called by the machine through the catalog.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Any

from stdlib.api import function
from stdlib.functions.arguments import Env, kind, text_or_empty, text_room, wrong
from vm.budget import charge

_ALGORITHMS = ("md5", "sha1", "sha256", "sha384", "sha512")


@function("GUID()", aliases=("UUID",), result="text", env=True)
def guid(env: Env) -> str:
    """A new random identifier of 36 characters (UUID version 4).

    Example:
        TALK LEN(GUID())   ' 36
    """
    return env.uuid()


def _digest(text: str, algorithm: str) -> str:
    charge(len(text) // 64)
    return hashlib.new(algorithm, _bytes(text), usedforsecurity=False).hexdigest()


def _bytes(text: str) -> bytes:
    """UTF-8; a lone half of a pair, which UTF-8 cannot have, becomes a question mark."""
    return text.encode("utf-8", "replace")


@function("HASH(text[, algorithm])", result="text")
def hashed(value: Any, algorithm: Any = None) -> str:
    """Hash of a text in hexadecimal: SHA-256, or MD5, SHA1, SHA384 or SHA512 when named.

    Example:
        TALK LEFT(HASH("hello"), 8)   ' 2cf24dba
    """
    name = "sha256" if algorithm is None else text_or_empty(algorithm).lower().replace("-", "").strip()
    if name not in _ALGORITHMS:
        raise wrong(f"HASH knows MD5, SHA1, SHA256, SHA384 and SHA512, not {kind(algorithm)}")
    return _digest(text_or_empty(value), name)


@function("MD5(text)", result="text")
def md5(value: Any) -> str:
    """MD5 hash of a text in hexadecimal; for checksums only, not for secrets.

    Example:
        TALK MD5("hello")   ' 5d41402abc4b2a76b9719d911017c592
    """
    return _digest(text_or_empty(value), "md5")


@function("BASE64(text)", aliases=("BASE64_ENCODE",), result="text")
def base64_encode(value: Any) -> str:
    """A text's UTF-8 bytes in Base64.

    Example:
        TALK BASE64("olá")   ' b2zDoQ==
    """
    data = _bytes(text_or_empty(value))
    charge(len(data) // 64)
    text_room((len(data) + 2) // 3 * 4)
    return base64.b64encode(data).decode("ascii")


@function("BASE64_DECODE(text)", result="text")
def base64_decode(value: Any) -> str:
    """The text that Base64 stands for; GB6004 when it is not Base64 of UTF-8 text.

    Example:
        TALK BASE64_DECODE("b2zDoQ==")   ' olá
    """
    text = "".join(text_or_empty(value).split())
    charge(len(text) // 64)
    try:
        return base64.b64decode(text, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        raise wrong("BASE64_DECODE needs the Base64 of a text") from None
