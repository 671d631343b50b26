"""Pure functions by family; each module declares them with ``stdlib.api.function``."""
