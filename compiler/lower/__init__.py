"""Bound tree to linear form: one function of the IR for each unit of the program."""
