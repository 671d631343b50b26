"""The version of this installation, as ``gbc version`` tells it and artifacts carry it."""

VERSION = "0.1.0"
