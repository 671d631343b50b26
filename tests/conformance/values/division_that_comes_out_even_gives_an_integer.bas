TALK TYPEOF(6 / 2)               ' expect: integer
TALK TYPEOF(7 / 2)               ' expect: float
