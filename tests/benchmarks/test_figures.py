"""The arithmetic of the benchmark: ratios, means, verdicts on targets, and the gate on instruction counts."""

from __future__ import annotations

import math

import pytest

from benchmarks import gate
from benchmarks.machine.calibrate import Calibration
from benchmarks.machine.kernels import named
from benchmarks.machine.measure import Times
from benchmarks.machine.table import Target, mean, ratios, render

_MEASURED = {
    "fib": {"gbc": Times(0.2, [0.1, 0.1, 0.2]), "cpython": Times(0.4, [0.4, 0.3, 0.8])},
    "build": {"gbc": Times(0.1, [0.1]), "cpython": Times(0.1, [0.1]), "c": Times(0.1, [0.01])},
}


def test_a_ratio_is_the_median_over_the_rounds_of_the_peers_time_over_ours() -> None:
    assert ratios(_MEASURED, "gbc", "cpython") == {"fib": 4.0, "build": 1.0}
    assert ratios(_MEASURED, "gbc", "c") == {"build": pytest.approx(0.1)}


def test_the_recorded_peer_is_scaled_by_what_python_took_in_this_run() -> None:
    assert ratios(_MEASURED, "gbc", "rhai*")["fib"] == pytest.approx(4 * 10.2)


def test_the_mean_is_geometric() -> None:
    assert mean([4.0, 1.0]) == pytest.approx(2.0)
    assert math.isnan(mean([]))


def test_the_table_leaves_out_what_an_engine_cannot_run() -> None:
    lines = render(_MEASURED, named(["fib", "build"]), "gbc", ["cpython", "c"])
    assert lines[1].split() == ["fib", "100.00", "200.00", "4.00x", "-"]
    assert lines[-1].split() == ["mean", "of", "all", "2.00x", "0.10x"]


@pytest.mark.parametrize(
    ("target", "verdict"),
    [
        (Target("gbc", "cpython", 2, True), "MISSED gbc >= 2 x cpython, every kernel: 1.00; below: build 1.00"),
        (Target("gbc", "cpython", 2, False), "met    gbc >= 2 x cpython, geometric mean: 2.00"),
        (Target("gbc", "cpython", 2, True, ("numeric",)), "met    gbc >= 2 x cpython, every kernel (numeric): 4.00"),
        (Target("other", "cpython", 2, True), None),
    ],
)
def test_a_target_is_met_or_missed_by_name(target: Target, verdict: str | None) -> None:
    assert target.judge(_MEASURED) == verdict


def test_jumps_count_as_predicted_when_they_cost_about_what_direct_ones_do() -> None:
    assert Calibration(1.6, 2.0).predicted
    assert not Calibration(3.9, 11.6).predicted


def test_the_gate_fails_on_more_instructions_only() -> None:
    lines, passed = gate.compare({"fib": 1029, "loop": 900, "new": 5}, {"fib": 1000, "loop": 1000})
    assert passed
    assert [line.split()[-1] for line in lines[1:]] == ["+2.9%", "--update", "new"]
    lines, passed = gate.compare({"fib": 1031}, {"fib": 1000})
    assert not passed
    assert lines[1].endswith("+3.1%  TOO MANY")
