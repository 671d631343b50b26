TALK 'plain'                     ' expect: plain
q = "x"
TALK '"' + q + '"'               ' expect: "x"
IF q = 'x' THEN
  TALK LEN('abc')                ' expect: 3
END IF
kinds = ['f', 'g']
TALK kinds[1]                    ' expect: g
