' Tells the buyer in the evening what will not last.
SET SCHEDULE "0 18 * * 1-6"

rare = FIND "products" WHERE stock < low_stock ORDER BY stock, name
IF NOT rare THEN RETURN 0

text = ""
FOR EACH product IN rare
  text += "- ${product.name}: ${product.stock} left\n"
NEXT
SEND MAIL "buyer", "Products that run out: ${COUNT(rare)}", "These products need to be ordered:

${text}"
RETURN COUNT(rare)
