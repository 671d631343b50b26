SUB first_one
  temp = 5
  TALK temp                      ' expect: 5
END SUB
SUB second_one
  TALK temp IS NULL              ' expect: true  ' warning: ?
END SUB
CALL first_one
CALL second_one
