"""Keywords that need nothing outside the program's own host: CALL and RUN of other scripts, LOG, codes.

CALL and RUN only say what to start; the driver runs the script and goes on with its result.
"""

from __future__ import annotations

import hmac
from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.ports import KeywordFault, Level, Start


@keyword("CALL target:text[, arguments...]", result="any", capability="core", effect="write", tier=1)
async def call(ctx: Context, *, target: Any = None, arguments: Any = None) -> Start:
    """Run another script of the bot and go on with what it returns. The arguments go to its PARAMs in order.

    `CALL name(...)` without quotes calls a SUB or FUNCTION of the same script.

    Example:
        total = CALL "total.bas", cart
    """
    return Start(_script(ctx, target, "CALL"), tuple(ctx.items(arguments)))


@keyword("RUN target:text", result="any", capability="core", effect="write")
async def run(ctx: Context, *, target: Any = None) -> Start:
    """Run another script of the bot and go on with what it returns; the same as CALL without arguments.

    Example:
        RUN "auth.bas"
    """
    return Start(_script(ctx, target, "RUN"))


def _script(ctx: Context, target: Any, word: str) -> str:
    name = ctx.text(target).strip()
    if not name:
        raise KeywordFault("GB6004", f"{word} takes the name of a script")
    if name.startswith("/"):
        raise KeywordFault("GB7001", f"{word} of {name} needs the admin capability, which this host does not provide")
    return name


@keyword("LOG text", "LOG name:text, data", capability="core", effect="write", tier=1)
async def log(ctx: Context, *, text: Any = None, name: Any = None, data: Any = None) -> None:
    """Write to the bot's log: a text, or a name with data.

    Example:
        LOG "order_placed", order
    """
    await ctx.log(Level.INFO, ctx.text(name if text is None else text), data)


@keyword("LOG DEBUG text", capability="core", effect="write", tier=1)
async def log_debug(ctx: Context, *, text: Any = None) -> None:
    """Write a detail to the bot's log.

    Example:
        LOG DEBUG "state: " + state
    """
    await ctx.log(Level.DEBUG, ctx.text(text))


@keyword("LOG INFO text", capability="core", effect="write", tier=1)
async def log_info(ctx: Context, *, text: Any = None) -> None:
    """Write to the bot's log.

    Example:
        LOG INFO "import done"
    """
    await ctx.log(Level.INFO, ctx.text(text))


@keyword("LOG WARN text", capability="core", effect="write", tier=1)
async def log_warn(ctx: Context, *, text: Any = None) -> None:
    """Write a warning to the bot's log.

    Example:
        LOG WARN "no stock for " + sku
    """
    await ctx.log(Level.WARN, ctx.text(text))


@keyword("LOG ERROR text", capability="core", effect="write", tier=1)
async def log_error(ctx: Context, *, text: Any = None) -> None:
    """Write an error to the bot's log.

    Example:
        LOG ERROR "payment refused"
    """
    await ctx.log(Level.ERROR, ctx.text(text))


@keyword("GENERATE CODE digits:int", result="text", capability="core", effect="none", tier=3)
async def generate_code(ctx: Context, *, digits: Any = None) -> str:
    """A code of random digits, such as one to confirm an address with.

    Example:
        code = GENERATE CODE 6
    """
    count = int(ctx.number(digits, "the length of GENERATE CODE"))
    if not 1 <= count <= 32:
        raise KeywordFault("GB6004", f"GENERATE CODE takes 1 to 32 digits, and got {count}")
    return "".join(str(int(ctx.env.random() * 10)) for _ in range(count))


@keyword("RANDOM STRING length:int", result="text", capability="core", effect="none")
async def random_string(ctx: Context, *, length: Any = None) -> str:
    """Random letters and digits, such as a one-time key.

    Example:
        nonce = RANDOM_STRING(12)
    """
    count = int(ctx.number(length, "the length of RANDOM STRING"))
    if not 1 <= count <= 1024:
        raise KeywordFault("GB6004", f"RANDOM STRING takes 1 to 1024 characters, and got {count}")
    return "".join(_LETTERS[int(ctx.env.random() * len(_LETTERS))] for _ in range(count))


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


@keyword("GENERATE ID", result="text", capability="core", effect="none")
async def generate_id(ctx: Context) -> str:
    """A new identifier that nothing else has.

    Example:
        key = GENERATE_ID()
    """
    return ctx.env.uuid()


@keyword("VERIFY SIGNATURE body:text, signature:text, key:text", result="bool", capability="core", effect="none")
async def verify_signature(ctx: Context, *, body: Any = None, signature: Any = None, key: Any = None) -> bool:
    """True when the signature (HMAC SHA-256, as hexadecimal digits) of a text was made with this key.

    Example:
        ok = VERIFY_SIGNATURE(body, signature, key)
    """
    made = hmac.new(ctx.text(key).encode(), ctx.text(body).encode(), "sha256").hexdigest()
    given = ctx.text(signature).strip().lower().removeprefix("sha256=")
    return hmac.compare_digest(made.encode(), given.encode())
