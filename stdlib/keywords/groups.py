"""Keywords of groups of people: making one, who is in it.

Groups are the bot's own and kept in its memory; they give no rights. Each member is an entry of its own, so that two
conversations may change a group at once.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.ports import KeywordFault, Scope
from vm.value import Object


@keyword(
    "ADD MEMBER email:text, group:text[, role:text]",
    result="text",
    capability="memory",
    effect="write",
)
async def add_member(ctx: Context, *, email: Any = None, group: Any = None, role: Any = None) -> str:
    """Put somebody into a group of the bot, which is made when there is none; gives the id of the membership.

    Group first and address second works too: the address is the one with an `@`.

    Example:
        ADD MEMBER "ana@example.com", "sales", "editor"
    """
    first, second = ctx.text(email).strip(), ctx.text(group).strip()
    who, name = (second, first) if "@" in second and "@" not in first else (first, second)
    await _make(ctx, name, None)
    return await _join(ctx, name, who, ctx.text(role))


@keyword("CREATE TEAM name:text, description:text, members:any", result="text", capability="memory", effect="write")
async def create_team(ctx: Context, *, name: Any = None, description: Any = None, members: Any = None) -> str:
    """Create a group with members; gives its id.

    Members are addresses, or objects with `email` and `role`.

    Example:
        id = CREATE_TEAM "sales", "Sells", ["ana@example.com"]
    """
    group = ctx.text(name).strip()
    made = await _make(ctx, group, ctx.text(description))
    for member in ctx.items(members):
        who = ctx.field(member, "email") if isinstance(member, Object) else member
        await _join(ctx, group, ctx.text(who).strip(), ctx.text(ctx.field(member, "role")))
    return ctx.text(ctx.field(made, "id"))


@keyword("REMOVE MEMBER group:text, email:text", result="bool", capability="memory", effect="write", consequential=True)
async def remove_member(ctx: Context, *, group: Any = None, email: Any = None) -> bool:
    """Take somebody out of a group; true when it was a member.

    Example:
        REMOVE_MEMBER "sales", "ana@example.com"
    """
    owner, who = _members(ctx, ctx.text(group).strip()), _named("a member", ctx.text(email).strip())
    known = await ctx.memory.get(Scope.BOT, owner, who) is not None
    await ctx.memory.set(Scope.BOT, owner, who, None)
    return known


@keyword("LIST MEMBERS group:text", result="rows", capability="memory", effect="read")
async def list_members(ctx: Context, *, group: Any = None) -> Any:
    """The members of a group: `email`, `role` and `id` of each.

    Example:
        people = LIST_MEMBERS "sales"
    """
    owner = _members(ctx, ctx.text(group).strip())
    return ctx.array(member for _, member in await ctx.memory.entries(Scope.BOT, owner))


def _groups(ctx: Context) -> str:
    """Apart from what SET BOT MEMORY keeps."""
    return f"{ctx.owner(Scope.BOT)}/groups"


def _members(ctx: Context, group: str) -> str:
    return f"{_groups(ctx)}/{_named('a group', group).lower()}"


def _named(what: str, name: str) -> str:
    if not name:
        raise KeywordFault("GB6004", f"{what} needs a name")
    return name


async def _make(ctx: Context, name: str, description: str | None) -> Any:
    """The group; made, or described anew, when that is asked for."""
    found = await ctx.memory.get(Scope.BOT, _groups(ctx), _named("a group", name))
    if found is not None and description is None:
        return found
    known = ctx.text(ctx.field(found, "id")) or ctx.env.uuid()
    made = ctx.object({"id": known, "name": name, "description": description or ""})
    await ctx.memory.set(Scope.BOT, _groups(ctx), name, made)
    return made


async def _join(ctx: Context, group: str, who: str, role: str) -> str:
    owner, member = _members(ctx, group), _named("a member", who)
    found = await ctx.memory.get(Scope.BOT, owner, member)
    known = ctx.text(ctx.field(found, "id")) or ctx.env.uuid()
    await ctx.memory.set(Scope.BOT, owner, member, ctx.object({"id": known, "email": member, "role": role or "member"}))
    return known
