FUNCTION inner(n)
  HEAR x AS INTEGER              ' input: 4
  RETURN x * n
END FUNCTION
FUNCTION outer(n)
  RETURN inner(n + 1) + 1
END FUNCTION
TALK outer(2)                    ' expect: 13
