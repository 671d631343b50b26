"""A real MariaDB for tests, from the Debian package mariadb-server-core: one server for each worker, on 127.0.0.1.

It is started when a test first asks and stopped by its process when the worker ends. Without the package the tests that
need it are left out, but not where CI is set.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
import uuid
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.servers.ending import with_parent
from tests.servers.left_out import leave_out
from tests.servers.smtp import free_port

if TYPE_CHECKING:
    from stdlib.adapters.sql_database import Place

USER, PASSWORD = "gbc", "only-'for\\tests"
_SCRIPTS = Path("/usr/share/mysql")


@lru_cache(maxsize=1)
def mariadb_port() -> int:
    """The port of the server of this worker; ``USER`` may do everything there."""
    _check()
    folder = Path(tempfile.mkdtemp(prefix="gbc-mariadb-"))
    user = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    if os.geteuid() == 0:
        shutil.chown(folder, user)
    data, port = folder / "data", free_port()
    data.mkdir()
    shutil.chown(data, user)
    program = [f"{_server()}", "--no-defaults", f"--datadir={data}", "--skip-log-bin", f"--tmpdir={data}"]
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    secret = PASSWORD.replace("\\", "\\\\").replace("'", "''")
    owner = f"CREATE USER {USER}@'%' IDENTIFIED BY '{secret}';\nGRANT ALL ON *.* TO {USER}@'%';\n"
    tables = [(_SCRIPTS / name).read_text() for name in ("mysql_system_tables.sql", "mysql_system_tables_data.sql")]
    script = "".join(["CREATE DATABASE mysql;\nUSE mysql;\n", *tables, "FLUSH PRIVILEGES;\n", owner])
    subprocess.run([*program, "--bootstrap"], user=user, input=script.encode(), check=True, timeout=100, **quiet)
    listens = [f"--port={port}", "--bind-address=127.0.0.1", f"--socket={folder}/s", f"--pid-file={folder}/pid"]
    small = ["--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=16M", "--skip-name-resolve"]
    server = subprocess.Popen([*program, *listens, *small], user=user, preexec_fn=with_parent, **quiet)
    atexit.register(_stop, server, folder)
    _wait(server, port)
    return port


def mariadb_place() -> Place:
    """A new database on that server."""
    import pymysql

    from stdlib.adapters.sql_database import Place

    name, port = f"b{uuid.uuid4().hex}", mariadb_port()
    with contextlib.closing(_connection(port)) as connection, connection.cursor() as cursor:
        assert isinstance(connection, pymysql.Connection)
        cursor.execute(f"CREATE DATABASE {name}")
    return Place("127.0.0.1", port, name, USER, PASSWORD)


def run_on(place: Place, *statements: str) -> None:
    """Statements of somebody else in this database."""
    with contextlib.closing(_connection(place.port, place.name)) as connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        connection.commit()


def _connection(port: int, name: str | None = None) -> Any:
    import pymysql

    return pymysql.connect(host="127.0.0.1", port=port, user=USER, password=PASSWORD, database=name, charset="utf8mb4")


def _server() -> str | None:
    return shutil.which("mariadbd", path="/usr/sbin:/usr/bin")


def _check() -> None:
    missing = [name for name in ("aiomysql", "pymysql") if importlib.util.find_spec(name) is None]
    if _server() is None:
        missing.append("the Debian package mariadb-server-core")
    if missing:
        leave_out("MariaDB", f"not installed: {', '.join(missing)}")


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    import pymysql

    for _ in range(300):
        assert server.poll() is None, "MariaDB did not start"
        with contextlib.suppress(pymysql.Error, OSError):
            _connection(port).close()
            return
        time.sleep(0.1)
    raise AssertionError("MariaDB does not answer")


def _stop(server: subprocess.Popen[bytes], folder: Path) -> None:
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(10)
    shutil.rmtree(folder, ignore_errors=True)
