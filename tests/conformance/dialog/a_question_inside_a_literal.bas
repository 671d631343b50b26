FUNCTION ask()
  HEAR a
  RETURN a
END FUNCTION
row = {"first": ask(), "rest": [ask(), 5]}
' input: x
' input: y
TALK row                         ' expect: {"first": "x", "rest": ["y", 5]}
