FUNCTION build(depth)
  IF depth = 0 THEN RETURN [NULL, NULL]
  RETURN [build(depth - 1), build(depth - 1)]
END FUNCTION

FUNCTION check(tree)
  IF tree[0] IS NULL THEN RETURN 1
  RETURN 1 + check(tree[0]) + check(tree[1])
END FUNCTION

total = 0
FOR turn = 1 TO 4
  total = total + check(build(n))
NEXT
result = total
