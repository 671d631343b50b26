DIM grid(2, 3)
grid(1, 2) = "x"
TALK grid(1, 2)                  ' expect: x
TALK UBOUND(grid)                ' expect: 2
