"""Every example says exactly what its transcript says, through the real command line.

``NAME.transcript`` holds lines ``> answer`` and ``< output``; a first line ``$ arguments`` is for ``gbc run``.
Each example runs once with all answers waiting, and once with a new process for every answer (``--state``).
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
TRANSCRIPTS = sorted(EXAMPLES.glob("*.transcript"))
PROGRAMS = sorted(EXAMPLES.glob("*.bas")) + sorted(EXAMPLES.glob("*.gbai"))


@dataclass
class Transcript:
    """``segments[0]`` is said before the first answer, ``segments[n]`` after the n-th."""

    arguments: list[str]
    answers: list[str]
    segments: list[str]


def read_transcript(path: Path) -> Transcript:
    transcript = Transcript([], [], [""])
    for line in path.read_text(encoding="utf-8").splitlines():
        mark, text = line[:1], line[2:]
        if mark == "$":
            transcript.arguments = shlex.split(text)
        elif mark == ">":
            transcript.answers.append(text)
            transcript.segments.append("")
        elif mark == "<":
            transcript.segments[-1] += text + "\n"
        else:
            raise ValueError(f"{path.name}: a line is neither input nor output: {line!r}")
    return transcript


def program_of(path: Path) -> Path:
    return next(p for p in (path.with_suffix(".bas"), path.with_suffix(".gbai")) if p.exists())


def gbc(home: Path, *arguments: str, answers: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command line in its own process, with a home of its own."""
    env = {**os.environ, "HOME": str(home), "PYTHONUTF8": "1"}
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        env[name] = str(home / name.lower())
    command = [sys.executable, "-m", "gbc", *arguments]
    return subprocess.run(command, input=answers, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, env=env)


def play(home: Path, path: Path, *arguments: str, answers: str) -> subprocess.CompletedProcess[str]:
    """``gbc run`` of an example whose memory and tables are not those that somebody made by playing with it."""
    return gbc(home, "run", str(program_of(path)), "--data", str(home / "data"), *arguments, answers=answers)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_conversation_in_one_process(path: Path, tmp_path: Path) -> None:
    transcript = read_transcript(path)
    answers = "".join(answer + "\n" for answer in transcript.answers)
    done = play(tmp_path, path, *transcript.arguments, answers=answers)
    assert (done.stdout, done.returncode) == ("".join(transcript.segments), 0), done.stderr


@pytest.mark.parametrize("path", [p for p in TRANSCRIPTS if read_transcript(p).answers], ids=lambda path: path.stem)
def test_conversation_with_a_new_process_for_every_answer(path: Path, tmp_path: Path) -> None:
    transcript = read_transcript(path)
    state = tmp_path / "state"
    turns = zip(["", *(answer + "\n" for answer in transcript.answers)], transcript.segments, strict=True)
    for number, (answer, said) in enumerate(turns):
        done = play(tmp_path, path, "--state", str(state), *transcript.arguments, answers=answer)
        assert (done.stdout, done.returncode) == (said, 0), f"turn {number}: {done.stderr}"
        assert state.exists() == (number < len(transcript.answers))


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.name)
def test_every_example_is_clean(path: Path, tmp_path: Path) -> None:
    done = gbc(tmp_path, "check", str(path))
    assert (done.stdout + done.stderr).strip() == "" or done.returncode == 0, done.stdout + done.stderr
    assert "error" not in done.stdout
    assert "warning" not in done.stdout


def test_every_runnable_example_has_a_transcript() -> None:
    """An orchestration needs other bots, so it can only be checked here."""
    unplayed = {path.stem for path in PROGRAMS} - {path.stem for path in TRANSCRIPTS}
    assert unplayed == {"claim-workflow"}
