"""Whether a webhook's call was signed by who knows the secret. Pure.

Two forms are read: ``webhook-signature: v1,BASE64`` over ``id.timestamp.body`` with ``webhook-id`` and
``webhook-timestamp`` (the Standard Webhooks form), and ``X-Hub-Signature-256: sha256=HEX`` over the body.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping

TOLERANCE = 300.0
"""Seconds that a signed time may be away from now."""

HUB = ("x-hub-signature-256", "x-signature-256")
DELIVERY = ("idempotency-key", "webhook-id", "x-github-delivery", "x-delivery-id")
"""Headers that name a call, so that a second copy of it is known."""

MOST_NAME = 200


def secret_of(config: Mapping[str, str], name: str) -> str:
    """The secret of a webhook: its own, else that of all of the bot's; "" when calls need no signature."""
    return config.get(f"webhook-{name}-secret") or config.get("webhook-secret", "")


def delivery(headers: Mapping[str, str]) -> str:
    """What the caller calls this call; "" when it has no name."""
    return next((headers[name][:MOST_NAME] for name in DELIVERY if headers.get(name)), "")


def signed(secret: str, headers: Mapping[str, str], body: bytes, now: float) -> bool:
    """Whether the call has a good signature; ``headers`` by lower-case name."""
    if "webhook-signature" in headers:
        return _standard(secret, headers, body, now)
    given = next((headers[name] for name in HUB if name in headers), "")
    wanted = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(given.removeprefix("sha256=").lower().encode(), wanted.encode())


def _standard(secret: str, headers: Mapping[str, str], body: bytes, now: float) -> bool:
    id, time = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not id or not (time.isascii() and time.isdigit() and len(time) < 12) or abs(now - int(time)) > TOLERANCE:
        return False
    wanted = hmac.new(_key(secret), f"{id}.{time}.".encode() + body, hashlib.sha256).digest()
    found = (item.partition(",") for item in headers["webhook-signature"].split()[:10])
    return any(version == "v1" and _same(text, wanted) for version, _, text in found)


def _same(text: str, wanted: bytes) -> bool:
    return hmac.compare_digest(text.encode(), base64.b64encode(wanted))


def _key(secret: str) -> bytes:
    if not secret.startswith("whsec_"):
        return secret.encode()
    try:
        return base64.b64decode(secret[6:], validate=True)
    except (binascii.Error, ValueError):
        return secret.encode()
