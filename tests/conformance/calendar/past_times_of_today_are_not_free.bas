free = CHECK AVAILABILITY "today", 60
TALK free.time + " and " + COUNT(free)
' expect: 12:00 and 5
x = CHECK AVAILABILITY "someday", 60
' fault@-1: GB6003 "not someday"
