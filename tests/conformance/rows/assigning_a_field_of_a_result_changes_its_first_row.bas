' given: user=rows [{"id": 1, "status": "new"}]
user.status = "old"
user.extra = 5
TALK user                        ' expect: [{"id": 1, "status": "old", "extra": 5}]
