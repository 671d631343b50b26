"""Kernels that compare the machine with CPython and Lua: the same algorithm in three languages, beside each other."""
