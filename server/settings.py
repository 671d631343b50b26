"""The settings of a server, each declared once: default, place in ``gbc.toml``, variable ``GBC_*``, flag.

Later sources win: defaults, the file, the environment, the command line. Pure but for reading the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

FILE = "gbc.toml"


def _setting(default: Any, help: str, *, flag: bool = True) -> Any:
    return field(default=default, metadata={"help": help, "flag": flag})


_NOT_NEGATIVE = (
    "body_limit", "upload_limit", "proxies", "drain_seconds", "rate_auth", "rate_api", "rate_messages", "rate_webhooks",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings; a name with ``_`` is written with ``-`` as a flag and in capitals with ``GBC_`` as a variable."""

    host: str = _setting("127.0.0.1", "address to listen on")
    port: int = _setting(8080, "port to listen on; 0 takes a free one")
    data: str = _setting("", "folder for what the server keeps; .gbc beside the bots when not given")
    forget: bool = _setting(False, "keep conversations and accounts in memory only, to try things out")
    dev: bool = _setting(False, "for authors: follow changes of files, show faults and the console at /dev/BOT")
    workers: int = _setting(1, "processes that serve the port together")
    secret: str = _setting("", "key that signs tokens; made and kept in the data folder when not given", flag=False)
    origins: str = _setting("", "origins, with commas, whose pages may open conversations besides the server's own")
    frames: str = _setting("", "origins, with commas, whose pages may show a chat in a frame, besides the server's own")
    proxies: int = _setting(0, "proxies in front of the server whose X-Forwarded-For is believed")
    body_limit: int = _setting(1 << 20, "bytes of a request's body, but for files")
    upload_limit: int = _setting(20 << 20, "bytes of a file that a person may send")
    drain_seconds: float = _setting(25.0, "seconds that turns have to end when the server stops")
    rate_auth: int = _setting(20, "logins per minute and address, and per account; 0 for any number", flag=False)
    rate_api: int = _setting(1200, "requests per minute and address or account; 0 for any number", flag=False)
    rate_messages: int = _setting(120, "messages per minute and person; 0 for any number", flag=False)
    rate_webhooks: int = _setting(600, "webhook calls per minute and address; 0 for any number", flag=False)
    metrics_token: str = _setting("", "token that opens /metrics; without one only operators see it", flag=False)
    log_format: str = _setting("text", "text for people, json for machines")
    log_level: str = _setting("info", "debug, info, warning or error")

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise ValueError(f"port is a number from 0 to 65535, and got {self.port}")
        if not 1 <= self.workers <= 64:
            raise ValueError(f"workers is a number from 1 to 64, and got {self.workers}")
        if self.forget and self.workers > 1:
            raise ValueError("forget is for one process; workers is 1 with it")
        if self.log_level not in ("debug", "info", "warning", "error"):
            raise ValueError(f"log_level is debug, info, warning or error, and got {self.log_level}")
        if self.log_format not in ("text", "json"):
            raise ValueError(f"log_format is text or json, and got {self.log_format}")
        if self.metrics_token and len(self.metrics_token) < 16:
            raise ValueError("metrics_token has at least 16 characters")
        for name in _NOT_NEGATIVE:
            if getattr(self, name) < 0:
                raise ValueError(f"{name} is not below 0")


def load(file: Path | None, environment: Mapping[str, str], given: Mapping[str, Any]) -> Settings:
    """The settings of all sources; ValueError with one sentence for what cannot be read."""
    values: dict[str, Any] = {}
    for source, found in (
        (str(file), _file(file)), ("the environment", _environment(environment)), ("the command line", given)
    ):  # fmt: skip
        for name, value in found.items():
            values[name] = _typed(name, value, source)
    return Settings(**values)


def _file(file: Path | None) -> dict[str, Any]:
    if file is None or not file.is_file():
        return {}
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{file} cannot be read: {error}") from error
    server = found.get("server", {})
    known = {setting.name for setting in fields(Settings)}
    for name in server:
        if name.replace("-", "_") not in known:
            raise ValueError(f"{file} has no setting {name} in [server]; there are {', '.join(sorted(known))}")
    return {name.replace("-", "_"): value for name, value in server.items()}


def _environment(environment: Mapping[str, str]) -> dict[str, Any]:
    return {
        setting.name: environment[variable]
        for setting in fields(Settings)
        if (variable := f"GBC_{setting.name.upper()}") in environment
    }


def _typed(name: str, value: Any, source: str) -> Any:
    """``value`` as the type of the setting; texts are read."""
    wanted: Any = type(next(setting.default for setting in fields(Settings) if setting.name == name))
    if isinstance(value, wanted) and not (wanted is int and isinstance(value, bool)):
        return value
    try:
        if wanted is bool:
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[str(value).lower()]
        return wanted(value)
    except (KeyError, ValueError, TypeError):
        kind = {bool: "true or false", int: "a whole number", float: "a number"}.get(wanted, "a text")
        raise ValueError(f"{name} in {source} must be {kind}, and is {value}") from None
