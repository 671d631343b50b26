IF 1 THEN
  TALK "x"
NEXT                             ' error: GB1
END IF
