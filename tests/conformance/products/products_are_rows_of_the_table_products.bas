TALK COUNT(PRODUCTS())
' expect: 0
SAVE "products", {"name": "Espresso", "price": 1.5, "sku": "ESP-1"}
SAVE "products", {"name": "Latte", "price": 3, "origin": "Porto"}
TALK COUNT(PRODUCTS())
' expect: 2
p = PRODUCT 2
TALK p.name + " " + p.price + " " + p.origin
' expect: Latte 3 Porto
p = PRODUCT(1)
TALK p.name
' expect: Espresso
