FUNCTION grade(n)
  IF n > 8 THEN
    RETURN "A"
  ELSE IF n > 5 THEN
    RETURN "B"
  ELSEIF n > 2 THEN
    RETURN "C"
  ELSE
    RETURN "D"
  END IF
END FUNCTION
TALK grade(9)                    ' expect: A
TALK grade(6)                    ' expect: B
TALK grade(3)                    ' expect: C
TALK grade(1)                    ' expect: D
