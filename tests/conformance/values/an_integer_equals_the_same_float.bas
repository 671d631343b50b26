TALK 2 = 2.0                     ' expect: true
TALK 9007199254740993 = 9007199254740992.0    ' expect: false
