FOR EACH x IN [1, 2, 3] LAST 2
  HEAR a                         ' input: p ' input: q
  TALK x + a
NEXT
' expect: 2p
' expect: 3q
