ON ERROR GOTO trouble
n = 0
x = 1 / n
END
trouble:
TALK "in handler"                ' expect: in handler
x = 2 / n                        ' fault: GB6002
