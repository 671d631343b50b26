row = {"Preco": 5}
row.preco = 6
TALK row                         ' expect: {"Preco": 6}
