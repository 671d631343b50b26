TALK true + 1                    ' expect: 2
TALK false * 5                   ' expect: 0
TALK true + true                 ' expect: 2
