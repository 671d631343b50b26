n = 0
TRY
  HEAR n AS INTEGER              ' input: 0
  TALK 10 / n
CATCH e
  TALK "not by " + n             ' expect: not by 0
END TRY
