"""A conversation: the scripts that are running, one called by the other, and all that must survive a restart.

Holds no port and performs no effect; ``driver`` moves it on. Its snapshot is one piece of bytes, bound by hash to the
programs it runs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, field
from typing import Any

import msgpack

from stdlib.approval import Approval
from stdlib.catalog import Catalog, load_catalog
from stdlib.context import SessionState
from stdlib.encoding import pack, unpack
from stdlib.functions._hot import HOT
from stdlib.ports import Ask, Await, Pause, Suggestion
from vm.budget import Limits
from vm.bytecode.codec import program_hash
from vm.bytecode.program import Program
from vm.machine import Linked, LinkedFunction, Machine, SnapshotError, link
from vm.outcome import Suspend

MAGIC = b"GBCS\x01"


class StateError(Exception):
    """A saved state that cannot go on: ``code`` GB8005, GB8006 or GB8007 and one sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class Script:
    """A program ready to run, under the name by which CALL finds it. ``digest`` is its hash."""

    name: str
    program: Program
    linked: Linked
    digest: str


FindScript = Callable[[str], Script | None]
"""Finds a script of the bot by the name written after CALL; None when there is none."""


def load_script(program: Program, name: str = "", catalog: Catalog | None = None) -> Script:
    """Verify and link ``program``; VerifyError or LinkError when it cannot run here."""
    linked = link(program, linked_functions(catalog or load_catalog(), program), HOT)
    return Script(name or program.name, program, linked, linked.hash)


_KEPT: dict[tuple[str, str], Script] = {}
_KEPT_COUNT = 64


def kept_script(program: Program, name: str = "") -> Script:
    """As ``load_script`` with this installation's catalog; the last used are kept, since sessions may share them."""
    key = program_hash(program), name or program.name
    script = _KEPT.pop(key, None) or load_script(program, name)
    _KEPT[key] = script
    if len(_KEPT) > _KEPT_COUNT:
        _KEPT.pop(next(iter(_KEPT)), None)
    return script


def linked_functions(catalog: Catalog, program: Program) -> dict[str, LinkedFunction]:
    """The pure functions that ``program`` uses: what to call, with the environment or not, with how many values.

    Only their modules are imported. One that the catalog does not have is left out; the machine refuses the program.
    """
    declared = (decl for name in program.builtins if (decl := catalog.functions.get(name)) is not None)
    return {decl.name: (decl.call, decl.env, decl.min_args, decl.max_args) for decl in declared}


@dataclass
class Activation:
    """One running script."""

    script: Script
    machine: Machine


@dataclass
class Conversation:
    """The stack of scripts (innermost last) and what the innermost one waits for.

    ``request`` is the keyword that has no result yet; ``pending`` what its handler made of it when that is a wait, and
    ``attempts`` how many answers it has refused; ``prompted`` is true once its prompt was said, ``shown`` once the
    question was put to the person. ``approval`` is what is permitted by a yes to ``pending``; ``refused`` is true once
    a person said no to something that a tool wanted to do.
    """

    stack: list[Activation]
    state: SessionState = field(default_factory=SessionState)
    request: Suspend | None = None
    pending: Ask | Await | Pause | None = None
    attempts: int = 0
    prompted: bool = False
    shown: bool = False
    approval: Approval | None = None
    refused: bool = False

    @classmethod
    def start(
        cls,
        script: Script,
        variables: Mapping[str, Any] | None = None,
        *,
        entry: int = 0,
        limits: Limits | None = None,
        env: Any = None,
    ) -> Conversation:
        """A conversation at the first instruction of ``script`` (or of its function ``entry``)."""
        return cls([Activation(script, new_machine(script, variables or {}, entry, limits, env))])

    @property
    def current(self) -> Activation:
        """The script that runs now."""
        return self.stack[-1]

    def snapshot(self, *, state: bool = True) -> bytes:
        """Everything as bytes; the programs themselves are not in it, only their names and hashes. Without ``state``
        for a host that keeps it for all conversations of a session."""
        payload = {
            "stack": [[a.script.name, a.script.digest, a.machine.snapshot()] for a in self.stack],
            "state": _state_to_plain(self.state) if state else None,
            "pending": _pending_to_plain(self.pending),
            "attempts": self.attempts,
            "prompted": self.prompted,
            "shown": self.shown,
            "approval": None if self.approval is None else list(astuple(self.approval)),
            "refused": self.refused,
        }
        packed: bytes = msgpack.packb(payload, use_bin_type=True, unicode_errors="surrogatepass")
        return MAGIC + hashlib.sha256(packed).digest()[:8] + packed

    @classmethod
    def restore(
        cls, data: bytes, find: FindScript, state: SessionState | None = None, *, limits: Limits | None = None,
        env: Any = None,
    ) -> Conversation:  # fmt: skip
        """The conversation that ``snapshot`` was taken of; StateError when it cannot go on here. ``state`` goes before
        the one in the snapshot."""
        payload = _open(data)
        try:
            stack = [
                _restore_activation(name, digest, saved, find, limits, env) for name, digest, saved in payload["stack"]
            ]
            return cls(
                stack,
                _state_from_plain(payload["state"]) if state is None else state,
                stack[-1].machine.pending,
                _pending_from_plain(payload["pending"]),
                int(payload["attempts"]),
                bool(payload["prompted"]),
                bool(payload["shown"]),
                Approval(*payload["approval"]) if payload.get("approval") else None,
                bool(payload.get("refused")),
            )
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            raise StateError("GB8007", "the saved state is damaged; start the conversation again") from error


