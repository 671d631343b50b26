top = 9223372036854775807
FOR i = top - 1 TO top
  TALK i
NEXT
' expect: 9223372036854775806
' expect: 9223372036854775807
TALK "done"                      ' expect: done
