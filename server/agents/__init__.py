"""Bots that work together in one conversation."""
