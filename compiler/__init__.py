"""Turns .bas text into a Program, its Manifest and diagnostics; pure: no I/O, no clock, no database."""
