FUNCTION one(a)
  RETURN a
END FUNCTION
TALK one(1, 2)                   ' error: GB3010