def new_machine(script: Script, variables: Mapping[str, Any], entry: int, limits: Limits | None, env: Any) -> Machine:
    """A machine that yields, at the first instruction of function ``entry``, with these variables set."""
    given: dict[str, Any] = {} if env is None else {"env": env}
    return Machine(script.linked, entry=entry, variables=variables, limits=limits, yields=True, **given)


def _restore_activation(
    name: str, digest: str, data: bytes, find: FindScript, limits: Limits | None, env: Any
) -> Activation:
    script = find(name)
    if script is None or script.digest != digest:
        reason = "is not in this bot" if script is None else "has changed since"
        raise StateError("GB8006", f"the saved state belongs to {name}, which {reason}; start the conversation again")
    given: dict[str, Any] = {} if env is None else {"env": env}
    try:
        return Activation(script, Machine.restore(script.linked, data, limits=limits, yields=True, **given))
    except SnapshotError as error:
        raise StateError(error.code, str(error)) from error


def _open(data: bytes) -> dict[str, Any]:
    if not data.startswith(MAGIC[:4]):
        raise StateError("GB8005", "this is not a saved conversation")
    if not data.startswith(MAGIC):
        raise StateError("GB8005", "the conversation was saved by another version; start it again")
    head = len(MAGIC) + 8
    packed = data[head:]
    if hashlib.sha256(packed).digest()[:8] != data[len(MAGIC) : head]:
        raise StateError("GB8007", "the saved state is damaged; start the conversation again")
    payload: dict[str, Any] = msgpack.unpackb(packed, unicode_errors="surrogatepass")
    return payload


# ---------------------------------------------------------------- plain forms


def _suggestions(items: list[Suggestion]) -> list[list[Any]]:
    return [[item.text, dict(item.action), item.context, item.icon] for item in items]


def pack_state(state: SessionState) -> bytes:
    """What a conversation has set up, as bytes, for one that begins later in the same session."""
    packed: bytes = msgpack.packb(_state_to_plain(state), use_bin_type=True, unicode_errors="surrogatepass")
    return packed


def unpack_state(data: bytes) -> SessionState:
    """What ``pack_state`` was given."""
    return _state_from_plain(msgpack.unpackb(data, unicode_errors="surrogatepass"))


_SELDOM = ("team", "speaker", "handover", "workflow")
"""Parts of a state that most conversations do not have."""


def _state_to_plain(state: SessionState) -> dict[str, Any]:
    names = (
        "system_prompt",
        "context",
        "contexts",
        "answer_mode",
        "theme",
        "acting",
        "headers",
        "paging",
        "model",
        "tools",
        "routing",
        "summary",
        "summary_until",
        "summaries",
        "collections",
        "websites",
        "allowed",
    )
    plain = {name: getattr(state, name) for name in names}
    plain |= {name: value for name in _SELDOM if (value := getattr(state, name))}
    return {
        **plain,
        "secrets": list(state.secrets),
        "values": {key: pack(value) for key, value in state.values.items()},
        "suggestions": _suggestions(state.suggestions),
        "switchers": _suggestions(state.switchers),
    }


def _state_from_plain(plain: dict[str, Any]) -> SessionState:
    return SessionState(
        **{
            **plain,
            "values": {key: unpack(value) for key, value in plain["values"].items()},
            "suggestions": [Suggestion(*item) for item in plain["suggestions"]],
            "switchers": [Suggestion(*item) for item in plain["switchers"]],
        }
    )


def _pending_to_plain(pending: Ask | Await | Pause | None) -> list[Any] | None:
    if pending is None:
        return None
    if isinstance(pending, Pause):
        return ["pause", pending.seconds, pack(pending.result)]
    if isinstance(pending, Await):
        return ["await", pending.event, pending.timeout, pending.again]
    ask = pending
    return ["ask", ask.type, list(ask.options), ask.free, ask.prompt, pack(ask.default), ask.timeout]


def _pending_from_plain(plain: list[Any] | None) -> Ask | Await | Pause | None:
    if plain is None:
        return None
    if plain[0] == "pause":
        return Pause(plain[1], unpack(plain[2]))
    if plain[0] == "await":
        return Await(*plain[1:])
    _, type_, options, free, prompt, default, timeout = plain
    return Ask(type_, tuple(options), free, prompt, unpack(default), timeout)
