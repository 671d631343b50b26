x = 5
rows = SELECT SUM(price * qty) AS total, name FROM sales WHERE qty > 5 GROUP BY name    ' fault: GB7105 "sales"
