FUNCTION kind(day)
  SELECT CASE day
    CASE "sat", "sun"
      RETURN "weekend"
    CASE "mon", "tue", "wed", "thu", "fri"
      RETURN "week"
  END SELECT
  RETURN "none"
END FUNCTION
TALK kind("sun")                 ' expect: weekend
TALK kind("wed")                 ' expect: week
TALK kind("???")                 ' expect: none
