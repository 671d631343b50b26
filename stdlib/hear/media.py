"""What a HEAR makes of a picture or sound that a person sent: the text of a QR code, the words that are said.

Called by the driver when an answer was accepted.
"""

from __future__ import annotations

import asyncio
from typing import Any

from stdlib.context import Context
from stdlib.documents.barcodes import codes_on
from stdlib.documents.handles import content_of
from stdlib.ports import Attachment


async def understood(ctx: Context, kind: str, sent: Attachment) -> Any:
    """The value of a file sent for HEAR AS ``kind``; None when there is nothing of it in the file."""
    if kind == "QRCODE":
        _, picture = await content_of(ctx, ctx.file(sent), "HEAR AS QRCODE")
        return next(iter(await asyncio.to_thread(codes_on, picture, only_qr=True)), None)
    if kind == "AUDIO":
        _, sound = await content_of(ctx, ctx.file(sent), "HEAR AS AUDIO")
        return await ctx.media.transcript(sent.name, sound) or None
    return ctx.file(sent)
