"""The media port over OpenAI's wire: pictures, speech, transcripts and video, by OpenAI or a compatible endpoint.

``image-url``, ``speech-url``, ``transcript-url`` and ``video-url`` with ``-key`` and ``-model`` say where; those of
``llm-`` count where they are missing. Made for each bot by its world.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import openai
from openai import HttpxBinaryResponseContent

from stdlib.adapters.egress import Egress
from stdlib.adapters.model_http import client
from stdlib.adapters.model_openai import told
from stdlib.adapters.models import base
from stdlib.ports import KeywordFault

MODELS = {"image": "gpt-image-1", "speech": "gpt-4o-mini-tts", "transcript": "gpt-4o-transcribe"}
"""The usual model of each kind."""

OPENAI = "https://api.openai.com/v1"
POLL = 2.0
"""Seconds between two looks whether a video is there."""

MOST_BYTES = 64 << 20
"""Bytes of a picture, sound or video that is taken."""


class OpenAiMedia:
    """``close`` it when done."""

    def __init__(self, settings: Mapping[str, str], egress: Egress) -> None:
        self._settings = settings
        self._http = client(egress)

    async def close(self) -> None:
        """Close its connections."""
        await self._http.aclose()

    async def image(self, prompt: str) -> bytes:
        """A picture."""
        model = self._model("image")
        options: dict[str, Any] = {"size": self._settings["image-size"]} if "image-size" in self._settings else {}
        if model.startswith("dall-e"):
            options["response_format"] = "b64_json"
        with told("the model for pictures"):
            found = await self._client("image").images.generate(model=model, prompt=prompt, n=1, **options)
            made = found.data[0] if found.data else None
            if made is not None and made.b64_json:
                return _whole(base64.b64decode(made.b64_json, validate=True))
            if made is not None and made.url:
                return await self._fetched(made.url)
        raise KeywordFault("GB7803", "the model for pictures gave none")

    async def speech(self, text: str) -> bytes:
        """A text spoken."""
        voice = self._settings.get("speech-voice", "alloy")
        with told("the model for speech"):
            found = await self._client("speech").audio.speech.create(
                model=self._model("speech"), voice=voice, input=text, response_format="mp3"
            )
            return _whole(found.content)

    async def transcript(self, name: str, content: bytes) -> str:
        """What is said in a sound file."""
        with told("the model for transcripts"):
            found = await self._client("transcript").audio.transcriptions.create(
                model=self._model("transcript"), file=(name or "sound.mp3", content), response_format="json"
            )
        return str(found.text).strip()

    async def video(self, prompt: str) -> bytes:
        """A short video."""
        with told("the model for video"):
            # the SDK's own methods for video stand for a service that has ended; endpoints that have its wire go on
            wire = self._client("video")
            body = {"model": self._model("video"), "prompt": prompt}
            made: Any = await wire.post("/videos", cast_to=object, body=body)
            while made["status"] in ("queued", "in_progress"):
                await asyncio.sleep(POLL)
                made = await wire.get(f"/videos/{quote(str(made['id']), safe='')}", cast_to=object)
            if made["status"] != "completed":
                raise KeywordFault("GB7803", "the model for video could not make this one")
            path = f"/videos/{quote(str(made['id']), safe='')}/content"
            return _whole((await wire.get(path, cast_to=HttpxBinaryResponseContent)).content)

    async def _fetched(self, url: str) -> bytes:
        """A picture that is given by its address."""
        answer = await self._http.get(url)
        answer.raise_for_status()
        return _whole(answer.content)

    def _setting(self, kind: str, name: str) -> str:
        return self._settings.get(f"{kind}-{name}") or self._settings.get(f"llm-{name}", "")

    def _model(self, kind: str) -> str:
        return self._settings.get(f"{kind}-model") or MODELS.get(kind, "")

    def _client(self, kind: str) -> openai.AsyncOpenAI:
        """Where this kind is made; GB7810 when nothing says where."""
        own = self._settings.get(f"{kind}-url", "")
        provider = self._settings.get("llm-provider", "openai" if self._settings.get("llm-key") else "").lower()
        address = own or self._settings.get("llm-url", "") or (OPENAI if provider == "openai" else "")
        if not address or (not own and (kind == "video" or provider in ("anthropic", "claude"))):
            raise KeywordFault(
                "GB7810", f"no model for this is configured; set {kind}-url and {kind}-key in config.csv"
            )
        key = self._setting(kind, "key") or "none"
        return openai.AsyncOpenAI(api_key=key, base_url=base(address), http_client=self._http, max_retries=2)


def _whole(content: bytes) -> bytes:
    if not content or len(content) > MOST_BYTES:
        raise KeywordFault("GB7803", f"the model gave nothing, or more than {MOST_BYTES >> 20} MiB")
    return content
