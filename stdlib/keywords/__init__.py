"""Keyword families; each module declares its keywords with ``stdlib.api.keyword``."""
