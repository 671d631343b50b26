SUB remind
  PARAM who AS STRING
  PARAM times AS INTEGER
  TALK who + " x" + times        ' expect: Ann x2
END SUB
CALL remind("Ann", 2)
