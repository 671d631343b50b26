item = 7
r = MERGE INTO "products" ON id = item WITH name = "Shoe", price = 5
TALK r.inserted + " " + r.updated    ' expect: 1 0
r = MERGE INTO "products" ON id = item WITH price = 6
TALK r.inserted + " " + r.updated    ' expect: 0 1
row = FIND "products", "id", 7
TALK row.name + " " + row.price  ' expect: Shoe 6
MERGE INTO "products" ON price > 3 WITH name = "x"    ' fault: GB6004 "MERGE INTO needs ON column = value"
