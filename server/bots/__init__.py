"""Bots on disk: the folders of a package, its scripts and settings, and the programs made of them."""
