CONST rate = 5
TALK rate * 2                    ' expect: 10
