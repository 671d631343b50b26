TALK "one"                       ' expect: one
GOSUB middle
TALK "three"                     ' expect: three
END
middle:
TALK "two"                       ' expect: two
RETURN
