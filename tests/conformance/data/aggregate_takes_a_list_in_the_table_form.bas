orders = [{"s": "paid", "n": 2}, {"s": "open", "n": 3}]
x = AGGREGATE orders SUM n
TALK x
' expect: 5
x = AGGREGATE orders SUM n WHERE s = "paid"
TALK x
' expect: 2
x = AGGREGATE orders COUNT n WHERE n > 2
TALK x
' expect: 1
