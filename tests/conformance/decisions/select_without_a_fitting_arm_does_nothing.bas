SELECT CASE 9
  CASE 1
    TALK "one"
END SELECT
TALK "after"                     ' expect: after
