x = 5
TALK x BETWEEN 5 AND 7           ' expect: true
TALK x BETWEEN 1 AND 5           ' expect: true
TALK x BETWEEN 6 AND 9           ' expect: false
TALK x BETWEEN 1 AND 9 AND x = 5 ' expect: true
TALK x NOT BETWEEN 1 AND 9       ' expect: false
