FOR i = 1 TO 2
  HEAR word
  ' input: one
  ' input: two
  TALK i + ": " + word
NEXT
' expect: 1: one
' expect: 2: two
