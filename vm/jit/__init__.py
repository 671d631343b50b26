"""Compiles the numeric parts of linked programs to machine code; optional, and never needed for a right result.

``tier.attach`` is the way in. Everything here may fail or be missing: the loop then goes on alone.
"""
