SAVE "products", {"id": 1, "name": "Shoe", "price": 5}
items = [{"id": 1, "price": 7}, {"id": 2, "name": "Hat"}, {"name": "no key"}]
r = MERGE "products" WITH items BY "id"
TALK r.inserted + " " + r.updated + " " + r.skipped    ' expect: 1 1 1
rows = FIND "products" ORDER BY id
TALK rows[0].name + " " + rows[0].price + " " + rows[1].name    ' expect: Shoe 7 Hat
MERGE "products", [{"id": 3, "name": "Coat"}], "id"
TALK REPORT()                    ' expect: products: 2 inserted, 1 updated, 1 skipped
RESET REPORT
TALK REPORT()                    ' expect: nothing was merged
