"""A provider of pictures, speech, transcripts and video on loopback, which speaks OpenAI's wire."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass
class Studio:
    """The running provider. ``asked`` are the requests; ``status`` is what it answers, ``links`` gives pictures by
    their address instead of as data."""

    address: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    status: int = 200
    links: bool = False
    video: str = "completed"

    async def picture(self, request: web.Request) -> web.Response:
        self.asked.append(await request.json())
        made = {"url": f"{self.address}/picture"} if self.links else {"b64_json": base64.b64encode(PICTURE).decode()}
        return web.json_response({"created": 1, "data": [made]}, status=self.status)

    async def file(self, request: web.Request) -> web.Response:
        return web.Response(body=PICTURE, content_type="image/png")

    async def speech(self, request: web.Request) -> web.Response:
        self.asked.append(await request.json())
        return web.Response(body=b"ID3 sound", content_type="audio/mpeg", status=self.status)

    async def transcript(self, request: web.Request) -> web.Response:
        form = await request.post()
        sound: Any = form["file"]
        self.asked.append({"model": form["model"], "name": sound.filename, "size": len(sound.file.read())})
        return web.json_response({"text": " good morning "}, status=self.status)

    async def videos(self, request: web.Request) -> web.Response:
        if request.method == "POST":
            self.asked.append(await request.json())
            return web.json_response({"id": "v1", "object": "video", "status": "queued"})
        return web.json_response({"id": "v1", "object": "video", "status": self.video})

    async def clip(self, request: web.Request) -> web.Response:
        return web.Response(body=b"moving", content_type="video/mp4")


@asynccontextmanager
async def studio() -> AsyncIterator[Studio]:
    """Run one."""
    found = Studio()
    app = web.Application(client_max_size=1 << 26)
    app.router.add_post("/v1/images/generations", found.picture)
    app.router.add_get("/picture", found.file)
    app.router.add_post("/v1/audio/speech", found.speech)
    app.router.add_post("/v1/audio/transcriptions", found.transcript)
    app.router.add_post("/v1/videos", found.videos)
    app.router.add_get("/v1/videos/v1", found.videos)
    app.router.add_get("/v1/videos/v1/content", found.clip)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    found.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield found
    finally:
        await runner.cleanup()
