MERGE "stock", {"id": 1}, "id"
TALK REPORT
' expect: stock: 1 inserted, 0 updated
text = "so far: " + REPORT
TALK text
' expect: so far: stock: 1 inserted, 0 updated
TALK GET_USER_FACTS
' expect: []
