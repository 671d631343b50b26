SELECT CASE "YES"
  CASE "yes"
    TALK "lower"
  CASE ELSE
    TALK "other"                 ' expect: other
END SELECT
