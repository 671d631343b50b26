FUNCTION say(t)
  TALK t
  RETURN t
END FUNCTION
FUNCTION join3(a, b, c)
  RETURN a + b + c
END FUNCTION
TALK join3(say("1"), say("2"), say("3"))
' expect: 1
' expect: 2
' expect: 3
' expect: 123
