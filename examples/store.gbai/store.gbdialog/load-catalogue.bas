' Takes over the catalogue file: new products come in, prices change. Stock is counted here, so it is only set for new ones.
SET SCHEDULE "0 6 * * *"

rows = FIND "catalogue.csv"
added = 0
FOR EACH row IN rows
  known = FIND "products" WHERE id = row.id FIRST
  IF known IS NULL THEN
    SAVE "products", row
    added += 1
  ELSE
    UPDATE "products" SET name = row.name, category = row.category, price = row.price WHERE id = row.id
  END IF
NEXT
LOG INFO "${COUNT(rows)} products in the catalogue, ${added} of them new"
RETURN added
