TALK "a" // a note
' expect: a
TALK 5 REM a note
' expect: 5
TALK "b" REM
' expect: b
x = 7 // 2 is left out
TALK "http://x"
' expect: http://x
TALK x - 4
' expect: 3
TALK [1,   // one
  2]
' expect: [1, 2]
