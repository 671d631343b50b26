"""How fast text becomes a checked program."""
