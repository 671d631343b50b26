n = 0
FOR EACH d IN [1, 0, 2]
  TRY
    TALK 10 / d
  CATCH e
    TALK "skip"
  END TRY
NEXT
' expect: 10
' expect: skip
' expect: 5
