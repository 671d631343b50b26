TALK NOT 5                       ' expect: false
TALK NOT ""                      ' expect: true
TALK NOT null                    ' expect: true
