"""Tests of conversations: what ``.chat`` files say, how they are played, and how the outcome is told."""
