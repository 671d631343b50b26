"""What the data keywords do with tables: names, roles, selections, rows, file tables. No SQL, no I/O of its own.

The keywords of ``stdlib.keywords.database`` and ``sql`` call it; everything outside is reached through ports.
"""
