"""The operators, for the loop only: nothing to call from Python; see arith.pyx."""
