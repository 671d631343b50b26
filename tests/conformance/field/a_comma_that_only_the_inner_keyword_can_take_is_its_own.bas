SET SESSION "name", "Ana"
TALK UCASE(GET SESSION session.id, "name")    ' expect: ANA
TALK (GET SESSION session.id, "name") + "!"   ' expect: Ana!
TALK "Hi ${GET SESSION session.id, "name"}"   ' expect: Hi Ana
TALK LEFT(GET SESSION session.id, "name", 2)  ' expect: An
' ---
' only check
total = UBOUND(FIND "orders", "open=1") + COUNT(FIND "orders", "id=" + total)
points = SUM(FIND "orders", "open=1", "points")
SAVE "visits", GET SESSION "id", total, points
SAVE "copies", FIND "orders", "open=1"
FUNCTION twice(x)
  RETURN x * 2
END FUNCTION
TALK twice(COUNT(FIND "orders", "open=1"))
first = twice(FIND "orders", "open=1")
TALK first + points
