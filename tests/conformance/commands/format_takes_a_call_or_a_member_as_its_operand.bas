row = {"price": 5}
TALK FORMAT row.price AS "0.00"  ' expect: 5.00
TALK FORMAT ROUND(2.345, 2) AS "0.00" + "!"    ' expect: 2.35!
