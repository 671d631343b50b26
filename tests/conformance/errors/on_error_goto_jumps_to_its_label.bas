ON ERROR GOTO trouble
n = 0
x = 1 / n
TALK "skipped"
END
trouble:
TALK "caught " + ERR             ' expect: caught 6002
