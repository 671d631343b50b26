TALK "Olá, 世界 ✓"               ' expect: Olá, 世界 ✓
TALK LEN("世界")                 ' expect: 2
' ação: a comment too
