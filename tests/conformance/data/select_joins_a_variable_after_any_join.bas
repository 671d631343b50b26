prices = [{"item": "tea", "price": 2}]
SAVE "sales", {"item": "tea", "count": 3}
x = SELECT s.count * p.price AS total
    FROM sales s
    LEFT JOIN prices p ON p.item = s.item
TALK x.total
' expect: 6
y = SELECT prices.price FROM sales JOIN prices ON prices.item = sales.item
TALK y.price
' expect: 2
