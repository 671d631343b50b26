"""Barcodes and QR codes on pictures, read by zxing-cpp. Pure; called by SCAN BARCODE and HEAR AS QRCODE."""

from __future__ import annotations

import io

from stdlib.ports.faults import KeywordFault

MOST_PIXELS = 50_000_000
"""Pixels of a picture that is looked at."""


def codes_on(picture: bytes, *, only_qr: bool = False) -> list[str]:
    """The texts of the codes on a picture; GB7305 for what is no picture."""
    import zxingcpp
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(picture)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise KeywordFault("GB7303", f"a picture with codes has at most {MOST_PIXELS // 1_000_000} megapixels")
            shown = opened.convert("L")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise KeywordFault("GB7305", "the file is no picture that can be read") from error
    found = [item for item in zxingcpp.read_barcodes(shown) if item.valid]
    return [item.text for item in found if not only_qr or item.format == zxingcpp.BarcodeFormat.QRCode]
