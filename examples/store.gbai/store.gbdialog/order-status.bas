PARAM number AS STRING LIKE "OT-0001" DESCRIPTION "Number of the order"
DESCRIPTION "Tells where an order is."

id = VAL(REPLACE(UCASE(TRIM(number)), "OT-", ""))
order = FIND "orders" WHERE id = id FIRST
IF order IS NULL THEN RETURN null
lines = FIND "order_lines" WHERE order_id = order.id ORDER BY id
RETURN WITH number AS "OT-" + FORMAT(order.id, "0000"), status AS order.status, total AS order.total, lines AS lines
