FUNCTION shelf(n)
  SELECT CASE n
    CASE 1 TO 5
      RETURN "low"
    CASE 6 TO 10, 99
      RETURN "high"
    CASE ELSE
      RETURN "none"
  END SELECT
END FUNCTION
TALK shelf(1)                    ' expect: low
TALK shelf(5)                    ' expect: low
TALK shelf(10)                   ' expect: high
TALK shelf(99)                   ' expect: high
TALK shelf(11)                   ' expect: none
