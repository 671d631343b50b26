' given: message=response {"status": 200, "statusText": "OK", "headers": {"type": "json"}, "data": {"id": 7, "status": "inner"}}
TALK message.status              ' expect: 200
TALK message.id                  ' expect: 7
TALK message.data.status         ' expect: inner
TALK message.headers.TYPE        ' expect: json
TALK message.nothing IS NULL     ' expect: true
