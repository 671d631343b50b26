SUB show(a)
  TALK "got " + a
END SUB
show(7)                          ' expect: got 7
