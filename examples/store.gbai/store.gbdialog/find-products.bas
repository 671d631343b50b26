PARAM words AS STRING LIKE "olive oil" DESCRIPTION "What the customer is looking for; empty for everything" OPTIONAL
PARAM category AS STRING LIKE "Herbs" DESCRIPTION "Only products of this category" OPTIONAL
DESCRIPTION "Lists products of the shop with their prices."

IF words THEN
  found = SEARCH "products", words, 10
ELSE IF category THEN
  found = FIND "products" WHERE category = category ORDER BY name
ELSE
  found = FIND "products" ORDER BY category, name
END IF
RETURN found
