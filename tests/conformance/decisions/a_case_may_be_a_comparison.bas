FUNCTION fee(age)
  SELECT CASE age
    CASE IS < 12
      RETURN 0
    CASE IS >= 65
      RETURN 5
    CASE ELSE
      RETURN 10
  END SELECT
END FUNCTION
TALK fee(5)                      ' expect: 0
TALK fee(65)                     ' expect: 5
TALK fee(30)                     ' expect: 10
