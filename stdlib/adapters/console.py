"""The dialog port on a terminal or a pipe: messages to stdout, the log to stderr, answers from the lines of stdin.

The end of stdin is "no answer yet", so that the caller can save the conversation. One person, one conversation:
reading blocks the event loop on purpose.
"""

from __future__ import annotations

import asyncio
import getpass
import json
import os
import select
import sys
import time
from typing import Any, TextIO

from stdlib.ports import Answer, Level, Message, Question, Silence, Suggestion


class Lines:
    """Lines of a stream with an optional time limit; the limit needs a real file descriptor, else it is ignored."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._buffer = b""
        self._ended = False
        try:
            self._descriptor: int | None = stream.fileno()
        except (OSError, ValueError):
            self._descriptor = None

    @property
    def is_terminal(self) -> bool:
        """True when a person types the lines."""
        return self._stream.isatty()

    def read(self, timeout: float | None = None) -> str | Silence:
        """The next line without its end; why there is none otherwise."""
        if self._descriptor is None:
            line = self._stream.readline()
            return line.rstrip("\r\n") if line else Silence.NOT_YET
        deadline = None if timeout is None else time.monotonic() + timeout
        while b"\n" not in self._buffer and not self._ended:
            if deadline is not None and not _ready(self._descriptor, deadline - time.monotonic()):
                return Silence.TIMED_OUT
            chunk = os.read(self._descriptor, 65536)
            self._ended = not chunk
            self._buffer += chunk
        if not self._buffer:
            return Silence.NOT_YET
        line_bytes, _, self._buffer = self._buffer.partition(b"\n")
        return line_bytes.decode("utf-8", "replace").rstrip("\r")


def _ready(descriptor: int, seconds: float) -> bool:
    return bool(select.select([descriptor], [], [], max(0.0, seconds))[0])


class ConsoleDialog:
    """``out`` gets what the person sees, ``err`` the log. Secret answers are not echoed on a terminal."""

    def __init__(self, lines: Lines, out: TextIO, err: TextIO) -> None:
        self._lines = lines
        self._out = out
        self._err = err

    async def talk(self, message: Message) -> None:
        """Write the message and its buttons."""
        if message.text or not message.files:
            self._write(message.text + "\n")
        for file in message.files:
            self._write(f"  + {file.name} ({file.url})\n")
        self._buttons(message.suggestions, message.switchers)

    async def log(self, level: Level, text: str, data: Any = None) -> None:
        """Write a line to the log; PRINT lines have no mark."""
        mark = "" if level is Level.PRINT else f"{level.value}: "
        rest = "" if data is None else " " + json.dumps(data, ensure_ascii=False, default=str)
        self._err.write(f"{mark}{text}{rest}\n")
        self._err.flush()

    async def suggest(self, suggestions: tuple[Suggestion, ...], switchers: tuple[Suggestion, ...]) -> None:
        """Write buttons that no message came along for."""
        self._buttons(suggestions, switchers)

    async def clear(self) -> None:
        """Nothing: what is written stays."""

    async def theme(self, name: str) -> None:
        """Nothing: a terminal has its own look."""

    async def ask(self, question: Question) -> Answer | Silence:
        """Show the options, then the next line of stdin."""
        if not question.shown:
            for number, option in enumerate(question.options, 1):
                self._write(f"  {number}. {option}\n")
            self._buttons(question.suggestions, ())
        if self._lines.is_terminal:
            if question.secret:
                return self._hidden()
            self._write("> ")
        given = self._lines.read(question.timeout)
        return given if isinstance(given, Silence) else Answer(given)

    async def wait(self, seconds: float) -> bool:
        """Let the time pass."""
        await asyncio.sleep(seconds)
        return True

    def _hidden(self) -> Answer | Silence:
        try:
            return Answer(getpass.getpass("> ", sys.stderr))
        except EOFError:
            return Silence.NOT_YET

    def _buttons(self, suggestions: tuple[Suggestion, ...], switchers: tuple[Suggestion, ...]) -> None:
        for suggestion in suggestions:
            self._write(f"  * {suggestion.text}\n")
        for switcher in switchers:
            self._write(f"  ~ {switcher.text}\n")

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()
