gone = null
TALK gone = 0                    ' expect: false
TALK gone = false                ' expect: false
TALK gone = []                   ' expect: false
