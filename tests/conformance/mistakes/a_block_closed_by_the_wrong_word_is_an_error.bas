IF 1 THEN
  TALK "x"
NEXT                             ' error: GB1009
END IF
