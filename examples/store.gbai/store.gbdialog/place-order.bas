PARAM customer AS NAME LIKE "Ana Souza" DESCRIPTION "Name of the customer"
PARAM email AS EMAIL LIKE "ana@example.com" DESCRIPTION "Where the invoice goes"
PARAM address AS STRING LIKE "12 Harbour Street, Lisbon" DESCRIPTION "Where the order goes"
DESCRIPTION "Orders what is in the cart, and mails the invoice."

cart = GET SESSION "cart"
IF NOT cart THEN RETURN WITH ok AS false, message AS "Your cart is empty."

total = SUM(MAP(cart, "price * quantity"))
delivery = IIF(total >= free_delivery_from, 0, delivery_fee)

' Either everything is taken from the stock and written down, or nothing.
BEGIN TRANSACTION
FOR EACH line IN cart
  taken = UPDATE "products" SET stock = stock - line.quantity WHERE id = line.id AND stock >= line.quantity
  IF taken = 0 THEN
    ROLLBACK
    RETURN WITH ok AS false, message AS "${line.name} has just been sold. Nothing was ordered."
  END IF
NEXT
order_id = SAVE "orders", {"customer": customer, "email": email, "address": address, "total": total + delivery, "status": "paid", "placed": NOW()}
FOR EACH line IN cart
  SAVE "order_lines", {"order_id": order_id, "product_id": line.id, "name": line.name, "quantity": line.quantity, "price": line.price}
NEXT
COMMIT
SET "session.cart", []
number = "OT-" + FORMAT(order_id, "0000")

WITH bill
  shop = shop_name
  order = number
  customer = customer
  address = address
  delivery = FORMAT(delivery, "#,##0.00")
  total = FORMAT(total + delivery, "#,##0.00")
  lines = []
END WITH
FOR EACH line IN cart
  bill.lines.PUSH({"name": line.name, "quantity": line.quantity, "price": FORMAT(line.price, "#,##0.00"), "sum": FORMAT(line.price * line.quantity, "#,##0.00")})
NEXT
invoice = GENERATE PDF "invoice.html", bill, "invoices/${number}.pdf"
SEND MAIL email, "Your order ${number}", "Dear ${customer},

thank you for your order. The invoice is attached.

${shop_name}", ATTACHMENT invoice

RETURN WITH ok AS true, number AS number, total AS total + delivery, message AS "Order ${number} is on its way."
