"""The port of pictures, sound and video that a model makes, and of speech that it understands. No I/O here."""

from __future__ import annotations

from typing import Protocol, runtime_checkable


@runtime_checkable
class Media(Protocol):
    """Faults: GB7810 not configured, and those of the model port (GB7801, GB7802, GB7803)."""

    async def image(self, prompt: str) -> bytes:
        """A picture as PNG."""

    async def speech(self, text: str) -> bytes:
        """A text spoken, as MP3."""

    async def transcript(self, name: str, content: bytes) -> str:
        """What is said in a sound file."""

    async def video(self, prompt: str) -> bytes:
        """A short video as MP4."""
