tries = 0
n = 0
again:
tries = tries + 1
ON ERROR GOTO trouble
IF tries < 3 THEN x = 1 / n
TALK "tries " + tries            ' expect: tries 3
END
trouble:
GOTO again
