SET "session.step", 3
x = GET "session.step"
TALK x + 1                       ' expect: 4
