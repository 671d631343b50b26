rows = [{"a": 1}]
TALK "rows: ${rows}"             ' expect: rows: [{"a": 1}]
