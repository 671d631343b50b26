limit = 3
SELECT CASE 4
  CASE limit + 1
    TALK "just over"             ' expect: just over
END SELECT
