"""The triggers that a published version declares: its manifest's schedules, webhooks and ON lines as rows. Pure.

What is known only at run time is left out; the program registers it when it runs. Called when a bot is published.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import tzinfo
from pathlib import PurePosixPath
from typing import Any

from server.bots.versions import plain, spellings
from server.store.port import Trigger
from server.triggers import spoken, times

Found = tuple[list[Trigger], list[str]]

TABLE_EVENTS = ("INSERT", "UPDATE", "DELETE")
UNHEARD = frozenset({"INCOMING CALL"})
"""ON lines of which nothing here tells."""


def triggers_of(
    bot: str, manifests: Mapping[str, Mapping[str, Any]], now: float, zone: tzinfo, marks: Mapping[str, str]
) -> Found:
    """The triggers of the scripts, and a sentence for each line that cannot be kept.

    ``marks`` are the positions behind which new triggers look, by their kind.
    """
    found: list[Trigger] = []
    notes: list[str] = []
    names = {name for script in manifests for name in spellings(script)}

    def has(name: str) -> bool:
        return plain(name) in names

    for script, manifest in manifests.items():
        for item in manifest.get("schedules", ()):
            try:
                found += [schedule(bot, script, item, now, zone, has)] if not item.get("computed") else []
            except times.Unreadable as error:
                notes.append(f"{script}:{item['line']}: {error}")
        found += [webhook(bot, script, item) for item in manifest.get("webhooks", ()) if "endpoint" in item]
        for item in manifest.get("events", ()):
            found += _events(bot, script, item, manifests, marks)
            if item["event"] in UNHEARD:
                notes.append(f"{script}:{item['line']}: ON {item['event']} does not happen on this server")
    notes += spoken.notes(manifests)
    found += _by_name(bot, manifests)
    return list({trigger.key: trigger for trigger in found}.values()), notes


def schedule(
    bot: str, script: str, item: Mapping[str, Any], now: float, zone: tzinfo, has: Callable[[str], bool]
) -> Trigger:
    """A SET SCHEDULE line: ``when`` and perhaps ``script``, ``name``, ``handler``, ``job``, ``argument``;
    ``section`` is the part of the program that it heads.

    What stands for a script and is none (``has`` says so) names the job.
    """
    when, target = str(item.get("when", "")), str(item.get("script") or item.get("handler") or "")
    job = item.get("job") or item.get("name") or ""
    if target and not times.readable(when) and times.readable(target):
        when, target, job = target, "", when
    elif target and not job and not target.lower().endswith(".bas") and not has(target):
        target, job = "", target
    if target and not has(target):
        raise times.Unreadable(f"there is no script {target[:80]} in this bot")
    variables = {"job_name": str(job)} if job else {}
    if "argument" in item:
        variables |= {"argument": item["argument"]}
    spec = {"when": when, "script": target or script, "variables": variables}
    section = 0 if target else int(item.get("section", 0))
    parts = (section,) if section else ()
    return Trigger(bot, key_of("schedule", script, spec, *parts), "schedule", target or script, section, spec,
                   due=times.following(when, now, zone))  # fmt: skip


def webhook(bot: str, script: str, item: Mapping[str, Any]) -> Trigger:
    """A WEBHOOK line; the last script with an endpoint has it."""
    name = endpoint(str(item["endpoint"]))
    return Trigger(bot, key_of("webhook", "", {"endpoint": name}), "webhook", script, spec={"name": name})


def endpoint(text: str) -> str:
    """The name of a web address: lower case, ``-`` for blanks; nothing but letters, digits, ``-`` and ``_``."""
    return re.sub(r"[^a-z0-9_-]", "", re.sub(r"\s+", "-", text.strip().lower().rpartition("/")[2]))[:100]


def event(
    bot: str, script: str, item: Mapping[str, Any], marks: Mapping[str, str], version: int | None = None
) -> list[Trigger]:
    """An ON line: none when it says nothing that happens here."""
    kind, function = str(item["event"]), item.get("function")
    arguments = [str(value) for value in item.get("arguments", ()) if value is not None]
    made: list[tuple[str, dict[str, Any], str]] = []
    if kind in TABLE_EVENTS and arguments:
        made.append(("table", {"table": arguments[0].lower(), "kinds": [kind.lower()]}, marks.get("table", "")))
    elif kind == "TABLE" and len(arguments) == 2:
        kinds = sorted(set(re.findall(r"[a-z]+", arguments[1].lower())))
        made.append(("table", {"table": arguments[0].lower(), "kinds": kinds}, marks.get("table", "")))
    elif kind in ("EVENT", "FORM SUBMIT") and arguments:
        made.append(("form" if kind == "FORM SUBMIT" else "event", {"name": arguments[0].strip().lower()}, ""))
    elif kind == "EMAIL" and arguments:
        names = ("address", "sender", "subject")
        made.append(("email", dict(zip(names, arguments, strict=False)), ""))
    elif kind == "CHANGE" and arguments:
        kinds = sorted(re.findall(r"[a-z]+", arguments[1].lower())) if len(arguments) > 1 else []
        made.append(("change", {"path": arguments[0], "kinds": kinds}, ""))
    elif kind == "WEBHOOK" and arguments:
        made.append(("webhook", {"name": endpoint(arguments[0]), "methods": ["POST"]}, ""))
    return [
        Trigger(bot, key_of(kind, script, spec), kind, script, function or 0, spec, mark=mark, version=version)
        for kind, spec, mark in made
    ]


def _events(
    bot: str, script: str, item: Mapping[str, Any], manifests: Mapping[str, Any], marks: Mapping[str, str]
) -> Iterator[Trigger]:
    if any(value is None for value in item.get("arguments", ())):
        return
    for trigger in event(bot, script, item, marks):
        if trigger.entry or trigger.kind != "table":
            yield trigger
            continue
        for kind in trigger.spec["kinds"]:  # without a block the program with the name of table and event runs
            target = _script(manifests, f"{trigger.spec['table']}_{kind}")
            if target is not None:
                spec = {"table": trigger.spec["table"], "kinds": [kind]}
                yield Trigger(bot, key_of("table", target, spec), "table", target, spec=spec, mark=trigger.mark)


def _by_name(bot: str, manifests: Mapping[str, Any]) -> Iterator[Trigger]:
    """Scripts whose name says that they take a form."""
    for script in manifests:
        name = PurePosixPath(script).stem.lower()
        if name.startswith("on_form_submit_") and len(name) > 15:
            spec = {"name": name[15:]}
            yield Trigger(bot, key_of("form", script, spec), "form", script, spec=spec)


def _script(manifests: Mapping[str, Any], name: str) -> str | None:
    return next((script for script in manifests if PurePosixPath(script).stem.lower() == name.lower()), None)


def key_of(*parts: Any) -> str:
    """A short name for a trigger, the same for the same parts."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
