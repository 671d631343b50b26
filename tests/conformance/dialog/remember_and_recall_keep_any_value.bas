REMEMBER "cart", [1, {"a": 2}]
cart = RECALL "cart"
TALK cart[1].a                   ' expect: 2
gone = RECALL "nothing"
TALK gone IS NULL                ' expect: true
