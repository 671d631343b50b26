"""Keywords of the conversation's own values, of what frames a language model's answers, and of who may run a script.

Values go through the session port; prompts, contexts and the answer mode are kept in the conversation's state.
"""

from __future__ import annotations

import re
from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.documents.reading import read_document
from stdlib.ports import KeywordFault, Scope
from stdlib.web import calls, paging

_PATH = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z_][A-Za-z0-9_-]*)*")
_FILE_ENDINGS = frozenset(
    (
        "bas",
        "csv",
        "doc",
        "docx",
        "gif",
        "htm",
        "html",
        "jpeg",
        "jpg",
        "json",
        "md",
        "pdf",
        "png",
        "txt",
        "xls",
        "xlsx",
        "xml",
    )
)


@keyword(
    "SET SESSION key:text, value",
    "SET SESSION session:text, key:text, value",
    capability="session",
    effect="write",
    tier=1,
)
async def set_session(ctx: Context, *, key: Any = None, value: Any = None, session: Any = None) -> None:
    """Keep a value for the rest of the conversation, or for another conversation by its id. Null removes it.

    Example:
        SET SESSION "cart", items
    """
    await ctx.session.set(_key(ctx, key), value, ctx.text(session))


@keyword(
    "GET SESSION key:text",
    "GET SESSION session:text, key:text",
    result="any",
    capability="session",
    effect="read",
    tier=1,
)
async def get_session(ctx: Context, *, key: Any = None, session: Any = None) -> Any:
    """A value of the conversation, null when there is none. `user_id`, `session_id`, `channel` are always there.

    Example:
        cart = GET SESSION "cart"
    """
    return await ctx.session.get(_key(ctx, key), ctx.text(session))


@keyword("SET key:word, value", "SET key:word = value", capability="session", effect="write", tier=1)
async def set_path(ctx: Context, *, key: Any = None, value: Any = None) -> None:
    """Keep a value for the rest of the conversation, under a path such as "session.cart".

    Example:
        SET "session.cart", items
    """
    await ctx.session.set(_key(ctx, key), value)


def _key(ctx: Context, key: Any) -> str:
    name = ctx.text(key).strip()
    if name.lower().startswith("session."):
        name = name[len("session.") :]
    if not name:
        raise KeywordFault("GB6004", "a value of the conversation needs a name")
    return name


@keyword(
    "GET key:text",
    "GET source:text, key:text",
    "GET url:text WITH fields:assigns",
    "GET url:text WITH values...:named",
    "GET key:text INTO variable:name",
    result="any",
    capability="session",
    effect="read",
    tier=1,
)
async def get(
    ctx: Context,
    *,
    key: Any = None,
    source: Any = None,
    url: Any = None,
    fields: Any = None,
    values: Any = None,
) -> Any:
    """Read a value of the conversation by its path, or one stored by REMEMBER; null when there is none.

    A web address is fetched (the http capability) and gives a response; values after WITH become its query. A file of
    the drive is read as text (the file capability), and `GET "config", name` reads the bot's configuration.

    Example:
        mail = GET "user.email"
    """
    if source is not None:
        return await _get_from(ctx, ctx.text(source), ctx.text(key))
    name = ctx.text(key if url is None else url).strip()
    if url is not None or calls.is_address(name):
        return await _get_address(ctx, name, fields if values is None else calls.named_fields(ctx, values))
    if "/" in name or name.rpartition(".")[2].lower() in _FILE_ENDINGS:
        return await _get_file(ctx, name)
    if not _PATH.fullmatch(name):
        raise KeywordFault("GB6004", f"GET takes a name such as user.email, a file or a web address, and got {name!r}")
    value = await ctx.session.get(_key(ctx, name))
    if value is None and ctx.ports.memory is not None:
        value = await ctx.memory.get(Scope.REMEMBER, ctx.owner(Scope.REMEMBER), name)
    return value


async def _get_address(ctx: Context, name: str, fields: Any) -> Any:
    if ctx.ports.http is None:
        raise KeywordFault(
            "GB7001", f"GET of the address {name} needs the http capability, which this host does not provide"
        )
    return await paging.get(ctx, await calls.address_of(ctx, name, fields))


async def _get_file(ctx: Context, name: str) -> Any:
    if ctx.ports.files is None:
        raise KeywordFault(
            "GB7001", f"GET of the file {name} needs the file capability, which this host does not provide"
        )
    return await read_document(name, await ctx.files.read(name))


async def _get_from(ctx: Context, source: str, key: str) -> Any:
    if source.strip().lower() == "config":
        return await ctx.session.get(f"config.{key}")
    return await ctx.session.get(_key(ctx, key), source)


@keyword("GET CONFIG key:text", result="any", capability="session", effect="read")
async def get_config(ctx: Context, *, key: Any = None) -> Any:
    """A setting of the bot, null when there is none.

    Example:
        limit = GET CONFIG "daily-limit"
    """
    return await ctx.session.get(f"config.{ctx.text(key)}")


