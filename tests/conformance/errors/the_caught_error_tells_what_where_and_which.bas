n = 0
TRY
  x = 1 / n
CATCH e
  TALK e.code                    ' expect: GB6002
  TALK e.number                  ' expect: 6002
  TALK e.line                    ' expect: 3
  TALK e.message CONTAINS "zero" ' expect: true
  TALK "it says: " + e = "it says: " + e.message    ' expect: true
END TRY
