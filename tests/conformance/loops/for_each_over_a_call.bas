FOR EACH part IN SPLIT("a-b", "-")
  TALK part
NEXT
' expect: a
' expect: b
