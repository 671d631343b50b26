x = 3
TALK IF(x > 2, "more", "less")   ' expect: more
TALK IIF(x, x, 5)                ' expect: 3
TALK IIF(0, 1, 5)                ' expect: 5
