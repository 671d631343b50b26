TALK "a" = "A"                   ' expect: false
TALK "a" = "a "                  ' expect: false
TALK "1" = "1.0"                 ' expect: false
