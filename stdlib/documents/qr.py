"""QR codes as PNG pictures, by segno. Pure; called by QR CODE."""

from __future__ import annotations

import io

from stdlib.ports.faults import KeywordFault


def qr_picture(text: str, width: int) -> bytes:
    """A picture of at most ``width`` pixels; GB6004 when the text or the size does not fit."""
    import segno

    if not text:
        raise KeywordFault("GB6004", "QR CODE needs text that is not empty")
    if not 21 <= width <= 4096:
        raise KeywordFault("GB6004", "QR CODE needs a size between 21 and 4096 pixels")
    try:
        code = segno.make_qr(text)
    except ValueError as error:
        raise KeywordFault("GB6004", "QR CODE needs text of at most 2953 bytes") from error
    made = io.BytesIO()
    code.save(made, kind="png", scale=max(1, width // code.symbol_size()[0]))
    return made.getvalue()
