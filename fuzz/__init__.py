"""Fuzzing: text, files, states and patterns that nobody would write, thrown at the parts that read them."""
