name = "Ana"
TALK "Hello", name               ' error: GB3003 "join them with \+"
TALK "Hello"; name               ' error: GB3003 "join them with \+"
