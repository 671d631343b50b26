gone = null
TALK gone IS NULL                ' expect: true
TALK "" IS NULL                  ' expect: false
TALK 0 IS NULL                   ' expect: false
TALK [] IS NULL                  ' expect: false
TALK gone IS NOT NULL            ' expect: false
TALK "x" IS NOT NULL             ' expect: true
