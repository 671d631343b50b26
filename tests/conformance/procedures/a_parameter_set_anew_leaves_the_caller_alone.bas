SUB replace_it(list)
  list = ["other"]
END SUB
things = ["old"]
CALL replace_it(things)
TALK things                      ' expect: ["old"]
