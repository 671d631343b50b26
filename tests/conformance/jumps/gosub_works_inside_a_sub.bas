SUB work
  n = 1
  GOSUB bump
  GOSUB bump
  TALK n                         ' expect: 3
  RETURN
bump:
  n = n + 1
  RETURN
END SUB
CALL work
TALK "back"                      ' expect: back
