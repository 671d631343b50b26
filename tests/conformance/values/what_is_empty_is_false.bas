FUNCTION truth(v)
  IF v THEN
    RETURN "yes"
  END IF
  RETURN "no"
END FUNCTION
TALK truth(null)                 ' expect: no
TALK truth(false)                ' expect: no
TALK truth(0)                    ' expect: no
TALK truth(0.0)                  ' expect: no
TALK truth("")                   ' expect: no
TALK truth([])                   ' expect: no
TALK truth({})                   ' expect: no
