x = 1
SELECT CASE x
  CASE 1
    TALK "one"                   ' expect: one
  CASE 2
    TALK "two"
END SELECT
