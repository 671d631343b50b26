n = 7
SELECT CASE TRUE
  CASE n < 5
    TALK "small"
  CASE n < 10
    TALK "middle"                ' expect: middle
END SELECT
