SUB risky
  n = 0
  x = 1 / n
  TALK "still in the sub"        ' expect: still in the sub
END SUB
ON ERROR RESUME NEXT
CALL risky
TALK "back"                      ' expect: back
