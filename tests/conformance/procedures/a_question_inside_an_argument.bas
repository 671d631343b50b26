FUNCTION ask(q)
  HEAR a WITH q
  RETURN a
END FUNCTION
TALK ask("one?") + ask("two?") + UCASE(ask("three?"))
' expect: one?
' input: a
' expect: two?
' input: b
' expect: three?
' input: c
' expect: abC
