"""Documents as text, tables and pages, and back: what the keywords of files and documents compute. No port, no I/O."""
