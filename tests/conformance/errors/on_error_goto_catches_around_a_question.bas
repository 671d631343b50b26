ON ERROR GOTO trouble
HEAR n AS INTEGER                ' input: 0
TALK 10 / n
END
trouble:
HEAR m AS INTEGER                ' input: 5
TALK 10 / m                      ' expect: 2
