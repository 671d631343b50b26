result = {"success": true, "items": ["x", "y"]}
FOR EACH item IN result
  TALK item
NEXT
' expect: x
' expect: y
