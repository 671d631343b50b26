"""The oracle: a slow and obvious interpreter that the compiled loop must agree with on every program."""

from vm.reference.machine import ReferenceMachine, State

__all__ = ["ReferenceMachine", "State"]