@keyword("SET CONFIG key:text TO value", "SET CONFIG key:text, value", capability="session", effect="write")
async def set_config(ctx: Context, *, key: Any = None, value: Any = None) -> None:
    """Change a setting of the bot for the rest of this conversation.

    Example:
        SET CONFIG "greeting" TO "Hello"
    """
    await ctx.session.set(f"config.{ctx.text(key)}", value)


@keyword("GET ENV key:text", result="any", capability="session", effect="read")
async def get_env(ctx: Context, *, key: Any = None) -> Any:
    """A value that the host has made known to its bots, null when it has not.

    Example:
        region = GET ENV "REGION"
    """
    return await ctx.session.get(f"env.{ctx.text(key)}")


@keyword("SET USER user:text", capability="session", effect="write", consequential=True)
async def set_user(ctx: Context, *, user: Any = None) -> None:
    """Go on in the name of another user: memory, facts and files are that user's. Only for administrators.

    Example:
        SET USER customer_id
    """
    name = ctx.text(user).strip()
    if not name:
        raise KeywordFault("GB6004", "SET USER needs the id of a user")
    if "admin" not in await _roles(ctx):
        raise KeywordFault("GB7003", "only users with the role admin may go on in the name of another user")
    ctx.state.acting = name
    for fact in ("user.id", "user_id"):
        await ctx.session.set(fact, name)


@keyword("GET CLIENT IP", result="text", capability="session", effect="read")
async def get_client_ip(ctx: Context) -> Any:
    """The network address of the person, "" when the channel has none.

    Example:
        ip = GET_CLIENT_IP()
    """
    return await ctx.session.get("client_ip") or ""


@keyword("GET USER AGENT", result="text", capability="session", effect="read")
async def get_user_agent(ctx: Context) -> Any:
    """The name of the person's browser or app, "" when the channel has none.

    Example:
        agent = GET_USER_AGENT()
    """
    return await ctx.session.get("user_agent") or ""


@keyword("IS ADMIN user:text", "IS ADMIN", result="bool", capability="session", effect="read")
async def is_admin(ctx: Context, *, user: Any = None) -> bool:
    """True when the user of this conversation is an administrator of the bot.

    Example:
        IF IS_ADMIN(username) THEN TALK "Welcome back"
    """
    asked = ctx.text(user).lower()
    own = {ctx.text(await ctx.session.get(key)).lower() for key in ("user.id", "user.name", "user.email")}
    return (not asked or asked in own | {ctx.user.lower()}) and "admin" in await _roles(ctx)


async def _roles(ctx: Context) -> set[str]:
    held = await ctx.session.get("user.roles")
    names = held.split(",") if isinstance(held, str) else [ctx.text(item) for item in ctx.items(held)]
    return {name.strip().lower() for name in names}


# ---------------------------------------------------------------- what frames the answers


@keyword(
    "SET CONTEXT name:text AS value:text",
    "SET CONTEXT name:text, value:text",
    "SET CONTEXT text:text",
    capability="session",
    effect="write",
    tier=1,
)
async def set_context(ctx: Context, *, name: Any = None, value: Any = None, text: Any = None) -> None:
    """Give the language model a text to answer from: the one of this conversation, or one with a name.

    A named text is used when its button was pressed (see ADD SUGGESTION). An empty text takes it away.

    Example:
        SET CONTEXT "prices" AS "A ticket costs 12."
    """
    if name is None:
        ctx.state.context = ctx.text(text)
    elif ctx.text(value):
        ctx.state.contexts[ctx.text(name)] = ctx.text(value)
    else:
        ctx.state.contexts.pop(ctx.text(name), None)


@keyword("BEGIN SYSTEM PROMPT", id="SYSTEM PROMPT", capability="session", effect="write", tier=1, structural=True)
async def system_prompt(ctx: Context, *, text: Any = None) -> None:
    """Say how the language model is to answer in this conversation; the last one counts.

    Example:
        BEGIN SYSTEM PROMPT
        You are the assistant of a library. Answer in one paragraph.
        END SYSTEM PROMPT
    """
    ctx.state.system_prompt = ctx.text(text)


@keyword("SET ANSWER MODE mode:text", capability="session", effect="write", tier=1)
async def set_answer_mode(ctx: Context, *, mode: Any = None) -> None:
    """Choose how free questions are answered: "document" from the context only, "sql" from the tables, "" by the model.

    Example:
        SET ANSWER MODE "document"
    """
    ctx.state.answer_mode = ctx.text(mode).strip().lower()


@keyword("ALLOW ROLE role:text", capability="session", effect="read", tier=2)
async def allow_role(ctx: Context, *, role: Any = None) -> None:
    """Let only users with this role go on; others get an error.

    Example:
        ALLOW ROLE "manager"
    """
    wanted = ctx.text(role).strip().lower()
    if wanted not in await _roles(ctx):
        raise KeywordFault("GB7003", f"only users with the role {ctx.text(role)} may run this script")
