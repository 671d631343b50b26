ON ERROR GOTO trouble
n = 0
x = 1 / n
END
trouble:
times = times + 1
TALK "caught " + times
IF times > 1 THEN END
CLEAR ERROR
x = 1 / n
TALK "not here"
' expect: caught 1
' expect: caught 2
