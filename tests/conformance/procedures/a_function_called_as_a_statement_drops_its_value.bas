FUNCTION note(t)
  TALK t
  RETURN 5
END FUNCTION
CALL note("a")                   ' expect: a
note("b")                        ' expect: b
