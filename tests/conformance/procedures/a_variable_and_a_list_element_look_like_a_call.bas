DIM rooms(3)
rooms(0) = "hall"
TALK rooms(0)                    ' expect: hall
TALK UBOUND(rooms)               ' expect: 3
