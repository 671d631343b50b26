x = 3
same = x = 3
TALK same                        ' expect: true
TALK x = 4                       ' expect: false
