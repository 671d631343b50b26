ON ERROR GOTO trouble
n = 0
x = 1 / n
TALK "after"
END
trouble:
TALK "handled"
RESUME NEXT
' expect: handled
' expect: after
