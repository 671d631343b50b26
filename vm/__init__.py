"""Runs verified bytecode: Program -> Done | Suspend | Fault; never awaits and knows no keyword's meaning."""
