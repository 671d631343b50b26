"""Every small example says exactly what its transcript says, through the real command line.

Each runs once with all answers waiting, and once with a new process for every answer (``--state``).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples.conversations import COMPANIES, EXAMPLES, ROOT, Run, read_transcript

TRANSCRIPTS = [path for path in sorted(EXAMPLES.glob("*.transcript")) if path.stem not in COMPANIES]
PROGRAMS = sorted(EXAMPLES.glob("*.bas")) + sorted(EXAMPLES.glob("*.gbai"))


def only_run(path: Path) -> Run:
    (run,) = read_transcript(path)
    return run


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
    run = only_run(path)
    answers = "".join(answer + "\n" for answer in run.answers)
    done = play(tmp_path, path, *run.arguments, answers=answers)
    assert (done.stdout, done.returncode) == ("".join(run.segments), 0), done.stderr


@pytest.mark.parametrize("path", [p for p in TRANSCRIPTS if only_run(p).answers], ids=lambda path: path.stem)
def test_conversation_with_a_new_process_for_every_answer(path: Path, tmp_path: Path) -> None:
    run = only_run(path)
    state = tmp_path / "state"
    turns = zip(["", *(answer + "\n" for answer in run.answers)], run.segments, strict=True)
    for number, (answer, said) in enumerate(turns):
        done = play(tmp_path, path, "--state", str(state), *run.arguments, answers=answer)
        assert (done.stdout, done.returncode) == (said, 0), f"turn {number}: {done.stderr}"
        assert state.exists() == (number < len(run.answers))


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.name)
def test_every_example_is_clean(path: Path, tmp_path: Path) -> None:
    done = gbc(tmp_path, "check", str(path))
    assert (done.stderr, done.returncode) == ("", 0), done.stdout
    assert "error" not in done.stdout
    assert "warning" not in done.stdout


def test_every_runnable_example_has_a_transcript() -> None:
    """An orchestration needs other bots, so it can only be checked here."""
    unplayed = {path.stem for path in PROGRAMS} - {path.stem for path in EXAMPLES.glob("*.transcript")}
    assert unplayed == {"claim-workflow"}
