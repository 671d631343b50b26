rows = [1, 2]
TALK "rows: " ${JSON(rows)}      ' expect: rows: [1, 2]
