cart = [{"sku": "a", "qty": 2}]
BEGIN TALK
You have ${UBOUND(cart)} line, ${cart[0].qty * 10} units of ${UCASE(cart[0].sku)}.
END TALK
' expect: You have 1 line, 20 units of A.
