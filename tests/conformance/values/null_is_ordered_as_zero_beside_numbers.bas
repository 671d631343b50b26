gone = null
TALK gone < 1                    ' expect: true
TALK gone >= 0                   ' expect: true
TALK gone < "a"                  ' expect: true
