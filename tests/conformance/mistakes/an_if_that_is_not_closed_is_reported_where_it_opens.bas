TALK "a"
IF x = 1 THEN                    ' error: GB1 "IF"
  TALK "b"
TALK "c"
