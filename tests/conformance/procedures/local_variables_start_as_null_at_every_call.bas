SUB count_up
  n = (n OR 0) + 1
  TALK n
END SUB
CALL count_up                    ' expect: 1
CALL count_up                    ' expect: 1
