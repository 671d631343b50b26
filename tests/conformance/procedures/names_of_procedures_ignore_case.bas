FUNCTION addOne(n)
  RETURN n + 1
END FUNCTION
TALK ADDONE(1)                   ' expect: 2
TALK addone(2)                   ' expect: 3
