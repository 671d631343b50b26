FUNCTION grow(depth, number)
  node = {"name": "node" + number, "value": number MOD 100, "kids": []}
  IF depth > 0 THEN
    FOR i = 1 TO 4
      PUSH node.kids, grow(depth - 1, number * 4 + i)
    NEXT
  END IF
  RETURN node
END FUNCTION

FUNCTION walk(node)
  total = node.value + LEN(node.name)
  FOR EACH kid IN node.kids
    total = total + walk(kid)
  NEXT
  RETURN total
END FUNCTION

tree = grow(n, 0)
total = 0
FOR turn = 1 TO 5
  total = total + walk(tree)
NEXT
result = total
