row = {"b": 1, "a": 2}
FOR EACH key IN row
  TALK key + "=" + row[key]
NEXT
' expect: b=1
' expect: a=2
