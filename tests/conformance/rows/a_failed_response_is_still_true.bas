' given: message=response {"status": 500, "data": ""}
IF message.status >= 400 THEN TALK "failed"    ' expect: failed
