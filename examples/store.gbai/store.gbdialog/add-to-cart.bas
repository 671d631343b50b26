PARAM product_id AS INTEGER LIKE 101 DESCRIPTION "Number of the product"
PARAM quantity AS INTEGER LIKE 2 DESCRIPTION "How many" DEFAULT 1
DESCRIPTION "Puts a product into the customer's cart."

product = FIND "products" WHERE id = product_id FIRST
IF product IS NULL THEN RETURN WITH ok AS false, message AS "We have no product ${product_id}."
IF quantity < 1 THEN RETURN WITH ok AS false, message AS "That is no quantity."

cart = GET SESSION "cart"
IF NOT cart THEN cart = []
line = null
FOR EACH known IN cart
  IF known.id = product.id THEN line = known
NEXT
wanted = quantity + (line.quantity OR 0)
IF wanted > product.stock THEN
  RETURN WITH ok AS false, message AS "Only ${product.stock} of ${product.name} are left."
END IF

IF line IS NULL THEN
  cart.PUSH({"id": product.id, "name": product.name, "price": product.price, "quantity": quantity})
ELSE
  line.quantity = wanted
END IF
SET "session.cart", cart
RETURN WITH ok AS true, message AS "${quantity} x ${product.name} is in your cart."
