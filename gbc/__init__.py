"""The command line and the public Python API; the only package that imports all others."""
