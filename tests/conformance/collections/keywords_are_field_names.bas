row = {"type": "a", "end": 1, "if": 2, "data": 3, "next": 4, "description": "d"}
TALK row.type                    ' expect: a
TALK row.end + row.if + row.data + row.next    ' expect: 10
row.end = 9
TALK row.end                     ' expect: 9
TALK row.description             ' expect: d
