FOR EACH label IN ["c", "a", "b"]
  ADD SUGGESTION label
NEXT
TALK "pick"
' expect: pick
' button: c
' button: a
' button: b
