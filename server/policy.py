"""Who may do what: one table and one function. What is not in the table nobody may do.

Pure. Every handler names its action where its route is declared; ``server.access`` asks here before the handler runs,
and again for things that belong to somebody.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from server.tokens import Principal


class Role(StrEnum):
    """Roles that the server itself knows; bots may ask for others (READ BY, ALLOW ROLE)."""

    ADMIN = "admin"  # everything that anyone may
    OPERATOR = "operator"  # looks after the server
    AUTHOR = "author"  # writes bots
    ATTENDANT = "attendant"  # takes over conversations
    USER = "user"  # has an account
    METRICS = "metrics"  # reads /metrics with the token of the settings


class Action(StrEnum):
    """What a request wants to do."""

    LOOK = "look"  # pages, state of the server, what a bot looks like
    VISIT = "visit"  # get a guest's token
    LOG_IN = "log_in"  # get the tokens of an account
    ACCOUNT = "account"  # see and change one's own account
    BOTS_SEE = "bots.see"  # names of bots, and the tools they offer
    BOTS_PUBLISH = "bots.publish"
    SESSION_OPEN = "session.open"
    SESSION_USE = "session.use"  # read and speak in a conversation
    FILES_USE = "files.use"  # files that a person sent in a conversation
    DRIVE_READ = "drive.read"  # the files of a bot
    DRIVE_WRITE = "drive.write"
    DATA = "data"  # tables of a bot; the table says which roles
    DATA_ANY = "data.any"  # tables of a bot that name no roles
    TRIGGER = "trigger"  # webhooks and forms, which prove themselves by their own means
    ATTEND = "attend"  # the desk of human agents
    USERS = "users"  # accounts and their roles
    AUDIT = "audit"
    METRICS = "metrics"
    USAGE = "usage"  # what language models took
    DEVELOP = "develop"  # the console; only with --dev


class Need(Enum):
    """Whom an action is for at least."""

    NOBODY = 0  # no token is needed
    GUEST = 1
    ACCOUNT = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """``roles``: one of them is needed, "admin" always does. ``own``: only what belongs to who asks."""

    need: Need
    roles: frozenset[Role] = frozenset()
    own: bool = False


def _only(*roles: Role) -> Rule:
    return Rule(Need.ACCOUNT, frozenset(roles))


RULES: dict[Action, Rule] = {
    Action.LOOK: Rule(Need.NOBODY),
    Action.VISIT: Rule(Need.NOBODY),
    Action.LOG_IN: Rule(Need.NOBODY),
    Action.ACCOUNT: Rule(Need.ACCOUNT),
    Action.BOTS_SEE: Rule(Need.GUEST),
    Action.BOTS_PUBLISH: _only(Role.AUTHOR, Role.OPERATOR),
    Action.SESSION_OPEN: Rule(Need.GUEST),
    Action.SESSION_USE: Rule(Need.GUEST, own=True),
    Action.FILES_USE: Rule(Need.GUEST, own=True),
    Action.DRIVE_READ: _only(Role.AUTHOR, Role.OPERATOR),
    Action.DRIVE_WRITE: _only(Role.AUTHOR),
    Action.DATA: Rule(Need.GUEST),
    Action.DATA_ANY: _only(Role.AUTHOR, Role.OPERATOR),
    Action.TRIGGER: Rule(Need.NOBODY),
    Action.ATTEND: _only(Role.ATTENDANT, Role.OPERATOR),
    Action.USERS: _only(Role.ADMIN),
    Action.AUDIT: _only(Role.OPERATOR),
    Action.METRICS: _only(Role.METRICS, Role.OPERATOR),
    Action.USAGE: _only(Role.OPERATOR),
    Action.DEVELOP: Rule(Need.NOBODY),
}


class Verdict(Enum):
    """What a request gets."""

    ALLOWED = "allowed"
    WHO = "who are you"  # 401
    FORBIDDEN = "forbidden"  # 403
    HIDDEN = "hidden"  # 404: it is another's, and as if it were not there


def decide(who: Principal, action: str, owner: str | None = None) -> Verdict:
    """Whether ``who`` may do ``action``, to something of ``owner`` where that matters (None: not known yet)."""
    rule = RULES.get(action)  # type: ignore[call-overload]
    if rule is None:
        return Verdict.FORBIDDEN
    if rule.need is Need.NOBODY:
        return Verdict.ALLOWED
    if not who.user:
        return Verdict.WHO
    if rule.need is Need.ACCOUNT and who.guest:
        return Verdict.WHO
    if rule.roles and not (who.roles & rule.roles or Role.ADMIN in who.roles):
        return Verdict.FORBIDDEN
    if rule.own and owner is not None and owner != who.user:
        return Verdict.HIDDEN
    return Verdict.ALLOWED
