x = 2
IF 1 < x < 3 THEN                ' error: GB1
  TALK "no"
END IF
