SELECT CASE 5
  CASE 5
    TALK "first"                 ' expect: first
  CASE 5
    TALK "second"
END SELECT
