TALK "a"
IF 2 = 1 THEN                    ' error: GB1008 "IF"
  TALK "b"
TALK "c"
