IF 1 THEN
  SUB inner                      ' error: GB1020 "SUB"
    TALK "x"
  END SUB
END IF
