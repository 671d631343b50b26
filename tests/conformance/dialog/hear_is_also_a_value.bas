x = HEAR
' input: one
TALK x                           ' expect: one
y = HEAR "Your town?"
' expect: Your town?
' input: Rome
TALK y                           ' expect: Rome
