DIM things
things[1] = "x"
TALK things                      ' expect: [null, "x"]
