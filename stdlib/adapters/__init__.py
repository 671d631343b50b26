"""Adapters behind the ports; the only place for heavy imports."""
