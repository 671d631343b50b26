x = 1
IF x = 1                         ' error: GB1004 "THEN"
  TALK "x"
END IF
