gone = null
TALK gone = null                 ' expect: true
TALK gone = ""                   ' expect: true
TALK "" = gone                   ' expect: true
TALK gone <> ""                  ' expect: false
