TABLE products
  id integer key
  name string(40)
  cost number READ BY "boss"
END TABLE
INSERT INTO "products" WITH name = "Tea"
p = PRODUCT 1
TALK p.name
' expect: Tea
IF p.cost IS NULL THEN TALK "no cost for you"
' expect: no cost for you
TALK COUNT(SEARCH PRODUCTS "tea")
' expect: 1
' ---
TABLE products READ BY "boss"
  id integer key
  name string(40)
END TABLE
p = PRODUCT 1
' fault@-1: GB7107 "PRODUCT may read products only for the role boss"
