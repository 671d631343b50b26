list = [1, 2]
FOR EACH n IN list
  n = n * 10
NEXT
TALK list                        ' expect: [1, 2]
