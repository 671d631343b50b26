SUB fill(list)
  list.PUSH("new")
END SUB
things = ["old"]
CALL fill(things)
TALK things                      ' expect: ["old", "new"]
