SUB first_one
  temp = 5
  TALK temp                      ' expect: 5
END SUB
SUB second_one
  TALK temp IS NULL              ' expect: true  ' warning: GB2002
END SUB
CALL first_one
CALL second_one
