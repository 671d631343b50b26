SELECT CASE "1"
  CASE 1
    TALK "one"                   ' expect: one
END SELECT
SELECT CASE 2
  CASE "2"
    TALK "two"                   ' expect: two
END SELECT
