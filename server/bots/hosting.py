"""What the operator of a host chose for all its bots: where tables and files are, and what may be reached.

Nothing in a bot's package can change it. Pure: whoever has the environment passes it on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from stdlib.adapters.models import model_on_this_machine

VARIABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "database": ("GBC_DATABASE_URL", ("postgres://", "postgresql://")),
    "files": ("GBC_FILES_URL", ("s3://",)),
    "cache": ("GBC_CACHE_URL", ("redis://", "rediss://", "unix://")),
}
"""For each choice that is an address: its variable of the environment, and how the address may begin."""


@dataclass(frozen=True, slots=True)
class Hosting:
    """Addresses of servers; "" needs none. ValueError names a choice that cannot be read.

    ``database`` is ``postgres://user:password@host/name``, in which each bot has a schema. ``files`` is
    ``s3://bucket/prefix?endpoint=https://host&region=name``, below which each bot has a folder; its keys are in AWS's
    own variables. ``cache`` is ``redis://host:port/0``.

    ``model`` is the language model of bots that name none: ``none``, a ``.gguf`` file, or ``auto`` for the one that the
    extra ``local`` brought.

    ``allow`` opens addresses that are not public to every connection of every bot. ``trusting``: what a package's own
    ``config.csv`` opens is open too, as for those who run their own bots.
    """

    database: str = field(default="", repr=False)
    files: str = field(default="", repr=False)
    cache: str = field(default="", repr=False)
    allow: tuple[str, ...] = ()
    trusting: bool = True
    model: str = "none"

    @property
    def local_model(self) -> Path | None:
        """The file of the language model on this machine, if there is one."""
        return model_on_this_machine(self.model)

    def __post_init__(self) -> None:
        for name, (variable, beginnings) in VARIABLES.items():
            address: str = getattr(self, name)
            if address and not address.startswith(beginnings):
                raise ValueError(f"{variable} begins with {' or '.join(beginnings)}")


def hosting_of(environment: Mapping[str, str]) -> Hosting:
    """What ``GBC_DATABASE_URL``, ``GBC_FILES_URL``, ``GBC_CACHE_URL``, ``GBC_ALLOW``, ``GBC_TRUST``, ``GBC_MODEL``
    say."""
    database, files, cache = (environment.get(variable, "").strip() for variable, _ in VARIABLES.values())
    allow = tuple(environment.get("GBC_ALLOW", "").replace(",", " ").split())
    trust = environment.get("GBC_TRUST", "").strip().lower() or "yes"
    if trust not in ("yes", "no"):
        raise ValueError("GBC_TRUST is yes or no")
    model = environment.get("GBC_MODEL", "").strip() or "auto"
    if model not in ("auto", "none") and not model.endswith(".gguf"):
        raise ValueError("GBC_MODEL is auto, none or a file that ends in .gguf")
    return Hosting(database, files, cache, allow, trust == "yes", model)
