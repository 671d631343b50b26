IF 1 THEN
  SUB inner                      ' error: GB1 "SUB"
    TALK "x"
  END SUB
END IF
