PARAM qty AS INTEGER DEFAULT 3
DESCRIPTION "orders"
RETURN qty * 2
' param: qty=5
' result: 10
