SAVE "customers", [{"id": 1, "name": "Ana"}, {"id": 2, "name": "Rui"}]
orders = [{"customer": 1, "total": 10}, {"customer": 1, "total": 5}, {"customer": 2, "total": 1}]
least = 2
rows = SELECT c.name, SUM(o.total) AS amount FROM orders o
  JOIN customers c ON c.id = o.customer
  WHERE o.total > ${least}
  GROUP BY c.name
TALK COUNT(rows) + " " + rows.name + " " + rows.amount    ' expect: 1 Ana 15
