line = {"qty": 1}
cart = [line]
line.qty = 5
TALK cart                        ' expect: [{"qty": 5}]
