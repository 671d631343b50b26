FOR EACH room IN ["hall", "attic"]
  n = 0
  WHILE n < 2
    n = n + 1
    HEAR thing
    ' input: cat
    ' input: hat
    ' input: bat
    ' input: mat
    TALK room + " " + n + " " + thing
  WEND
NEXT
' expect: hall 1 cat
' expect: hall 2 hat
' expect: attic 1 bat
' expect: attic 2 mat
