"""Benchmarks: one module per question; each prints ratios against a peer measured in the same run."""
