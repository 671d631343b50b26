TALK "a"
IF 2 = 1 THEN                    ' error: GB1 "IF"
  TALK "b"
TALK "c"
