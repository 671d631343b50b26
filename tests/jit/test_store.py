"""Machine code kept between processes: used where it fits, and as if it were not there in every other case."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from engines import AtOnce, functions, program

from vm.budget import Limits
from vm.jit import store, tier
from vm.jit.tier import attach
from vm.machine import Machine, link
from vm.outcome import Done

pytest.importorskip("llvmlite")
TEXT = "a = 0\nFOR i = 1 TO 900\na = a + i MOD 7\nNEXT\nRETURN a\n"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were compiled during the test."""
    from vm.jit.engine import Engine

    texts: list[str] = []
    compile_text = Engine.compile

    def noted(self: Engine, text: str) -> bytes:
        texts.append(text)
        return compile_text(self, text)

    monkeypatch.setattr(Engine, "compile", noted)
    return texts


def run(folder: Path, text: str = TEXT) -> object:
    """The result of a program that is linked anew, as by another process."""
    gc.collect()
    linked = link(program(text), functions())
    attach(linked, "always", folder)
    outcome = Machine(linked, limits=Limits()).run()
    assert isinstance(outcome, Done), outcome
    assert linked.tier.installed, linked.tier.reasons
    return outcome.value


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_the_second_time_nothing_is_compiled(tmp_path: Path, compiled: list[str]) -> None:
    folder = tmp_path / "native"
    assert run(folder) == run(folder) == 2698
    assert len(compiled) == 1
    assert folder.stat().st_mode & 0o777 == 0o700
    assert only_file(folder).stat().st_mode & 0o777 == 0o600


def test_another_process_finds_it(tmp_path: Path, compiled: list[str]) -> None:
    folder = tmp_path / "native"
    expected = run(folder)
    code = (
        f"import sys; sys.path[:0] = {[str(Path(__file__).parent), str(Path(__file__).parents[1] / 'property')]!r}\n"
        "from pathlib import Path\nfrom test_store import run\nfrom vm.jit.engine import Engine\n"
        f"Engine.compile = None\nprint(run(Path({str(folder)!r})))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout.strip() == str(expected), done.stderr


def test_other_programs_and_builds_do_not_meet(
    tmp_path: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path)
    run(tmp_path, TEXT.replace("900", "901"))
    monkeypatch.setattr(store, "_build", lambda: "another processor")
    run(tmp_path)
    assert len(compiled) == len(list(tmp_path.iterdir())) == 3


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "a bit of the code changed": lambda path: path.write_bytes(
        path.read_bytes()[:-9] + b"\x00\xff" + path.read_bytes()[-7:]
    ),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\0"),
    "of another program": lambda path: path.write_bytes(
        path.read_bytes()[: len(store._MAGIC)] + bytes(32) + path.read_bytes()[len(store._MAGIC) + 32 :]
    ),
    "of another format": lambda path: path.write_bytes(b"gbc-native-0\n" + path.read_bytes()[len(store._MAGIC) :]),
    "writable by others": lambda path: path.chmod(0o666),
    "huge": lambda path: os.truncate(path, store.LARGEST_FILE + 1),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_a_file_that_is(what: str, tmp_path: Path, compiled: list[str]) -> None:
    """... is not used, and replaced by a good one."""
    expected = run(tmp_path)
    DAMAGE[what](only_file(tmp_path))
    assert run(tmp_path) == expected
    assert len(compiled) == 2
    assert run(tmp_path) == expected
    assert len(compiled) == 2


def test_a_link_to_a_file_is_not_followed(tmp_path: Path, compiled: list[str]) -> None:
    folder = tmp_path / "native"
    expected = run(folder)
    path = only_file(folder)
    shutil.move(path, tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert run(folder) == expected
    assert len(compiled) == 2
    assert not path.is_symlink()


def test_a_folder_that_others_may_write_to_is_not_read(tmp_path: Path, compiled: list[str]) -> None:
    folder = tmp_path / "native"
    expected = run(folder)
    folder.chmod(0o777)
    assert run(folder) == expected
    assert len(compiled) == 2


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert run(tmp_path / "file" / "native") == 2698


def test_code_that_does_not_link_is_made_anew(tmp_path: Path, compiled: list[str]) -> None:
    expected = run(tmp_path)
    entry = store.Entry.__new__(store.Entry)
    path = only_file(tmp_path)
    entry._folder, entry.path, entry._key = tmp_path, path, bytes.fromhex(path.name.partition("-")[2])
    entry.save(store.Image(b"no object file", [0], 0, 1, 128))
    assert run(tmp_path) == expected
    assert len(compiled) == 2


def test_the_oldest_files_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_FILES", 8)
    for number in range(8):
        (tmp_path / str(number)).write_text("")
        os.utime(tmp_path / str(number), (number, number))
    run(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir() if len(path.name) == 1) == list("1234567")


def test_auto_takes_kept_code_at_the_end_of_the_first_slice(
    tmp_path: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tier, "_workers", lambda: AtOnce())
    text = TEXT.replace("900", "600000")  # two slices and a little
    run(tmp_path, text)
    gc.collect()
    for folder, known in ((tmp_path, True), (tmp_path / "other", False)):
        each = link(program(text), functions())
        attach(each, "auto", folder)
        Machine(each, limits=Limits()).run()
        assert bool(each.tier.installed) == known
    assert len(compiled) == 1
