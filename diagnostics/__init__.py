"""Spans, error codes with their pages, and renderers: the ground floor that imports nothing of ours."""
