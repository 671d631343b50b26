' limits: fuel=20000
ON ERROR RESUME NEXT
TRY
  WHILE true                     ' warning: GB4004
    n = 1                        ' fault: GB6900 +-1
  WEND
CATCH e
  TALK "no"
END TRY
TALK "no"
