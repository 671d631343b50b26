GOSUB outer
TALK "end"
END
outer:
TALK "outer in"
GOSUB inner
TALK "outer out"
RETURN
inner:
TALK "inner"
RETURN
' expect: outer in
' expect: inner
' expect: outer out
' expect: end
