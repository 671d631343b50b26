TALK "one\ntwo"
' expect: one
' expect: two
TALK LEN("a\tb")                 ' expect: 3
TALK "back\\slash"               ' expect: back\slash
TALK "say \"hi\""                ' expect: say "hi"
TALK "caf\u00e9"                 ' expect: café
TALK "don\'t"                    ' expect: don't
