' given: message=response {"status": 200, "data": [{"n": 1}, {"n": 2}]}
FOR EACH row IN message
  TALK row.n
NEXT
' expect: 1
' expect: 2
TALK message[1].n                ' expect: 2
