"""Makes a program ready to run: linked, with the other scripts of its project within reach of CALL.

Shared by ``gbc run`` and the Python API. Compiles other scripts only when they are called.
"""

from __future__ import annotations

from typing import Any

from server.bots.loading import Damaged, Rejected, compile_script
from server.bots.project import Project, Unreadable
from stdlib.catalog import Catalog
from stdlib.conversation import FindScript, Script, load_script
from stdlib.ports import KeywordFault
from vm.bytecode.program import Program
from vm.bytecode.verify import VerifyError
from vm.machine import LinkError
from vm.value import from_python


def ready(program: Program, name: str, catalog: Catalog) -> Script:
    """``program`` verified and linked under ``name``; raises Damaged when this installation cannot run it."""
    try:
        return load_script(program, name, catalog)
    except VerifyError as error:
        raise Damaged("GB8004", f"{name}: {error}") from error
    except LinkError as error:
        raise Damaged("GB8002", f"{name}: {error}") from error


def known(bot: str, session: str, user: str, name: str, channel: str) -> dict[str, Any]:
    """What every script finds in variables: who it talks to, where, and whose bot it is."""
    return {
        "user": from_python({"id": user, "name": name}), "user_id": user, "username": name,
        "session": from_python({"id": session}), "session_id": session, "channel": channel, "bot_name": bot,
    }  # fmt: skip


def finder(first: Script, project: Project, catalog: Catalog) -> FindScript:
    """Finds ``first`` by its name and every other script of ``project``, each compiled and linked once."""
    known: dict[str, Script] = {first.name.lower(): first}

    def find(name: str) -> Script | None:
        if name.lower() in known:
            return known[name.lower()]
        file = project.find(name)
        if file is None:
            return None
        key = file.name.lower()
        if key not in known:
            try:
                known[key] = ready(compile_script(file, project, catalog), file.name, catalog)
            except (Rejected, Unreadable, Damaged) as error:
                raise KeywordFault("GB6007", f"{file.name} has errors; gbc check {file.shown} shows them") from error
        return known[key]

    return find
