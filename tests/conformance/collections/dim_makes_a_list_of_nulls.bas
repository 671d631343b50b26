DIM rooms(4)
TALK UBOUND(rooms)               ' expect: 4
TALK rooms(0) IS NULL            ' expect: true
rooms(1) = "hall"
TALK rooms[1]                    ' expect: hall
rooms(6) = "attic"
TALK UBOUND(rooms)               ' expect: 7
