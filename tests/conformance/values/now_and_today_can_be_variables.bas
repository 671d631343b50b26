today = "monday"
TALK today                       ' expect: monday
now = 5
TALK now + 1                     ' expect: 6
