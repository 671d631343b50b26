GOSUB ask
GOSUB ask
TALK total                       ' expect: 7
END
ask:
HEAR n AS INTEGER
' input: 3
' input: 4
total = total + n
RETURN
