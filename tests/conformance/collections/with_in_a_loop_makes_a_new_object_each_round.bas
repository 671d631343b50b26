list = []
FOR i = 1 TO 2
  WITH row
    n = i
  END WITH
  list.PUSH(row)
NEXT
TALK list                        ' expect: [{"n": 1}, {"n": 2}]
