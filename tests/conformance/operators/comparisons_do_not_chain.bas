x = 2
IF 1 < x < 3 THEN                ' error: GB1023
  TALK "no"
END IF
