TALK "one"
GOSUB middle
TALK "three"
END
middle:
TALK "two"
RETURN
' expect: one
' expect: two
' expect: three
