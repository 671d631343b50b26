TALK true = 1                    ' expect: true
TALK false = 0                   ' expect: true
TALK true = "TRUE"               ' expect: true
TALK false = "false"             ' expect: true
TALK true = 2                    ' expect: false
TALK false = null                ' expect: false
