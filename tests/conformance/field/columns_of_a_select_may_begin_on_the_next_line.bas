' only check
id = 5
rows = SELECT
    name,
    SUM(total) AS total,
    CASE WHEN total > 100 THEN 'big' ELSE 'small' END AS kind
  FROM orders
  WHERE customer = ${id}
  GROUP BY name
kinds = SELECT DISTINCT
    kind
  FROM orders
sizes = SELECT CASE WHEN total > 100 THEN 'big' ELSE 'small' END AS size FROM orders   ' by size
TALK rows[0].name + kinds[0].kind + sizes[0].size
' ---
select = 2
x = select
y = 3
SELECT CASE x
  CASE 2
    TALK x + y                   ' expect: 5
END SELECT
RETURN select
' result: 2
