' only check
product = FIND "products", "sku = 'a'"
IF NOT product THEN TALK "none"
IF product IS NULL THEN TALK "none"
TALK product.price + product[0].price
FOR EACH p IN product
  TALK p.name
NEXT
TALK UBOUND(product)
