SUB show(a, b)
  TALK a + "/" + b
END SUB
CALL show(1, 2)                  ' expect: 1/2
CALL show("x", [3])              ' expect: x/[3]
