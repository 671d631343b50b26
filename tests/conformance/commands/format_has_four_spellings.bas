n = 1234.5
TALK FORMAT(n, "#,##0.00")       ' expect: 1,234.50
x = FORMAT n AS "#,##0.00"
TALK x                           ' expect: 1,234.50
y = FORMAT n, "#,##0.0"
TALK y                           ' expect: 1,234.5
TALK FORMAT {"a": [1]} AS JSON   ' expect: {"a": [1]}
