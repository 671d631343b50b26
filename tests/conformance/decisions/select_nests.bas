a = 1
b = 2
SELECT CASE a
  CASE 1
    SELECT CASE b
      CASE 1
        TALK "1-1"
      CASE 2
        TALK "1-2"               ' expect: 1-2
    END SELECT
    TALK "outer"                 ' expect: outer
  CASE 2
    TALK "two"
END SELECT
