' A shop: a catalogue of objects, a cart that grows, totals with a discount.

products = [
  {"sku": "tea", "name": "Green tea", "price": 4.5},
  {"sku": "mug", "name": "Stone mug", "price": 12},
  {"sku": "pot", "name": "Iron teapot", "price": 48.9}
]
cart = []

TALK "Welcome! We have:"
FOR EACH product IN products
  TALK "- ${product.name}: ${FORMAT(product.price, "#,##0.00")}"
NEXT

DO WHILE true
  HEAR wish WITH "What would you like? (a name, or done)"
  IF LCASE(wish) = "done" THEN EXIT DO

  product = find_product(wish)
  IF product IS NULL THEN
    TALK "I could not find ${wish}."
  ELSE
    HEAR qty AS INTEGER WITH "How many?" DEFAULT 1
    CALL add_line(product, qty)
    TALK "Your cart holds ${SUM(cart, "qty")} items."
  END IF
LOOP

IF UBOUND(cart) = 0 THEN
  TALK "Come back any time."
  RETURN 0
END IF

total = 0
FOR EACH line IN cart
  amount = line.price * line.qty
  total += amount
  TALK "${line.qty} x ${line.name} = ${FORMAT(amount, "#,##0.00")}"
NEXT

discount = total >= 50 ? total * 0.1 : 0
IF discount > 0 THEN TALK "Discount: ${FORMAT(discount, "#,##0.00")}"
TALK "To pay: ${FORMAT(total - discount, "#,##0.00")}"
RETURN total - discount

FUNCTION find_product(words)
  FOR EACH candidate IN products
    IF LCASE(candidate.name) CONTAINS LCASE(words) THEN RETURN candidate
  NEXT
  RETURN null
END FUNCTION

SUB add_line(product, qty)
  FOR EACH line IN cart
    IF line.sku = product.sku THEN
      line.qty += qty
      EXIT SUB
    END IF
  NEXT
  cart.PUSH({"sku": product.sku, "name": product.name, "price": product.price, "qty": qty})
END SUB
