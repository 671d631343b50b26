TALK 1 = 1                       ' expect: true
TALK "is " + FALSE               ' expect: is false
