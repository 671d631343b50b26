x = MERGE "stock", {"id": 7, "name": "tea"}, "id"
TALK x.inserted
' expect: 1
MERGE "stock" WITH {"id": 7, "name": "coffee"} BY "id"
TALK FIND("stock", "id", 7).name
' expect: coffee
