' given: message=response {"status": 200, "data": "hello"}
TALK message                     ' expect: hello
TALK "got " + message            ' expect: got hello
TALK message ? "true" : "false"  ' expect: true
