IF NOT stage THEN
  stage = "new"
END IF
TALK stage                       ' expect: new
