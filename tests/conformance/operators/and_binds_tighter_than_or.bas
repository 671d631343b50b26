TALK true OR true AND false      ' expect: true
TALK false AND true OR true      ' expect: true
TALK (true OR true) AND false    ' expect: false
