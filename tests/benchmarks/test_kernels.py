"""The benchmark's kernels compute the same in BASIC and in Python, and an engine's worker reports what it ran."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.machine import subject
from benchmarks.machine.engines import ENGINES, Engine, installed
from benchmarks.machine.kernels import FOLDER, KERNELS, Kernel, named
from benchmarks.machine.measure import Different, inside
from benchmarks.machine.worker import Worker


@pytest.mark.parametrize("kernel", KERNELS, ids=lambda kernel: kernel.name)
def test_a_kernel_gives_the_same_in_basic_and_in_python(kernel: Kernel) -> None:
    basic, python = kernel.source("bas"), kernel.source("py")
    assert basic is not None
    assert python is not None
    scope: dict[str, Any] = {}
    exec(python.read_text(), scope)
    assert subject.run(subject.linked(basic, kernel.counted)) == scope["kernel"](kernel.counted)


def test_every_file_belongs_to_a_kernel_and_every_engine_has_kernels() -> None:
    names = {kernel.name for kernel in KERNELS}
    assert {path.stem for path in FOLDER.iterdir() if path.is_file()} == names
    for engine in ENGINES:
        assert any(kernel.source(engine.suffix) for kernel in KERNELS), engine.name


def test_unknown_names_are_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no kernel fibb; there are fib, loop"):
        named(["fibb"])
    with pytest.raises(ValueError, match=r"no engine lua6; there are gbc, gbc-jit, cpython"):
        installed(["lua6"])


def _engine(name: str) -> Engine:
    return next(engine for engine in ENGINES if engine.name == name)


def test_a_worker_reports_cpu_time_and_result_of_each_run() -> None:
    kernel = Kernel("fib", "numeric", 12, 12, "")
    with Worker(_engine("cpython"), kernel) as worker:
        assert [worker.run()[1], worker.run()[1]] == [144, 144]
        short = min(worker.run()[0] for _ in range(5))
    with Worker(_engine("cpython"), Kernel("fib", "numeric", 18, 18, "")) as worker:
        assert min(worker.run()[0] for _ in range(5)) > 3 * short > 0


def test_engines_that_disagree_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = Kernel("fib", "numeric", 5, 5, "")
    monkeypatch.setattr(Worker, "run", lambda worker: (0.1, float(len(worker.engine.name))))
    with pytest.raises(Different, match="fib gives different results"):
        inside(kernel, [_engine("gbc"), _engine("cpython")], 1)
