' only check
rows = SELECT SUM(price) AS total
  FROM sales s
  JOIN items i ON i.id = s.item_id
  WHERE qty > 5
  GROUP BY name
FOR EACH row IN rows
  TALK row.total
NEXT
