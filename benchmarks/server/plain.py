"""The peer: a JSON handler and a WebSocket echo in plain aiohttp. Prints its address; ends with its input."""

from __future__ import annotations

import asyncio
import sys

from aiohttp import WSMsgType, web

ANSWER = {
    "session_id": "5dfa46cf377b5c51c2ab10dc9f838b3c", "bot_name": "bench", "user_id": "guest-a417d065a62ad99308766b5e",
    "title": "", "channel": "web", "status": "waiting", "seq": 12, "created_at": 1.0, "updated_at": 2.0,
}  # fmt: skip


async def read(request: web.Request) -> web.Response:
    """A JSON document."""
    return web.json_response(ANSWER)


async def echo(request: web.Request) -> web.WebSocketResponse:
    """Each frame comes back."""
    socket = web.WebSocketResponse(compress=False)
    await socket.prepare(request)
    async for message in socket:
        if message.type is WSMsgType.TEXT:
            await socket.send_str(message.data)
    return socket


async def main() -> None:
    """Serve until the input ends."""
    app = web.Application()
    app.router.add_get("/read", read)
    app.router.add_get("/echo", echo)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}/", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    try:
        import uvloop

        uvloop.run(main())
    except ImportError:
        asyncio.run(main())
