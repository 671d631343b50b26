FUNCTION subject()
  asked = asked + 1
  RETURN "c"
END FUNCTION
asked = 0
SELECT CASE subject()
  CASE "a", "b"
    TALK "no"
  CASE "c"
    TALK "asked ${asked}"        ' expect: asked 1
END SELECT
